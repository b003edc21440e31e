import { afterEach, expect, test } from "vitest";
import { Emitter } from "../../src/base/emitter.ts";
import { silentLogger } from "../../src/base/logger.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import { clientName } from "../../src/domain/model/names.ts";
import { createClientStates } from "../../src/features/clients/createClientStates.ts";
import { tokenClientOf } from "../../src/features/clients/tokenClientOf.ts";
import type { ResultRow } from "../../src/features/verification/verificationProtocol.ts";
import { createVerifications } from "../../src/features/verification/verifications.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { readClientSecret } from "../../src/services/clients/readClientSecret.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import type { ProfileId } from "../../src/services/profiles/profile.ts";
import { createRestSqlRunner } from "../../src/services/sql/createRestSqlRunner.ts";
import { createTokenProvider } from "../../src/services/tokens/createTokenProvider.ts";
import { createPacedProbing } from "../../src/services/verification/createPacedProbing.ts";
import { FakeSecretStore, profileWith, RecordingLogger } from "../support/fakes.ts";
import { startTestServer, type TestServer } from "../support/practiceServer.ts";

/** The whole of it over real sockets: what the catalog of the hr lesson predicts is what its server answers. */

const running: TestServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server[Symbol.asyncDispose]()));
});

for (const release of ["25.4", "23.4"]) {
  test(`every prediction for the hr lesson of ${release} is what the server answers`, async () => {
    const world = await open(release);
    const rows = await world.verify();
    const called = rows.filter((row) => row.outcome !== "notCalled");
    expect(rows.filter((row) => row.outcome === "failed" || row.outcome === "notCalled")).toEqual(
      [],
    );
    expect(called.filter((row) => row.outcome === "disagrees")).toEqual([]);
    expect(new Set(called.map((row) => row.caller))).toEqual(
      new Set(["Anonymous", "Client intranet", "Client payroll_export", "Database user PRACTICE"]),
    );
    // The practice server has no SODA, which says nothing about who might call it.
    const silent = called.filter((row) => row.outcome !== "agrees");
    expect(silent.filter((row) => !row.path.startsWith("/soda/"))).toEqual([]);
    expect(new Set(silent.map((row) => row.outcome))).toEqual(new Set(["inconclusive"]));
    expect(called.filter((row) => row.outcome === "agrees").length).toBeGreaterThan(20);
    expect(allowedTo(rows)).toEqual([
      "/hr/departments/: Client payroll_export",
      "/hr/employees/: Client payroll_export",
      "/hr/employees/101: Client payroll_export",
      "/payroll/salaries/: Client payroll_export",
      "/reports/headcount: everybody",
      "/metadata-catalog/: everybody",
      "/open-api-catalog/: everybody",
      "/open-api-catalog/departments/: everybody",
    ]);
    // Neither a token nor what an answer held is anywhere.
    expect(world.log.text).not.toMatch(/Bearer|Basic|last_name/i);
  });
}

test("a change behind the catalog's back is a disagreement, until the catalog is read again", async () => {
  const world = await open("25.4");
  await world.server.succeed(`
BEGIN
  ORDS_SECURITY.GRANT_CLIENT_ROLE(p_client_name => 'intranet', p_role_name => 'HR Reader');
  ORDS.DELETE_PRIVILEGE(p_name => 'hr.payroll');
  COMMIT;
END;
/`);
  const rows = await world.verify();
  const disagreeing = rows.filter((row) => row.outcome === "disagrees");
  expect(disagreeing.map((row) => `${row.method} ${row.path} ${row.caller}`)).toEqual([
    "GET /hr/departments/ Client intranet",
    "GET /hr/employees/ Client intranet",
    "GET /hr/employees/101 Client intranet",
    "GET /payroll/salaries/ Anonymous",
    "GET /payroll/salaries/ Client intranet",
    "GET /payroll/salaries/ Database user PRACTICE",
  ]);
  for (const row of disagreeing) {
    expect(row).toMatchObject({ predicted: "denied", answered: "200 OK" });
    expect(row.sentence).toContain("the catalog is older");
    expect(row.suspects.length).toBeGreaterThan(0);
  }
  expect(await world.compareAgain()).toEqual([]);
});

