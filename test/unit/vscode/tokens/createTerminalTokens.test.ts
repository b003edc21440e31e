import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import type { Disposable } from "../../../../src/base/disposable.ts";
import { Secret } from "../../../../src/base/secret.ts";
import type { Catalog, OAuthClient } from "../../../../src/domain/model/catalog.ts";
import { clientName } from "../../../../src/domain/model/names.ts";
import type { SessionState } from "../../../../src/features/sessions/sessions.ts";
import type { ConnectionProfile, ProfileId } from "../../../../src/services/profiles/profile.ts";
import type { AccessToken, TokenState } from "../../../../src/services/tokens/tokenProvider.ts";
import { createTerminalTokens } from "../../../../src/vscode/tokens/createTerminalTokens.ts";
import type { TerminalTokens } from "../../../../src/vscode/tokens/terminalTokens.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { profileWith } from "../../../support/fakes.ts";

vi.mock("vscode", () => ({
  l10n: {
    t: (text: string, ...args: readonly unknown[]) =>
      text.replaceAll(/\{(\d)\}/g, (_match, at: string) => String(args[Number(at)])),
  },
}));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const never = new AbortController().signal;
const minute = 60_000;

test("new terminals get token and address, said in words and never stored", async () => {
  const { terminals, variables, collection, give } = setUp();
  expect(variables).toEqual({});
  await give();
  expect(variables).toEqual({ ORDS_TOKEN: "t1", ORDS_URL: "https://db.example.com/ords/hr" });
  expect(collection.persistent).toBe(false);
  expect(collection.description).toContain("payroll (HR test)");
  expect(collection.description).not.toContain("t1");
  expect(terminals.given).toEqual({ profile: "p1", client: "payroll" });
});

test("a token that comes to its end is renewed, and so is one that others have renewed", async () => {
  const { variables, give, world } = setUp();
  await give();
  world.next = "t2";
  await vi.advanceTimersByTimeAsync(10 * minute);
  expect(variables["ORDS_TOKEN"]).toBe("t2");
  world.held("t3", Date.now() + 7 * minute);
  await vi.advanceTimersByTimeAsync(0);
  expect(variables["ORDS_TOKEN"]).toBe("t3");
});

test("a token that cannot be renewed is taken away, with the reason", async () => {
  const { terminals, variables, give, world, told } = setUp();
  await give();
  world.failure = new Error("The client was not accepted.");
  await vi.advanceTimersByTimeAsync(10 * minute);
  expect(variables).toEqual({});
  expect(terminals.given).toBeUndefined();
  expect(told).toEqual([
    "New terminals no longer get the token of payroll. The client was not accepted.",
  ]);
});

test("a token that is forgotten leaves at once, and another one does not come back", async () => {
  const { terminals, variables, give, world, told } = setUp();
  await give();
  world.gone();
  expect(variables["ORDS_TOKEN"]).toBeUndefined();
  await vi.advanceTimersByTimeAsync(3000);
  expect(terminals.given).toBeUndefined();
  expect(told).toHaveLength(1);
  world.held("t2", Date.now() + 10 * minute);
  await vi.advanceTimersByTimeAsync(0);
  expect(variables).toEqual({});
});

test("a token that was refused and fetched anew at once goes on", async () => {
  const { variables, give, world, told } = setUp();
  await give();
  world.gone();
  expect(variables["ORDS_TOKEN"]).toBeUndefined();
  world.held("t2", Date.now() + 12 * minute);
  await vi.advanceTimersByTimeAsync(5000);
  expect(variables["ORDS_TOKEN"]).toBe("t2");
  expect(told).toEqual([]);
});

test.each([
  ["closed", (world: World) => world.session({ kind: "closed" })],
  ["without the client", (world: World) => world.session(open(catalog().build()))],
])("nothing is given when the connection is %s", async (_name, change) => {
  const { variables, give, world, told } = setUp();
  await give();
  change(world);
  expect(variables).toEqual({});
  expect(told).toHaveLength(1);
});

test("the address follows the connection", async () => {
  const { variables, give, world } = setUp();
  await give();
  world.next = "t2";
  world.profile = profileWith({ baseUrl: "https://other.example.com/ords" });
  world.session(open(schema));
  await vi.advanceTimersByTimeAsync(0);
  expect(variables).toEqual({ ORDS_TOKEN: "t2", ORDS_URL: "https://other.example.com/ords/hr" });
});

test("taken back or over, nothing stays and nothing is told", async () => {
  const { terminals, variables, give, told } = setUp();
  await give();
  terminals.take();
  expect(variables).toEqual({});
  await give();
  terminals.dispose();
  await vi.advanceTimersByTimeAsync(60 * minute);
  expect([variables, told]).toEqual([{}, []]);
});

