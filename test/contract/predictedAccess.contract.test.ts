import fc from "fast-check";
import { expect, test } from "vitest";
import { silentLogger } from "../../src/base/logger.ts";
import { indexAccess } from "../../src/domain/access/accessIndex.ts";
import type { Caller } from "../../src/domain/access/caller.ts";
import { callerInWords } from "../../src/domain/access/callerInWords.ts";
import type { Verdict } from "../../src/domain/access/decision.ts";
import { evaluateAccess, type Call } from "../../src/domain/access/evaluateAccess.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import type { Change } from "../../src/domain/model/change.ts";
import { diffCatalogs } from "../../src/domain/model/diffCatalogs.ts";
import { clientName, roleName } from "../../src/domain/model/names.ts";
import { scriptOf } from "../../src/plsql/scripts.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import { createRestSqlRunner } from "../../src/services/sql/createRestSqlRunner.ts";
import { browseByHand } from "../support/browseByHand.ts";
import { bruteForceAccess } from "../support/bruteForceAccess.ts";
import { profileWith } from "../support/fakes.ts";
import { type TestServer, startTestServer } from "../support/practiceServer.ts";
import { basicOf } from "../support/practiceWorld.ts";
import { accessCatalogs } from "../unit/domain/access/accessCases.ts";

/**
 * On random schemas the statuses that the practice server answers over HTTP are those that were predicted, for every
 * kind of caller that it knows and every endpoint. The schemas are made by scripts and read as the product reads them,
 * the tokens are real ones.
 *
 * The server decides by the product's own evaluator, so it cannot refute it; what is shown is that routing, tokens,
 * sign-ins and statuses fit the prediction. That is why the plainest evaluator, which shares nothing with the product,
 * judges the same answers.
 */
const schemas = 200;
const redirectUri = "http://127.0.0.1:43299/back";
/** With readable secrets. */
const release = "23.4";

test(`what the server answers on ${schemas} random schemas is what was predicted`, async () => {
  let answers = 0;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(accessCatalogs, async (wished) => {
      await using server = await startTestServer({ release });
      const catalog = await play(server, wished);
      const index = indexAccess(catalog);
      for (const { caller, authorization } of await callersOf(server, catalog)) {
        for (const call of callsOf(catalog)) {
          const { presumed, verdict } = evaluateAccess(index, caller, call);
          const plain = bruteForceAccess(catalog, caller, call);
          const status = await statusOf(server, call, authorization);
          const told = `${callerInWords(caller)}: ${call.method} ${call.path}`;
          expect({ told, answered: verdictOf(status) }).toEqual({ told, answered: presumed });
          expect({ told, plain: plain.presumed }).toEqual({ told, plain: presumed });
          expect({ told, verdict: plain.verdict }).toEqual({ told, verdict });
          answers += 1;
          seen.add(`${caller.kind} ${presumed}`);
        }
      }
    }),
    { numRuns: schemas },
  );
  expect(answers).toBeGreaterThan(schemas * 20);
  const kinds = ["anonymous", "client", "user", "endUser"];
  expect([...seen]).toEqual(
    expect.arrayContaining(kinds.flatMap((kind) => [`${kind} allowed`, `${kind} notFound`])),
  );
  expect([...seen]).toEqual(expect.arrayContaining(["anonymous denied", "client denied"]));
}, 300_000);

/** Makes the schema by a script of the product, and reads back what came of it. */
async function play(server: TestServer, wished: Catalog): Promise<Catalog> {
  const { url: baseUrl, alias, user, password } = server.server;
  const profile = profileWith({ baseUrl, alias, user, practice: true });
  const http = createFetchHttpClient({ log: silentLogger, timeoutMs: () => 10_000 });
  const runner = createRestSqlRunner({ profile, password, http });
  const empty = await readCatalog(runner);
  const target: Catalog = { ...wished, schema: empty.schema, release: empty.release };
  const changes = diffCatalogs(empty, withProductRows(target, empty)).map(playable);
  const script = scriptOf(changes, { dialect: { api: "oauth", schema: undefined }, comment: "" });
  await server.succeed(
    `create table o (id number primary key);\ninsert into o values (1);\ncommit;\n${script}`,
  );
  return await readCatalog(runner);
}

