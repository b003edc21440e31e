import { createRequire } from "node:module";
import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../src/base/clock.ts";
import { Emitter } from "../../src/base/emitter.ts";
import { silentLogger } from "../../src/base/logger.ts";
import { Secret } from "../../src/base/secret.ts";
import { schemaUrlOf, tokenUrlOf } from "../../src/domain/http/schemaUrlOf.ts";
import { createSessions } from "../../src/features/sessions/createSessions.ts";
import type { Sessions } from "../../src/features/sessions/sessions.ts";
import { allScaffolds } from "../../src/features/scaffold/allScaffolds.ts";
import type { Answers } from "../../src/features/scaffold/question.ts";
import type { ScaffoldId } from "../../src/features/scaffold/scaffold.ts";
import { scaffoldScript } from "../../src/features/scaffold/scaffoldScript.ts";
import { bindsOf } from "../../src/features/scriptRun/bindsOf.ts";
import { describeRun } from "../../src/features/scriptRun/describeRun.ts";
import { firstError } from "../../src/features/scriptRun/locateErrors.ts";
import { runWarnings } from "../../src/features/scriptRun/runWarnings.ts";
import { dialectFor } from "../../src/plsql/dialect.ts";
import { administratorName } from "../../src/practice/dictionary/session.ts";
import { startPracticeServer } from "../../src/practice/startPracticeServer.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { readClientSecret } from "../../src/services/clients/readClientSecret.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import { type ConnectionProfile, profileId } from "../../src/services/profiles/profile.ts";
import type { ProfileStore } from "../../src/services/profiles/profileStore.ts";
import { createRestSqlRunner } from "../../src/services/sql/createRestSqlRunner.ts";
import type { SqlRunner } from "../../src/services/sql/sqlRunner.ts";
import { oracleProfileWith, profileWith } from "../support/fakes.ts";
import {
  type PracticeListener,
  startPracticeListener,
} from "../support/oracleListener/practiceListener.ts";
import { openRunner } from "../support/oracleRunner.ts";
import { walkThrough } from "../unit/features/scaffold/walkThrough.ts";

const id = profileId("practice");
const secret = new Secret("AbCdEfGhIjKlMnOpQrStUv..");
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

/**
 * What the scaffolds write is run by a server, from a schema that has no security at all to a call that is answered:
 * over REST-Enabled SQL, over Oracle's driver, and by an administrator who looks at the schema.
 */
const ways = { rest, driver, administrator };

test.each([
  ["rest", "25.4"],
  ["rest", "23.4.0"],
  ["driver", "25.4"],
  ["driver", "23.4.0"],
  // Older releases have no views for administrators.
  ["administrator", "25.4"],
] as const)("the five steps work by %s on release %s", async (way, release) => {
  const schema = await ways[way](release);
  const { sessions, profile } = schema;
  const step = stepOn(schema);
  const catalog = await sessions.open(id);
  const url = `${schemaUrlOf(profile)}/hr/employees/`;
  expect((await fetch(url)).status).toBe(200);

  await step("createRole", { name: "HR Reader" });
  await step("createPrivilege", {
    name: "hr.read",
    roles: ["HR Reader"],
    description: "Read",
  });
  await step("mapPrivilege", {
    privilege: "hr.read",
    how: "patterns",
    patterns: ["/hr/*"],
  });
  expect((await fetch(url)).status).toBe(401);

  await step("registerClient", {
    name: "payroll",
    grantType: "client_credentials",
    privileges: [],
    roles: [],
    description: "",
    supportEmail: "payroll@example.com",
  });
  const [client] = catalogOf(sessions).clients;
  if (!client) throw new Error("No client was registered");
  const readSecret = async (runner: SqlRunner) => await readClientSecret(runner, client.name);
  const known =
    dialectFor(catalog.release).api === "oauth" ? await sessions.read(id, readSecret) : secret;
  const credentials = Buffer.from(`${client.clientId}:${known?.reveal()}`).toString("base64");
  const answer = await fetch(`${tokenUrlOf(profile)}`, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(url, { headers })).status).toBe(401);

  await step("grantRole", { client: "payroll", roles: ["HR Reader"] });
  expect((await fetch(url, { headers })).status).toBe(200);

  await step("revokeRole", { client: "payroll", roles: ["HR Reader"] });
  expect((await fetch(url, { headers })).status).toBe(401);
  await step("deleteMapping", { privilege: "hr.read", patterns: ["/hr/*"] });
  await step("deletePrivilege", { privilege: "hr.read" });
  await step("deleteClient", { client: "payroll" });
  await step("deleteRole", { role: "HR Reader" });
  expect(catalogOf(sessions)).toEqual(catalog);
});

