import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../../src/base/clock.ts";
import { UserFacingError } from "../../src/base/errors.ts";
import { silentLogger } from "../../src/base/logger.ts";
import type { Secret } from "../../src/base/secret.ts";
import { schemaUrlOf, tokenUrlOf } from "../../src/domain/http/schemaUrlOf.ts";
import type { OAuthClient } from "../../src/domain/model/catalog.ts";
import type { Change } from "../../src/domain/model/change.ts";
import { clientName, privilegeName, roleName, uriPattern } from "../../src/domain/model/names.ts";
import { tokenClientOf } from "../../src/features/clients/tokenClientOf.ts";
import { describeRun } from "../../src/features/scriptRun/describeRun.ts";
import { firstError } from "../../src/features/scriptRun/locateErrors.ts";
import { type Dialect, dialectFor } from "../../src/plsql/dialect.ts";
import { scriptOf } from "../../src/plsql/scripts.ts";
import { generateClientSecret } from "../../src/services/clients/generateClientSecret.ts";
import { readClientSecret } from "../../src/services/clients/readClientSecret.ts";
import { readSecretSlots } from "../../src/services/clients/readSecretSlots.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import type { HttpClient } from "../../src/services/http/httpClient.ts";
import { createRotationRecords } from "../../src/services/tokens/rotationRecords.ts";
import { createTokenProvider } from "../../src/services/tokens/createTokenProvider.ts";
import { type RotationApp, rotateSecret } from "../../src/vscode/rotation/rotateSecret.ts";
import { type KeptSecrets, prepareClientSecrets } from "../../src/vscode/scripts/clientSecrets.ts";
import { FakeSecretStore } from "../support/fakes.ts";
import { catalogOf, closePractice, practiceId, practiceWays } from "./practiceSchemas.ts";

/** What the person is shown and presses, in the place of VS Code. */
const editor = vi.hoisted(() => ({
  shown: [] as string[],
  told: [] as string[],
  press: [] as string[],
}));

vi.mock("vscode", () => ({
  CancellationError: class extends Error {
    override name = "Canceled";
  },
  l10n: {
    t: (text: string, ...args: readonly string[]) =>
      text.replace(/\{(\d)\}/g, (_, position: string) => args[Number(position)] ?? ""),
  },
  ProgressLocation: { Notification: 15 },
  window: {
    showInformationMessage: async (title: string, options?: { detail: string }) => {
      if (!options) return void editor.told.push(title);
      editor.shown.push(`${title}\n${options.detail}`);
      return editor.press.shift();
    },
    showWarningMessage: async (text: string) => void editor.told.push(text),
  },
}));

beforeEach(() => {
  Object.assign(editor, { shown: [], told: [], press: [] });
});
afterEach(closePractice);

test.each(["rest", "driver", "administrator"] as const)(
  "a secret is rotated step by step by %s, and both are valid until the old one is revoked",
  async (way) => {
    const place = await open(way, "25.4");
    const { rotate, run, statusOf, call } = place;
    const old = await place.stored();
    const token = await place.fetchToken(old);
    expect(await call(token)).toBe(200);

    const made = await rotate("Open script");
    expect(editor.shown[0]).toContain("it stays valid, and the new one is added");
    expect(made).toMatch(/p_client_secret +=> :client_secret/);
    expect((await run(made)).rotated).toEqual(["payroll"]);
    const fresh = await place.stored();
    expect(fresh.reveal()).not.toBe(old.reveal());
    expect(await statusOf(old)).toBe(200);
    expect(await statusOf(fresh)).toBe(200);

    // The person leaves after the proof, and comes back.
    await expect(rotate("Fetch token", undefined)).rejects.toThrow();
    expect(editor.shown.at(-1)).toContain("The old one is still valid");
    expect(await statusOf(old)).toBe(200);
    const revoked = await rotate("Revoke and end sessions");
    expect(revoked).toMatch(/p_client_secret +=> :revoked_secret/);
    expect((await run(revoked)).revoked).toEqual(["payroll"]);
    expect(await statusOf(old)).toBe(401);
    expect(await statusOf(fresh)).toBe(200);
    expect(await call(token)).toBe(401);
    expect(await place.app.rotations.get(place.tokenClient())).toBeUndefined();

    const everything = JSON.stringify([editor, made, revoked]);
    for (const secret of [old, fresh]) expect(everything).not.toContain(secret.reveal());
  },
);

