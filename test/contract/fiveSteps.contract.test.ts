import { createRequire } from "node:module";
import { afterEach, expect, test } from "vitest";
import { isUserFacingError, type ErrorCode } from "../../src/base/errors.ts";
import { Secret } from "../../src/base/secret.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import { schemaUrlOf, tokenUrlOf } from "../../src/domain/http/schemaUrlOf.ts";
import type { Change } from "../../src/domain/model/change.ts";
import { clientName, privilegeName, roleName, uriPattern } from "../../src/domain/model/names.ts";
import { dialectFor } from "../../src/plsql/dialect.ts";
import { scriptOf } from "../../src/plsql/scripts.ts";
import {
  type PracticeServer,
  startPracticeServer,
} from "../../src/practice/startPracticeServer.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { readHandlerSource } from "../../src/services/catalog/readHandlerSource.ts";
import { generateClientSecret } from "../../src/services/clients/generateClientSecret.ts";
import { readClientSecret } from "../../src/services/clients/readClientSecret.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import type { RestSqlProfile } from "../../src/services/profiles/profile.ts";
import { testConnection } from "../../src/services/profiles/testConnection.ts";
import { createSendRequest } from "../../src/services/requests/createSendRequest.ts";
import type { RequestCaller } from "../../src/services/requests/sendRequest.ts";
import { createRestSqlRunner } from "../../src/services/sql/createRestSqlRunner.ts";
import type { Binds } from "../../src/services/sql/sqlRunner.ts";
import { createTokenProvider } from "../../src/services/tokens/createTokenProvider.ts";
import {
  FakeClock,
  FakeSecretStore,
  inspectAll,
  profileWith,
  RecordingLogger,
} from "../support/fakes.ts";

const role = roleName("HR o'Reader & co");
const privilege = privilegeName("hr.read");
const name = clientName('Payroll "ä"');

const running: PracticeServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

test.each(["25.4", "23.4"])(
  "the five steps through the services, release %s: public, 401, 401 without the role, 200",
  async (release) => {
    const { run, catalog, send, tokens, tokenClientOf, runner, log, printed, clock } =
      await connect(release);
    expect(await send({ kind: "anonymous" })).toEqual([200]);

    await run([
      { kind: "createRole", name: role },
      {
        kind: "createPrivilege",
        name: privilege,
        roles: [role],
        label: undefined,
        description: undefined,
      },
      { kind: "createPrivilegeMapping", privilege, patterns: [uriPattern("/hr/*")] },
    ]);
    expect(await send({ kind: "anonymous" })).toEqual([401]);

    const current = (await catalog()).release.hasOrdsSecurity;
    const generated = generateClientSecret();
    await run([registration(current)], current ? { client_secret: generated } : {});
    const registered = (await catalog()).clients.find((client) => client.name === name);
    if (!registered) throw new Error("The client is not in the catalog.");
    const secret = current ? generated : await readClientSecret(runner, name);
    if (!secret) throw new Error("The older release does not show the secret.");
    expect(await readClientSecret(runner, name)).toEqual(current ? undefined : secret);

    const client = tokenClientOf(registered.clientId);
    await tokens.setSecret(client, secret);
    const caller: RequestCaller = { kind: "client", client };
    // A fetched token is not fetched again, a cached one that is refused is, once.
    expect(await send(caller)).toEqual([401]);
    expect(await send(caller)).toEqual([401, 401]);
    await run([{ kind: "grantClientRole", client: name, role }]);
    expect(await send(caller)).toEqual([200]);

    const { value } = await tokens.token(client);
    expect(await send({ kind: "pastedToken", token: value })).toEqual([200]);
    clock.tick(3_600_000);
    expect(await send({ kind: "pastedToken", token: value })).toEqual([401]);
    expect(await send(caller)).toEqual([200]);

    await run([{ kind: "deleteClient", name }]);
    await tokens.forget(client);
    expect(await codeOf(tokens.token(client))).toBe("clientNotAccepted");

    printed.push(log.text, inspectAll(await catalog()));
    for (const hidden of [secret, value]) {
      expect(printed.join("\n")).not.toContain(hidden.reveal());
    }
  },
);

