import { expect, test } from "vitest";
import { isBuiltInPrivilege, isBuiltInRole } from "../../../../src/domain/model/builtIns.ts";
import { privilegeName, roleName } from "../../../../src/domain/model/names.ts";

test("roles of the product, and those that enabling makes, are built in", () => {
  for (const name of ["SQL Developer", "SODA Developer", "oracle.dbtools.role.autorest.HR.EMP"]) {
    expect(isBuiltInRole(roleName(name)), name).toBe(true);
  }
});

test("a person's role is not, also when it is spelled nearly the same", () => {
  for (const name of ["HR Reader", "sql developer", "SQL Developer ", "Oracle.x"]) {
    expect(isBuiltInRole(roleName(name)), name).toBe(false);
  }
});

test("privileges that enabling makes are built in", () => {
  expect(isBuiltInPrivilege(privilegeName("oracle.soda.privilege.developer"))).toBe(true);
  expect(isBuiltInPrivilege(privilegeName("hr.read"))).toBe(false);
});
