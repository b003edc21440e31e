import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { analyzeScript } from "../../../../src/features/language/analyzeScript.ts";
import { effectText, effectTitle } from "../../../../src/features/language/effectText.ts";
import { scriptEffect } from "../../../../src/features/language/scriptEffect.ts";
import { runEffect } from "../../../../src/features/scriptRun/runEffect.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

/** Modules, of which one is public; clients of all kinds; objects with and without a role; SODA. */
const hr = catalog()
  .role("HR Reader")
  .role("Payroll")
  .module("hr", "/hr/")
  .handler("GET", "employees/")
  .handler("POST", "employees/")
  .handler("GET", "employees/:id")
  .module("pay", "/pay/")
  .handler("GET", "runs/")
  .handler("POST", "runs/")
  .module("open", "/open/")
  .handler("GET", "status")
  .privilege("hr.read", { roles: ["HR Reader"], patterns: ["/hr/*"] })
  .privilege("pay.all", { roles: ["Payroll"], modules: ["pay"] })
  .privilege("signed.in", {})
  .privilege("oracle.soda.privilege.developer", {
    roles: ["SODA Developer"],
    patterns: ["/soda/*"],
  })
  .client("payroll", { roles: ["Payroll"], privileges: ["pay.all"] })
  .client("reports", { roles: ["HR Reader"] })
  .client("portal", { grantType: "authorization_code", privileges: ["hr.read"] })
  .object("JOBS")
  .object("SALARIES", { requiresAuthorization: true })
  .build();

/** As a release shows it that tells of the privileges of objects. */
const withObjectPrivilege = catalog(hr)
  .privilege("oracle.dbtools.autorest.privilege.HR.SALARIES", {
    roles: ["oracle.dbtools.role.autorest.HR.SALARIES"],
    patterns: ["/salaries/*", "/metadata-catalog/salaries/*"],
  })
  .build();

const byScope = catalog(hr).jwtProfile().build();
const byRole = catalog(hr).jwtProfile({ roleClaimName: "/roles" }).build();

