import { expect, test } from "vitest";
import { ordsPackages } from "../../../src/plsql/procedureCall.ts";
import { packageSummaries, summaryOf } from "../../../src/plsql/procedureSummaries.ts";
import { findProcedure, procedures } from "../../../src/plsql/procedures.ts";

test("every member of every package says what it does", () => {
  for (const { package: owner, name } of procedures) {
    const does = summaryOf(owner, name)?.does ?? "";
    expect(does, `${owner}.${name}`).toMatch(/^[A-Z].*[.*/9]$/s);
    expect(does.length, `${owner}.${name}`).toBeLessThan(260);
  }
  for (const owner of ordsPackages) expect(packageSummaries[owner]).not.toBe("");
});

test("what is deprecated says what replaces it, where there is something", () => {
  const without = procedures
    .filter(({ package: owner, name, deprecated }) => {
      return deprecated !== undefined && summaryOf(owner, name)?.replacedBy === undefined;
    })
    .map(({ package: owner, name }) => `${owner}.${name}`);
  expect(without).toEqual(["OAUTH.MODIFY_APPROVAL_STATUS", "OAUTH_ADMIN.MODIFY_APPROVAL_STATUS"]);
  expect(summaryOf("OAUTH", "create_client")?.replacedBy).toBe("ORDS_SECURITY.REGISTER_CLIENT");
  expect(summaryOf("OAUTH_ADMIN", "DELETE_CLIENT")?.replacedBy).toBe(
    "ORDS_SECURITY_ADMIN.DELETE_CLIENT",
  );
  expect(summaryOf("ORDS", "CREATE_SERVICE")?.replacedBy).toBe("ORDS.DEFINE_SERVICE");
  expect(summaryOf("ORDS", "CREATE_ROLE")?.replacedBy).toBeUndefined();
});

test("the two ways to rotate a secret are not told alike, and what is no member has no summary", () => {
  expect(summaryOf("OAUTH", "ROTATE_CLIENT_SECRET")?.does).toContain("the old one stops working");
  expect(summaryOf("ORDS_SECURITY", "ROTATE_CLIENT_SECRET")?.does).toContain("keeps working");
  expect(summaryOf("ORDS", "CREATE_CLIENT")).toBeUndefined();
  expect(findProcedure("ORDS", "CREATE_CLIENT")).toEqual([]);
});
