import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { allScaffolds } from "../../../../src/features/scaffold/allScaffolds.ts";
import type { Answers } from "../../../../src/features/scaffold/question.ts";
import type { ScaffoldId } from "../../../../src/features/scaffold/scaffold.ts";
import { scaffoldScript } from "../../../../src/features/scaffold/scaffoldScript.ts";
import type { Dialect } from "../../../../src/plsql/dialect.ts";
import { readScript } from "../../../../src/plsql/readScript.ts";
import { changesOf } from "../../../../src/plsql/scripts.ts";
import { emptyCatalog, sampleCatalog } from "../sampleCatalog.ts";
import { walkThrough } from "./walkThrough.ts";

interface Case {
  readonly scaffold: ScaffoldId;
  readonly wanted: Answers;
  readonly given?: Answers;
  readonly catalog?: Catalog;
  readonly api?: Dialect["api"];
}

const hidden: Catalog = {
  ...emptyCatalog,
  schema: { ...emptyCatalog.schema, enabled: false },
};

const jwt = {
  issuer: "https://issuer.example.com",
  audience: "ords/hr",
  jwkUrl: "https://issuer.example.com/keys",
  roleClaim: "",
  skew: "30",
  age: "3600",
  description: "",
};

const trusting: Catalog = {
  ...emptyCatalog,
  jwtProfile: {
    issuer: jwt.issuer,
    audience: jwt.audience,
    jwkUrl: jwt.jwkUrl,
    description: undefined,
    allowedSkew: undefined,
    allowedAge: undefined,
    roleClaimName: undefined,
  },
};

