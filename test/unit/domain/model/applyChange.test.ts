import { expect, test } from "vitest";
import { applyChange, applyChanges } from "../../../../src/domain/model/applyChange.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import type {
  RevokedSecret,
  Change,
  DefinePrivilege,
  RegisterClient,
  UpdateClient,
} from "../../../../src/domain/model/change.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../../src/domain/model/names.ts";
import { catalog, type CatalogBuilder, someJwtProfile } from "../../../support/catalogBuilder.ts";

function checkChange(before: CatalogBuilder, change: Change, after: CatalogBuilder): void {
  const start = before.build();
  const copy = structuredClone(start);
  expect(applyChange(start, change)).toEqual(after.build());
  expect(start, "the catalog before is not touched").toEqual(copy);
}

const hr = moduleName("hr");
const read = privilegeName("hr.read");
const role = roleName("HR");
const payroll = clientName("payroll");

const define = (facts: Partial<DefinePrivilege> = {}): DefinePrivilege => ({
  kind: "definePrivilege",
  name: read,
  roles: [role],
  patterns: undefined,
  modules: undefined,
  label: undefined,
  description: undefined,
  comments: undefined,
  ...facts,
});

const register = (facts: Partial<RegisterClient> = {}): RegisterClient => ({
  kind: "registerClient",
  name: payroll,
  grantType: "client_credentials",
  description: undefined,
  redirectUri: undefined,
  supportEmail: undefined,
  supportUri: undefined,
  originsAllowed: [],
  privileges: [],
  tokenDuration: undefined,
  refreshDuration: undefined,
  codeDuration: undefined,
  clientId: undefined,
  secret: "generated",
  ...facts,
});

function update(facts: Partial<UpdateClient>): UpdateClient {
  return {
    kind: "updateClient",
    name: payroll,
    description: undefined,
    redirectUri: undefined,
    supportEmail: undefined,
    supportUri: undefined,
    originsAllowed: [],
    privilegesAndDurations: undefined,
    ...facts,
  };
}

const empty = catalog();
const ofEmp = "oracle.dbtools.autorest.privilege.HR.EMP";
const withRole = empty.role("HR");
const withModule = empty.module("hr").handler("GET", "employees/");
const full = withModule
  .role("HR")
  .privilege("hr.read", { roles: ["HR"], patterns: ["/hr/*"], modules: ["hr"], label: "Read" })
  .client("payroll", { roles: ["HR"], privileges: ["hr.read"] });

