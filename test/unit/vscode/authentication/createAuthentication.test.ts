import { expect, test } from "vitest";
import type { AuthenticationProviderAuthenticationSessionsChangeEvent } from "vscode";
import { Emitter } from "../../../../src/base/emitter.ts";
import { Secret } from "../../../../src/base/secret.ts";
import type { TokenState } from "../../../../src/services/tokens/tokenProvider.ts";
import { createAuthentication } from "../../../../src/vscode/authentication/createAuthentication.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { FakeClock, profileWith, RecordingLogger } from "../../../support/fakes.ts";

test("there is a session for each token that is held", async () => {
  const { sessions } = setUp({ a: 10, b: 20 });
  expect((await sessions.getSessions(undefined)).map(({ account }) => account.label)).toEqual([
    "a (HR test)",
    "b (HR test)",
  ]);
  expect(await sessions.getSessions(["client:b", "connection:HR test"])).toEqual([
    {
      id: "p1/id-b",
      accessToken: "token of b",
      account: { id: "p1/id-b", label: "b (HR test)" },
      scopes: ["connection:HR test", "client:b"],
    },
  ]);
  expect(await sessions.getSessions(["connection:p1"])).toHaveLength(2);
  for (const none of ["client:c", "connection:other", "openid"]) {
    expect(await sessions.getSessions([none])).toEqual([]);
  }
});

test("a token that cannot be renewed is no session", async () => {
  const { sessions, world, log } = setUp({ a: 10, b: 20 });
  world.broken = "a";
  expect((await sessions.getSessions([])).map(({ id }) => id)).toEqual(["p1/id-b"]);
  expect(log.text).toContain("The token of a");
});

test("a new session asks only for what the scopes leave open", async () => {
  const { sessions, world } = setUp({});
  const session = await sessions.createSession(["connection:HR test", "client:b"]);
  expect(session.accessToken).toBe("token of b");
  await sessions.createSession(["connection:p1"]);
  await sessions.createSession(["client:b"]);
  await sessions.createSession([]);
  expect(world.asked).toEqual(["p1/b", "p1", "p1/b", undefined]);
  await expect(sessions.createSession(["connection:other"])).rejects.toThrow("not understood");
  await expect(sessions.createSession(["openid"])).rejects.toThrow("not understood");
});

test("what comes, goes and is renewed is told, without a token", () => {
  const { world, events } = setUp({ a: 10, b: 20 });
  world.set({ b: 21, c: 30 });
  world.set({ b: 21, c: 30 });
  const ids = (list: readonly { readonly id: string }[] | undefined) => list?.map(({ id }) => id);
  expect(events.map(({ added, removed, changed }) => [added, removed, changed].map(ids))).toEqual([
    [["p1/id-c"], ["p1/id-a"], ["p1/id-b"]],
  ]);
  expect(JSON.stringify(events)).not.toContain("token of");
});

test("removing a session forgets its token", async () => {
  const { sessions, world } = setUp({ a: 10 });
  await sessions.removeSession("p1/id-b");
  await sessions.removeSession("p1/id-a");
  expect(world.forgotten).toEqual(["id-a"]);
});

function setUp(ends: Readonly<Record<string, number>>) {
  const clock = new FakeClock(0);
  const log = new RecordingLogger();
  const profile = profileWith();
  const schema = ["a", "b", "c"]
    .reduce((built, name) => built.client(name, { clientId: `id-${name}` }), catalog())
    .build();
  const changed = new Emitter<void>();
  const world = {
    ends,
    broken: "",
    asked: [] as (string | undefined)[],
    forgotten: [] as string[],
    set: (now: Readonly<Record<string, number>>) => {
      world.ends = now;
      changed.fire();
    },
  };
  const tokenOf = (name = "") => ({
    value: new Secret(`token of ${name}`),
    expiresAt: 1,
    source: "cache" as const,
  });
  const sessions = createAuthentication({
    sessions: {
      list: () => [
        {
          profile,
          state: { kind: "open", catalog: schema, refreshing: false, uncommitted: 0 },
        },
      ],
      onDidChange: new Emitter<undefined>().event,
    },
    clientStates: {
      stateOf: (_profile, { name }) => {
        const expiresAt = world.ends[name];
        const token: TokenState =
          expiresAt === undefined ? { kind: "none" } : { kind: "held", expiresAt };
        return { token, hasSecret: true };
      },
      onDidChange: changed.event,
    },
    tokens: {
      token: async ({ name }) => {
        if (name === world.broken) throw new Error("refused");
        return tokenOf(name);
      },
      forget: async ({ clientId }) => void world.forgotten.push(clientId),
    },
    chooseClient: async (argument) => {
      world.asked.push(argument);
      const client = schema.clients.find(({ name }) => name === "b");
      if (!client) throw new Error("No client");
      return { profile, client };
    },
    obtainToken: async ({ client }) => tokenOf(client.name),
    clock,
    log,
  });
  const events: AuthenticationProviderAuthenticationSessionsChangeEvent[] = [];
  sessions.onDidChange((event) => void events.push(event));
  return { sessions, world, events, log };
}