const cases: Readonly<Record<string, readonly [string, Catalog?]>> = {
  "becomes-public": ["ORDS.DELETE_PRIVILEGE('hr.read');"],
  "is-closed": ["ORDS.SET_MODULE_PRIVILEGE('open', 'hr.read');"],
  "is-closed-jwt-scope": ["ORDS.SET_MODULE_PRIVILEGE('open', 'hr.read');", byScope],
  "is-closed-jwt-role": ["ORDS.SET_MODULE_PRIVILEGE('open', 'hr.read');", byRole],
  "is-closed-to-the-signed-in": ["ORDS.CREATE_PRIVILEGE_MAPPING('signed.in', '/open/*');"],
  "changes-hands": ["ORDS.SET_MODULE_PRIVILEGE('pay', 'hr.read');"],
  "role-for-client": ["OAUTH.GRANT_CLIENT_ROLE('payroll', 'HR Reader');"],
  "client-goes": ["OAUTH.DELETE_CLIENT('payroll'); OAUTH.DELETE_CLIENT('portal');"],
  "people-through-client": [
    "OAUTH.CREATE_CLIENT('app', 'authorization_code', p_privilege_names => 'pay.all');",
  ],
  "role-goes": ["ORDS.DELETE_ROLE('Payroll');"],
  renames: [
    "ORDS.RENAME_ROLE('Payroll', 'Pay'); ORDS.RENAME_PRIVILEGE('hr.read', 'hr.see'); ORDS.RENAME_MODULE('pay', 'money'); ORDS_SECURITY.RENAME_CLIENT('payroll', 'money');",
    byScope,
  ],
  "module-moves": ["ORDS.RENAME_MODULE('hr', p_new_base_path => '/people/');"],
  "module-moves-with-its-privilege": ["ORDS.RENAME_MODULE('pay', p_new_base_path => '/money/');"],
  "module-moves-under-another-name": [
    "ORDS.RENAME_MODULE('hr', 'people', '/people/'); ORDS.CREATE_PRIVILEGE_MAPPING('hr.read', '/people/*');",
  ],
  "privileges-not-read": [
    "ORDS.DELETE_PRIVILEGE('hr.read');",
    catalog(hr).problem("USER_ORDS_PRIVILEGES", "It could not be read.").build(),
  ],
  "some-paths": [
    "ORDS.CREATE_PRIVILEGE('one', 'Payroll'); ORDS.CREATE_PRIVILEGE_MAPPING('one', '/hr/employees/1');",
  ],
  "object-is-published": [
    "ORDS.ENABLE_OBJECT(p_object => 'JOBS', p_auto_rest_auth => TRUE); ORDS.ENABLE_OBJECT(p_object => 'REGIONS', p_auto_rest_auth => FALSE);",
  ],
  "object-asks-for-nothing-more": [
    "ORDS.ENABLE_OBJECT(p_object => 'SALARIES', p_auto_rest_auth => FALSE);",
    withObjectPrivilege,
  ],
  "object-loses-its-privilege": [
    "ORDS.DELETE_PRIVILEGE('oracle.dbtools.autorest.privilege.HR.SALARIES');",
    withObjectPrivilege,
  ],
  "object-loses-its-patterns": [
    "ORDS.DELETE_PRIVILEGE_MAPPING('oracle.dbtools.autorest.privilege.HR.SALARIES', '/salaries/*'); ORDS.DELETE_PRIVILEGE_MAPPING('oracle.dbtools.autorest.privilege.HR.SALARIES', '/metadata-catalog/salaries/*');",
    withObjectPrivilege,
  ],
  "catalogs-open": [
    "ORDS.ENABLE_SCHEMA(p_url_mapping_pattern => 'hr', p_auto_rest_auth => FALSE);",
    catalog(hr).schema({ autoRestAuth: true }).build(),
  ],
  "product-services": [
    "ORDS.CREATE_PRIVILEGE_MAPPING('hr.read', '/soda/latest/*'); OAUTH.GRANT_CLIENT_ROLE('reports', 'SQL Developer');",
  ],
  "issuer-is-trusted": [
    "ORDS_SECURITY.CREATE_JWT_PROFILE('https://issuer.example', 'ords', 'https://issuer.example/jwk');",
  ],
  "schema-goes": ["ORDS.ENABLE_SCHEMA(p_enabled => FALSE);"],
  "not-known": [
    "IF x THEN ORDS.DELETE_PRIVILEGE('pay.all'); END IF; ORDS_ADMIN.DELETE_PRIVILEGE('OTHER', 'x'); ORDS.DELETE_ROLE(:role); EXECUTE IMMEDIATE l_text;",
  ],
  "nothing-about-access": ["ORDS.CREATE_ROLE('New'); OAUTH.ROTATE_CLIENT_SECRET('payroll');"],
};

test.each(Object.entries(cases))("%s is told as recorded", (name, [statements, before = hr]) => {
  const text = `BEGIN\n${statements.replaceAll("; ", ";\n").replaceAll(/^/gm, "  ")}\nEND;\n/\n`;
  const effect = scriptEffect(analyzeScript(text), undefined, before);
  const { becomesPublic, mayBecomePublic } = runEffect(text, before);
  const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length;
  const told = effectText(effect, {
    what: name,
    connection: "HR",
    isPart: false,
    lineOf,
    now: 0,
    severities: {},
  });
  const asked = [...becomesPublic, ...mayBecomePublic.map((one) => `perhaps ${one}`)];
  expectRecorded(
    name,
    `${text}\n--- lens ---\n${effectTitle(effect)}\n--- asked about ---\n${asked.join("\n") || "nothing"}\n--- effect ---\n${told}`,
  );
});

function expectRecorded(name: string, text: string): void {
  const file = fileURLToPath(new URL(`../../../fixtures/effect/${name}.txt`, import.meta.url));
  if (process.env["UPDATE"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, "utf8"));
}
