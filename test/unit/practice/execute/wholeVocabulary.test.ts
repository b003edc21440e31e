import { expect, test } from "vitest";
import { applyChanges } from "../../../../src/domain/model/applyChange.ts";
import type { OAuthClient } from "../../../../src/domain/model/catalog.ts";
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
import type { Dialect } from "../../../../src/plsql/dialect.ts";
import { refusalOf, scriptOf } from "../../../../src/plsql/scripts.ts";
import { readCommittedCatalog } from "../../../../src/practice/dictionary/readCommittedCatalog.ts";
import { administratorName } from "../../../../src/practice/dictionary/session.ts";
import { someJwtProfile } from "../../../support/catalogBuilder.ts";
import { openTestWorld } from "../../../support/practiceWorld.ts";

const c = clientName("it's & more");
const m = moduleName("m");
const p = privilegeName("p");
const r = roleName("Ä 'quoted'");
const revocation = { revokeExisting: false, revokeSessions: true };
const privilege = { roles: [r], label: undefined, description: undefined };

/** One change of each kind, so that each finds what it needs. */
const story: readonly Change[] = [
  { kind: "enableSchema", enabled: true, schema: undefined, alias: "a", autoRestAuth: false },
  { kind: "setUrlMapping", schema: "PRACTICE", alias: "practice" },
  {
    kind: "enableObject",
    enabled: true,
    object: "EMPLOYEES",
    objectType: "TABLE",
    alias: "people",
    requiresAuthorization: false,
  },
  {
    kind: "defineModule",
    name: m,
    basePath: "/m/",
    itemsPerPage: 5,
    published: true,
    comments: undefined,
  },
  { kind: "defineTemplate", module: m, uriTemplate: "t/", priority: 0 },
  {
    kind: "defineHandler",
    module: m,
    uriTemplate: "t/",
    method: "GET",
    sourceType: "json/collection",
    source: "select 1 from dual",
    itemsPerPage: undefined,
    comments: undefined,
  },
  {
    kind: "defineParameter",
    module: m,
    uriTemplate: "t/",
    method: "GET",
    parameter: {
      name: "q1",
      bindVariable: "q1",
      sourceType: "URI",
      paramType: "STRING",
      accessMethod: "IN",
    },
  },
  { kind: "renameModule", name: m, newName: moduleName("m2"), newBasePath: "/m2/" },
  { kind: "publishModule", name: moduleName("m2"), published: false },
  { kind: "setModuleOrigins", module: moduleName("m2"), origins: ["https://a.example"] },
  { kind: "createRole", name: r },
  { kind: "renameRole", name: r, newName: roleName("r2") },
  { kind: "createRole", name: r },
  { kind: "createPrivilege", name: p, ...privilege },
  {
    kind: "definePrivilege",
    name: p,
    ...privilege,
    patterns: undefined,
    modules: undefined,
    comments: "c",
  },
  { kind: "renamePrivilege", name: p, newName: privilegeName("p2") },
  { kind: "createPrivilege", name: p, ...privilege },
  { kind: "createPrivilegeMapping", privilege: p, patterns: [uriPattern("/x/*")] },
  { kind: "deletePrivilegeMapping", privilege: p, pattern: uriPattern("/x/*") },
  { kind: "setModulePrivilege", module: moduleName("m2"), privilege: p },
  { kind: "deletePrivilege", name: privilegeName("p2") },
  {
    kind: "registerClient",
    name: c,
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
  },
  {
    kind: "updateClient",
    name: c,
    description: "d",
    redirectUri: undefined,
    supportEmail: "a@example.com",
    supportUri: undefined,
    originsAllowed: ["https://a.example"],
    privilegesAndDurations: {
      privileges: [p],
      tokenDuration: 60,
      refreshDuration: undefined,
      codeDuration: undefined,
    },
  },
  { kind: "updateClientPrivileges", name: c, privileges: [] },
  {
    kind: "updateClientTokenDuration",
    name: c,
    tokenDuration: 5,
    refreshDuration: null,
    codeDuration: null,
  },
  { kind: "grantClientRole", client: c, role: r },
  { kind: "rotateClientSecret", name: c, ...revocation, revokeExisting: true },
  { kind: "registerClientSecret", name: c, ...revocation },
  { kind: "revokeClientSecret", name: c, secret: "supplied", revokeSessions: false },
  { kind: "revokeClientSecret", name: c, secret: "oldest", revokeSessions: false },
  { kind: "revokeClientSecret", name: c, secret: "both", revokeSessions: true },
  { kind: "revokeClientRole", client: c, role: r },
  { kind: "renameClient", name: c, newName: clientName("c2") },
  { kind: "createJwtProfile", profile: { ...someJwtProfile, allowedSkew: 30 } },
];

const ending: readonly Change[] = [
  { kind: "deleteJwtProfile" },
  { kind: "deleteClient", name: clientName("c2") },
  { kind: "deleteModule", name: moduleName("m2") },
  { kind: "deleteRole", name: r },
  { kind: "dropRestForSchema", schema: undefined },
];