/** What ENABLE_SCHEMA has made stays; a client can list only privileges that are there. */
function withProductRows(target: Catalog, empty: Catalog): Catalog {
  return {
    ...target,
    privileges: [...empty.privileges, ...target.privileges],
    roles: [...empty.roles, ...target.roles],
    clients: target.clients.map((client) => {
      const isThere = new Set(target.privileges.map(({ name }) => name));
      return { ...client, privileges: client.privileges.filter((name) => isThere.has(name)) };
    }),
  };
}

/** Clients get ids and secrets from the server, and those that people sign in through an address to come back to. */
function playable(change: Change): Change {
  if (change.kind !== "registerClient") return change;
  return {
    ...change,
    clientId: undefined,
    secret: "generated",
    description: "Made for a test",
    supportEmail: "a@b.c",
    supportUri: "http://b.c/",
    redirectUri: change.grantType === "client_credentials" ? undefined : redirectUri,
  };
}

interface KnownCaller {
  readonly caller: Caller;
  readonly authorization: string | undefined;
}

async function callersOf(server: TestServer, catalog: Catalog): Promise<readonly KnownCaller[]> {
  const { user, password } = server.server;
  const known: KnownCaller[] = [
    { caller: { kind: "anonymous" }, authorization: undefined },
    { caller: { kind: "user", roles: [] }, authorization: basicOf(user, password.reveal()) },
  ];
  const items = await server.succeed(
    "select name, client_id, client_secret from user_ords_clients;",
  );
  for (const row of items[0]?.resultSet?.items ?? []) {
    const [name, id, secret] = ["name", "client_id", "client_secret"].map((key) =>
      String(row[key]),
    );
    const client = catalog.clients.find((one) => one.name === name);
    if (!client || id === undefined || secret === undefined)
      throw new Error("A client is missing.");
    const basic = basicOf(id, secret);
    if (client.grantType === "client_credentials") {
      const token = await tokenOf(server, basic, { grant_type: "client_credentials" });
      known.push({
        caller: { kind: "client", name: client.name },
        authorization: `Bearer ${token}`,
      });
    } else {
      const token = await signIn(server, id, basic);
      known.push({
        caller: {
          kind: "endUser",
          client: clientName(client.name),
          roles: ["SQL Developer", "R1"].map(roleName),
        },
        authorization: `Bearer ${token}`,
      });
    }
  }
  return known;
}

async function signIn(server: TestServer, clientId: string, basic: string): Promise<string> {
  const { user, password } = server.server;
  const url = new URL(`${server.schemaUrl}/oauth/auth`);
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    state: "s",
  }).toString();
  const browse = browseByHand((page) =>
    page.includes("<h1>Sign in")
      ? { user, password: password.reveal(), role: "R1" }
      : { decision: "approve" },
  );
  const answered = await browse({ url, redirectUri }, new AbortController().signal);
  const code = answered.searchParams.get("code") ?? "";
  return await tokenOf(server, basic, { grant_type: "authorization_code", code });
}

async function tokenOf(
  server: TestServer,
  basic: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const answer = await fetch(`${server.schemaUrl}/oauth/token`, {
    method: "POST",
    headers: { authorization: basic, accept: "application/json" },
    body: new URLSearchParams(fields),
  });
  if (answer.status !== 200) throw new Error(await answer.text());
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}

/** Every endpoint, with values for its variables; of AutoREST objects only reading, which is all that the server plays. */
function callsOf(catalog: Catalog): readonly Call[] {
  const { endpoints } = indexAccess(catalog).endpoints;
  const calls = endpoints
    .filter(({ kind, method }) => kind !== "object" || method === "GET")
    .map(({ method, path }) => ({ method, path: concrete(path) }));
  const unique = new Map(calls.map((call) => [`${call.method} ${call.path}`, call] as const));
  return [...unique.values(), { method: "GET", path: "/none" }, { method: "DELETE", path: "/m/x" }];
}

/** Values that are there: a row of the table, and the module in the catalogs. */
function concrete(path: string): string {
  return path.replaceAll(/:\w+/g, path.includes("-catalog/") ? "m" : "1");
}

async function statusOf(
  server: TestServer,
  { method, path }: Call,
  authorization: string | undefined,
): Promise<number> {
  const answer = await fetch(`${server.schemaUrl}${path}`, {
    method,
    headers: {
      accept: "application/json",
      ...(authorization === undefined ? {} : { authorization }),
    },
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** A row that is not there would be answered 404 as well; here every one is. */
function verdictOf(status: number): Verdict {
  if (status === 401) return "denied";
  return status === 404 || status === 405 ? "notFound" : "allowed";
}
