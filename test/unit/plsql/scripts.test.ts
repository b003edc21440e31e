import fc from "fast-check";
import { expect, test } from "vitest";
import { isUserFacingError } from "../../../src/base/errors.ts";
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
import { anyChange } from "../../support/changeArbitraries.ts";

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
  if (change.kind === "enableSchema" && dialect.schema !== undefined) {
    return { ...change, schema: undefined };
  }
  return change;
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
    { kind: "revokeClientSecret", name: clientName("c"), revokeSessions: false },
    oauth,
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