const cases: Readonly<Record<string, Case>> = {
  "create-role": { scaffold: "createRole", wanted: { name: "HR Auditor" } },
  "create-privilege": {
    scaffold: "createPrivilege",
    wanted: { name: "hr.write", roles: ["HR Reader"], description: "Change employees" },
  },
  "create-privilege-new-roles": {
    scaffold: "createPrivilege",
    wanted: { name: "hr.write", roles: ["HR Reader", "HR Writer"], description: "" },
  },
  "create-privilege-no-role": {
    scaffold: "createPrivilege",
    wanted: { name: "signed.in", roles: [], description: "" },
  },
  "create-privilege-odd-names": {
    scaffold: "createPrivilege",
    wanted: { name: "o'hr & ${1:x} \\ tabStop1_", roles: ["Rôle »ñ«"], description: "50 $ } off" },
  },
  "create-privilege-for-module": {
    scaffold: "createPrivilege",
    wanted: { name: "status.read", roles: ["Idle"], description: "Ping" },
    given: { modules: ["status"] },
  },
  "map-privilege-patterns": {
    scaffold: "mapPrivilege",
    wanted: { privilege: "hr.read", how: "patterns", patterns: ["/hr/*", "/hr"] },
  },
  "map-privilege-modules": {
    scaffold: "mapPrivilege",
    wanted: { privilege: "unused", how: "modules", modules: ["status", "payroll"] },
  },
  "map-privilege-both": {
    scaffold: "mapPrivilege",
    wanted: {
      privilege: "unused",
      how: "both",
      patterns: ["/hr/departments/*"],
      modules: ["status"],
    },
  },
  "map-privilege-given": {
    scaffold: "mapPrivilege",
    wanted: {},
    given: { privilege: "unused", patterns: ["/status/*"] },
  },
  "register-client": {
    scaffold: "registerClient",
    wanted: {
      name: "nightly",
      grantType: "client_credentials",
      privileges: ["hr.read"],
      roles: ["HR Reader"],
      description: "Nightly copy",
      supportEmail: "",
    },
  },
  "register-client-oauth": {
    scaffold: "registerClient",
    api: "oauth",
    wanted: {
      name: "nightly",
      grantType: "client_credentials",
      privileges: [],
      roles: ["HR Reader", "Night Owl"],
      description: "",
      supportEmail: "nightly@example.com",
    },
  },
  "register-client-consent": {
    scaffold: "registerClient",
    wanted: {
      name: "portal 2",
      grantType: "authorization_code",
      redirectUri: "https://portal.example.com/callback",
      privileges: ["hr.read"],
      description: "The employees' portal",
      supportEmail: "",
    },
  },
  "grant-role": {
    scaffold: "grantRole",
    wanted: { roles: ["HR Reader", "Payroll"] },
    given: { client: "forgotten" },
  },
  "grant-role-of-product": {
    scaffold: "grantRole",
    wanted: { roles: ["SQL Developer", "Brand New"] },
    given: { client: "forgotten" },
  },
  "revoke-role": {
    scaffold: "revokeRole",
    wanted: { client: "payroll run", roles: ["Payroll"] },
  },
  "protect-module": {
    scaffold: "protectModule",
    wanted: { module: "status", privilege: "unused" },
  },
  "unprotect-module": { scaffold: "protectModule", wanted: { module: "payroll", privilege: " " } },
  "publish-module": { scaffold: "publishModule", wanted: { module: "old" } },
  "enable-schema": { scaffold: "enableSchema", wanted: { alias: "people" }, catalog: hidden },
  "enable-schema-default": { scaffold: "enableSchema", wanted: { alias: "" }, catalog: hidden },
  "delete-privilege": { scaffold: "deletePrivilege", wanted: { privilege: "hr.read" } },
  "delete-mapping": {
    scaffold: "deleteMapping",
    wanted: { privilege: "hr.read", patterns: ["/hr/employees/*"] },
  },
  "delete-client": { scaffold: "deleteClient", wanted: { client: "forgotten" } },
  "delete-role": { scaffold: "deleteRole", wanted: { role: "Idle" } },
  "delete-role-the-last": { scaffold: "deleteRole", wanted: { role: "Payroll" } },
  "define-privilege": {
    scaffold: "definePrivilege",
    wanted: {
      name: "pay.all",
      roles: ["Payroll", "Auditor"],
      patterns: ["/pay/*", "/status"],
      modules: ["payroll", "status"],
      description: "",
    },
  },
  "edit-privilege-adds": {
    scaffold: "editPrivilege",
    wanted: {
      roles: ["HR Admin", "HR Reader"],
      patterns: ["/hr/employees/*", "/hr/departments/*"],
      modules: [],
      label: "",
      description: "Read",
    },
    given: { privilege: "hr.read" },
  },
  "edit-privilege-opens": {
    scaffold: "editPrivilege",
    wanted: { roles: ["Payroll"], patterns: [], modules: [], label: "", description: "" },
    given: { privilege: "payroll" },
  },
  "edit-privilege-as-it-is": {
    scaffold: "editPrivilege",
    wanted: {
      privilege: "payroll",
      roles: ["Payroll"],
      patterns: [],
      modules: ["payroll"],
      label: "",
      description: "",
    },
  },
  "rename-privilege": {
    scaffold: "renamePrivilege",
    wanted: { privilege: "hr.read", newName: "hr.reading" },
  },
  "rename-role": { scaffold: "renameRole", wanted: { role: "Idle", newName: "HR Idle" } },
  "rename-client": {
    scaffold: "renameClient",
    wanted: { newName: "remembered" },
    given: { client: "forgotten" },
  },
  "edit-mapping": {
    scaffold: "editMapping",
    wanted: { newPattern: "/hr/*" },
    given: { privilege: "hr.read", pattern: "/hr/employees/*" },
  },
  "take-privilege-from-module": { scaffold: "unprotectModule", wanted: { module: "payroll" } },
  "unpublish-module": { scaffold: "unpublishModule", wanted: { module: "status" } },
  "set-module-origins": {
    scaffold: "setModuleOrigins",
    wanted: { module: "hr", origins: ["https://app.example.com", "http://localhost:3000"] },
  },
  "import-client": {
    scaffold: "importClient",
    wanted: {
      name: "moved",
      clientId: "0123456789abcdefABCDEF..",
      grantType: "client_credentials",
      privileges: ["hr.read"],
      roles: ["HR Reader"],
      description: "",
    },
  },
  "set-client-privileges": {
    scaffold: "setClientPrivileges",
    wanted: { privileges: ["hr.read", "payroll"] },
    given: { client: "portal" },
  },
  "set-token-durations": {
    scaffold: "setTokenDurations",
    wanted: { client: "portal", token: "600", refresh: "", code: "60" },
  },
  "set-token-durations-without-a-person": {
    scaffold: "setTokenDurations",
    wanted: { client: "forgotten", token: "600" },
  },
  "disable-schema": { scaffold: "disableSchema", wanted: { sure: "yes" } },
  "disable-schema-not": { scaffold: "disableSchema", wanted: { sure: "no" } },
  "set-schema-alias": { scaffold: "setSchemaAlias", wanted: { alias: "people" } },
  "protect-catalogs": { scaffold: "protectCatalogs", wanted: { authorization: "protected" } },
  "enable-object": {
    scaffold: "enableObject",
    wanted: { object: "REGIONS", type: "VIEW", alias: "", authorization: "role" },
  },
  "enable-object-again": {
    scaffold: "enableObject",
    wanted: { object: "JOBS", alias: "work", authorization: "public" },
  },
  "set-client-privileges-oauth": {
    scaffold: "setClientPrivileges",
    api: "oauth",
    wanted: { privileges: ["payroll"] },
    given: { client: "portal" },
  },
  "set-token-durations-oauth": {
    scaffold: "setTokenDurations",
    api: "oauth",
    wanted: { client: "forgotten", token: "600" },
  },
  "edit-client": {
    scaffold: "editClient",
    wanted: {
      description: "The employees' portal",
      redirectUri: "https://portal.example.com/back",
      supportEmail: "portal@example.com",
      supportUri: "https://portal.example.com/about",
      origins: ["https://portal.example.com"],
    },
    given: { client: "portal" },
  },
  "edit-client-oauth": {
    scaffold: "editClient",
    api: "oauth",
    wanted: { description: "Old", supportEmail: "", supportUri: "", origins: [] },
    given: { client: "forgotten" },
  },
  "move-module": {
    scaffold: "renameModule",
    wanted: { module: "hr", newName: "hr", newBasePath: "/people/" },
  },
  "rename-module": {
    scaffold: "renameModule",
    wanted: { newName: "pay", newBasePath: "/pay/" },
    given: { module: "payroll" },
  },
  "create-jwt-profile": { scaffold: "createJwtProfile", wanted: jwt },
  "replace-jwt-profile": {
    scaffold: "replaceJwtProfile",
    wanted: { ...jwt, roleClaim: "/roles", skew: "", age: "" },
    catalog: trusting,
  },
  "replace-jwt-profile-as-it-is": {
    scaffold: "replaceJwtProfile",
    wanted: { ...jwt, skew: "", age: "" },
    catalog: trusting,
  },
  "delete-jwt-profile": {
    scaffold: "deleteJwtProfile",
    wanted: { profile: "https://issuer.example.com" },
    catalog: trusting,
  },
  "disable-object": { scaffold: "disableObject", wanted: { object: "SALARIES" } },
};

