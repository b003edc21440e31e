import type { SqlScriptResponse } from "@oracle/sql-developer-api";
import { expect, test, vi } from "vitest";
import { isUserFacingError } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import { sql } from "../../../../src/plsql/quote.ts";
import {
  type BorrowedScript,
  type BorrowedSession,
  createBorrowedSqlRunner,
} from "../../../../src/services/sql/createBorrowedSqlRunner.ts";
import { statementErrorOf } from "../../../../src/services/sql/statementErrorOf.ts";
import { inspectAll } from "../../../support/fakes.ts";

const query = sql`select name, n from t`;
const metadata = [
  { columnName: "NAME", jsonColumnName: "name", columnTypeName: "VARCHAR2" },
  { columnName: "N", jsonColumnName: "n", columnTypeName: "NUMBER" },
];
const answer: SqlScriptResponse = {
  env: { defaultTimeZone: "UTC" },
  items: [
    {
      statementId: 1,
      statementText: query,
      resultSet: {
        metadata,
        items: [
          { name: "a", n: 1 },
          { name: null, n: 2 },
        ],
        hasMore: false,
      },
      response: [],
      result: 0,
    },
  ],
  hasMore: false,
};
const nothing: SqlScriptResponse = { items: [] };

test("a query goes as it is, and its rows come back", async () => {
  const { runner, asked } = lentBy(answer);
  const binds = { name: "x", number: 1, none: null };
  const rows = await runner.query(query, { binds });
  expect(rows).toEqual({
    columns: ["NAME", "N"],
    rows: [
      ["a", 1],
      [null, 2],
    ],
  });
  expect(asked).toEqual([
    {
      sql: query,
      pageSize: expect.any(Number),
      binds: [
        { name: "name", value: "x", dataType: "VARCHAR2" },
        { name: "number", value: "1", dataType: "NUMBER" },
        { name: "none", value: "", dataType: "VARCHAR2" },
      ],
    },
  ]);
});

test("it shares the person's transaction, and so has none of its own", async () => {
  const { runner } = lentBy(answer);
  await runner.query(query);
  expect(runner).toMatchObject({ transaction: "borrowed", openTransaction: undefined });
});

test("each statement of a script has its lines, output, rows and error", async () => {
  const script = "begin\n  bad;\nend;\n/\ninsert into t values (1);\nselect x\nfrom gone;\n";
  const { runner } = lentBy({
    items: [
      {
        statementText: "begin\n  bad;\nend;",
        statementPos: { startLine: 1, endLine: 3 },
        response: ["\nError\n"],
        error: {
          errorCode: "ORA-06550",
          message: "ORA-06550: line 2, column 3:\nPLS-00201: identifier 'BAD' must be declared",
        },
      },
      {
        statementType: "dml",
        statementText: "insert into t values (1)",
        response: ["\n1 row inserted.\n\n"],
        result: 1,
      },
      {
        statementText: "select x\nfrom gone",
        error: { errorCode: "ORA-00942", message: "ORA-00942: no such table", line: 2, column: 6 },
      },
    ],
  });
  const [block, insert, select] = await runner.run(script);
  expect(block).toMatchObject({
    lines: { start: 1, end: 3 },
    output: ["Error"],
    error: { code: "PLS-00201", line: 2, column: 3 },
  });
  expect(insert).toMatchObject({
    lines: { start: 5, end: 5 },
    output: ["1 row inserted."],
    rowsAffected: 1,
    error: undefined,
  });
  expect(select).toMatchObject({
    lines: { start: 6, end: 7 },
    error: { code: "ORA-00942", line: 7, column: 6 },
  });
});

test("an error in the members of an earlier release is one, too", async () => {
  const { runner } = lentBy({
    items: [{ statementText: "x", errorCode: 942, errorMessage: "ORA-00942: no such table" }],
  });
  expect((await runner.run("x"))[0]?.error).toMatchObject({ code: "ORA-00942" });
});

test("a query that fails tells Oracle's code and words", async () => {
  const error = { errorCode: "ORA-00942", message: "ORA-00942: no such table" };
  const { runner } = lentBy({ items: [{ statementText: query, error }] });
  const failure = await failureOf(runner.query(query));
  expect(failure.code).toBe("sqlFailed");
  expect(statementErrorOf(failure)).toMatchObject({ code: "ORA-00942" });
});

test.each<[string, unknown, string]>([
  ["a part of the rows", withMore(), "answerTooLarge"],
  ["no rows", { items: [{ statementText: query }] }, "answerNotUnderstood"],
  ["no statement", nothing, "answerNotUnderstood"],
  ["no list of statements", {}, "answerNotUnderstood"],
  ["a text", "ORA-03113", "answerNotUnderstood"],
  ["nothing", undefined, "answerNotUnderstood"],
])("an answer to a query that holds %s is refused with a reason", async (_, given, code) => {
  const failure = await failureOf(lentBy(given).runner.query(query));
  expect(failure.code).toBe(code);
  expect(failure.why).toBeTruthy();
});