test("sessions stay when only the secret is revoked", async () => {
  const place = await open("rest", "25.4");
  const old = await place.stored();
  const token = await place.fetchToken(old);
  await place.run(await place.rotate("Open script"));
  await place.run(await place.rotate("Fetch token", "Revoke old secret"));
  expect(await place.statusOf(old)).toBe(401);
  expect(await place.call(token)).toBe(200);
});

test("an old secret that was never known here is revoked as the older one", async () => {
  const place = await open("rest", "25.4");
  const old = await place.stored();
  await place.app.tokens.forgetSecret(place.tokenClient());
  await place.run(await place.rotate("Open script"));
  const text = await place.rotate("Fetch token", "Revoke old secret");
  expect(text).not.toContain("p_client_secret");
  await place.run(text);
  expect(await place.statusOf(old)).toBe(401);
  expect(await place.statusOf(await place.stored())).toBe(200);
});

test("a third secret takes the place of the oldest, which is said before", async () => {
  const place = await open("rest", "25.4");
  const first = await place.stored();
  await place.run(await place.rotate("Open script"));
  const second = await place.stored();
  await place.app.rotations.delete(place.tokenClient());
  const text = await place.rotate("Open script");
  expect(editor.shown.at(-1)).toContain("WHICH STOPS WORKING AT ONCE");
  await place.run(text);
  expect(await place.statusOf(first)).toBe(401);
  expect(await place.statusOf(second)).toBe(200);
  expect(await place.statusOf(await place.stored())).toBe(200);
});

test("a failed proof takes nothing away, says so, and lets the person go back", async () => {
  const place = await open("rest", "25.4");
  const old = await place.stored();
  await place.run(await place.rotate("Open script"));
  place.breakHttp("The network is gone");
  await expect(place.rotate("Fetch token", undefined)).rejects.toThrow();
  expect(editor.shown.at(-1)).toContain("The network is gone");
  expect(editor.shown.at(-1)).toContain("THE OLD SECRET IS STILL VALID");
  place.breakHttp(undefined);
  await place.rotate("Go back to old secret");
  expect((await place.stored()).reveal()).toBe(old.reveal());
  expect(await place.statusOf(old)).toBe(200);
  expect(await place.app.rotations.get(place.tokenClient())).toBeUndefined();
});

test.each(["rest", "driver"] as const)(
  "an older release replaces the one secret at once, by %s",
  async (way) => {
    const place = await open(way, "23.4.0");
    const { statusOf } = place;
    const old = await place.stored();
    const token = await place.fetchToken(old);
    const text = await place.rotate("Open script that ends sessions");
    expect(editor.shown[0]).toContain("THE OLD ONE STOPS WORKING");
    expect(text).toMatch(/OAUTH\.ROTATE_CLIENT_SECRET/);
    await place.run(text);
    const fresh = await place.stored();
    expect(await statusOf(old)).toBe(401);
    expect(await statusOf(fresh)).toBe(200);
    expect(await place.call(token)).toBe(401);
    await place.rotate("Fetch token", "Finish");
    expect(editor.shown.at(-1)).toContain("the only one that is valid");
    expect(await place.app.rotations.get(place.tokenClient())).toBeUndefined();
    expect(JSON.stringify([editor, text])).not.toContain(fresh.reveal());
  },
);

