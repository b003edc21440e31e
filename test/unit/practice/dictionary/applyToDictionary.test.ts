import fc from "fast-check";
import { expect, test } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import { applyChange } from "../../../../src/domain/model/applyChange.ts";
import { isBuiltInPrivilege, isBuiltInRole } from "../../../../src/domain/model/builtIns.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { methods } from "../../../../src/domain/model/catalog.ts";
import type { Change } from "../../../../src/domain/model/change.ts";
import {
  clientId,
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../../src/domain/model/names.ts";
import { codecs } from "../../../../src/plsql/changeCalls/changesOfCall.ts";
import { applyToDictionary } from "../../../../src/practice/dictionary/applyToDictionary.ts";
import { readCommittedCatalog } from "../../../../src/practice/dictionary/readCommittedCatalog.ts";
import { isOracleError } from "../../../../src/practice/sql/oracleError.ts";
import { someJwtProfile } from "../../../support/catalogBuilder.ts";
import { openTestWorld } from "../../../support/practiceWorld.ts";

const testWorld = await openTestWorld();
const { dictionary } = testWorld.world;
const noSecrets = { supplied: undefined, readable: false };

/** Few names, so that changes meet each other. */
const name = fc.constantFrom("a", "b", "Ä 'quoted' & \"more\"");
const role = name.map(roleName);
const privilege = name.map(privilegeName);
const module = name.map(moduleName);
const client = name.map(clientName);
const pattern = fc.constantFrom("/a/*", "/b/*", "/b/c", "no slash").map(uriPattern);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const list = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 });
const text = maybe(fc.constantFrom("x", "y z"));
const seconds = fc.option(fc.integer({ min: 1, max: 9999 }));
const uriTemplate = fc.constantFrom("x/", "x/:id");
const method = fc.constantFrom(...methods);

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant("enableSchema"),
    enabled: fc.boolean(),
    schema: fc.constantFrom(undefined, "practice"),
    alias: maybe(fc.constantFrom("practice", "other")),
    autoRestAuth: maybe(fc.boolean()),
  }),
  fc.record({
    kind: fc.constant("setUrlMapping"),
    schema: fc.constantFrom("practice", "PRACTICE", "ELSEWHERE"),
    alias: fc.constantFrom("practice", "other"),
  }),
  fc.record({
    kind: fc.constant("createJwtProfile"),
    profile: fc.record({
      issuer: name,
      audience: name,
      jwkUrl: fc.constantFrom("https://a.example/jwk", "http://a.example/jwk"),
      description: text,
      allowedSkew: maybe(fc.integer({ min: -1, max: 60 })),
      allowedAge: maybe(fc.nat(100)),
      roleClaimName: text,
    }),
  }),
  fc.record({ kind: fc.constant("deleteJwtProfile") }),
  fc.record({
    kind: fc.constant("enableObject"),
    enabled: fc.boolean(),
    object: fc.constantFrom("EMPLOYEES", "DEPARTMENTS"),
    objectType: fc.constant("TABLE"),
    alias: maybe(fc.constantFrom("people", "places")),
    requiresAuthorization: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("defineModule"),
    name: module,
    basePath: name.map((one) => `/${one}/`),
    itemsPerPage: fc.nat(100),
    published: fc.boolean(),
    comments: text,
  }),
  fc.record({
    kind: fc.constant("defineTemplate"),
    module,
    uriTemplate,
    priority: fc.integer({ min: 0, max: 9 }),
  }),
  fc.record({
    kind: fc.constant("defineHandler"),
    module,
    uriTemplate,
    method,
    sourceType: fc.constantFrom("json/collection", "plsql/block"),
    source: fc.constantFrom("select 1 from dual", "begin null; end;"),
    itemsPerPage: maybe(fc.nat(100)),
    comments: text,
  }),
  fc.record({
    kind: fc.constant("defineParameter"),
    module,
    uriTemplate,
    method,
    parameter: fc.record({
      name: fc.constantFrom("p", "q"),
      bindVariable: fc.constantFrom("p", "q"),
      sourceType: fc.constantFrom("HEADER", "URI", "RESPONSE"),
      paramType: fc.constantFrom("STRING", "INT"),
      accessMethod: fc.constantFrom("IN", "OUT"),
    }),
  }),
  fc.record({ kind: fc.constant("deleteModule"), name: module }),
  fc.record({
    kind: fc.constant("renameModule"),
    name: module,
    newName: maybe(module),
    newBasePath: maybe(name.map((one) => `/${one}/`)),
  }),
  fc.record({ kind: fc.constant("publishModule"), name: module, published: fc.boolean() }),
  fc.record({ kind: fc.constant("setModulePrivilege"), module, privilege: fc.option(privilege) }),
  fc.record({
    kind: fc.constant("setModuleOrigins"),
    module,
    origins: list(fc.constantFrom("https://a.example", "https://b.example")),
  }),
  fc.record({ kind: fc.constant("createRole"), name: role }),
  fc.record({ kind: fc.constant("renameRole"), name: role, newName: role }),
  fc.record({ kind: fc.constant("deleteRole"), name: role }),
  fc.record({
    kind: fc.constant("createPrivilege"),
    name: privilege,
    roles: list(role),
    label: text,
    description: text,
  }),
  fc.record({
    kind: fc.constant("definePrivilege"),
    name: privilege,
    roles: list(role),
    patterns: maybe(list(pattern)),
    modules: maybe(list(module)),
    label: text,
    description: text,
    comments: text,
  }),
  fc.record({ kind: fc.constant("renamePrivilege"), name: privilege, newName: privilege }),
  fc.record({ kind: fc.constant("deletePrivilege"), name: privilege }),
  fc.record({ kind: fc.constant("createPrivilegeMapping"), privilege, patterns: list(pattern) }),
  fc.record({ kind: fc.constant("deletePrivilegeMapping"), privilege, pattern }),
  fc.record({
    kind: fc.constant("registerClient"),
    name: client,
    grantType: fc.constant("client_credentials"),
    description: text,
    redirectUri: text,
    supportEmail: text,
    supportUri: text,
    originsAllowed: list(fc.constantFrom("https://a.example", "https://b.example")),
    privileges: list(privilege),
    tokenDuration: maybe(fc.integer({ min: 1, max: 9999 })),
    refreshDuration: maybe(fc.integer({ min: 1, max: 9999 })),
    codeDuration: maybe(fc.integer({ min: 1, max: 9999 })),
    clientId: name.map(clientId),
    secret: fc.constantFrom("generated", "none"),
  }),
  fc.record({
    kind: fc.constant("updateClient"),
    name: client,
    description: text,
    redirectUri: text,
    supportEmail: text,
    supportUri: text,
    originsAllowed: list(fc.constantFrom("https://a.example", "https://b.example")),
    privilegesAndDurations: maybe(
      fc.record({
        privileges: list(privilege),
        tokenDuration: maybe(fc.integer({ min: 1, max: 9999 })),
        refreshDuration: maybe(fc.integer({ min: 1, max: 9999 })),
        codeDuration: maybe(fc.integer({ min: 1, max: 9999 })),
      }),
    ),
  }),
  fc.record({
    kind: fc.constant("updateClientPrivileges"),
    name: client,
    privileges: list(privilege),
  }),
  fc.record({
    kind: fc.constant("updateClientTokenDuration"),
    name: client,
    tokenDuration: seconds,
    refreshDuration: seconds,
    codeDuration: seconds,
  }),
  fc.record({ kind: fc.constant("renameClient"), name: client, newName: client }),
  fc.record({ kind: fc.constant("deleteClient"), name: client }),
  fc.record({ kind: fc.constant("grantClientRole"), client, role }),
  fc.record({ kind: fc.constant("revokeClientRole"), client, role }),
  fc.record({
    kind: fc.constant("rotateClientSecret"),
    name: client,
    revokeExisting: fc.boolean(),
    revokeSessions: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("registerClientSecret"),
    name: client,
    revokeExisting: fc.boolean(),
    revokeSessions: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("revokeClientSecret"),
    name: client,
    secret: fc.constantFrom("oldest", "slot1", "slot2", "both"),
    revokeSessions: fc.boolean(),
  }),
);

