import { expect, test } from "vitest";
import { bindNames } from "../../../src/plsql/bindNames.ts";

test.each<[string, readonly string[]]>([
  ["select :a, :B from dual", ["a", "b"]],
  ["begin p(:Name, :name, :NAME); end;", ["name"]],
  ["select ':a', q'[:b]', \":c\" from dual -- :d\n/* :e */", []],
  ["begin x := :x; end;", ["x"]],
  ["select to_char(sysdate, 'HH24:MI:SS') from dual", []],
  ["", []],
])("%s", (statement, names) => {
  expect(bindNames(statement)).toEqual(names);
});
