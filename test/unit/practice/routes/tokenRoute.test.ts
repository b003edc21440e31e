import { expect, test } from "vitest";
import type { PracticeResponse } from "../../../../src/practice/http/practiceRequest.ts";
import { basicOf, jsonOf, openTestWorld } from "../../../support/practiceWorld.ts";

const testWorld = await openTestWorld("hr");
const [found] = testWorld.rows(
  "select client_id, client_secret from user_ords_clients where name = 'payroll_export'",
);
const [id, secret] = [String(found?.[0]), String(found?.[1])];

interface TokenRequest {
  readonly method?: string;
  readonly user?: string;
  readonly password?: string;
  readonly body?: string;
  readonly type?: string;
}

function ask({
  method = "POST",
  user = id,
  password = secret,
  body = "grant_type=client_credentials",
  type = "application/x-www-form-urlencoded",
}: TokenRequest): PracticeResponse {
  const headers = { authorization: basicOf(user, password), "content-type": type };
  return testWorld.send(method, "/oauth/token", { headers, body });
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[-.]/g, (c) => (c === "." ? "%2E" : "%2D"));
}

test("good credentials give a token in the recorded shape", () => {
  const response = ask({});
  expect(response.status).toBe(200);
  expect(response.headers["content-type"]).toBe("application/json");
  const token: unknown = expect.stringMatching(/^[\w-]{22}$/);
  expect(jsonOf(response)).toEqual({ access_token: token, token_type: "bearer", expires_in: 3600 });
});

test.each<[string, TokenRequest, number]>([
  ["raw credentials", {}, 200],
  [
    "a charset beside the media type",
    { type: "application/x-www-form-urlencoded; charset=UTF-8" },
    200,
  ],
  ["percent-encoded credentials", { user: encode(id), password: encode(secret) }, 200],
  ["GET", { method: "GET" }, 405],
  ["a wrong secret", { password: "x" }, 401],
  ["a secret without its dots", { password: secret.slice(0, -2) }, 401],
  ["an unknown client", { user: "x" }, 401],
  ["the client's name", { user: "payroll_export" }, 401],
  ["the database user", { user: "practice", password: testWorld.password.reveal() }, 401],
  ["a broken percent sign", { user: "%zz" }, 401],
  ["no grant", { body: "" }, 400],
  ["another grant", { body: "grant_type=password" }, 400],
  ["a grant that is not played", { body: "grant_type=refresh_token" }, 400],
  ["a body that is no form", { type: "application/json", body: "{}" }, 400],
])("%s is answered %#", (_name, request, status) => {
  expect(ask(request).status).toBe(status);
});

test("credentials in the body are refused", () => {
  const response = testWorld.send("POST", "/oauth/token", {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `grant_type=client_credentials&client_id=${id}&client_secret=${secret}`,
  });
  expect(response.status).toBe(401);
  expect(jsonOf(response)).toMatchObject({ code: "Unauthorized" });
});

test("a client of another grant is refused", () => {
  const { run, rows } = testWorld;
  run(`
    declare l_client ords_types.t_client_credentials;
    begin
      l_client := ords_security.register_client('people', 'authorization_code', p_redirect_uri => 'https://x.example',
        p_client_secret => ords_types.oauth_client_secret(p_secret => 'known'));
      commit;
    end;
    /`);
  const [[user] = []] = rows("select client_id from user_ords_clients where name = 'people'");
  const response = ask({ user: String(user), password: "known" });
  expect(response.status).toBe(400);
  expect(jsonOf(response)["message"]).toBe(
    "The client is registered for the grant authorization_code.",
  );
});

test("a client's own duration is how long its tokens live", () => {
  const { run, clock, send } = testWorld;
  run(
    "begin ords_security.update_client_token_duration('payroll_export', 60, null, null); commit; end;\n/",
  );
  const issued = jsonOf(ask({}));
  expect(issued["expires_in"]).toBe(60);
  const call = () =>
    send("GET", "/hr/departments/", {
      headers: { authorization: `Bearer ${String(issued["access_token"])}` },
    }).status;
  expect(call()).toBe(200);
  clock.advance(59);
  expect(call()).toBe(200);
  clock.advance(1);
  expect(call()).toBe(401);
});

test.each([
  ["its client is deleted", "ords_security.delete_client('brief')"],
  [
    "its sessions are revoked",
    "l_secret := ords_security.rotate_client_secret(p_name => 'brief', p_revoke_sessions => true)",
  ],
  [
    "its sessions are revoked with a new secret of one's own",
    "ords_security.register_client_secret('brief', 'mine', p_revoke_sessions => true)",
  ],
  [
    "its sessions are revoked with a secret",
    "ords_security.revoke_client_secret('brief', 's', p_revoke_sessions => true)",
  ],
])("a token ends when %s", async (_name, statement) => {
  const { run, rows, send } = await openTestWorld("hr");
  run(`
    declare l_client ords_types.t_client_credentials;
    begin
      l_client := ords_security.register_client('brief', 'client_credentials',
        p_client_secret => ords_types.oauth_client_secret(p_secret => 's'));
      ords_security.grant_client_role('brief', 'HR Reader');
      commit;
    end;
    /`);
  const [[user] = []] = rows("select client_id from user_ords_clients where name = 'brief'");
  const { access_token: token } = jsonOf(
    send("POST", "/oauth/token", {
      headers: {
        authorization: basicOf(String(user), "s"),
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    }),
  );
  const call = () =>
    send("GET", "/hr/departments/", { headers: { authorization: `bearer ${String(token)}` } });
  expect(call().status).toBe(200);
  run(`declare l_secret varchar2(99); begin ${statement}; end;\n/`);
  expect(call().status).toBe(200);
  run(`declare l_secret varchar2(99); begin ${statement}; commit; end;\n/`);
  expect(call().status).toBe(401);
  expect(call().headers["www-authenticate"]).toBe(
    'Bearer realm="Oracle REST Data Services", error="invalid_token"',
  );
});