const someClient = {
  kind: "registerClient",
  name: clientName("c"),
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
} as const satisfies Change;

const createRole = { kind: "createRole", name: roleName("r") } as const;
const createPrivilege = {
  kind: "createPrivilege",
  name: privilegeName("p"),
  roles: [],
  label: undefined,
  description: undefined,
} as const;

/** Something of everything, so that few of the changes after it are refused. */
const start: readonly Change[] = ["a", "b"].flatMap((one): readonly Change[] => [
  { kind: "createRole", name: roleName(one) },
  { ...createPrivilege, name: privilegeName(one) },
  { ...someClient, name: clientName(one), clientId: clientId(one) },
  {
    kind: "defineModule",
    name: moduleName(one),
    basePath: `/${one}/`,
    itemsPerPage: 25,
    published: true,
    comments: undefined,
  },
  { kind: "defineTemplate", module: moduleName(one), uriTemplate: "x/", priority: 0 },
  ...methods.map((each): Change => ({
    kind: "defineHandler",
    module: moduleName(one),
    uriTemplate: "x/",
    method: each,
    sourceType: "json/collection",
    source: "select 1 from dual",
    itemsPerPage: undefined,
    comments: undefined,
  })),
]);

/** Seldom, since nothing is left after it. */
const drop: Change = { kind: "dropRestForSchema", schema: undefined };
const supplied = { supplied: new Secret("chosen"), readable: false };

