import { beforeEach, expect, test } from "vitest";
import { openTestWorld, type TestWorld } from "../../../support/practiceWorld.ts";

const redirectUri = "http://127.0.0.1:8085/back";
const form = { "content-type": "application/x-www-form-urlencoded" };

let world: TestWorld;
let clientId: string;
beforeEach(async () => {
  world = await openTestWorld();
  world.run(`
declare
  l_client ords_types.t_client_credentials;
begin
  ords.create_role(p_role_name => 'Clerk <b>');
  ords.create_privilege(p_name => 'hr.read', p_role_name => 'Clerk <b>');
  l_client := ords_security.register_client(
    p_name => 'web', p_grant_type => 'authorization_code', p_description => 'Web',
    p_redirect_uri => '${redirectUri}', p_support_email => 'a@b.c', p_support_uri => 'http://b.c/',
    p_privilege_names => 'hr.read', p_client_secret => ords_types.oauth_client_secret(p_secret => 's..'));
  l_client := ords_security.register_client(
    p_name => 'machine', p_grant_type => 'client_credentials', p_description => 'M',
    p_redirect_uri => null, p_support_email => 'a@b.c', p_support_uri => 'http://b.c/',
    p_privilege_names => null, p_client_secret => ords_types.oauth_client_secret(p_secret => 'm..'));
  commit;
end;
/`);
  clientId = idOf("web");
});

test("the way of a person: sign in, approve, come back with a code that buys a token once", () => {
  const signedIn = signIn();
  expect(signedIn.status).toBe(303);
  const cookie = cookieOf(signedIn.headers["set-cookie"]);
  expect(signedIn.headers["set-cookie"]).toContain("HttpOnly");
  const approval = world.send("GET", question(), { headers: { cookie } });
  expect(approval.status).toBe(200);
  expect(approval.body).toContain("hr.read");
  const approved = decide(cookie, approval.body, "approve");
  expect(approved.status).toBe(302);
  const back = new URL(approved.headers["location"] ?? "");
  expect(back.searchParams.get("state")).toBe("s1");
  const code = back.searchParams.get("code") ?? "";
  const bought = exchange({ grant_type: "authorization_code", code });
  expect(bought.status).toBe(200);
  const { access_token: token, refresh_token: refresh } = JSON.parse(bought.body) as Answer;
  expect(exchange({ grant_type: "authorization_code", code }).status).toBe(400);
  const renewed = exchange({ grant_type: "refresh_token", refresh_token: refresh });
  expect(renewed.status).toBe(200);
  expect((JSON.parse(renewed.body) as Answer).access_token).not.toBe(token);
  expect(exchange({ grant_type: "refresh_token", refresh_token: refresh }).status).toBe(400);
});

test("names of the schema are text on the pages", () => {
  const page = world.send("GET", question());
  expect(page.status).toBe(401);
  expect(page.body).not.toContain("<b>");
  expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
});

test("a wrong password asks again", () => {
  expect(signIn("wrong").body).toContain("wrong");
});

test("denying comes back without a code", () => {
  const cookie = cookieOf(signIn().headers["set-cookie"]);
  const page = world.send("GET", question(), { headers: { cookie } });
  const back = new URL(decide(cookie, page.body, "deny").headers["location"] ?? "");
  expect(back.searchParams.get("error")).toBe("access_denied");
  expect(back.searchParams.has("code")).toBe(false);
});

test.each([
  ["an unknown client", { client_id: "nobody" }, "No client"],
  ["another redirect URI", { redirect_uri: "http://evil.example/" }, "redirect_uri"],
  ["another response type", { response_type: "token" }, "response_type"],
  ["another challenge method", { code_challenge: "x", code_challenge_method: "plain" }, "S256"],
])("%s is answered with a page, never with a redirect", (_title, facts, word) => {
  const answer = world.send("GET", question(facts));
  expect(answer.status).toBe(400);
  expect(answer.headers["location"]).toBeUndefined();
  expect(answer.body).toContain(word);
});

test("a client that gets tokens by itself has nobody who signs in", () => {
  const answer = world.send("GET", question({ client_id: idOf("machine") }));
  expect(answer.status).toBe(400);
});

test("forms of other pages and other browsers do not approve", () => {
  const cookie = cookieOf(signIn().headers["set-cookie"]);
  const page = world.send("GET", question(), { headers: { cookie } });
  const foreign = world.send("POST", question(), {
    headers: { ...form, cookie, origin: "http://evil.example" },
    body: `decision=approve&form_token=${tokenOf(page.body)}`,
  });
  expect(foreign.status).toBe(403);
  const guessed = world.send("POST", question(), {
    headers: { ...form, cookie },
    body: "decision=approve&form_token=guessed",
  });
  expect(guessed.headers["location"]).toBeUndefined();
});

test("PKCE binds the code to whoever asked", () => {
  const challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  const facts = { code_challenge: challenge, code_challenge_method: "S256" };
  const cookie = cookieOf(signIn(world.password.reveal(), facts).headers["set-cookie"]);
  const codeFor = (): string => {
    const page = world.send("GET", question(facts), { headers: { cookie } });
    const approved = world.send("POST", question(facts), {
      headers: { ...form, cookie },
      body: `decision=approve&form_token=${tokenOf(page.body)}`,
    });
    return new URL(approved.headers["location"] ?? "").searchParams.get("code") ?? "";
  };
  const without = exchange({ grant_type: "authorization_code", code: codeFor() });
  expect(without.status).toBe(400);
  // The pair of RFC 7636, appendix B.
  const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const fields = { grant_type: "authorization_code", code: codeFor(), code_verifier: verifier };
  expect(exchange(fields).status).toBe(200);
});

interface Answer {
  readonly access_token: string;
  readonly refresh_token: string;
}

function question(facts: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    state: "s1",
    ...facts,
  });
  return `/oauth/auth?${query}`;
}

function signIn(password = world.password.reveal(), facts: Readonly<Record<string, string>> = {}) {
  const body = new URLSearchParams({ user: "practice", password, role: "Clerk <b>" });
  return world.send("POST", question(facts), { headers: form, body: body.toString() });
}

function decide(cookie: string, page: string, decision: string) {
  const body = new URLSearchParams({ decision, form_token: tokenOf(page) });
  return world.send("POST", question(), { headers: { ...form, cookie }, body: body.toString() });
}

function exchange(fields: Readonly<Record<string, string>>) {
  const basic = Buffer.from(`${clientId}:s..`).toString("base64");
  return world.send("POST", "/oauth/token", {
    headers: { ...form, authorization: `Basic ${basic}`, accept: "application/json" },
    body: new URLSearchParams(fields).toString(),
  });
}

function idOf(name: string): string {
  const [row] = world.rows(`select client_id from user_ords_clients where name = '${name}';`);
  return String(row?.[0]);
}

function cookieOf(header = ""): string {
  return header.split(";")[0] ?? "";
}

function tokenOf(page: string): string {
  return /name="form_token" value="([^"]*)"/.exec(page)?.[1] ?? "";
}