const cases: Readonly<Record<string, readonly [CatalogBuilder, Change, CatalogBuilder]>> = {
  "enabling the schema takes its name in lower case as alias": [
    empty.schema({ enabled: false, alias: "x", autoRestAuth: true }),
    {
      kind: "enableSchema",
      enabled: true,
      schema: undefined,
      alias: undefined,
      autoRestAuth: undefined,
    },
    empty.schema({ enabled: true, alias: "hr", autoRestAuth: true }),
  ],
  "enabling another schema changes nothing here": [
    empty,
    { kind: "enableSchema", enabled: false, schema: "SALES", alias: "s", autoRestAuth: true },
    empty,
  ],
  "enabling an object adds it": [
    empty,
    {
      kind: "enableObject",
      enabled: true,
      object: "EMP",
      objectType: "TABLE",
      alias: undefined,
      requiresAuthorization: true,
    },
    empty.object("EMP", { requiresAuthorization: true }),
  ],
  "enabling an object again replaces it": [
    empty.object("EMP"),
    {
      kind: "enableObject",
      enabled: false,
      object: "EMP",
      objectType: "VIEW",
      alias: "e",
      requiresAuthorization: false,
    },
    empty.object("EMP", { enabled: false, type: "VIEW", alias: "e" }),
  ],
  "enabling an object without authorization takes its privilege away": [
    empty
      .object("EMP", { requiresAuthorization: true })
      .privilege(ofEmp, { patterns: ["/emp/*", "/metadata-catalog/emp/*"] })
      .client("payroll", { privileges: [ofEmp] }),
    {
      kind: "enableObject",
      enabled: true,
      object: "EMP",
      objectType: "TABLE",
      alias: undefined,
      requiresAuthorization: false,
    },
    empty.object("EMP").client("payroll"),
  ],
  "enabling an object under another alias maps its privilege anew": [
    empty
      .object("EMP", { requiresAuthorization: true })
      .privilege(ofEmp, { patterns: ["/emp/*", "/metadata-catalog/emp/*", "/more/*"] }),
    {
      kind: "enableObject",
      enabled: true,
      object: "EMP",
      objectType: "TABLE",
      alias: "people",
      requiresAuthorization: true,
    },
    empty
      .object("EMP", { alias: "people", requiresAuthorization: true })
      .privilege(ofEmp, { patterns: ["/more/*", "/people/*", "/metadata-catalog/people/*"] }),
  ],
  "enabling an object makes its privilege where those of others are shown": [
    empty.object("JOBS", { requiresAuthorization: true }).privilege(ofEmp.replace("EMP", "JOBS")),
    {
      kind: "enableObject",
      enabled: true,
      object: "EMP",
      objectType: "TABLE",
      alias: undefined,
      requiresAuthorization: true,
    },
    empty
      .object("JOBS", { requiresAuthorization: true })
      .object("EMP", { requiresAuthorization: true })
      .privilege(ofEmp.replace("EMP", "JOBS"))
      .privilege(ofEmp, {
        roles: [
          "oracle.dbtools.autorest.any.schema",
          "oracle.dbtools.role.autorest.any.HR",
          "oracle.dbtools.role.autorest.HR.EMP",
        ],
        patterns: ["/emp/*", "/metadata-catalog/emp/*"],
      }),
  ],
  "an object whose privilege is deleted asks for no authorization": [
    empty
      .object("EMP", { requiresAuthorization: true })
      .object("JOBS", { requiresAuthorization: true })
      .privilege(ofEmp, { patterns: ["/emp/*"] }),
    { kind: "deletePrivilege", name: privilegeName(ofEmp) },
    empty.object("EMP").object("JOBS", { requiresAuthorization: true }),
  ],
  "a schema with authorization maps the privilege of its catalog": [
    empty.privilege("oracle.dbtools.autorest.privilege.HR", { patterns: ["/x/*"] }),
    { kind: "enableSchema", enabled: true, schema: undefined, alias: "hr", autoRestAuth: true },
    empty.schema({ autoRestAuth: true }).privilege("oracle.dbtools.autorest.privilege.HR", {
      patterns: ["/x/*", "/metadata-catalog/*"],
    }),
  ],
  "defining a module again takes its templates away and keeps its origins": [
    empty.module("hr", "/hr/", { originsAllowed: ["https://a"] }).handler("GET", "employees/"),
    {
      kind: "defineModule",
      name: hr,
      basePath: "/hr2/",
      itemsPerPage: 5,
      published: false,
      comments: "c",
    },
    empty.module("hr", "/hr2/", {
      originsAllowed: ["https://a"],
      itemsPerPage: 5,
      published: false,
      comments: "c",
    }),
  ],
  "a template in a module that does not exist is not defined": [
    empty,
    { kind: "defineTemplate", module: hr, uriTemplate: "x", priority: 0 },
    empty,
  ],
  "a handler replaces the one of its method": [
    withModule,
    {
      kind: "defineHandler",
      module: hr,
      uriTemplate: "employees/",
      method: "GET",
      sourceType: "json/item",
      source: "select 2",
      itemsPerPage: 3,
      comments: undefined,
    },
    empty.module("hr").handler("GET", "employees/", {
      sourceType: "json/item",
      source: "select 2",
      itemsPerPage: 3,
    }),
  ],
  "a parameter is added to its handler": [
    withModule,
    {
      kind: "defineParameter",
      module: hr,
      uriTemplate: "employees/",
      method: "GET",
      parameter: {
        name: "X-A",
        bindVariable: "a",
        sourceType: "HEADER",
        paramType: "STRING",
        accessMethod: "IN",
      },
    },
    empty.module("hr").handler("GET", "employees/", {
      parameters: [
        {
          name: "X-A",
          bindVariable: "a",
          sourceType: "HEADER",
          paramType: "STRING",
          accessMethod: "IN",
        },
      ],
    }),
  ],
  "a deleted module is gone from its privilege": [
    empty.module("hr").privilege("hr.read", { modules: ["hr"] }),
    { kind: "deleteModule", name: hr },
    empty.privilege("hr.read"),
  ],
  "a module is taken out of publication": [
    empty.module("hr"),
    { kind: "publishModule", name: hr, published: false },
    empty.module("hr", "/hr/", { published: false }),
  ],
  "a module has one privilege: the new one": [
    empty
      .module("hr")
      .privilege("old", { modules: ["hr", "x"] })
      .privilege("hr.read"),
    { kind: "setModulePrivilege", module: hr, privilege: read },
    empty
      .module("hr")
      .privilege("old", { modules: ["x"] })
      .privilege("hr.read", { modules: ["hr"] }),
  ],
  "null takes the protection of a module away": [
    empty.module("hr").privilege("hr.read", { modules: ["hr"] }),
    { kind: "setModulePrivilege", module: hr, privilege: null },
    empty.module("hr").privilege("hr.read"),
  ],
  "a privilege that does not exist protects no module": [
    empty.module("hr").privilege("old", { modules: ["hr"] }),
    { kind: "setModulePrivilege", module: hr, privilege: read },
    empty.module("hr").privilege("old", { modules: ["hr"] }),
  ],
  "the origins of a module are replaced": [
    empty.module("hr", "/hr/", { originsAllowed: ["https://a"] }),
    { kind: "setModuleOrigins", module: hr, origins: ["https://b"] },
    empty.module("hr", "/hr/", { originsAllowed: ["https://b"] }),
  ],
  "a role is created": [empty, { kind: "createRole", name: role }, withRole],
  "a role that exists is not created again": [
    withRole,
    { kind: "createRole", name: role },
    withRole,
  ],
  "two spellings are two roles": [
    withRole,
    { kind: "createRole", name: roleName("hr") },
    withRole.role("hr"),
  ],
  "a renamed role is renamed wherever it is named": [
    empty
      .role("HR")
      .privilege("p", { roles: ["HR", "x"] })
      .client("c", { roles: ["HR"] }),
    { kind: "renameRole", name: role, newName: roleName("People") },
    empty
      .role("People")
      .privilege("p", { roles: ["People", "x"] })
      .client("c", { roles: ["People"] }),
  ],
  "a role is not renamed to one that exists": [
    withRole.role("x"),
    { kind: "renameRole", name: role, newName: roleName("x") },
    withRole.role("x"),
  ],
  "a deleted role is gone wherever it was named": [
    empty
      .role("HR")
      .privilege("p", { roles: ["HR"] })
      .client("c", { roles: ["HR"] }),
    { kind: "deleteRole", name: role },
    empty.privilege("p").client("c"),
  ],
  "a privilege is created without patterns": [
    empty,
    { kind: "createPrivilege", name: read, roles: [role], label: "l", description: "d" },
    empty.privilege("hr.read", { roles: ["HR"], label: "l", description: "d" }),
  ],
  "a privilege that exists is not created again": [
    full,
    { kind: "createPrivilege", name: read, roles: [], label: undefined, description: undefined },
    full,
  ],
  "defining a privilege again keeps the lists that are not given, and no words": [
    empty.privilege("hr.read", {
      roles: ["x"],
      patterns: ["/a"],
      modules: ["m"],
      label: "l",
      comments: "c",
    }),
    define(),
    empty.privilege("hr.read", { roles: ["HR"], patterns: ["/a"], modules: ["m"] }),
  ],
  "defining a privilege again replaces the lists that are given": [
    empty.privilege("hr.read", { roles: ["x"], patterns: ["/a"], modules: ["m"] }),
    define({ patterns: [uriPattern("/b"), uriPattern("/b")], modules: [] }),
    empty.privilege("hr.read", { roles: ["HR"], patterns: ["/b"] }),
  ],
  "a privilege takes its modules from others": [
    empty.privilege("old", { modules: ["hr", "x"] }),
    define({ modules: [hr], patterns: [] }),
    empty
      .privilege("old", { modules: ["x"] })
      .privilege("hr.read", { roles: ["HR"], modules: ["hr"] }),
  ],
  "a renamed privilege is renamed at its clients": [
    empty.privilege("hr.read").client("c", { privileges: ["hr.read"] }),
    { kind: "renamePrivilege", name: read, newName: privilegeName("n") },
    empty.privilege("n").client("c", { privileges: ["n"] }),
  ],
  "a deleted privilege is gone from its clients": [
    empty.privilege("hr.read").client("c", { privileges: ["hr.read"] }),
    { kind: "deletePrivilege", name: read },
    empty.client("c"),
  ],
  "patterns are added once": [
    empty.privilege("hr.read", { patterns: ["/a"] }),
    { kind: "createPrivilegeMapping", privilege: read, patterns: ["/a", "/b"].map(uriPattern) },
    empty.privilege("hr.read", { patterns: ["/a", "/b"] }),
  ],
  "a pattern is taken away": [
    empty.privilege("hr.read", { patterns: ["/a", "/b"] }),
    { kind: "deletePrivilegeMapping", privilege: read, pattern: uriPattern("/a") },
    empty.privilege("hr.read", { patterns: ["/b"] }),
  ],
  "a client is registered without roles, its id not yet known": [
    empty,
    register({ privileges: [read], tokenDuration: 60 }),
    empty.client("payroll", { privileges: ["hr.read"], tokenDuration: 60, clientId: "" }),
  ],
  "a client that exists is not registered again": [
    empty.client("payroll"),
    register({ description: "other" }),
    empty.client("payroll"),
  ],
  "the privileges of a client are replaced": [
    empty.client("payroll", { privileges: ["a"] }),
    { kind: "updateClientPrivileges", name: payroll, privileges: [read] },
    empty.client("payroll", { privileges: ["hr.read"] }),
  ],
  "null sets a duration back to the server's default": [
    empty.client("payroll", { tokenDuration: 1, codeDuration: 2 }),
    {
      kind: "updateClientTokenDuration",
      name: payroll,
      tokenDuration: null,
      refreshDuration: 9,
      codeDuration: null,
    },
    empty.client("payroll", { refreshDuration: 9 }),
  ],
  "a client is renamed": [
    empty.client("payroll", { clientId: "i" }),
    { kind: "renameClient", name: payroll, newName: clientName("pay") },
    empty.client("pay", { clientId: "i" }),
  ],
  "a client is deleted": [empty.client("payroll"), { kind: "deleteClient", name: payroll }, empty],
  "a role is granted once": [
    empty.client("payroll", { roles: ["HR"] }),
    { kind: "grantClientRole", client: payroll, role },
    empty.client("payroll", { roles: ["HR"] }),
  ],
  "a role is revoked": [
    empty.client("payroll", { roles: ["HR", "x"] }),
    { kind: "revokeClientRole", client: payroll, role },
    empty.client("payroll", { roles: ["x"] }),
  ],
  "a client is updated, and keeps its privileges and durations": [
    full.client("web", { privileges: ["hr.read"], tokenDuration: 5, description: "old" }),
    update({ name: clientName("web"), description: undefined, supportEmail: "a@b" }),
    full.client("web", { privileges: ["hr.read"], tokenDuration: 5, supportEmail: "a@b" }),
  ],
  "the long form replaces them too": [
    empty.client("payroll", { privileges: ["hr.read"], tokenDuration: 5, refreshDuration: 6 }),
    update({
      privilegesAndDurations: {
        privileges: [privilegeName("x"), privilegeName("x")],
        tokenDuration: undefined,
        refreshDuration: 7,
        codeDuration: undefined,
      },
    }),
    empty.client("payroll", { privileges: ["x"], refreshDuration: 7 }),
  ],
  "a renamed module keeps its templates and its privilege": [
    withModule.module("x").privilege("hr.read", { modules: ["x", "hr"] }),
    { kind: "renameModule", name: hr, newName: moduleName("people"), newBasePath: "/p/" },
    empty
      .module("people", "/p/")
      .handler("GET", "employees/")
      .module("x")
      .privilege("hr.read", { modules: ["x", "people"] }),
  ],
  "a module moves and keeps its name": [
    withModule,
    { kind: "renameModule", name: hr, newName: undefined, newBasePath: "/p/" },
    empty.module("hr", "/p/").handler("GET", "employees/"),
  ],
  "a module is not renamed to one that exists": [
    withModule.module("x"),
    { kind: "renameModule", name: hr, newName: moduleName("x"), newBasePath: "/p/" },
    withModule.module("x"),
  ],
  "a renamed module keeps its privilege, whoever named the new name before": [
    withModule.privilege("early", { modules: ["new"] }).privilege("hr.read", { modules: ["hr"] }),
    { kind: "renameModule", name: hr, newName: moduleName("new"), newBasePath: undefined },
    empty
      .module("new", "/hr/")
      .handler("GET", "employees/")
      .privilege("early", { modules: [] })
      .privilege("hr.read", { modules: ["new"] }),
  ],
  "a schema moves to another alias": [
    empty,
    { kind: "setUrlMapping", schema: "hr", alias: "people" },
    empty.schema({ alias: "people" }),
  ],
  "moving another schema changes nothing here": [
    empty,
    { kind: "setUrlMapping", schema: "SALES", alias: "people" },
    empty,
  ],
  "of a dropped schema only the roles of the product stay": [
    full
      .schema({ alias: "people", autoRestAuth: true })
      .object("EMP")
      .jwtProfile()
      .role("SQL Developer", { builtIn: true })
      .role("oracle.dbtools.role.autorest.HR", { builtIn: true }),
    { kind: "dropRestForSchema", schema: undefined },
    empty.schema({ enabled: false }).role("SQL Developer", { builtIn: true }),
  ],
  "dropping another schema changes nothing here": [
    full,
    { kind: "dropRestForSchema", schema: "SALES" },
    full,
  ],
  "a JWT profile is created": [
    empty,
    { kind: "createJwtProfile", profile: someJwtProfile },
    empty.jwtProfile(),
  ],
  "a second JWT profile is not": [
    empty.jwtProfile({ issuer: "https://other.example" }),
    { kind: "createJwtProfile", profile: someJwtProfile },
    empty.jwtProfile({ issuer: "https://other.example" }),
  ],
  "a JWT profile is deleted": [empty.jwtProfile(), { kind: "deleteJwtProfile" }, empty],
  "a new secret is nothing of the catalog": [
    full,
    { kind: "rotateClientSecret", name: payroll, revokeExisting: true, revokeSessions: true },
    full,
  ],
  "a revoked secret is nothing of the catalog": [
    full,
    { kind: "revokeClientSecret", name: payroll, secret: "oldest", revokeSessions: true },
    full,
  ],
};

