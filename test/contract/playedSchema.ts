import { silentLogger } from "../../src/base/logger.ts";
import type { Caller } from "../../src/domain/access/caller.ts";
import type { Call } from "../../src/domain/access/evaluateAccess.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import type { Change } from "../../src/domain/model/change.ts";
import { diffCatalogs } from "../support/diffCatalogs/diffCatalogs.ts";
import { clientName, roleName } from "../../src/domain/model/names.ts";
import { scriptOf } from "../../src/plsql/scripts.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import { createRestSqlRunner } from "../../src/services/sql/createRestSqlRunner.ts";
import { browseByHand } from "../support/browseByHand.ts";
import { profileWith } from "../support/fakes.ts";
import type { TestServer } from "../support/practiceServer.ts";
import { basicOf } from "../support/practiceWorld.ts";

const redirectUri = "http://127.0.0.1:43299/back";
/** Of the rows of each table: what a segment of a path may be, so that no row is missing. */
const keys = ["1", "a", "b", "c", "A", "x", "a,b", "1,1"];
/** With readable secrets. */
export const playedRelease = "23.4";

/** Makes the schema by a script of the product, and reads back what came of it. */
export async function playCatalog(server: TestServer, wished: Catalog): Promise<Catalog> {
  const { url: baseUrl, alias, user, password } = server.server;
  const profile = profileWith({ baseUrl, alias, user, practice: true });
  const http = createFetchHttpClient({ log: silentLogger, timeoutMs: () => 10_000 });
  const runner = createRestSqlRunner({ profile, password, http });
  const empty = await readCatalog(runner);
  const { autoRestAuth } = wished.schema;
  const schema = { ...empty.schema, autoRestAuth };
  const target: Catalog = { ...wished, schema, release: empty.release };
  const changes = diffCatalogs(empty, withProductRows(target, empty)).map(playable);
  const script = scriptOf(changes, { dialect: { api: "oauth", schema: undefined }, comment: "" });
  const tables = wished.objects.map(
    ({ name }) =>
      `create table ${name} (id varchar2(9) primary key);\n${keys.map((key) => `insert into ${name} values ('${key}');\n`).join("")}`,
  );
  await server.succeed(`${tables.join("")}commit;\n${script}`);
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

/** A caller, and the header by which the server knows it. */
export interface KnownCaller {
  readonly caller: Caller;
  readonly authorization: string | undefined;
}

/** Everybody whom the server knows: nobody, its user, each client by a real token, a person through one. It does not play the implicit grant. */
export async function callersOf(
  server: TestServer,
  catalog: Catalog,
): Promise<readonly KnownCaller[]> {
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
    } else if (client.grantType === "authorization_code") {
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

/** From here on nothing of the schema answers. */
export async function disableSchema(server: TestServer): Promise<void> {
  await server.succeed("BEGIN ORDS.ENABLE_SCHEMA(p_enabled => FALSE); COMMIT; END;\n/");
}

/** What a call is answered over the network. */
export async function statusOf(
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