/** A client "payroll" that may read HR, with its secret in the secret storage. */
async function open(way: keyof typeof practiceWays, release: string) {
  const { sessions, profile } = await practiceWays[way]("empty", release);
  await sessions.open(practiceId);
  const schema = profile.otherSchema?.name;
  const dialect = dialectFor(catalogOf(sessions).release, schema);
  const direct = createFetchHttpClient({ log: silentLogger, timeoutMs: () => 10_000 });
  let broken: string | undefined;
  const http: HttpClient = async (request, options) => {
    if (broken !== undefined) {
      throw new UserFacingError({ code: "connectionLost", message: broken });
    }
    return await direct(request, options);
  };
  const secrets = new FakeSecretStore();
  const tokens = createTokenProvider({
    secrets,
    http,
    clock: systemClock,
    log: silentLogger,
    authentication: () => "raw",
    pkce: () => "pkce",
  });
  const opened: string[] = [];
  const app: RotationApp = {
    sessions,
    tokens,
    rotations: createRotationRecords(secrets),
    scripts: { open: async (_, snippet) => void opened.push(snippet) },
    readSecretSlots: async (_, name) =>
      await sessions.read(
        practiceId,
        async (runner) => await readSecretSlots(runner, name, { schema }),
      ),
  };
  const parts = {
    tokens,
    rotations: app.rotations,
    generateClientSecret,
    readClientSecret: async (_: unknown, name: OAuthClient["name"]) =>
      await sessions.read(
        practiceId,
        async (runner) => await readClientSecret(runner, name, { schema }),
      ),
  };
  /** As the editor runs a script. */
  const run = async (text: string): Promise<KeptSecrets> => {
    const before = catalogOf(sessions);
    const prepared = await prepareClientSecrets(parts, text, { profile, catalog: before });
    const results = await sessions.run(practiceId, text, { binds: prepared.binds });
    expect(firstError(results), describeRun(results)).toBeUndefined();
    const after = await sessions.refresh(practiceId);
    const signal = new AbortController().signal;
    return await prepared.keep({ profile, before, after, clean: true }, signal);
  };
  const client = (): OAuthClient => {
    const [only] = catalogOf(sessions).clients;
    if (!only) throw new Error("No client");
    return only;
  };
  const tokenClient = () => tokenClientOf(profile, client());
  await run(setUp(dialect));
  return {
    app,
    run,
    tokenClient,
    stored: async (): Promise<Secret> => {
      const secret = await tokens.secret(tokenClient());
      if (!secret) throw new Error("No secret is stored");
      return secret;
    },
    breakHttp: (why: string | undefined) => void (broken = why),
    /** Presses these buttons one after the other; gives the script that opens last. */
    rotate: async (...labels: readonly (string | undefined)[]): Promise<string> => {
      editor.press.push(...labels.map(String));
      await rotateSecret(app, { profile, client: client() });
      expect(editor.press).toEqual([]);
      return (opened.at(-1) ?? "").replace(
        /\\([\\$}])|\$0/g,
        (_, literal?: string) => literal ?? "",
      );
    },
    statusOf: async (secret: Secret) => (await askToken(profile, client(), secret)).status,
    fetchToken: async (secret: Secret): Promise<string> => {
      const answer = await askToken(profile, client(), secret);
      return ((await answer.json()) as { access_token: string }).access_token;
    },
    call: async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${schemaUrlOf(profile)}/hr/employees/`, { headers })).status;
    },
  };
}

async function askToken(
  profile: Parameters<typeof tokenUrlOf>[0],
  client: OAuthClient,
  secret: Secret,
): Promise<Response> {
  const credentials = Buffer.from(`${client.clientId}:${secret.reveal()}`).toString("base64");
  return await fetch(`${tokenUrlOf(profile)}`, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
}

function setUp(dialect: Dialect): string {
  const name = clientName("payroll");
  const role = roleName("HR Reader");
  const changes: readonly Change[] = [
    { kind: "createRole", name: role },
    {
      kind: "definePrivilege",
      name: privilegeName("hr.read"),
      roles: [role],
      patterns: [uriPattern("/hr/*")],
      modules: [],
      label: undefined,
      description: undefined,
      comments: undefined,
    },
    {
      kind: "registerClient",
      name,
      grantType: "client_credentials",
      description: undefined,
      redirectUri: undefined,
      supportEmail: "payroll@example.com",
      supportUri: undefined,
      originsAllowed: [],
      privileges: [],
      tokenDuration: undefined,
      refreshDuration: undefined,
      codeDuration: undefined,
      clientId: undefined,
      secret: dialect.api === "oauth" ? "generated" : "supplied",
    },
    { kind: "grantClientRole", client: name, role },
  ];
  return scriptOf(changes, { dialect });
}
