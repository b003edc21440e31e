import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as oauth from "oauth4webapi";
import { expect, test } from "vitest";
import { startTestServer } from "../../support/practiceServer.ts";
import type { TestServer } from "../../support/practiceServer.ts";
import { basicOf } from "../../support/practiceWorld.ts";

const run = promisify(execFile);

async function statusOf(
  { schemaUrl }: TestServer,
  token?: string,
  path = "/hr/employees/",
): Promise<number> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(schemaUrl + path, { headers });
  await response.arrayBuffer();
  return response.status;
}

async function fetchToken({ schemaUrl }: TestServer, id: string, secret: string): Promise<string> {
  const response = await fetch(`${schemaUrl}/oauth/token`, {
    method: "POST",
    headers: { authorization: basicOf(id, secret) },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  expect(response.status).toBe(200);
  const body = (await response.json()) as { access_token: string; expires_in: number };
  expect(body.expires_in).toBe(3600);
  return body.access_token;
}

const register = `
DECLARE
  l_client ORDS_TYPES.T_CLIENT_CREDENTIALS;
BEGIN
  l_client := ORDS_SECURITY.REGISTER_CLIENT(
    p_name            => 'payroll',
    p_grant_type      => 'client_credentials',
    p_client_secret   => ORDS_TYPES.OAUTH_CLIENT_SECRET(),
    p_privilege_names => 'hr.read',
    p_support_email   => 'me@example.com');
  DBMS_OUTPUT.PUT_LINE(l_client.client_key.client_id);
  DBMS_OUTPUT.PUT_LINE(l_client.client_secret.secret);
  COMMIT;
END;
/`;

interface Registered {
  readonly id: string;
  readonly secret: string;
}

async function doFourSteps(server: TestServer): Promise<Registered> {
  await server.succeed(
    "BEGIN ORDS.CREATE_ROLE('HR Reader'); ORDS.CREATE_PRIVILEGE(p_name => 'hr.read', p_role_name => 'HR Reader', p_label => 'Read', p_description => 'Employees'); COMMIT; END;\n/",
  );
  await server.succeed("BEGIN ORDS.CREATE_PRIVILEGE_MAPPING('hr.read', '/hr/*'); COMMIT; END;\n/");
  const [item] = await server.succeed(register);
  const [id = "", secret = ""] = (item?.dbmsOutput ?? "").trim().split("\n");
  return { id, secret };
}

const grantRole =
  "BEGIN ORDS_SECURITY.GRANT_CLIENT_ROLE(p_client_name => 'payroll', p_role_name => 'HR Reader'); COMMIT; END;\n/";

test("the five steps, from a public endpoint to a token that expires", async () => {
  await using server = await startTestServer();
  expect(await statusOf(server)).toBe(200);

  const { id, secret } = await doFourSteps(server);
  expect(await statusOf(server)).toBe(401);
  const token = await fetchToken(server, id, secret);
  expect(token).toMatch(/^[\w-]{22}$/);
  // The trap: the privilege is in the client's list, and the role was not granted.
  const refused = await fetch(`${server.schemaUrl}/hr/employees/`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toBe(
    'Bearer realm="Oracle REST Data Services", error="invalid_token"',
  );

  await server.succeed(grantRole);
  expect(await statusOf(server, token)).toBe(200);
  server.clock.advance(3599);
  expect(await statusOf(server, token)).toBe(200);
  server.clock.advance(1);
  expect(await statusOf(server, token)).toBe(401);
  expect(await statusOf(server, await fetchToken(server, id, secret))).toBe(200);
});

test("the same on an older release, whose secret is read from the view", async () => {
  await using server = await startTestServer({ release: "23.4" });
  await server.succeed(`
    BEGIN
      ORDS.CREATE_ROLE('HR Reader');
      ORDS.CREATE_PRIVILEGE('hr.read', 'HR Reader');
      ORDS.CREATE_PRIVILEGE_MAPPING('hr.read', '/hr/*');
      OAUTH.CREATE_CLIENT(
        p_name            => 'payroll',
        p_grant_type      => 'client_credentials',
        p_owner           => 'me',
        p_description     => 'Payroll',
        p_support_email   => 'me@example.com',
        p_privilege_names => 'hr.read');
      OAUTH.GRANT_CLIENT_ROLE('payroll', 'HR Reader');
      COMMIT;
    END;
    /`);
  const [item] = await server.succeed("select client_id, client_secret from user_ords_clients;");
  const [row] = item?.resultSet?.items ?? [];
  const token = await fetchToken(
    server,
    String(row?.["client_id"]),
    String(row?.["client_secret"]),
  );
  expect(await statusOf(server)).toBe(401);
  expect(await statusOf(server, token)).toBe(200);
  const [failed] = await server.run(register);
  expect(failed?.errorDetails).toContain(
    "PLS-00201: identifier 'ORDS_SECURITY.REGISTER_CLIENT' must be declared",
  );
});

test("without COMMIT nothing of it is there", async () => {
  await using server = await startTestServer();
  await server.succeed(
    "BEGIN ORDS.CREATE_ROLE('r'); ORDS.CREATE_PRIVILEGE('p', 'r'); ORDS.CREATE_PRIVILEGE_MAPPING('p', '/hr/*'); END;\n/",
  );
  expect(await statusOf(server)).toBe(200);
});

test("a protected module follows its privilege", async () => {
  await using server = await startTestServer();
  const { id, secret } = await doFourSteps(server);
  await server.succeed(`${grantRole}
    BEGIN
      ORDS.DELETE_PRIVILEGE_MAPPING('hr.read', '/hr/*');
      ORDS.SET_MODULE_PRIVILEGE('hr', 'hr.read');
      COMMIT;
    END;
    /`);
  const token = await fetchToken(server, id, secret);
  expect(await statusOf(server)).toBe(401);
  expect(await statusOf(server, token, "/hr/employees/100")).toBe(200);
  await server.succeed("BEGIN ORDS.SET_MODULE_PRIVILEGE('hr', NULL); COMMIT; END;\n/");
  expect(await statusOf(server)).toBe(200);
});

/** What a program does that knows OAuth and nothing of ORDS. */
test("a standard OAuth client gets a token and calls", async () => {
  await using server = await startTestServer();
  const { id, secret } = await doFourSteps(server);
  await server.succeed(grantRole);
  const issuer = { issuer: server.schemaUrl, token_endpoint: `${server.schemaUrl}/oauth/token` };
  const client = { client_id: id };
  const insecure = { [oauth.allowInsecureRequests]: true };
  const response = await oauth.clientCredentialsGrantRequest(
    issuer,
    client,
    oauth.ClientSecretBasic(secret),
    new URLSearchParams(),
    insecure,
  );
  const result = await oauth.processClientCredentialsResponse(issuer, client, response);
  expect(result.token_type).toBe("bearer");
  expect(result.expires_in).toBe(3600);
  const answer = await oauth.protectedResourceRequest(
    result.access_token,
    "GET",
    new URL(`${server.schemaUrl}/hr/employees/?limit=1`),
    undefined,
    undefined,
    insecure,
  );
  expect(answer.status).toBe(200);
  expect(((await answer.json()) as { count: number }).count).toBe(1);
});

async function curl(...args: readonly string[]): Promise<string> {
  const call = await run("curl", ["--silent", "--show-error", "--max-time", "20", ...args]).catch(
    (error: NodeJS.ErrnoException) => {
      const missing = "curl is not installed: this test needs it (apt-get install curl).";
      throw error.code === "ENOENT" ? new Error(missing) : error;
    },
  );
  return call.stdout;
}

test("curl gets a token and calls", async () => {
  await using server = await startTestServer();
  const { id, secret } = await doFourSteps(server);
  await server.succeed(grantRole);
  const answer = await curl(
    "--user",
    `${id}:${secret}`,
    "--data",
    "grant_type=client_credentials",
    `${server.schemaUrl}/oauth/token`,
  );
  const { access_token: token } = JSON.parse(answer) as { access_token: string };
  const body = await curl(
    "--header",
    `Authorization: Bearer ${token}`,
    `${server.schemaUrl}/hr/departments/`,
  );
  expect((JSON.parse(body) as { count: number }).count).toBe(6);
  const refused = await curl("--include", `${server.schemaUrl}/hr/departments/`);
  expect(refused).toMatch(/^HTTP\/1\.1 401 /);
  expect(refused).toContain("application/problem+json");
});
