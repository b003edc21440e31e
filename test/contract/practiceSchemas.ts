import { createRequire } from "node:module";
import { systemClock } from "../../src/base/clock.ts";
import { Emitter } from "../../src/base/emitter.ts";
import { silentLogger } from "../../src/base/logger.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import { createSessions, type SessionsParts } from "../../src/features/sessions/createSessions.ts";
import type { Sessions } from "../../src/features/sessions/sessions.ts";
import { administratorName } from "../../src/practice/dictionary/session.ts";
import { startPracticeServer } from "../../src/practice/startPracticeServer.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import { type ConnectionProfile, profileId } from "../../src/services/profiles/profile.ts";
import { createRestSqlRunner } from "../../src/services/sql/createRestSqlRunner.ts";
import type { SqlRunner } from "../../src/services/sql/sqlRunner.ts";
import { oracleProfileWith, profileWith } from "../support/fakes.ts";
import {
  type PracticeListener,
  startPracticeListener,
} from "../support/oracleListener/practiceListener.ts";
import { openRunner } from "../support/oracleRunner.ts";

type Lesson = "empty" | "hr";

const open: AsyncDisposable[] = [];
export const practiceId = profileId("practice");

/** A schema of the practice server as the extension opens it: over REST-Enabled SQL, over Oracle's driver, as an administrator. */
export const practiceWays = { rest, driver, administrator };

export async function closePractice(): Promise<void> {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
}

export interface OpenSchema {
  readonly sessions: Sessions;
  readonly profile: ConnectionProfile;
}

export function catalogOf(sessions: Sessions): Catalog {
  const state = sessions.get(practiceId)?.state;
  if (state?.kind !== "open") throw new Error(`The session is ${state?.kind}`);
  return state.catalog;
}

async function rest(lesson: Lesson, release: string): Promise<OpenSchema> {
  const server = await startPracticeServer({
    lesson,
    release,
    locateWasm: () => createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"),
    clock: systemClock,
    log: silentLogger,
  });
  open.push({ [Symbol.asyncDispose]: async () => await server.stop() });
  const { url: baseUrl, alias, user, password } = server;
  const profile = profileWith({
    id: practiceId,
    name: "Practice",
    baseUrl,
    alias,
    user,
    practice: true,
  });
  const http = createFetchHttpClient({ log: silentLogger, timeoutMs: () => 10_000 });
  return sessionsOn(profile, async () => createRestSqlRunner({ profile, password, http }));
}

async function driver(lesson: Lesson, release: string): Promise<OpenSchema> {
  const practice = await listener(lesson, release);
  const { ords, user, password } = practice;
  const profile = oracleProfileWith({ id: practiceId, baseUrl: ords.url, alias: ords.alias, user });
  const { port } = practice.listener;
  return sessionsOn(profile, async () => await openRunner({ port, user, password }));
}

async function administrator(lesson: Lesson, release: string): Promise<OpenSchema> {
  const practice = await listener(lesson, release);
  const { ords, password } = practice;
  const otherSchema = { name: practice.user, alias: ords.alias };
  const profile = oracleProfileWith({
    id: practiceId,
    baseUrl: ords.url,
    alias: undefined,
    otherSchema,
  });
  const { port } = practice.listener;
  const user = administratorName;
  return sessionsOn(profile, async () => await openRunner({ port, user, password }));
}

async function listener(lesson: Lesson, release: string): Promise<PracticeListener> {
  const practice = await startPracticeListener({ lesson, release });
  open.push(practice);
  return practice;
}

function sessionsOn(
  profile: ConnectionProfile,
  openSqlRunner: () => Promise<SqlRunner>,
): OpenSchema {
  // The alias is part of a profile, and a script can change it.
  let current = profile;
  const profiles: SessionsParts["profiles"] = {
    list: () => [current],
    get: (wanted) => (wanted === practiceId ? current : undefined),
    save: async (changed) => void (current = changed),
    onDidChange: new Emitter<void>().event,
  };
  const sessions = createSessions({
    profiles,
    openSqlRunner,
    readCatalog,
    countUncommitted: (before) => Promise.resolve(before),
    clock: systemClock,
    log: silentLogger,
  });
  open.push({ [Symbol.asyncDispose]: async () => await sessions.close(practiceId) });
  return { sessions, profile };
}
