import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/base/clock.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { readSchemas } from "../../src/services/catalog/readSchemas.ts";
import type { SqlRunner } from "../../src/services/sql/sqlRunner.ts";
import { fiveStepsContract } from "../contract/fiveSteps.contract.ts";
import { sqlRunnerContract } from "../contract/sqlRunner.contract.ts";
import { openByDriver, openByRest, testHttp } from "./openOracle.ts";
import { readSettings } from "./settings.ts";

const read = readSettings(process.env);
if (read.kind === "problem") throw new Error(read.message);
const { settings } = read;
const { ords, administrator } = settings;

/** The ways to the schema that the settings give. */
const ways: readonly { readonly name: string; readonly open: () => Promise<SqlRunner> }[] = [
  ...(settings.database ? [{ name: "Oracle's driver", open: byDriver }] : []),
  ...(ords ? [{ name: "REST-Enabled SQL", open: byRest }] : []),
];

for (const { name, open } of ways) {
  sqlRunnerContract(`${name}, a real database`, async () => ({
    runner: await open(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }));

  // Tokens and calls need ORDS.
  if (ords) {
    fiveStepsContract(`${name}, a real ORDS`, async () => {
      const runner = await open();
      return {
        runner,
        ...ords,
        http: testHttp,
        clock: systemClock,
        advance: undefined,
        // Until metadata that ORDS may keep is old.
        patienceMs: Math.max(40_000, settings.settleMs * 2),
        [Symbol.asyncDispose]: async () => await runner.close(),
      };
    });
  }

  describe(`The catalog by ${name}`, () => {
    let runner: SqlRunner;
    beforeAll(async () => {
      runner = await open();
    });
    afterAll(async () => await runner.close());

    test("it is read, and what this release does not have is told", async () => {
      const { release, schema, problems } = await readCatalog(runner);
      console.log(`ORDS ${release.text}, schema ${schema.name} at /${schema.alias}/`);
      for (const { severity, subject, message } of problems)
        console.log(`  ${severity}: ${subject}: ${message}`);
      expect(release.major).toBeGreaterThan(0);
      expect(schema.enabled).toBe(true);
      if (ords) expect(schema.alias).toBe(ords.alias);
    });
  });
}

describe.runIf(administrator !== undefined && settings.database)("An administrator of ORDS", () => {
  test("reads the schema as its user does", async () => {
    const theirs = await openByDriver(settings, administrator);
    const own = await openByDriver(settings);
    if (!theirs || !own) throw new Error("There is no database.");
    try {
      const { schema, modules, privileges, clients } = await readCatalog(own);
      expect(await readSchemas(theirs)).toContain(schema.name);
      const seen = await readCatalog(theirs, { schema: schema.name });
      for (const { severity, subject, message } of seen.problems)
        console.log(`  ${severity}: ${subject}: ${message}`);
      expect(seen).toMatchObject({ schema, modules, privileges, clients });
    } finally {
      await theirs.close();
      await own.close();
    }
  });
});

async function byDriver(): Promise<SqlRunner> {
  const runner = await openByDriver(settings);
  if (!runner) throw new Error("There is no database.");
  return runner;
}

async function byRest(): Promise<SqlRunner> {
  const runner = openByRest(settings);
  if (!runner) throw new Error("There is no ORDS.");
  return await Promise.resolve(runner);
}