test("the tables end up as the catalog does, change by change", () => {
  const applied = new Set<string>();
  const many = fc.array(anyChange, { maxLength: 100, size: "max" });
  fc.assert(
    fc.property(many, fc.boolean(), (changes, drops) => {
      testWorld.world.inTransaction((transaction) => {
        let expected = readCommittedCatalog(dictionary);
        const all = [...start, ...changes, ...(drops ? [drop, ...start, ...changes] : [])];
        for (const change of all) {
          try {
            transaction.statement(() => applyToDictionary(dictionary, change, supplied));
          } catch (error) {
            // What the tables refuse, the catalog leaves out: there is nothing to compare.
            if (!isOracleError(error)) throw error;
            continue;
          }
          applied.add(change.kind);
          expected = applyChange(expected, change);
          expect(comparable(readCommittedCatalog(dictionary))).toEqual(comparable(expected));
        }
      });
    }),
    { numRuns: 25 },
  );
  expect([...applied].toSorted()).toEqual(Object.keys(codecs).toSorted());
});

function sorted<T>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Lists in no order, and without what the product itself adds when a schema or an object is enabled. */
function comparable(catalog: Catalog): unknown {
  return {
    schema: catalog.schema,
    jwtProfile: catalog.jwtProfile,
    roles: sorted(catalog.roles.filter((one) => !isBuiltInRole(one.name))),
    privileges: sorted(
      catalog.privileges
        .filter((one) => !isBuiltInPrivilege(one.name))
        .map((one) => ({
          ...one,
          roles: sorted(one.roles),
          patterns: sorted(one.patterns),
          modules: sorted(one.modules),
        })),
    ),
    clients: sorted(
      catalog.clients.map((one) => ({
        ...one,
        roles: sorted([...new Set(one.roles)]),
        privileges: sorted([...new Set(one.privileges)]),
      })),
    ),
    objects: sorted(catalog.objects),
    modules: sorted(
      catalog.modules.map((one) => ({
        ...one,
        templates: sorted(
          one.templates.map((template) => ({
            ...template,
            handlers: sorted(
              template.handlers.map((handler) => ({
                ...handler,
                parameters: sorted(handler.parameters),
              })),
            ),
          })),
        ),
      })),
    ),
  };
}