test("a server whose tokens have no end to tell gives terminals the new one after a refusal", async () => {
  const { variables, give, world, told } = setUp();
  await give();
  world.held("t2", undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(variables["ORDS_TOKEN"]).toBe("t2");
  world.gone();
  world.held("t3", undefined);
  await vi.advanceTimersByTimeAsync(5000);
  expect([variables["ORDS_TOKEN"], told]).toEqual(["t3", []]);
});

test("tokens that end as they are given are not asked for again and again", async () => {
  const { terminals, variables, give, world, told } = setUp();
  await give();
  world.lifeless = true;
  await vi.advanceTimersByTimeAsync(60 * minute);
  expect(world.asked).toBeLessThan(5);
  expect([terminals.given, variables]).toEqual([undefined, {}]);
  expect(told).toHaveLength(1);
});

test("of two wishes the later one counts, whichever comes first", async () => {
  const { terminals, variables, client, world } = setUp();
  const gate = later();
  world.gate = gate.promise;
  const first = terminals.give({ profile: world.profile, client }, never);
  world.gate = undefined;
  world.next = "t2";
  const other = { ...client, name: clientName("other") };
  await terminals.give({ profile: world.profile, client: other }, never);
  gate.resolve();
  await first;
  expect(terminals.given?.client).toBe("other");
  expect(variables["ORDS_TOKEN"]).toBe("t2");
});

test.each([
  ["taken back", (terminals: TerminalTokens) => terminals.take()],
  ["over", (terminals: TerminalTokens & Disposable) => terminals.dispose()],
  ["closed", (_terminals: unknown, world: World) => world.session({ kind: "closed" })],
])("a token that comes when all is %s stays out of terminals", async (_name, change) => {
  const { terminals, variables, give, world } = setUp();
  const gate = later();
  world.gate = gate.promise;
  const giving = give();
  change(terminals, world);
  gate.resolve();
  await giving;
  expect([terminals.given, variables]).toEqual([undefined, {}]);
});

test("a cancelled wish gives nothing", async () => {
  const { terminals, variables, client } = setUp();
  const cancelled = AbortSignal.abort();
  await expect(terminals.give({ profile: profileWith(), client }, cancelled)).rejects.toThrow();
  expect(variables).toEqual({});
});

const schema = catalog().client("payroll").build();

function open(of: Catalog): SessionState {
  return { kind: "open", catalog: of, refreshing: false, uncommitted: 0 };
}

interface World {
  next: string;
  failure: Error | undefined;
  profile: ConnectionProfile;
  /** What the next answer waits for. */
  gate: Promise<void> | undefined;
  /** Whether tokens have ended as soon as they come. */
  lifeless: boolean;
  /** How often a token was asked for. */
  asked: number;
  held(token: string, expiresAt: number | undefined): void;
  gone(): void;
  session(state: SessionState): void;
}

function setUp() {
  const variables: Record<string, string> = {};
  const told: string[] = [];
  const tokensChanged = new Emitter<void>();
  const sessionsChanged = new Emitter<ProfileId | undefined>();
  let state: TokenState = { kind: "none" };
  let sessionState: SessionState = open(schema);
  const world: World = {
    next: "t1",
    failure: undefined,
    profile: profileWith(),
    gate: undefined,
    lifeless: false,
    asked: 0,
    held: (token, expiresAt) => {
      world.next = token;
      state = { kind: "held", expiresAt };
      tokensChanged.fire();
    },
    gone: () => {
      state = { kind: "none" };
      tokensChanged.fire();
    },
    session: (now) => {
      sessionState = now;
      sessionsChanged.fire(world.profile.id);
    },
  };
  const collection = {
    persistent: true,
    description: undefined as string | undefined,
    replace: (name: string, value: string) => void (variables[name] = value),
    delete: (name: string) => void Reflect.deleteProperty(variables, name),
    clear: () => Object.keys(variables).forEach((name) => Reflect.deleteProperty(variables, name)),
  };
  const terminals = createTerminalTokens({
    collection,
    tokens: {
      token: async (_client, signal): Promise<AccessToken> => {
        signal?.throwIfAborted();
        world.asked += 1;
        const { next, gate } = world;
        await gate;
        if (world.failure) throw world.failure;
        if (world.lifeless) {
          state = { kind: "none" };
          tokensChanged.fire();
          return { value: new Secret(next), expiresAt: Date.now(), source: "fetched" };
        }
        if (state.kind === "held" && state.expiresAt === undefined) {
          return { value: new Secret(next), expiresAt: undefined, source: "fetched" };
        }
        const expiresAt =
          state.kind === "held" && (state.expiresAt ?? 0) > Date.now() + 2000
            ? state.expiresAt
            : Date.now() + 10 * minute;
        state = { kind: "held", expiresAt };
        return { value: new Secret(next), expiresAt, source: "fetched" };
      },
      state: () => state,
      onDidChange: tokensChanged.event,
    },
    sessions: {
      get: () => ({ profile: world.profile, state: sessionState }),
      onDidChange: sessionsChanged.event,
    },
    clock: { now: () => Date.now() },
    tellEnd: (message) => void told.push(message),
  });
  const client = clientOf(schema);
  const give = async () => await terminals.give({ profile: world.profile, client }, never);
  return { terminals, variables, collection, give, world, told, client };
}

function later() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve: () => resolve() };
}

function clientOf({ clients: [client] }: Catalog): OAuthClient {
  if (!client) throw new Error("The schema has no client");
  return client;
}
