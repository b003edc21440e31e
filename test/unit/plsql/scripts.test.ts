import fc from "fast-check";
import { expect, test } from "vitest";
import { isUserFacingError } from "../../../src/base/errors.ts";
import { applyChanges } from "../../../src/domain/model/applyChange.ts";
import { diffCatalogs } from "../../support/diffCatalogs/diffCatalogs.ts";
import type { Change, RegisterClient } from "../../../src/domain/model/change.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../src/domain/model/names.ts";
import type { Dialect } from "../../../src/plsql/dialect.ts";
import { readScript } from "../../../src/plsql/readScript.ts";
import { changesOf, refusalOf, scriptOf } from "../../../src/plsql/scripts.ts";
import { anyCatalog } from "../../support/catalogArbitraries.ts";
import { anyChange, changesByKind } from "../../support/changeArbitraries.ts";

const dialects: readonly Dialect[] = [
  { api: "ordsSecurity", schema: undefined },
  { api: "ordsSecurity", schema: "SALES & Co's" },
  { api: "oauth", schema: undefined },
  { api: "oauth", schema: "SALES" },
];

for (const dialect of dialects) {
  test(`what is written is read back: ${dialect.api}, schema ${dialect.schema}`, () => {
    fc.assert(
      fc.property(fc.array(anyChange, { minLength: 1, maxLength: 5 }), (changes) => {
        const sayable = changes.filter((change) => refusalOf(change, dialect) === undefined);
        const script = readScript(scriptOf(sayable, { dialect, comment: "It's a\ntest; &x" }));
        const read = changesOf(script);
        expect(script.problems).toEqual([]);
        expect(read.problems).toEqual([]);
        expect(read.changes.map(({ change }) => change)).toEqual(
          sayable.map((change) => asRead(change, dialect)),
        );
        expect(read.changes.every(({ schema }) => schema === dialect.schema)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
}

/** OAUTH makes the secret itself, and the schema of an admin call is the place, not a part of the change. */
function asRead(change: Change, dialect: Dialect): Change {
  if (change.kind === "registerClient" && dialect.api === "oauth") {
    return { ...change, secret: "generated" };
  }
  return dialect.schema !== undefined && "schema" in change
    ? { ...change, schema: undefined }
    : change;
}

/** What a dialect never says; everything else it says, or refuses for a reason in the change itself. */
const neverSaid: Readonly<Record<Dialect["api"], readonly string[]>> = {
  oauth: [
    "registerClientSecret",
    "revokeClientSecret",
    "updateClientPrivileges",
    "updateClientTokenDuration",
  ],
  ordsSecurity: [],
};

for (const dialect of dialects) {
  test(`says every kind but those it has no procedure for: ${dialect.api}, schema ${dialect.schema}`, () => {
    const silent = Object.entries(changesByKind)
      .filter(([, changes]) =>
        fc.sample<Change>(changes, { numRuns: 60, seed: 1 }).every((change) => {
          const refusal = refusalOf(change, dialect);
          if (refusal !== undefined) {
            expect(refusal).toMatch(/\S/);
            expect(() => scriptOf([change], { dialect })).toThrow(refusal);
          }
          return refusal !== undefined;
        }),
      )
      .map(([kind]) => kind);
    expect(silent.toSorted()).toEqual(neverSaid[dialect.api]);
  });
}

for (const schema of [undefined, "hr"]) {
  test(`the difference of two catalogs is said and read back: schema ${schema}`, () => {
    const dialect: Dialect = { api: "ordsSecurity", schema };
    fc.assert(
      fc.property(anyCatalog, anyCatalog, (before, after) => {
        const changes = diffCatalogs(before, after);
        const read = changesOf(readScript(scriptOf(changes, { dialect })));
        expect(read.problems).toEqual([]);
        expect(
          applyChanges(
            before,
            read.changes.map(({ change }) => change),
          ),
        ).toEqual(applyChanges(before, changes));
      }),
      { numRuns: 60 },
    );
  });
}

for (const [kind, changes] of Object.entries(changesByKind)) {
  test(`${kind} is read back from every dialect that says it`, () => {
    fc.assert(
      fc.property(changes, fc.constantFrom(...dialects), (change: Change, dialect) => {
        fc.pre(refusalOf(change, dialect) === undefined);
        const read = changesOf(readScript(scriptOf([change], { dialect })));
        expect(read.problems).toEqual([]);
        expect(read.changes.map((each) => each.change)).toEqual([asRead(change, dialect)]);
      }),
      { numRuns: 60 },
    );
  });
}

const own: Dialect = { api: "ordsSecurity", schema: undefined };
const oauth: Dialect = { api: "oauth", schema: undefined };

function registration(facts: Partial<RegisterClient> = {}): RegisterClient {
  return {
    kind: "registerClient",
    name: clientName("payroll"),
    grantType: "client_credentials",
    description: "Pays people",
    redirectUri: undefined,
    supportEmail: "pay@example.com",
    supportUri: undefined,
    originsAllowed: [],
    privileges: [privilegeName("hr.read")],
    tokenDuration: undefined,
    refreshDuration: undefined,
    codeDuration: undefined,
    clientId: undefined,
    secret: "supplied",
    ...facts,
  };
}

const fiveSteps: readonly Change[] = [
  { kind: "createRole", name: roleName("HR Reader") },
  {
    kind: "definePrivilege",
    name: privilegeName("hr.read"),
    roles: [roleName("HR Reader")],
    patterns: [uriPattern("/hr/*")],
    modules: undefined,
    label: undefined,
    description: "Read HR",
    comments: undefined,
  },
  registration(),
  { kind: "grantClientRole", client: clientName("payroll"), role: roleName("HR Reader") },
];

test("writes the five steps as people lay them out", () => {
  expect(scriptOf(fiveSteps, { dialect: own, comment: "Lets payroll read HR." })).toBe(
    `-- Lets payroll read HR.
DECLARE
  l_roles    OWA.VC_ARR;
  l_patterns OWA.VC_ARR;
  l_client   ORDS_TYPES.T_CLIENT_CREDENTIALS;
BEGIN
  ORDS.CREATE_ROLE(
      p_role_name => 'HR Reader');

  l_roles(1) := 'HR Reader';
  l_patterns(1) := '/hr/*';
  ORDS.DEFINE_PRIVILEGE(
      p_privilege_name => 'hr.read',
      p_roles          => l_roles,
      p_patterns       => l_patterns,
      p_description    => 'Read HR');

  l_client := ORDS_SECURITY.REGISTER_CLIENT(
      p_name            => 'payroll',
      p_grant_type      => 'client_credentials',
      p_description     => 'Pays people',
      p_client_secret   => ORDS_TYPES.OAUTH_CLIENT_SECRET(p_secret => :client_secret),
      p_privilege_names => 'hr.read',
      p_support_email   => 'pay@example.com');
  DBMS_OUTPUT.PUT_LINE('Client id of payroll: ' || l_client.client_key.client_id);

  ORDS_SECURITY.GRANT_CLIENT_ROLE(
      p_client_name => 'payroll',
      p_role_name   => 'HR Reader');

  COMMIT;
END;
/
`,
  );
});

test("writes the same steps for a release that has only OAUTH", () => {
  expect(scriptOf(fiveSteps.slice(2), { dialect: { api: "oauth", schema: "HR" } })).toBe(
    `BEGIN
  OAUTH_ADMIN.CREATE_CLIENT(
      p_schema          => 'HR',
      p_name            => 'payroll',
      p_grant_type      => 'client_credentials',
      p_description     => 'Pays people',
      p_support_email   => 'pay@example.com',
      p_privilege_names => 'hr.read');

  OAUTH_ADMIN.GRANT_CLIENT_ROLE(
      p_schema      => 'HR',
      p_client_name => 'payroll',
      p_role_name   => 'HR Reader');

  COMMIT;
END;
/
`,
  );
});

function define(name: string, roles: readonly string[]): Change {
  return {
    kind: "definePrivilege",
    name: privilegeName(name),
    roles: roles.map(roleName),
    patterns: undefined,
    modules: undefined,
    label: undefined,
    description: undefined,
    comments: undefined,
  };
}

test("clears an array before it is used again, also when it stays empty", () => {
  const text = scriptOf([define("a", ["A", "B"]), define("b", [])], { dialect: own });
  expect(text).toContain(
    "  l_roles.DELETE;\n  ORDS.DEFINE_PRIVILEGE(\n      p_privilege_name => 'b'",
  );
});

test("a generated secret is shown by the script, a supplied one never is", () => {
  expect(scriptOf([registration({ secret: "generated" })], { dialect: own })).toContain(
    "DBMS_OUTPUT.PUT_LINE('Secret of payroll, shown only now: ' || l_client.client_secret.secret);",
  );
  expect(scriptOf([registration()], { dialect: own })).not.toContain("client_secret.secret");
});

test("each client that is registered with a supplied secret gets a bind of its own", () => {
  const text = scriptOf([registration(), registration({ name: clientName("it's") })], {
    dialect: own,
  });
  expect([...text.matchAll(/p_secret => (:\w+)/g)].map(([, bind]) => bind)).toEqual([
    ":client_secret",
    ":client_secret_2",
  ]);
});

test("one slot is revoked by a key and a filter, whose variables say nothing else", () => {
  const name = clientName("it's");
  const revoke = { kind: "revokeClientSecret", name, revokeSessions: false } as const;
  const changes = [{ ...revoke, secret: "slot2" } as const, { ...revoke, secret: "both" } as const];
  expect(scriptOf(changes, { dialect: own })).toBe(`DECLARE
  l_key    ORDS_TYPES.T_CLIENT_KEY;
  l_filter ORDS_TYPES.T_CLIENT_SECRET;
  l_client ORDS_TYPES.T_CLIENT_CREDENTIALS;
BEGIN
  l_key.name := 'it''s';
  l_filter.slot := 2;
  l_client := ORDS_SECURITY.REVOKE_CLIENT_SECRETS(
      p_client_key      => l_key,
      p_filter          => l_filter,
      p_revoke_sessions => FALSE);
  DBMS_OUTPUT.PUT_LINE('Revoked secret of it''s, slot (3 = both): ' || l_client.client_secret.slot);

  l_key.name := 'it''s';
  l_filter.slot := 3;
  l_client := ORDS_SECURITY.REVOKE_CLIENT_SECRETS(
      p_client_key      => l_key,
      p_filter          => l_filter,
      p_revoke_sessions => FALSE);
  DBMS_OUTPUT.PUT_LINE('Revoked secret of it''s, slot (3 = both): ' || l_client.client_secret.slot);

  COMMIT;
END;
/
`);
});

test("a secret that is registered and one that is revoked reach the script by binds of their own", () => {
  const name = clientName("c");
  const register = {
    kind: "registerClientSecret",
    name,
    revokeExisting: false,
    revokeSessions: false,
  } as const;
  const revoke = {
    kind: "revokeClientSecret",
    name,
    secret: "supplied",
    revokeSessions: true,
  } as const;
  const text = scriptOf([register, register, revoke], { dialect: own });
  expect([...text.matchAll(/p_client_secret +=> (:\w+)/g)].map(([, bind]) => bind)).toEqual([
    ":client_secret",
    ":client_secret_2",
    ":revoked_secret",
  ]);
});

test("a client without a secret is registered by the procedure, which gives nothing back", () => {
  const text = scriptOf([registration({ secret: "none" })], { dialect: own });
  expect(text).toContain("BEGIN\n  ORDS_SECURITY.REGISTER_CLIENT(");
  expect(text).not.toContain("p_client_secret");
});

test("no changes make no script", () => {
  expect(scriptOf([], { dialect: own })).toBe("");
});

const refused: readonly (readonly [string, Change, Dialect])[] = [
  [
    "only the privileges",
    { kind: "updateClientPrivileges", name: clientName("c"), privileges: [] },
    oauth,
  ],
  [
    "cannot revoke it",
    {
      kind: "revokeClientSecret",
      name: clientName("c"),
      secret: "oldest",
      revokeSessions: false,
    },
    oauth,
  ],
  [
    "one's own choice",
    {
      kind: "registerClientSecret",
      name: clientName("c"),
      revokeExisting: false,
      revokeSessions: false,
    },
    oauth,
  ],
  [
    "sets the privileges and the token durations",
    {
      kind: "updateClient",
      name: clientName("c"),
      description: undefined,
      redirectUri: undefined,
      supportEmail: undefined,
      supportUri: undefined,
      originsAllowed: [],
      privilegesAndDurations: undefined,
    },
    oauth,
  ],
  ["the name of the schema", { kind: "setUrlMapping", schema: undefined, alias: "a" }, own],
  [
    "is for HR, not for SALES",
    { kind: "dropRestForSchema", schema: "SALES" },
    { api: "ordsSecurity", schema: "HR" },
  ],
  ["without a secret", registration({ secret: "none" }), oauth],
  ["hold a comma", registration({ privileges: [privilegeName("a,b")] }), own],
  [
    "hold a comma",
    { kind: "setModuleOrigins", module: moduleName("m"), origins: ["https://a,b"] },
    own,
  ],
  [
    "give both",
    {
      kind: "definePrivilege",
      name: privilegeName("p"),
      roles: [],
      patterns: undefined,
      modules: [],
      label: undefined,
      description: undefined,
      comments: undefined,
    },
    own,
  ],
];

for (const [words, change, dialect] of refused) {
  test(`${dialect.api} refuses ${change.kind} in words: ${words}`, () => {
    expect(refusalOf(change, dialect)).toContain(words);
    expect(() => scriptOf([change], { dialect })).toThrow(words);
    try {
      scriptOf([change], { dialect });
    } catch (error) {
      expect(isUserFacingError(error) && error.code).toBe("inputNotValid");
    }
  });
}
