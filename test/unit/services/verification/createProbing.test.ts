import { expect, test } from "vitest";
import { UserFacingError } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import { clientId } from "../../../../src/domain/model/names.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import type { AccessToken, TokenClient } from "../../../../src/services/tokens/tokenProvider.ts";
import { createProbing } from "../../../../src/services/verification/createProbing.ts";
import type { Probe, ProbeCaller } from "../../../../src/services/verification/sendProbe.ts";
import { FakeHttp, inspectAll, textAnswer, type FakeAnswer } from "../../../support/fakes.ts";

const schemaUrl = "https://db.example.com/ords/hr";
const never = new AbortController().signal;

test("nobody, a client and a user are played, and no more is sent than has to be", async () => {
  const { http, send } = begin({ answers: [ok, ok, ok] });
  await send(probe({ kind: "anonymous" }), never);
  await send(probe({ kind: "client", client: clientNamed("payroll") }), never);
  await send(probe({ kind: "user", user: "HR", password: new Secret("tiger") }), never);
  expect(http.sent.map(({ options }) => options.credential?.kind)).toEqual([
    undefined,
    "bearer",
    "basic",
  ]);
  for (const { request, options } of http.sent) {
    // Its certificates and its proxy are asked for.
    expect(options.connection).toBe("p1");
    expect(request).toEqual({
      method: "GET",
      url: `${schemaUrl}/employees/`,
      headers: { accept: "application/json" },
      body: undefined,
    });
  }
});

test("what an answer holds is not kept", async () => {
  const { send } = begin({ answers: [textAnswer(200, '{"salary": 24000}')] });
  expect(inspectAll(await send(probe({ kind: "anonymous" }), never))).not.toContain("24000");
});

test("the first refusal of a stored token renews it; the answer to the new one counts", async () => {
  const { http, tokens, send } = begin({ answers: [refused, ok, ok] });
  const played = probe({ kind: "client", client: clientNamed("payroll") });
  expect(await send(played, never)).toMatchObject({
    facts: { status: 200 },
    withStoredToken: 401,
  });
  expect(await send(played, never)).toMatchObject({
    facts: { status: 200 },
    withStoredToken: undefined,
  });
  expect(tokens.rejected).toBe(1);
  expect(http.sent).toHaveLength(3);
});

test("after that, and with a token fetched for the run, a refusal is measured once", async () => {
  const { http, tokens, send } = begin({ answers: [refused, refused, refused, refused] });
  const played = probe({ kind: "client", client: clientNamed("payroll") });
  expect(await send(played, never)).toMatchObject({ withStoredToken: 401 });
  expect(await send(played, never)).toMatchObject({ withStoredToken: undefined });
  expect(await send(played, never)).toMatchObject({ facts: { status: 401 } });
  expect(http.sent).toHaveLength(4);
  expect(tokens.rejected).toBe(1);
  const fresh = begin({ answers: [refused], source: "fetched" });
  await fresh.send(played, never);
  expect(fresh.http.sent).toHaveLength(1);
});

test("calls that are refused together share one new token", async () => {
  const { http, tokens, send } = begin({ answers: [refused, refused, ok, ok] });
  const played = probe({ kind: "client", client: clientNamed("payroll") });
  const answers = await Promise.all([send(played, never), send(played, never)]);
  expect(answers.map((one) => one.facts.status)).toEqual([200, 200]);
  expect(tokens.rejected).toBe(1);
  expect(tokens.asked).toBe(3);
  expect(http.sent).toHaveLength(4);
});

test("a client whose secret is refused is not tried again, as a server may count and lock it", async () => {
  const refusal = new UserFacingError({ code: "clientNotAccepted", message: "No." });
  const { http, tokens, send, again } = begin({ answers: [ok], failing: "payroll", refusal });
  const played = probe({ kind: "client", client: clientNamed("payroll") });
  await expect(send(played, never)).rejects.toBe(refusal);
  await expect(send(played, never)).rejects.toBe(refusal);
  expect(tokens.asked).toBe(1);
  // Another client is not held up by it, and another run tries anew.
  await send(probe({ kind: "client", client: clientNamed("intranet") }), never);
  expect(http.sent).toHaveLength(1);
  await expect(again()(played, never)).rejects.toBe(refusal);
  expect(tokens.asked).toBe(3);
});

test("a credential goes to its own server only", async () => {
  const { http, send } = begin({ answers: [] });
  const elsewhere = "https://evil.example.com/ords/hr/employees/";
  for (const caller of [
    { kind: "client", client: clientNamed("payroll") },
    { kind: "user", user: "HR", password: new Secret("tiger") },
  ] as const) {
    await expect(send({ ...probe(caller), url: elsewhere }, never)).rejects.toMatchObject({
      code: "credentialNotSent",
    });
  }
  expect(http.sent).toEqual([]);
});

test("every call is paced, the repeated one too", async () => {
  const { paced, send } = begin({ answers: [refused, ok] });
  await send(probe({ kind: "client", client: clientNamed("payroll") }), never);
  expect(paced()).toBe(2);
});

const ok = textAnswer(200, "");
const refused = textAnswer(401, "");

interface World {
  readonly answers: readonly FakeAnswer[];
  readonly source?: AccessToken["source"];
  readonly failing?: string;
  readonly refusal?: Error;
}

function begin({ answers, source = "cache", failing, refusal }: World) {
  const http = new FakeHttp(...answers);
  const counts = { asked: 0, rejected: 0, paced: 0 };
  const provider = {
    token: async (client: TokenClient): Promise<AccessToken> => {
      counts.asked += 1;
      if (client.name === failing) throw refusal ?? new Error("No token");
      const value = new Secret(`token ${counts.rejected}`);
      return { value, expiresAt: undefined, source: counts.rejected > 0 ? "cache" : source };
    },
    reject: async () => {
      counts.rejected += 1;
    },
  };
  const again = createProbing({
    http: http.client,
    tokens: provider,
    pace: async () => {
      counts.paced += 1;
    },
  });
  return { http, tokens: counts, send: again(), again, paced: () => counts.paced };
}

function probe(caller: ProbeCaller): Probe {
  return {
    method: "GET",
    url: `${schemaUrl}/employees/`,
    schemaUrl,
    body: undefined,
    caller,
    allowPlainHttp: false,
    connection: profileId("p1"),
  };
}

function clientNamed(name: string): TokenClient {
  return {
    profile: profileId("p1"),
    clientId: clientId(`${name}-id`),
    name: name as TokenClient["name"] & string,
    tokenUrl: `${schemaUrl}/oauth/token`,
    allowPlainHttp: false,
  };
}
