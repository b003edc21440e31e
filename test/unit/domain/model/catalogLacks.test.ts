import { expect, test } from "vitest";
import type { CatalogProblem } from "../../../../src/domain/model/catalog.ts";
import { catalogLacks } from "../../../../src/domain/model/catalogLacks.ts";

test.each<[string, CatalogProblem["severity"], boolean]>([
  ["USER_ORDS_ROLES", "problem", true],
  ["DBA_ORDS_ROLES", "problem", true],
  ["user_ords_roles", "problem", true],
  // What an older release does not have is not missing.
  ["USER_ORDS_ROLES", "note", false],
  ["USER_ORDS_CLIENT_ROLES", "problem", false],
  ["USER_ORDS_ROLES_X", "problem", false],
  ["ORDS", "problem", false],
])("%s as a %s: the roles are lacking: %s", (subject, severity, lacking) => {
  const other = { subject: "USER_ORDS_CLIENTS", message: "", severity: "problem" } as const;
  const problems = [other, { subject, message: "", severity }];
  expect(catalogLacks({ problems }, "ROLES")).toBe(lacking);
  expect(catalogLacks({ problems: [] }, "ROLES")).toBe(false);
});