for (const [name, [before, change, after]] of Object.entries(cases)) {
  test(name, () => {
    checkChange(before, change, after);
  });
}

test("several changes are applied in their order", () => {
  const result: Catalog = applyChanges(empty.build(), [
    { kind: "createRole", name: role },
    define({ patterns: [uriPattern("/hr/*")] }),
    register(),
    { kind: "grantClientRole", client: payroll, role },
  ]);
  expect(result).toEqual(
    empty
      .role("HR")
      .privilege("hr.read", { roles: ["HR"], patterns: ["/hr/*"] })
      .client("payroll", { roles: ["HR"], clientId: "" })
      .build(),
  );
});

test("revoking a secret frees its slot; when a new one is issued is not known before", () => {
  const before = catalog()
    .client("payroll", {
      secretsIssuedOn: { first: "2026-11-20T10:00:00", second: "2026-01-01T10:00:00" },
    })
    .build();
  const name = clientName("payroll");
  const datesAfter = (change: Change) => applyChange(before, change).clients[0]?.secretsIssuedOn;
  const revoke = (secret: RevokedSecret) =>
    datesAfter({ kind: "revokeClientSecret", name, secret, revokeSessions: false });
  expect(revoke("oldest")).toEqual({ first: "2026-11-20T10:00:00", second: undefined });
  expect(revoke("slot1")).toEqual({ first: undefined, second: "2026-01-01T10:00:00" });
  expect(revoke("slot2")).toEqual({ first: "2026-11-20T10:00:00", second: undefined });
  expect(revoke("both")).toEqual({ first: undefined, second: undefined });
  expect(revoke("supplied")).toBeUndefined();
  const how = { revokeExisting: false, revokeSessions: false };
  expect(datesAfter({ kind: "rotateClientSecret", name, ...how })).toBeUndefined();
});