test("a stored token that the server does not know any more is renewed once, which the row tells", async () => {
  const world = await open("25.4");
  await world.tokens.token(world.clientOf("payroll_export"));
  // The server's clock runs ahead of the one that the token is kept by.
  world.server.clock.advance(2 * 60 * 60);
  const rows = await world.verify();
  expect(rows.filter((row) => row.outcome === "disagrees")).toEqual([]);
  const renewed = rows.filter((row) => row.sentence.includes("A stored token was answered 401"));
  expect(new Set(renewed.map((row) => row.caller))).toEqual(new Set(["Client payroll_export"]));
  // The calls that were under way with the old token; all others had the new one from the start.
  expect(renewed.length).toBeLessThanOrEqual(4);
  expect(renewed[0]).toMatchObject({ predicted: "allowed", answered: "200 OK" });
});

async function open(release: string) {
  const server = await startTestServer({ lesson: "hr", release });
  running.push(server);
  const { url: baseUrl, alias, user, password } = server.server;
  const profile = profileWith({ baseUrl, alias, user });
  const log = new RecordingLogger();
  const http = createFetchHttpClient({ log, timeoutMs: () => 10_000 });
  const runner = createRestSqlRunner({ profile, password, http });
  const clock = { now: () => Date.now() };
  const tokens = createTokenProvider({
    secrets: new FakeSecretStore(),
    http,
    clock,
    log,
    authentication: () => "raw",
    pkce: () => "pkce",
  });
  let catalog: Catalog = await readCatalog(runner);
  for (const client of catalog.clients) {
    const signal = new AbortController().signal;
    const secret = await readClientSecret(runner, client.name, { schema: undefined, signal });
    if (!secret) throw new Error(`The secret of ${client.name} is not shown`);
    await tokens.setSecret(tokenClientOf(profile, client), secret);
  }
  const changed = new Emitter<ProfileId | undefined>();
  const perSecond = () => 1000;
  const verification = createVerifications({
    sessions: {
      get: () => ({
        profile,
        state: { kind: "open", catalog, refreshing: false, uncommitted: 0 },
      }),
      refresh: async () => (catalog = await readCatalog(runner)),
      onDidChange: changed.event,
    },
    beginProbing: createPacedProbing({ http, tokens, clock, perSecond }),
    clientStates: createClientStates({ tokens, log: silentLogger }),
    knownPassword: () => Promise.resolve(password),
    confirmChanges: () => Promise.reject(new Error("Nothing is to be changed")),
    perSecond,
    isTrusted: () => true,
    clock,
    log,
  }).open({ profile: profile.id });
  const disagreements = (rows: readonly ResultRow[]) =>
    rows.filter((row) => row.outcome === "disagrees");
  const rowsOf = (): readonly ResultRow[] => {
    const { step } = verification.model;
    if (step.kind !== "results") throw new Error(`No results, but ${step.kind}`);
    return step.report.rows;
  };
  return {
    server,
    tokens,
    log,
    clientOf: (name: string) => {
      const client = catalog.clients.find((one) => one.name === clientName(name));
      if (!client) throw new Error(`There is no client ${name}`);
      return tokenClientOf(profile, client);
    },
    verify: async () => {
      const { choice } = verification.model;
      const values = choice.groups
        .flatMap((group) => group.endpoints)
        .flatMap(({ path }) =>
          [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
            path,
            name,
            value: valueFor(path),
          })),
        );
      const callers = choice.callers.filter((one) => one.refused === undefined);
      const all = choice.groups.flatMap((group) => group.endpoints);
      const selection = {
        // Every GET there is, those of ORDS itself too.
        endpoints: all.filter((one) => !one.changes).map((one) => one.key),
        callers: callers.map((one) => one.key),
        values,
      };
      await verification.handle({ kind: "run", selection });
      return rowsOf();
    },
    compareAgain: async () => {
      await verification.handle({ kind: "compareAgain" });
      return disagreements(rowsOf());
    },
  };
}

function valueFor(path: string): string {
  if (path.startsWith("/hr/")) return "101";
  return path.startsWith("/departments/") ? "10" : "departments";
}

function allowedTo(rows: readonly ResultRow[]): readonly string[] {
  const callers = new Set(rows.map((row) => row.caller)).size;
  const paths = [...new Set(rows.map((row) => row.path))];
  return paths.flatMap((path) => {
    const allowed = rows.filter((row) => row.path === path && row.answered === "200 OK");
    if (allowed.length === 0) return [];
    const who = allowed.map((row) => row.caller).join(", ");
    return [`${path}: ${allowed.length === callers ? "everybody" : who}`];
  });
}