function checkRefused(changes: readonly Change[], text: string): void {
  let refusal: string | undefined;
  testWorld.world.inTransaction(() => {
    try {
      for (const change of changes) applyToDictionary(dictionary, change, noSecrets);
    } catch (error) {
      refusal = isOracleError(error) ? error.text : String(error);
    }
  });
  expect(refusal).toBe(text);
}

const createProfile = { kind: "createJwtProfile", profile: someJwtProfile } as const;
const noDataFound = "ORA-01403: no data found";

test.each<[string, readonly Change[], string]>([
  [
    "a role twice",
    [createRole, createRole],
    "ORA-00001: unique constraint (ORDS_METADATA.ROLES_UNQ_NAME) violated",
  ],
  [
    "a privilege twice",
    [createPrivilege, createPrivilege],
    "ORA-00001: unique constraint (ORDS_METADATA.PRIVILEGES_UNQ_NAME) violated",
  ],
  [
    "a client twice",
    [someClient, someClient],
    "ORA-00001: unique constraint (ORDS_METADATA.CLIENTS_UNQ) violated",
  ],
  ["a role nobody made", [{ ...createPrivilege, roles: [roleName("none")] }], noDataFound],
  [
    "a mapping of no privilege",
    [{ kind: "createPrivilegeMapping", privilege: privilegeName("none"), patterns: [] }],
    noDataFound,
  ],
  [
    "a grant to no client",
    [createRole, { kind: "grantClientRole", client: clientName("none"), role: roleName("r") }],
    noDataFound,
  ],
  [
    "a grant of no role",
    [someClient, { kind: "grantClientRole", client: clientName("c"), role: roleName("none") }],
    noDataFound,
  ],
  [
    "a template of no module",
    [{ kind: "defineTemplate", module: moduleName("none"), uriTemplate: "x", priority: 0 }],
    noDataFound,
  ],
  [
    "a privilege of a client that is none",
    [{ ...someClient, privileges: [privilegeName("none")] }],
    noDataFound,
  ],
  [
    "a client for people without an address to return to",
    [{ ...someClient, grantType: "authorization_code" }],
    'ORA-01400: cannot insert NULL into ("ORDS_METADATA"."OAUTH_CLIENTS"."REDIRECT_URI")',
  ],
  [
    "a role of the product",
    [{ kind: "deleteRole", name: roleName("SQL Developer") }],
    "ORA-01031: insufficient privileges",
  ],
  [
    "another schema",
    [
      {
        kind: "enableSchema",
        enabled: true,
        schema: "HR",
        alias: undefined,
        autoRestAuth: undefined,
      },
    ],
    "ORA-01031: insufficient privileges",
  ],
  [
    "a table that is not there",
    [
      {
        kind: "enableObject",
        enabled: true,
        object: "NOPE",
        objectType: "TABLE",
        alias: undefined,
        requiresAuthorization: false,
      },
    ],
    noDataFound,
  ],
  [
    "a synonym",
    [
      {
        kind: "enableObject",
        enabled: true,
        object: "EMPLOYEES",
        objectType: "SYNONYM",
        alias: undefined,
        requiresAuthorization: false,
      },
    ],
    "ORA-20001: UNSUPPORTED_OBJECT_TYPE_ERROR\nThe practice server publishes tables by AutoREST, nothing else.",
  ],
  [
    "a second JWT profile",
    [createProfile, createProfile],
    "ORA-00001: unique constraint (ORDS_METADATA.JWT_PROFILE_UNQ) violated",
  ],
  [
    "keys without TLS",
    [{ ...createProfile, profile: { ...someJwtProfile, jwkUrl: "http://a.example" } }],
    "ORA-20001: The JWK URL must start with https://",
  ],
  [
    "another schema's address",
    [{ kind: "setUrlMapping", schema: "HR", alias: "a" }],
    "ORA-01031: insufficient privileges",
  ],
  [
    "the end of another schema",
    [{ kind: "dropRestForSchema", schema: "HR" }],
    "ORA-01031: insufficient privileges",
  ],
  [
    "an address of a schema that is not enabled",
    [drop, { kind: "setUrlMapping", schema: "PRACTICE", alias: "a" }],
    noDataFound,
  ],
  [
    "a module renamed to another",
    [
      ...start,
      {
        kind: "renameModule",
        name: moduleName("a"),
        newName: moduleName("b"),
        newBasePath: undefined,
      },
    ],
    "ORA-00001: unique constraint (ORDS_METADATA.MODULES_UNQ) violated",
  ],
  [
    "a secret that is not there",
    [
      someClient,
      {
        kind: "registerClientSecret",
        name: clientName("c"),
        revokeExisting: false,
        revokeSessions: false,
      },
    ],
    'ORA-01400: cannot insert NULL into ("ORDS_METADATA"."OAUTH_CLIENTS"."CLIENT_SECRET")',
  ],
])("refuses %s", (_name, changes, text) => {
  checkRefused(changes, text);
});

