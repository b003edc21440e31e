import { createRequire } from "node:module";
import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../src/base/clock.ts";
import { Emitter } from "../../src/base/emitter.ts";
import { silentLogger } from "../../src/base/logger.ts";
import { Secret } from "../../src/base/secret.ts";
import { tokenUrlOf } from "../../src/domain/http/schemaUrlOf.ts";
import { createSessions } from "../../src/features/sessions/createSessions.ts";
import type { Sessions } from "../../src/features/sessions/sessions.ts";
import { allScaffolds } from "../../src/features/scaffold/allScaffolds.ts";
import type { Answers } from "../../src/features/scaffold/question.ts";
import type { ScaffoldId } from "../../src/features/scaffold/scaffold.ts";
import { scaffoldScript } from "../../src/features/scaffold/scaffoldScript.ts";
import { bindsOf } from "../../src/features/scriptRun/bindsOf.ts";
import { describeRun } from "../../src/features/scriptRun/describeRun.ts";
import { firstError } from "../../src/features/scriptRun/locateErrors.ts";
import { runWarnings } from "../../src/features/scriptRun/runWarnings.ts";
import { dialectFor } from "../../src/plsql/dialect.ts";
import {
  startPracticeServer,
  type PracticeServer,
} from "../../src/practice/startPracticeServer.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { readClientSecret } from "../../src/services/clients/readClientSecret.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import { profileId } from "../../src/services/profiles/profile.ts";
import type { ProfileStore } from "../../src/services/profiles/profileStore.ts";
import { createRestSqlRunner } from "../../src/services/sql/createRestSqlRunner.ts";
import { profileWith } from "../support/fakes.ts";
import { walkThrough } from "../unit/features/scaffold/walkThrough.ts";

const id = profileId("practice");
const secret = new Secret("AbCdEfGhIjKlMnOpQrStUv..");
const servers: PracticeServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** What the scaffolds write is run by a server, from a schema that has no security at all to a call that is answered. */
test.each(["25.4", "23.4.0"])("the five steps work on release %s", async (release) => {
  const { sessions, profile, http, server } = await setUp(release);
  const catalog = await sessions.open(id);
  const path = "/hr/employees/";
  const url = `${server.url}/${server.alias}${path}`;
  expect((await fetch(url)).status).toBe(200);

  await step(sessions, "createRole", { name: "HR Reader" });
  await step(sessions, "createPrivilege", {
    name: "hr.read",
    roles: ["HR Reader"],
    description: "Read",
  });
  await step(sessions, "mapPrivilege", {
    privilege: "hr.read",
    how: "patterns",
    patterns: ["/hr/*"],
  });
  expect((await fetch(url)).status).toBe(401);

  await step(sessions, "registerClient", {
    name: "payroll",
    grantType: "client_credentials",
    privileges: [],
    roles: [],
    description: "",
    supportEmail: "payroll@example.com",
  });
  const [client] = catalogOf(sessions).clients;
  if (!client) throw new Error("No client was registered");
  const runner = createRestSqlRunner({ profile, password: server.password, http });
  const known =
    dialectFor(catalog.release).api === "oauth"
      ? await readClientSecret(runner, client.name)
      : secret;
  const credentials = Buffer.from(`${client.clientId}:${known?.reveal()}`).toString("base64");
  const answer = await fetch(`${tokenUrlOf(profile)}`, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(url, { headers })).status).toBe(401);

  await step(sessions, "grantRole", { client: "payroll", roles: ["HR Reader"] });
  expect((await fetch(url, { headers })).status).toBe(200);

  await step(sessions, "revokeRole", { client: "payroll", roles: ["HR Reader"] });
  expect((await fetch(url, { headers })).status).toBe(401);
  await step(sessions, "deleteMapping", { privilege: "hr.read", patterns: ["/hr/*"] });
  await step(sessions, "deletePrivilege", { privilege: "hr.read" });
  await step(sessions, "deleteClient", { client: "payroll" });
  await step(sessions, "deleteRole", { role: "HR Reader" });
  expect(catalogOf(sessions)).toEqual(catalog);
});

test("names that are hard to quote arrive as they were typed", async () => {
  const { sessions } = await setUp("25.4");
  await sessions.open(id);
  const odd = `o'hr & "you" :x; -- /* ñ€😀 \\ $1 ${"x".repeat(200)}`;
  await step(sessions, "createRole", { name: odd });
  await step(sessions, "createPrivilege", { name: odd, roles: [odd], description: `'${odd}'` });
  await step(sessions, "registerClient", {
    name: odd,
    grantType: "client_credentials",
    privileges: [odd],
    roles: [odd],
    description: "line one''",
    supportEmail: "",
  });
  const catalog = catalogOf(sessions);
  expect(catalog.roles.map(({ name }) => String(name))).toContain(odd);
  expect(catalog.privileges).toContainEqual(
    expect.objectContaining({ name: odd, roles: [odd], description: `'${odd}'` }),
  );
  expect(catalog.clients).toContainEqual(
    expect.objectContaining({ name: odd, roles: [odd], privileges: [odd] }),
  );
});

/** Asks, writes, runs and reads again, as the editor does. */
async function step(sessions: Sessions, scaffold: ScaffoldId, wanted: Answers): Promise<void> {
  const catalog = catalogOf(sessions);
  const context = { catalog, dialect: dialectFor(catalog.release) };
  const { answers } = walkThrough(allScaffolds[scaffold], context, wanted);
  const { text } = scaffoldScript(allScaffolds[scaffold], context, answers);
  expect(runWarnings(text, "perRequest")).toEqual([]);
  const binds = bindsOf(text).includes("client_secret") ? { client_secret: secret } : {};
  const results = await sessions.run(id, text, { binds });
  expect(firstError(results), describeRun(results)).toBeUndefined();
  await sessions.refresh(id);
}

function catalogOf(sessions: Sessions) {
  const state = sessions.get(id)?.state;
  if (state?.kind !== "open") throw new Error(`The session is ${state?.kind}`);
  return state.catalog;
}

async function setUp(release: string) {
  const server = await startPracticeServer({
    lesson: "empty",
    release,
    locateWasm: () => createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"),
    clock: systemClock,
    log: silentLogger,
  });
  servers.push(server);
  const { url: baseUrl, alias, user } = server;
  const profile = profileWith({ id, name: "Practice", baseUrl, alias, user, practice: true });
  const http = createFetchHttpClient({ log: silentLogger, timeoutMs: () => 10_000 });
  const profiles: ProfileStore = {
    list: () => [profile],
    get: (wanted) => (wanted === id ? profile : undefined),
    save: () => Promise.reject(new Error("Nothing is saved here")),
    remove: () => Promise.reject(new Error("Nothing is removed here")),
    passwords: () => Promise.resolve({ password: server.password, walletPassword: undefined }),
    onDidChange: new Emitter<void>().event,
  };
  const sessions = createSessions({
    profiles,
    openSqlRunner: () =>
      Promise.resolve(createRestSqlRunner({ profile, password: server.password, http })),
    readCatalog,
    countUncommitted: (before) => Promise.resolve(before),
    clock: systemClock,
    log: silentLogger,
  });
  return { sessions, profile, http, server };
}
