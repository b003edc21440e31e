import { expect, test } from "vitest";
import { toSqlFailure } from "../../../../src/services/oracle/toSqlFailure.ts";

const statement = "select a,\n  b\r\nfrom t";

test.each<[number, { line: number; column: number }]>([
  [7, { line: 1, column: 8 }],
  [9, { line: 1, column: 10 }],
  [10, { line: 2, column: 1 }],
  [12, { line: 2, column: 3 }],
  [20, { line: 3, column: 6 }],
  [900, { line: 3, column: 7 }],
])("offset %i is line and column %j", (offset, place) => {
  const error = oracleError("ORA-00904: invalid identifier", { offset, errorNum: 904 });
  expect(toSqlFailure(error, statement)).toMatchObject({ ...place, number: 904 });
});

test.each<[string, object]>([
  ["an offset of 0, which the driver also gives for none", { offset: 0 }],
  ["no offset", {}],
  ["an error of the driver itself", { code: "NJS-098", offset: 7 }],
  ["an error without a code", { code: undefined, offset: 7 }],
])("%s is no place", (_, facts) => {
  const error = oracleError("ORA-01403: no data found", facts);
  expect(toSqlFailure(error, statement)).toMatchObject({ line: undefined, column: undefined });
});

test.each([
  "ORA-00942: table or view does not exist\nHelp: https://docs.oracle.com/error-help/db/ora-00942/",
  "ORA-00942: table or view does not exist\nHelp: https://docs.oracle.com/error-help/db/ora-00942/\n",
  "ORA-00942: table or view does not exist\n",
])("of %j the words of the database are kept", (message) => {
  expect(toSqlFailure(oracleError(message), "x").details).toBe(
    "ORA-00942: table or view does not exist",
  );
});

test("a link inside the message is part of it", () => {
  const message = "ORA-20001: Help: https://x is down\nORA-06512: at line 1";
  expect(toSqlFailure(oracleError(message), "x").details).toBe(message);
});

test("what is no error of the driver is told with its words", () => {
  const nothing = { number: undefined, line: undefined, column: undefined };
  expect(toSqlFailure("broken", "x")).toEqual({ ...nothing, details: "broken" });
  expect(toSqlFailure(oracleError("odd", { errorNum: 0 }), "x")).toEqual({
    ...nothing,
    details: "odd",
  });
});

function oracleError(message: string, facts: object = {}): Error {
  return Object.assign(new Error(message), { code: "ORA-00942", ...facts });
}
