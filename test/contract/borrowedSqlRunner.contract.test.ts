import { createRequire } from "node:module";
import { systemClock } from "../../src/base/clock.ts";
import { silentLogger } from "../../src/base/logger.ts";
import {
  type PracticeServer,
  startPracticeServer,
} from "../../src/practice/startPracticeServer.ts";
import {
  type BorrowedScript,
  type BorrowedSession,
  createBorrowedSqlRunner,
} from "../../src/services/sql/createBorrowedSqlRunner.ts";
import { type OpenRunner, sqlRunnerContract } from "./sqlRunner.contract.ts";

for (const release of ["25.4", "23.4"]) {
  sqlRunnerContract(`a borrowed session on the practice world ${release}`, () => openOn(release));
}

async function openOn(release: string): Promise<OpenRunner> {
  const server = await startPracticeServer({
    lesson: "empty",
    release,
    locateWasm: () => createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"),
    clock: systemClock,
    log: silentLogger,
  });
  const runner = createBorrowedSqlRunner({
    session: () => Promise.resolve(sessionOn(server)),
    timeoutMs: () => 10_000,
  });
  return { runner, [Symbol.asyncDispose]: () => server.stop() };
}

/**
 * Stands for a session of Oracle's extension, whose API says that its answers have the form of REST-Enabled SQL: here
 * that service itself gives them.
 */
function sessionOn({ url, alias, user, password }: PracticeServer): BorrowedSession {
  const authorization = `Basic ${Buffer.from(`${user}:${password.reveal()}`).toString("base64")}`;
  return {
    execute: async ({ sql, binds, pageSize }: BorrowedScript) => {
      const response = await fetch(`${url}/${alias}/_/sql`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({
          statementText: sql,
          limit: pageSize,
          binds: binds.map(({ name, value, dataType }) => ({ name, value, data_type: dataType })),
        }),
      });
      return await response.json();
    },
  };
}
