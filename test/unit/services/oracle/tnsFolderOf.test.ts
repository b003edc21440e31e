import { join } from "node:path";
import { expect, test } from "vitest";
import { tnsFolderOf } from "../../../../src/services/oracle/tnsFolderOf.ts";

test("the setting comes before TNS_ADMIN, and that before ORACLE_HOME", () => {
  const env = { TNS_ADMIN: "/tns", ORACLE_HOME: "/home" };
  expect(tnsFolderOf("/set", env)).toBe("/set");
  expect(tnsFolderOf(" ", env)).toBe("/tns");
  expect(tnsFolderOf(undefined, { ...env, TNS_ADMIN: "" })).toBe(join("/home", "network", "admin"));
  expect(tnsFolderOf(undefined, {})).toBeUndefined();
});
