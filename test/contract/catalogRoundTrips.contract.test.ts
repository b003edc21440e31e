import { afterEach, expect, test } from "vitest";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { answerLargeSchema, rowsInAll } from "../bench/largeSchema.ts";
import { startCountingProxy } from "../support/countingProxy.ts";
import { startPracticeListener } from "../support/oracleListener/practiceListener.ts";
import { scriptedDatabase } from "../support/oracleListener/scriptedDatabase.ts";
import { startOracleListener } from "../support/oracleListener/startOracleListener.ts";
import { openRunner } from "../support/oracleRunner.ts";

/** On a link that takes 100 ms for each round trip it is their number that counts. */

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

test("opening a schema takes three round trips at the most after the login, a refresh two", async () => {
  const practice = await startPracticeListener({ lesson: "hr" });
  const proxy = await startCountingProxy({ port: practice.listener.port, delayMs: 50 });
  open.push(practice, proxy);
  const runner = await openRunner({ ...practice, port: proxy.port });
  proxy.reset();
  const catalog = await readCatalog(runner);
  expect(catalog.modules.length).toBeGreaterThan(1);
  expect(proxy.roundTrips).toBeLessThanOrEqual(3);
  proxy.reset();
  expect(await readCatalog(runner)).toEqual(catalog);
  expect(proxy.roundTrips).toBeLessThanOrEqual(2);
  await runner.close();
});

test("a very large schema takes one round trip more for each 5,000 rows", async () => {
  const listener = await startOracleListener({
    database: scriptedDatabase({ answer: answerLargeSchema }),
  });
  const proxy = await startCountingProxy({ port: listener.port });
  open.push(listener, proxy);
  const runner = await openRunner({ port: proxy.port, user: "hr", password: "tiger" });
  proxy.reset();
  const { modules, clients } = await readCatalog(runner);
  const handlers = modules.flatMap(({ templates }) =>
    templates.flatMap((template) => template.handlers),
  );
  expect([modules.length, handlers.length, clients.length]).toEqual([200, 10_000, 1000]);
  expect(proxy.roundTrips).toBeLessThanOrEqual(2 + Math.floor(rowsInAll / 5000));
  await runner.close();
});