test("the story has every kind", () => {
  const kinds = new Set([...story, ...ending].map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual(Object.keys(codecs).toSorted());
});

const dialects: readonly Dialect[] = [
  { api: "ordsSecurity", schema: undefined },
  { api: "ordsSecurity", schema: "PRACTICE" },
  { api: "oauth", schema: undefined },
  { api: "oauth", schema: "PRACTICE" },
];

test.each(dialects)(
  "what $api says for $schema runs, and does what the catalog says",
  async (dialect) => {
    const { world, run } = await openTestWorld("empty", "25.4");
    const user = dialect.schema === undefined ? "PRACTICE" : administratorName;
    const tell = (changes: readonly Change[]) => {
      const sayable = changes.filter((change) => refusalOf(change, dialect) === undefined);
      const before = readCommittedCatalog(world.dictionary);
      const binds = { client_secret: "s1", revoked_secret: "s1" };
      const [outcome] = run(scriptOf(sayable, { dialect }), binds, user);
      expect(outcome?.failure?.text).toBeUndefined();
      const after = readCommittedCatalog(world.dictionary);
      const expected = applyChanges(before, sayable);
      expect(after.modules).toEqual(expected.modules);
      expect(after.schema).toEqual(expected.schema);
      expect(after.jwtProfile).toEqual(expected.jwtProfile);
      expect(after.clients.map(unnumbered)).toEqual(expected.clients.map(unnumbered));
      return after;
    };
    expect(tell(story).clients).toHaveLength(1);
    const { clients, modules, objects, privileges, roles } = tell(ending);
    expect([clients, modules, objects, privileges]).toEqual([[], [], [], []]);
    expect(roles.every(({ builtIn }) => builtIn)).toBe(true);
  },
);

/** Without the id that ORDS generates. */
function unnumbered(client: OAuthClient): OAuthClient {
  return { ...client, clientId: clientId("") };
}

test("DEFINE_SERVICE makes a module, its template and its handler", async () => {
  const { world, rows } = await openTestWorld("empty", "25.4");
  rows(
    "begin ords.define_service('m', '/m/', 't/', p_source => 'select 1 from dual', p_items_per_page => 7); commit; end;\n/",
  );
  const made = readCommittedCatalog(world.dictionary).modules.find(({ name }) => name === "m");
  expect(made).toMatchObject({
    name: "m",
    itemsPerPage: 7,
    templates: [{ uriTemplate: "t/", handlers: [{ method: "GET", source: "select 1 from dual" }] }],
  });
});

test("UPDATE_CLIENT by a key renames too, and gives the key with the new name", async () => {
  const { run, rows } = await openTestWorld("empty", "25.4");
  const [, updated] = run(`
    begin ords_security.register_client('a', 'client_credentials'); end;
    /
    declare
      l_key ords_types.t_client_key;
    begin
      l_key.name := 'a';
      l_key := ords_security.update_client(l_key, 'b', 'd', null, null, null, null);
      dbms_output.put_line(l_key.name);
      commit;
    end;
    /`);
  expect(updated?.failure?.text).toBeUndefined();
  expect(updated?.output).toBe("b\n");
  expect(rows("select name, description from user_ords_clients")).toEqual([["b", "d"]]);
});

test.each<[string, string, readonly number[]]>([
  ["the oldest", "ords_security.revoke_client_secret('c')", [2]],
  ["a given one", "ords_security.revoke_client_secret('c', 'two')", [1]],
  ["one that it does not have", "ords_security.revoke_client_secret('c', 'three')", [1, 2]],
  [
    "slot 2",
    "l_filter.slot := 2; l_client := ords_security.revoke_client_secrets(l_key, l_filter)",
    [1],
  ],
  [
    "both",
    "l_filter.slot := 3; l_client := ords_security.revoke_client_secrets(l_key, l_filter)",
    [],
  ],
  [
    "the one in a filter",
    "l_filter.secret := 'two'; l_client := ords_security.revoke_client_secrets(l_key, l_filter)",
    [1],
  ],
  ["none", "null", [1, 2]],
  [
    "none for a third, which overwrites the oldest",
    "ords_security.register_client_secret('c', 'three'); ords_security.revoke_client_secret('c', 'one')",
    [1, 2],
  ],
  [
    "the others by registering one",
    "ords_security.register_client_secret('c', 'three', p_revoke_existing => true)",
    [1],
  ],
])("of two secrets, revokes %s", async (_, statement, slots) => {
  const { world, run } = await openTestWorld("empty", "25.4");
  const outcomes = run(`
    declare
      l_client ords_types.t_client_credentials;
      l_key    ords_types.t_client_key;
      l_filter ords_types.t_client_secret;
    begin
      ords_security.register_client('c', 'client_credentials');
      ords_security.register_client_secret('c', 'one');
      ords_security.register_client_secret('c', 'two');
      l_key.name := 'c';
      ${statement};
      commit;
    end;
    /`);
  expect(outcomes.map(({ failure }) => failure?.text)).toEqual([undefined]);
  const filled = world.dictionary.engine.rows("select slot from ords$client_secrets order by slot");
  expect(filled.map(({ slot }) => slot)).toEqual(slots);
});