test("names that are hard to quote arrive as they were typed", async () => {
  const schema = await rest("25.4");
  const { sessions } = schema;
  const step = stepOn(schema);
  await sessions.open(id);
  const odd = `o'hr & "you" :x; -- /* ñ€😀 \\ $1 ${"x".repeat(200)}`;
  await step("createRole", { name: odd });
  await step("createPrivilege", { name: odd, roles: [odd], description: `'${odd}'` });
  await step("registerClient", {
    name: odd,
    grantType: "client_credentials",
    privileges: [odd],
    roles: [odd],
    description: "line one''",
    supportEmail: "",
  });
  const catalog = catalogOf(sessions);
  expect(catalog.roles.map(({ name }) => String(name))).toContain(odd);
  expect(catalog.privileges).toContainEqual(
    expect.objectContaining({ name: odd, roles: [odd], description: `'${odd}'` }),
  );
  expect(catalog.clients).toContainEqual(
    expect.objectContaining({ name: odd, roles: [odd], privileges: [odd] }),
  );
});

interface OpenSchema {
  readonly sessions: Sessions;
  readonly profile: ConnectionProfile;
}

/** Asks, writes, runs and reads again, as the editor does. */
function stepOn({ sessions, profile }: OpenSchema) {
  return async (scaffold: ScaffoldId, wanted: Answers): Promise<void> => {
    const catalog = catalogOf(sessions);
    const schema = profile.otherSchema?.name;
    const context = { catalog, dialect: dialectFor(catalog.release, schema) };
    const { answers } = walkThrough(allScaffolds[scaffold], context, wanted);
    const { text } = scaffoldScript(allScaffolds[scaffold], context, answers);
    expect(runWarnings(text, "perRequest")).toEqual([]);
    if (schema !== undefined) expect(text).toMatch(/_ADMIN\.[^]*p_schema/);
    const binds = bindsOf(text).includes("client_secret") ? { client_secret: secret } : {};
    const results = await sessions.run(id, text, { binds });
    expect(firstError(results), describeRun(results)).toBeUndefined();
    await sessions.refresh(id);
  };
}

function catalogOf(sessions: Sessions) {
  const state = sessions.get(id)?.state;
  if (state?.kind !== "open") throw new Error(`The session is ${state?.kind}`);
  return state.catalog;
}

async function rest(release: string): Promise<OpenSchema> {
  const server = await startPracticeServer({
    lesson: "empty",
    release,
    locateWasm: () => createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"),
    clock: systemClock,
    log: silentLogger,
  });
  open.push({ [Symbol.asyncDispose]: async () => await server.stop() });
  const { url: baseUrl, alias, user, password } = server;
  const profile = profileWith({ id, name: "Practice", baseUrl, alias, user, practice: true });
  const http = createFetchHttpClient({ log: silentLogger, timeoutMs: () => 10_000 });
  return sessionsOn(profile, async () => createRestSqlRunner({ profile, password, http }));
}

async function driver(release: string): Promise<OpenSchema> {
  const practice = await listener(release);
  const { ords, user, password } = practice;
  const profile = oracleProfileWith({ id, baseUrl: ords.url, alias: ords.alias, user });
  const { port } = practice.listener;
  return sessionsOn(profile, async () => await openRunner({ port, user, password }));
}

async function administrator(release: string): Promise<OpenSchema> {
  const practice = await listener(release);
  const { ords, password } = practice;
  const otherSchema = { name: practice.user, alias: ords.alias };
  const profile = oracleProfileWith({ id, baseUrl: ords.url, alias: undefined, otherSchema });
  const { port } = practice.listener;
  const user = administratorName;
  return sessionsOn(profile, async () => await openRunner({ port, user, password }));
}

async function listener(release: string): Promise<PracticeListener> {
  const practice = await startPracticeListener({ lesson: "empty", release });
  open.push(practice);
  return practice;
}

function sessionsOn(
  profile: ConnectionProfile,
  openSqlRunner: () => Promise<SqlRunner>,
): OpenSchema {
  const profiles: ProfileStore = {
    list: () => [profile],
    get: (wanted) => (wanted === id ? profile : undefined),
    save: () => Promise.reject(new Error("Nothing is saved here")),
    remove: () => Promise.reject(new Error("Nothing is removed here")),
    passwords: () => Promise.resolve({ password: undefined, walletPassword: undefined }),
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
  open.push({ [Symbol.asyncDispose]: async () => await sessions.close(id) });
  return { sessions, profile };
}
