import { expect, test } from "vitest";
import { registrationsOf } from "../../../../src/features/scriptRun/registrationsOf.ts";
import { readScript } from "../../../../src/plsql/readScript.ts";

test.each([
  [
    "OAUTH.CREATE_CLIENT(p_name => 'a', p_grant_type => 'client_credentials', p_privilege_names => NULL);",
    [{ client: "a", adds: false, secret: { kind: "generated" } }],
  ],
  [
    "OAUTH.CREATE_CLIENT(p_name => 'a', p_grant_type => 'implicit', p_privilege_names => NULL);",
    [{ client: "a", adds: false, secret: { kind: "none" } }],
  ],
  [
    "l := ORDS_SECURITY.REGISTER_CLIENT(p_name => 'a', p_grant_type => 'client_credentials', p_client_secret => ORDS_TYPES.OAUTH_CLIENT_SECRET(p_secret => :client_secret));",
    [{ client: "a", adds: false, secret: { kind: "bind", name: "client_secret" } }],
  ],
  [
    "l := ORDS_SECURITY.REGISTER_CLIENT(p_name => 'a', p_grant_type => 'client_credentials', p_client_secret => ORDS_TYPES.OAUTH_CLIENT_SECRET());",
    [{ client: "a", adds: false, secret: { kind: "generated" } }],
  ],
  [
    "ORDS_SECURITY.REGISTER_CLIENT(p_name => 'a', p_grant_type => 'client_credentials');",
    [{ client: "a", adds: false, secret: { kind: "none" } }],
  ],
  [
    "l := ORDS_SECURITY.REGISTER_CLIENT(p_name => 'a', p_grant_type => 'client_credentials', p_client_secret => ORDS_TYPES.OAUTH_CLIENT_SECRET(p_secret => 'typed by hand'));",
    [{ client: "a", adds: false, secret: { kind: "elsewhere" } }],
  ],
  [
    "ORDS_SECURITY.REGISTER_CLIENT_SECRET(p_name => 'a', p_client_secret => :client_secret);",
    [{ client: "a", adds: true, secret: { kind: "bind", name: "client_secret" } }],
  ],
  [
    "OAUTH.ROTATE_CLIENT_SECRET(p_name => 'a');",
    [{ client: "a", adds: true, secret: { kind: "generated" } }],
  ],
  ["OAUTH.GRANT_CLIENT_ROLE(p_client_name => 'a', p_role_name => 'R');", []],
])("%s", (call, registrations) => {
  const script = readScript(
    `DECLARE l ORDS_TYPES.T_CLIENT_CREDENTIALS;\nBEGIN\n  ${call}\nEND;\n/\n`,
  );
  expect(registrationsOf(script)).toEqual(registrations);
});