test("of a script's query a part of the rows is shown, and it is said", async () => {
  const [result] = await lentBy(withMore()).runner.run(query);
  expect(result?.output).toEqual(["Only the first 2 rows are shown; the server has more."]);
  expect(result?.rows?.rows).toHaveLength(2);
});

test("what the session throws is thrown, and the next call is answered", async () => {
  const refused = new Error("no connection");
  const { runner } = lentBy(refused, answer);
  await expect(runner.query(query)).rejects.toBe(refused);
  expect((await runner.query(query)).rows).toHaveLength(2);
});

test("the session is asked for anew at each call: the person may have opened it again", async () => {
  const { runner, sessions } = lentBy(answer, answer);
  await runner.query(query);
  await runner.query(query);
  expect(sessions()).toBe(2);
});

test("a session that never answers ends as timed out, with its reason", async () => {
  const silent = { execute: () => new Promise<never>(() => undefined) };
  for (const session of [() => new Promise<never>(() => undefined), async () => silent]) {
    const runner = createBorrowedSqlRunner({ session, timeoutMs: () => 20 });
    for (const call of [() => runner.query(query), () => runner.run("commit;")]) {
      const failure = await failureOf(call());
      expect(failure).toMatchObject({ code: "timedOut", remedy: { action: "retry" } });
      expect(failure.why).toBeTruthy();
    }
  }
});

test("a cancel ends the waiting, and an answer or an error that comes late disturbs nobody", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  for (const late of [answer, new Error("late")]) {
    const { runner, asked, answerNow } = lentBy("later", answer);
    const cancel = new AbortController();
    const cancelled = runner.query(query, { signal: cancel.signal });
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    cancel.abort();
    await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
    answerNow(late);
    expect((await runner.query(query)).rows).toHaveLength(2);
  }
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test("a cancel while the session is asked for sends nothing, whatever comes of it", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  for (const outcome of ["gives one", "fails"]) {
    const cancel = new AbortController();
    const execute = vi.fn(() => Promise.resolve(answer));
    const session = async (): Promise<BorrowedSession> => {
      cancel.abort();
      if (outcome === "fails") throw new Error("the person closed it");
      return { execute };
    };
    const runner = createBorrowedSqlRunner({ session, timeoutMs: () => 1000 });
    const call = runner.query(query, { signal: cancel.signal });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(execute).not.toHaveBeenCalled();
  }
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test("two calls take turns, and whoever cancels while waiting is not sent", async () => {
  const { runner, asked, answerNow } = lentBy("later", answer);
  const cancel = new AbortController();
  const first = runner.query(query);
  const left = runner.run("commit;", { signal: cancel.signal });
  const last = runner.query(query);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  cancel.abort();
  await expect(left).rejects.toMatchObject({ name: "AbortError" });
  expect(asked).toHaveLength(1);
  answerNow(answer);
  await Promise.all([first, last]);
  expect(asked.map((script) => script.sql)).toEqual([query, query]);
});

test("a secret bind is revealed to the session, and stands in no result and no error", async () => {
  const binds = { client_secret: new Secret("MARKED") };
  const { runner, asked } = lentBy(nothing, {}, new Error("no connection"));
  const results = await runner.run("begin null; end;", { binds });
  expect(asked[0]?.binds).toEqual([
    { name: "client_secret", value: "MARKED", dataType: "VARCHAR2" },
  ]);
  const failures = await Promise.allSettled([
    runner.run("begin null; end;", { binds }),
    runner.run("begin null; end;", { binds }),
  ]);
  expect(failures.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(inspectAll([results, failures])).not.toContain("MARKED");
});

test("closing leaves the person's session alone", async () => {
  const { runner, sessions } = lentBy(answer);
  await runner.close();
  expect(sessions()).toBe(0);
  expect((await runner.query(query)).rows).toHaveLength(2);
});

/** A runner on a session that gives the answers in order; "later" is one that the test gives. */
function lentBy(...answers: readonly unknown[]) {
  const left = [...answers];
  const asked: BorrowedScript[] = [];
  let lent = 0;
  let answerNow: (given: unknown) => void = () => undefined;
  const execute = async (script: BorrowedScript): Promise<unknown> => {
    asked.push(script);
    const given = left.shift();
    const value = given === "later" ? await new Promise((resolve) => (answerNow = resolve)) : given;
    if (value instanceof Error) throw value;
    return value;
  };
  const runner = createBorrowedSqlRunner({
    session: () => {
      lent += 1;
      return Promise.resolve({ execute });
    },
    timeoutMs: () => 5000,
  });
  return { runner, asked, sessions: () => lent, answerNow: (given: unknown) => answerNow(given) };
}

function withMore(): SqlScriptResponse {
  const [item] = answer.items ?? [];
  return { items: [{ ...item, resultSet: { ...item?.resultSet, hasMore: true } }] };
}

async function failureOf(call: Promise<unknown>) {
  const error: unknown = await call.catch((failure: unknown) => failure);
  if (!isUserFacingError(error)) throw new Error(`Not told to the person: ${inspectAll(error)}`);
  return error;
}