test.each(Object.entries(cases))("%s writes the recorded script", (name, one) => {
  const { summary, text, snippet } = run(one);
  expectRecorded(name, `${summary}\n\n${text}\n--- snippet ---\n${snippet}\n`);
});

test.each(Object.entries(cases))("%s: the script says the same changes", (_, one) => {
  const { changes, text } = run(one);
  const read = changesOf(readScript(text));
  expect(read.problems).toEqual([]);
  // The script names what is left to fill in as an empty text, which Oracle takes for nothing.
  expect(read.changes.map(({ change }) => change)).toEqual(changes);
});

test.each(Object.entries(cases))("%s: filling in nothing gives the script", (_, one) => {
  const { text, snippet } = run(one);
  expect(expandSnippet(snippet)).toBe(text);
});

function run(one: Case) {
  const context = {
    catalog: one.catalog ?? sampleCatalog,
    dialect: { api: one.api ?? "ordsSecurity", schema: undefined },
  } as const;
  const scaffold = allScaffolds[one.scaffold];
  const { answers } = walkThrough(scaffold, context, one.wanted, one.given);
  return scaffoldScript(scaffold, context, answers);
}

/** What VS Code makes of a snippet whose tab stops are left empty. */
function expandSnippet(snippet: string): string {
  return snippet.replace(/\\([\\$}])|\$\{\d+\}|\$\d+/g, (_, literal?: string) => literal ?? "");
}

function expectRecorded(name: string, text: string): void {
  const file = fileURLToPath(new URL(`../../../fixtures/scaffold/${name}.txt`, import.meta.url));
  if (process.env["UPDATE"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, "utf8"));
}
