import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isCancelled, isUserFacingError } from "../../src/base/errors.ts";
import { Secret } from "../../src/base/secret.ts";
import { sql } from "../../src/plsql/quote.ts";
import type { SqlRunner } from "../../src/services/sql/sqlRunner.ts";
import { statementErrorOf } from "../../src/services/sql/statementErrorOf.ts";
import { inspectAll } from "../support/fakes.ts";

/** A runner that is logged in to a REST-enabled schema whose roles may be changed. */
export interface OpenRunner extends AsyncDisposable {
  readonly runner: SqlRunner;
}

/**
 * What every `SqlRunner` promises, whatever it runs on. The suite makes roles named "contract …" and removes them; it
 * needs no table of its own.
 */
export function sqlRunnerContract(name: string, open: () => Promise<OpenRunner>): void {
  describe(`SqlRunner: ${name}`, () => {
    let opened: OpenRunner;
    let runner: SqlRunner;
    beforeAll(async () => {
      opened = await open();
      runner = opened.runner;
    });
    afterAll(async () => {
      await runner.close();
      await opened[Symbol.asyncDispose]();
    });

    test("a query gives columns in upper case and values of three kinds", async () => {
      const rows = await runner.query(sql`select 1 as one, 'text' as two, null as three from dual`);
      expect(rows).toEqual({ columns: ["ONE", "TWO", "THREE"], rows: [[1, "text", null]] });
    });

    test("a query without rows still has its columns", async () => {
      const rows = await runner.query(sql`select name from user_ords_roles where 1 = 0`);
      expect(rows.rows).toEqual([]);
    });

    test.each([
      "plain",
      "it's",
      'say "so"',
      "a & b;",
      "/",
      "two\nlines",
      "grün ☃ 日本 😀",
      "x".repeat(4000),
    ])("a bind comes back as it went: %s", async (text) => {
      const { rows } = await runner.query(sql`select :value as value from dual`, {
        binds: { value: text },
      });
      expect(rows).toEqual([[text]]);
    });

    test("a secret bind is used and never shown", async () => {
      const secret = new Secret("bind-MARKED");
      const { rows } = await runner.query(sql`select length(:value) as n from dual`, {
        binds: { value: secret },
      });
      expect(rows.map(([length]) => Number(length))).toEqual([11]);
      const call = runner.query(sql`select :value as v from no_such_view`, {
        binds: { value: secret },
      });
      expect(inspectAll(await failureOf(call))).not.toMatch(/MARKED/);
    });

    test("a missing view and a missing column have Oracle's codes", async () => {
      expect(await oracleCodeOf(runner.query(sql`select name from no_such_view`))).toBe(
        "ORA-00942",
      );
      expect(
        await oracleCodeOf(runner.query(sql`select no_such_column from user_ords_roles`)),
      ).toBe("ORA-00904");
    });

    test("a script gives one result for each statement, with its lines", async () => {
      const results = await runner.run("select 1 as one from dual;\n\nbegin\n  null;\nend;\n/\n");
      expect(results.map(({ lines }) => lines)).toEqual([
        { start: 1, end: 1 },
        { start: 3, end: 5 },
      ]);
      expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
      expect(results[0]?.rows).toEqual({ columns: ["ONE"], rows: [[1]] });
    });

    test("a statement after a failing one is still run, and the failure has its line", async () => {
      const results = await runner.run(
        "select 1 as one from dual;\nbegin\n  ords.no_such_procedure('x');\nend;\n/\nselect 2 as two from dual;\n",
      );
      const [, block, last] = results;
      expect(block?.error?.code).toMatch(/^(PLS|ORA)-\d{5}$/);
      expect(block?.error?.line).toBe(3);
      expect(last?.rows?.rows).toEqual([[2]]);
    });

    test("what was committed is there, what was not is gone with the transaction", async () => {
      await runner.run(
        "begin\n  ords.create_role('contract kept');\n  commit;\nend;\n/\nbegin\n  ords.create_role('contract dropped');\nend;\n/\nrollback;\n",
      );
      expect(await contractRoles(runner)).toEqual(["contract kept"]);
      await runner.run("begin\n  ords.delete_role('contract kept');\n  commit;\nend;\n/\n");
      expect(await contractRoles(runner)).toEqual([]);
    });

    test("a script takes binds", async () => {
      const results = await runner.run(
        "begin\n  ords.create_role(:role_name);\n  commit;\nend;\n/\n",
        { binds: { role_name: "contract o'bind" } },
      );
      expect(results.map(({ error }) => error)).toEqual([undefined]);
      expect(await contractRoles(runner)).toEqual(["contract o'bind"]);
      await runner.run("begin\n  ords.delete_role('contract o''bind');\n  commit;\nend;\n/\n");
      expect(await contractRoles(runner)).toEqual([]);
    });

    test("an empty script has no results", async () => {
      expect(await runner.run("-- nothing to do\n")).toEqual([]);
    });

    test("a cancelled call is an AbortError", async () => {
      const signal = AbortSignal.abort();
      await expect(runner.query(sql`select 1 as one from dual`, { signal })).rejects.toSatisfy(
        isCancelled,
      );
      await expect(runner.run("begin null; end;", { signal })).rejects.toSatisfy(isCancelled);
    });
  });
}

async function contractRoles(runner: SqlRunner): Promise<readonly unknown[]> {
  const { rows } = await runner.query(
    sql`select name from user_ords_roles where name like 'contract%' order by name`,
  );
  return rows.map(([name]) => name);
}

async function oracleCodeOf(call: Promise<unknown>): Promise<string | undefined> {
  return statementErrorOf(await failureOf(call))?.code;
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.catch((failure: unknown) => failure);
  if (!isUserFacingError(error)) throw new Error(`Not told to the person: ${inspectAll(error)}`);
  return error;
}
