import { describe, expect, test } from "vitest";
import type { Clock } from "../../src/base/clock.ts";
import { isUserFacingError, type ErrorCode } from "../../src/base/errors.ts";
import { schemaUrlOf, tokenUrlOf } from "../../src/domain/http/schemaUrlOf.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import type { Change } from "../../src/domain/model/change.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../src/domain/model/names.ts";
import { dialectFor } from "../../src/plsql/dialect.ts";
import { scriptOf } from "../../src/plsql/scripts.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { generateClientSecret } from "../../src/services/clients/generateClientSecret.ts";
import { readClientSecret } from "../../src/services/clients/readClientSecret.ts";
import type { HttpClient } from "../../src/services/http/httpClient.ts";
import { profileId } from "../../src/services/profiles/profile.ts";
import { createSendRequest } from "../../src/services/requests/createSendRequest.ts";
import type { RequestCaller } from "../../src/services/requests/sendRequest.ts";
import type { Binds, SqlRunner } from "../../src/services/sql/sqlRunner.ts";
import { createTokenProvider } from "../../src/services/tokens/createTokenProvider.ts";
import { FakeSecretStore, inspectAll, RecordingLogger } from "../support/fakes.ts";

/** A schema whose services, roles and clients may be changed, and the ORDS that publishes it. */
export interface FiveStepsPlace extends AsyncDisposable {
  readonly runner: SqlRunner;
  /** Ends in `/ords`. */
  readonly baseUrl: string;
  readonly alias: string;
  readonly http: HttpClient;
  readonly clock: Clock;
  /** Moves the clock of client and server; undefined where a real one has its own. */
  readonly advance: ((seconds: number) => void) | undefined;
  /** How long a change may take until it is seen: 0 where it is seen at once. */
  readonly patienceMs: number;
  /** Takes what is logged beside the contract itself; its text must hold no secret. */
  readonly log?: RecordingLogger;
}

const module = moduleName("ordssec_test_five steps");
const role = roleName("ordssec_test_HR o'Reader & co");
const privilege = privilegeName("ordssec_test_hr.read");
const name = clientName('ordssec_test_Payroll "ä"');

/**
 * The five steps as the extension does them, on whatever runs its scripts: public, 401, 401 without the role, 200. What
 * it makes begins with `ordssec_test_`, and is removed at the end.
 */
export function fiveStepsContract(title: string, connect: () => Promise<FiveStepsPlace>): void {
  describe(`The five steps: ${title}`, () => {
    test("public, 401, 401 without the role, 200", async () => {
      const place = await connect();
      const walk = createWalk(place);
      try {
        await walk.run(publish);
        await takeFiveSteps(place, walk);
      } finally {
        await walk.tidy().finally(async () => await place[Symbol.asyncDispose]());
      }
    });
  });
}

async function takeFiveSteps(place: FiveStepsPlace, walk: Walk): Promise<void> {
  const { runner, advance } = place;
  const { run, catalog, send, expectStatuses, tokens, tokenClientOf, log, printed } = walk;
  await expectStatuses({ kind: "anonymous" }, [200]);

  await run([
    { kind: "createRole", name: role },
    {
      kind: "createPrivilege",
      name: privilege,
      roles: [role],
      label: undefined,
      description: undefined,
    },
    {
      kind: "createPrivilegeMapping",
      privilege,
      patterns: [uriPattern("/ordssec_test_hr/*")],
    },
  ]);
  await expectStatuses({ kind: "anonymous" }, [401]);

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
  await expectStatuses(caller, [200]);

  const { value } = await tokens.token(client);
  expect(await send({ kind: "pastedToken", token: value })).toEqual([200]);
  if (advance) {
    advance(3600);
    expect(await send({ kind: "pastedToken", token: value })).toEqual([401]);
    expect(await send(caller)).toEqual([200]);
  }

  await run([{ kind: "deleteClient", name }]);
  await tokens.forget(client);
  expect(await codeOf(tokens.token(client))).toBe("clientNotAccepted");

  printed.push(log.text, place.log?.text ?? "", inspectAll(await catalog()));
  for (const hidden of [secret, value]) {
    expect(printed.join("\n")).not.toContain(hidden.reveal());
  }
}

type Walk = ReturnType<typeof createWalk>;

/** The services of the extension, put together for this place. */
function createWalk({ runner, baseUrl, alias, http, clock, patienceMs }: FiveStepsPlace) {
  const place = { baseUrl, alias, otherSchema: undefined };
  const log = new RecordingLogger();
  const secrets = new FakeSecretStore();
  const tokens = createTokenProvider({
    secrets,
    http,
    clock,
    log,
    authentication: () => "raw",
    pkce: () => "pkce",
  });
  const sendRequest = createSendRequest({ http, tokens });
  const printed: string[] = [];
  const scriptFor = async (changes: readonly Change[]): Promise<string> => {
    const { release } = await readCatalog(runner);
    return scriptOf(changes, { dialect: dialectFor(release) });
  };
  const send = async (caller: RequestCaller): Promise<readonly number[]> => {
    const request = {
      method: "GET",
      url: `${schemaUrlOf(place)}/ordssec_test_hr/employees/`,
      headers: {},
      body: undefined,
    };
    const { attempts } = await sendRequest(
      { request, caller, allowPlainHttp: false },
      new AbortController().signal,
    );
    printed.push(inspectAll(attempts.map((attempt) => ({ ...attempt, response: undefined }))));
    return attempts.map(({ response }) => response.status);
  };
  return {
    tokens,
    log,
    printed,
    send,
    catalog: async (): Promise<Catalog> => await readCatalog(runner),
    run: async (changes: readonly Change[], binds: Binds = {}): Promise<void> => {
      const results = await runner.run(await scriptFor(changes), { binds });
      printed.push(inspectAll(results));
      expect(results.map(({ error }) => error?.message)).toEqual([undefined]);
    },
    /** Asks until a change is seen, as long as the place says that it may take. */
    expectStatuses: async (caller: RequestCaller, expected: readonly number[]): Promise<void> => {
      const until = Date.now() + patienceMs;
      let statuses = await send(caller);
      while (String(statuses) !== String(expected) && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        statuses = await send(caller);
      }
      expect(statuses).toEqual(expected);
    },
    tokenClientOf: (clientId: Catalog["clients"][number]["clientId"]) => ({
      profile: profileId("five steps"),
      clientId,
      tokenUrl: tokenUrlOf(place),
      allowPlainHttp: false,
    }),
    /** One by one, since what a failed test has not made cannot be removed. */
    tidy: async (): Promise<void> => {
      for (const change of tidying) await runner.run(await scriptFor([change]));
    },
  };
}

const publish: readonly Change[] = [
  {
    kind: "defineModule",
    name: module,
    basePath: "/ordssec_test_hr/",
    itemsPerPage: 25,
    published: true,
    comments: undefined,
  },
  { kind: "defineTemplate", module, uriTemplate: "employees/", priority: 0 },
  {
    kind: "defineHandler",
    module,
    uriTemplate: "employees/",
    method: "GET",
    sourceType: "json/collection",
    source: "select 'Ada' as name from dual",
    itemsPerPage: undefined,
    comments: undefined,
  },
];

const tidying: readonly Change[] = [
  { kind: "deleteClient", name },
  { kind: "deletePrivilege", name: privilege },
  { kind: "deleteRole", name: role },
  { kind: "deleteModule", name: module },
];

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
