import { createRequire } from "node:module";
import { systemClock } from "../../src/base/clock.ts";
import { silentLogger } from "../../src/base/logger.ts";
import { startPracticeServer } from "../../src/practice/startPracticeServer.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import { createRestSqlRunner } from "../../src/services/sql/createRestSqlRunner.ts";
import { profileWith } from "../support/fakes.ts";
import { type OpenRunner, sqlRunnerContract } from "./sqlRunner.contract.ts";

for (const release of ["25.4", "23.4"]) {
  sqlRunnerContract(`REST-Enabled SQL of the practice server ${release}`, () => openOn(release));
}

async function openOn(release: string): Promise<OpenRunner> {
  const server = await startPracticeServer({
    lesson: "empty",
    release,
    locateWasm: () => createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"),
    clock: systemClock,
    log: silentLogger,
  });
  const { url: baseUrl, alias, user, password } = server;
  const runner = createRestSqlRunner({
    profile: profileWith({ baseUrl, alias, user }),
    password,
    http: createFetchHttpClient({ log: silentLogger, timeoutMs: () => 10_000 }),
  });
  return { runner, [Symbol.asyncDispose]: () => server.stop() };
}