test("deleting what is not there raises nothing", () => {
  testWorld.world.inTransaction(() => {
    const name = "none";
    const absent: readonly Change[] = [
      { kind: "deleteRole", name: roleName(name) },
      { kind: "deletePrivilege", name: privilegeName(name) },
      { kind: "deleteModule", name: moduleName(name) },
      { kind: "deleteClient", name: clientName(name) },
      { kind: "deleteJwtProfile" },
    ];
    const before = readCommittedCatalog(dictionary);
    for (const change of absent) applyToDictionary(dictionary, change, noSecrets);
    expect(readCommittedCatalog(dictionary)).toEqual(before);
  });
});

test("a secret is handed back once, and shown by the view only where it was stored to be read", () => {
  testWorld.world.inTransaction(() => {
    const issued = applyToDictionary(dictionary, someClient, noSecrets);
    expect(issued?.secret?.reveal()).toMatch(/^[A-Za-z0-9_-]{22}\.\.$/);
    expect(issued?.clientId).toMatch(/^[A-Za-z0-9_-]{22}\.\.$/);
    const other = { ...someClient, name: clientName("d"), secret: "supplied" } as const;
    applyToDictionary(dictionary, other, { supplied: new Secret("my own"), readable: true });
    applyToDictionary(
      dictionary,
      { ...someClient, name: clientName("e"), secret: "none" },
      noSecrets,
    );
    const shown = dictionary.engine.rows(
      "select NAME, CLIENT_SECRET from USER_ORDS_CLIENTS order by NAME",
    );
    expect(shown).toEqual([
      { NAME: "c", CLIENT_SECRET: "********" },
      { NAME: "d", CLIENT_SECRET: "my own" },
      { NAME: "e", CLIENT_SECRET: null },
    ]);
  });
});

test("enabling makes the roles and privileges of the product", () => {
  testWorld.world.inTransaction(() => {
    const object = {
      kind: "enableObject",
      enabled: true,
      object: "EMPLOYEES",
      objectType: "TABLE",
      alias: "people",
      requiresAuthorization: true,
    } as const;
    applyToDictionary(dictionary, object, noSecrets);
    const { privileges } = readCommittedCatalog(dictionary);
    expect(privileges.map(({ name, roles, patterns }) => [name, roles, patterns])).toEqual([
      [
        "oracle.dbtools.autorest.privilege.PRACTICE",
        ["oracle.dbtools.autorest.any.schema", "oracle.dbtools.role.autorest.PRACTICE"],
        [],
      ],
      ["oracle.soda.privilege.developer", ["SODA Developer"], ["/soda/*"]],
      [
        "oracle.dbtools.autorest.privilege.PRACTICE.EMPLOYEES",
        [
          "oracle.dbtools.autorest.any.schema",
          "oracle.dbtools.role.autorest.any.PRACTICE",
          "oracle.dbtools.role.autorest.PRACTICE.EMPLOYEES",
        ],
        ["/people/*", "/metadata-catalog/people/*"],
      ],
    ]);
  });
});
