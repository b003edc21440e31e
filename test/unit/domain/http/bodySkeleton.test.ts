import { expect, test } from "vitest";
import { bodySkeleton } from "../../../../src/domain/http/bodySkeleton.ts";
import { columnMember } from "../../../../src/domain/http/columnMember.ts";

test("a row begins with a value of the type of each column, and null where it may be left out", () => {
  const columns: readonly (readonly [string, string, boolean])[] = [
    ["EMPNO", "NUMBER", true],
    ["ENAME", "VARCHAR2", true],
    ["HIREDATE", "DATE", true],
    ["CHANGED", "TIMESTAMP(6) WITH TIME ZONE", true],
    ["NOTES", "CLOB", true],
    ["ACTIVE", "BOOLEAN", true],
    ["EXTRA", "JSON", true],
    ["SAL", "NUMBER", false],
  ];
  const members = columns.map(([name, dataType, required]) =>
    columnMember({ name, dataType, required }),
  );
  expect(JSON.parse(bodySkeleton(members))).toEqual({
    empno: 0,
    ename: "",
    hiredate: "2026-01-31T09:30:00Z",
    changed: "2026-01-31T09:30:00Z",
    notes: "",
    active: false,
    extra: {},
    sal: null,
  });
});

test("nobody says: a value all the same", () => {
  expect(bodySkeleton([{ name: "a", kind: "list", required: undefined }])).toBe('{\n  "a": []\n}');
});

test("a column that is called like a part of JavaScript is a member like others", () => {
  const members = [{ name: "__proto__", kind: "text", required: true }] as const;
  expect(bodySkeleton(members)).toBe('{\n  "__proto__": ""\n}');
});