test("a wrong password, an unknown alias and a stopped server are told apart", async () => {
  const { profile, password, http, server } = await connect("25.4");
  const tried = (changes: Partial<RestSqlProfile>, typed = password) => {
    const changed = { ...profile, ...changes };
    const runner = createRestSqlRunner({ profile: changed, password: typed, http });
    return testConnection({ profile: changed, openRunner: () => Promise.resolve(runner), http });
  };
  expect(await tried({})).toMatchObject({
    schema: server.user,
    alias: server.alias,
    enabled: true,
  });
  expect(await codeOf(tried({}, new Secret("wrong")))).toBe("databaseLoginFailed");
  expect(await codeOf(tried({ user: "NOBODY" }))).toBe("databaseLoginFailed");
  expect(await codeOf(tried({ alias: "no such alias/ä" }))).toBe("aliasNotFound");
  expect(await codeOf(tried({ baseUrl: `${new URL(profile.baseUrl).origin}/other` }))).toBe(
    "aliasNotFound",
  );
  await server.stop();
  running.splice(0);
  // Until the kept connections have heard of it.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await codeOf(tried({}))).toBe("connectionRefused");
});

test("the catalog of the hr lesson is read whole, with the sources of its handlers", async () => {
  // The older one has no token durations, which is a note and no problem.
  for (const [release, notes] of [
    ["25.4", []],
    ["23.4", [{ subject: "USER_ORDS_CLIENTS", severity: "note" }]],
  ] as const) {
    const { catalog, runner } = await connect(release, "hr");
    const read: Catalog = await catalog();
    expect(read.problems).toMatchObject(notes);
    expect(read.modules.length).toBeGreaterThan(2);
    expect(read.clients.length).toBeGreaterThan(1);
    expect(read.objects.length).toBeGreaterThan(0);
    for (const module of read.modules) {
      for (const { uriTemplate, handlers } of module.templates) {
        for (const { method } of handlers) {
          const key = { module: module.name, uriTemplate, method };
          expect(await readHandlerSource(runner, key)).toMatch(/select|begin/i);
        }
      }
    }
  }
});

async function connect(release: string, lesson: "empty" | "hr" = "empty") {
  const clock = new FakeClock(Date.now());
  const log = new RecordingLogger();
  const server = await startPracticeServer({
    lesson,
    release,
    locateWasm: () => createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"),
    clock,
    log,
  });
  running.push(server);
  const { url: baseUrl, alias, user, password } = server;
  const profile = profileWith({ baseUrl, alias, user });
  const http = createFetchHttpClient({ log, timeoutMs: () => 10_000 });
  const runner = createRestSqlRunner({ profile, password, http });
  const secrets = new FakeSecretStore();
  const tokens = createTokenProvider({ secrets, http, clock, log, authentication: () => "raw" });
  const sendRequest = createSendRequest({ http, tokens });
  const printed: string[] = [];
  return {
    server,
    profile,
    password,
    http,
    runner,
    tokens,
    log,
    clock,
    printed,
    catalog: () => readCatalog(runner),
    run: async (changes: readonly Change[], binds: Binds = {}) => {
      const { release: installed } = await readCatalog(runner);
      const script = scriptOf(changes, { dialect: dialectFor(installed) });
      const results = await runner.run(script, { binds });
      printed.push(inspectAll(results));
      expect(results.map(({ error }) => error?.message)).toEqual([undefined]);
    },
    tokenClientOf: (clientId: Catalog["clients"][number]["clientId"]) => ({
      profile: profile.id,
      clientId,
      tokenUrl: tokenUrlOf(profile),
      allowPlainHttp: false,
    }),
    send: async (caller: RequestCaller) => {
      const request = {
        method: "GET",
        url: `${schemaUrlOf(profile)}/hr/employees/`,
        headers: {},
        body: undefined,
      };
      const { attempts } = await sendRequest(
        { request, caller, allowPlainHttp: false },
        new AbortController().signal,
      );
      printed.push(inspectAll(attempts.map((attempt) => ({ ...attempt, response: undefined }))));
      return attempts.map(({ response }) => response.status);
    },
  };
}

function registration(hasOrdsSecurity: boolean): Change {
  return {
    kind: "registerClient",
    name,
    grantType: "client_credentials",
    description: "Pays people",
    redirectUri: undefined,
    supportEmail: "payroll@example.com",
    supportUri: undefined,
    originsAllowed: [],
    privileges: [privilege],
    tokenDuration: undefined,
    refreshDuration: undefined,
    codeDuration: undefined,
    clientId: undefined,
    secret: hasOrdsSecurity ? "supplied" : "generated",
  };
}

async function codeOf(call: Promise<unknown>): Promise<ErrorCode | undefined> {
  const error: unknown = await call.catch((failure: unknown) => failure);
  if (!isUserFacingError(error)) throw new Error(`Not told to the person: ${inspectAll(error)}`);
  return error.code;
}
