import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSqlAnswer, readSqlAnswer } from "../../../../src/services/sql/parseSqlAnswer.ts";

test("text that is no answer of REST-Enabled SQL is told as such", () => {
  for (const text of ["", "<html>", "{", "[]", "null", "7", "{}", '{"items":{}}']) {
    expect(parseSqlAnswer(text)).toBeUndefined();
  }
});

test("whatever JSON stands in an answer, reading it does not fail", () => {
  const members = fc.dictionary(
    fc.constantFrom(
      "statementText",
      "statementPos",
      "response",
      "dbmsOutput",
      "resultSet",
      "errorCode",
      "errorLine",
      "errorDetails",
      "errorMessage",
      "error",
      "result",
      "__proto__",
    ),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(members, fc.jsonValue())), (items) => {
      const read = parseSqlAnswer(JSON.stringify({ items }));
      expect(read?.length).toBeLessThanOrEqual(items.length);
      for (const item of read ?? [])
        expect(item.output.every((line) => typeof line === "string")).toBe(true);
    }),
  );
});

test("an error code that is an object is no code", () => {
  const items = [{ errorCode: { toString: "", valueOf: 1 }, errorDetails: "ORA-00942: no" }];
  expect(parseSqlAnswer(JSON.stringify({ items }))?.[0]?.failure).toEqual({
    number: undefined,
    line: undefined,
    column: undefined,
    details: "ORA-00942: no",
  });
});

test("a long text, a CLOB, comes whole, and null stays null", () => {
  const long = "x".repeat(200_000);
  const items = [{ resultSet: { items: [{ source: long, comments: null }, { source: "y" }] } }];
  const [item] = parseSqlAnswer(JSON.stringify({ items })) ?? [];
  expect(item?.resultSet).toEqual({
    columns: ["SOURCE", "COMMENTS"],
    rows: [
      [long, null],
      ["y", null],
    ],
    hasMore: false,
  });
});

test("an error code of 0 is none", () => {
  const [item] = parseSqlAnswer('{"items":[{"errorCode":0}]}') ?? [];
  expect(item?.failure).toBeUndefined();
});

test.each<[string, object]>([
  ["ORDS", { errorCode: 942, errorLine: 2, errorColumn: 6, errorDetails: "ORA-00942: no\n" }],
  [
    "Oracle's extension",
    { error: { message: "ORA-00942: no", line: 2, column: 6 }, errorCode: 942 },
  ],
  [
    "both, where ORDS says more",
    {
      errorCode: 942,
      errorLine: 2,
      errorColumn: 6,
      errorDetails: "ORA-00942: no",
      errorMessage: "no",
      error: { message: "no", line: 1, column: 1 },
    },
  ],
])("a failure in the words of %s", (_, item) => {
  const [read] = readSqlAnswer({ items: [item] }) ?? [];
  expect(read?.failure).toEqual({ number: 942, line: 2, column: 6, details: "ORA-00942: no" });
});

test("blank lines inside an output stay, those around it go", () => {
  const items = [{ response: ["\n\na\n\nb\n\n", "   ", 7], dbmsOutput: null }];
  const [item] = parseSqlAnswer(JSON.stringify({ items })) ?? [];
  expect(item?.output).toEqual(["a", "", "b"]);
});
