import { createRequire } from "node:module";
import { afterEach, expect, test } from "vitest";
import { isUserFacingError, type ErrorCode } from "../../src/base/errors.ts";
import { silentLogger } from "../../src/base/logger.ts";
import { Secret } from "../../src/base/secret.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import {
  type PracticeServer,
  startPracticeServer,
} from "../../src/practice/startPracticeServer.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { readHandlerSource } from "../../src/services/catalog/readHandlerSource.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import type { RestSqlProfile } from "../../src/services/profiles/profile.ts";
import { testConnection } from "../../src/services/profiles/testConnection.ts";
import { createRestSqlRunner } from "../../src/services/sql/createRestSqlRunner.ts";
import { FakeClock, inspectAll, profileWith, RecordingLogger } from "../support/fakes.ts";
import { startPracticeListener } from "../support/oracleListener/practiceListener.ts";
import { openRunner } from "../support/oracleRunner.ts";
import { fiveStepsContract } from "./fiveSteps.contract.ts";

const running: PracticeServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

for (const release of ["25.4", "23.4"]) {
  fiveStepsContract(`REST-Enabled SQL of the practice server ${release}`, async () => {
    const { profile, http, runner, clock, log, server } = await connect(release);
    return {
      runner,
      http,
      clock,
      log,
      baseUrl: profile.baseUrl,
      alias: profile.alias,
      advance: (seconds) => clock.tick(seconds * 1000),
      patienceMs: 0,
      [Symbol.asyncDispose]: async () => {
        running.splice(running.indexOf(server), 1);
        await server.stop();
      },
    };
  });

  fiveStepsContract(
    `Oracle's driver on a listener with the practice world ${release}`,
    async () => {
      const practice = await startPracticeListener({ release });
      const { ords, clock, listener } = practice;
      const runner = await openRunner({ ...practice, port: listener.port });
      return {
        runner,
        clock,
        baseUrl: ords.url,
        alias: ords.alias,
        http: createFetchHttpClient({ log: silentLogger, timeoutMs: () => 10_000 }),
        advance: (seconds) => clock.advance(seconds),
        patienceMs: 0,
        [Symbol.asyncDispose]: async () => {
          await runner.close();
          await practice[Symbol.asyncDispose]();
        },
      };
    },
  );
}

test("a wrong password, an unknown alias and a stopped server are told apart", async () => {
  const { profile, password, http, server } = await connect("25.4");
  const tried = (changes: Partial<RestSqlProfile>, typed = password) => {
    const changed = { ...profile, ...changes };
    const runner = createRestSqlRunner({ profile: changed, password: typed, http });
    return testConnection({ profile: changed, openRunner: () => Promise.resolve(runner), http });
  };
  expect(await tried({})).toMatchObject({
    schema: server.user,
    alias: server.alias,
    enabled: true,
  });
  expect(await codeOf(tried({}, new Secret("wrong")))).toBe("databaseLoginFailed");
  expect(await codeOf(tried({ user: "NOBODY" }))).toBe("databaseLoginFailed");
  expect(await codeOf(tried({ alias: "no such alias/ä" }))).toBe("aliasNotFound");
  expect(await codeOf(tried({ baseUrl: `${new URL(profile.baseUrl).origin}/other` }))).toBe(
    "aliasNotFound",
  );
  await server.stop();
  running.splice(0);
  // Until the kept connections have heard of it.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await codeOf(tried({}))).toBe("connectionRefused");
});

test("the catalog of the hr lesson is read whole, with the sources of its handlers", async () => {
  // The older one has no token durations, which is a note and no problem.
  for (const [release, notes] of [
    ["25.4", []],
    ["23.4", [{ subject: "USER_ORDS_CLIENTS", severity: "note" }]],
  ] as const) {
    const { runner } = await connect(release, "hr");
    const read: Catalog = await readCatalog(runner);
    expect(read.problems).toMatchObject(notes);
    expect(read.modules.length).toBeGreaterThan(2);
    expect(read.clients.length).toBeGreaterThan(1);
    expect(read.objects.length).toBeGreaterThan(0);
    for (const module of read.modules) {
      for (const { uriTemplate, handlers } of module.templates) {
        for (const { method } of handlers) {
          const key = { module: module.name, uriTemplate, method };
          expect(await readHandlerSource(runner, key)).toMatch(/select|begin/i);
        }
      }
    }
  }
});

async function connect(release: string, lesson: "empty" | "hr" = "empty") {
  const clock = new FakeClock(Date.now());
  const log = new RecordingLogger();
  const server = await startPracticeServer({
    lesson,
    release,
    locateWasm: () => createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"),
    clock,
    log,
  });
  running.push(server);
  const { url: baseUrl, alias, user, password } = server;
  const profile = profileWith({ baseUrl, alias, user });
  const http = createFetchHttpClient({ log, timeoutMs: () => 10_000 });
  const runner = createRestSqlRunner({ profile, password, http });
  return { server, profile, password, http, runner, log, clock };
}

async function codeOf(call: Promise<unknown>): Promise<ErrorCode | undefined> {
  const error: unknown = await call.catch((failure: unknown) => failure);
  if (!isUserFacingError(error)) throw new Error(`Not told to the person: ${inspectAll(error)}`);
  return error.code;
}
