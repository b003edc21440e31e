import { expect, test } from "vitest";
import { Secret } from "../../../src/base/secret.ts";
import { startTestServer } from "../../support/practiceServer.ts";
import type { TestServer } from "../../support/practiceServer.ts";
import { basicOf, createFakeClock } from "../../support/practiceWorld.ts";

/** What a caller keeps between two windows. */
function createFile() {
  let kept: Uint8Array | undefined;
  return {
    bytes: () => kept,
    put: (bytes: Uint8Array) => {
      kept = bytes;
    },
    options: {
      load: async () => kept,
      save: async (bytes: Uint8Array) => {
        kept = bytes;
      },
    },
  };
}

async function roles({ succeed }: TestServer): Promise<readonly unknown[]> {
  const items = await succeed("select name from user_ords_roles where name = 'kept';");
  return items[0]?.resultSet?.items ?? [];
}

const createKept = "begin ords.create_role('kept'); commit; end;\n/";

test("a kept world goes on: rows, password and tokens", async () => {
  const file = createFile();
  const clock = createFakeClock();
  const first = await startTestServer({ ...file.options, clock });
  await first.succeed(createKept);
  await first.succeed(`declare l ords_types.t_client_credentials; begin
    l := ords_security.register_client('c', 'client_credentials', p_client_secret => ords_types.oauth_client_secret(p_secret => 's'));
    ords_security.grant_client_role('c', 'SQL Developer');
    commit;
  end;
  /`);
  const [found] = await first.succeed("select client_id from user_ords_clients;");
  const id = String(found?.resultSet?.items[0]?.["client_id"]);
  const answer = await fetch(`${first.schemaUrl}/oauth/token`, {
    method: "POST",
    headers: { authorization: basicOf(id, "s") },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  await first.server.stop();

  const { password } = first.server;
  await using second = await startTestServer({ ...file.options, clock, password });
  expect(second.server.password.reveal()).toBe(password.reveal());
  expect(await roles(second)).toEqual([{ name: "kept" }]);
  const call = await fetch(`${second.schemaUrl}/_/sql`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/sql" },
    body: "select 1 from dual;",
  });
  expect(call.status).toBe(200);
});

test.each(["25.4", "23.4"])(
  "the file holds no name and no secret in the clear (%s)",
  async (release) => {
    const file = createFile();
    const { server, succeed } = await startTestServer({ ...file.options, release });
    await succeed(
      release === "23.4"
        ? `begin oauth.create_client('clearName', 'client_credentials', p_support_email => 'a@b', p_privilege_names => ''); commit; end;\n/`
        : `declare l ords_types.t_client_credentials; begin
           l := ords_security.register_client('clearName', 'client_credentials', p_client_secret => ords_types.oauth_client_secret(p_secret => 'verySecretText'));
           commit;
         end;
         /`,
    );
    await server.stop();
    const text = Buffer.from(file.bytes() ?? []).toString("latin1");
    expect(text.length).toBeGreaterThan(10_000);
    for (const planted of [server.password.reveal(), "verySecretText", "clearName", "SQLite"])
      expect(text).not.toContain(planted);
  },
);

test.each([
  ["without the password", undefined],
  ["with another password", new Secret("another one")],
])("%s the file stays closed and a new world is made", async (_name, password) => {
  const file = createFile();
  const first = await startTestServer(file.options);
  await first.succeed(createKept);
  await first.server.stop();
  await using second = await startTestServer({
    ...file.options,
    ...(password ? { password } : {}),
  });
  expect(second.server.password.reveal()).not.toBe(first.server.password.reveal());
  expect(await roles(second)).toEqual([]);
});

test.each([
  ["another lesson", { lesson: "hr" }],
  ["another release", { release: "23.4" }],
] as const)("%s begins anew", async (_name, options) => {
  const file = createFile();
  const first = await startTestServer(file.options);
  await first.succeed(createKept);
  await first.server.stop();
  await using second = await startTestServer({
    ...file.options,
    ...options,
    password: first.server.password,
  });
  expect(await roles(second)).toEqual([]);
});

test.each([
  [
    "no database",
    new TextEncoder().encode("this is no database at all, but it is long enough".repeat(9)),
  ],
  ["nothing", new Uint8Array()],
])("a file that is %s begins anew", async (_name, bytes) => {
  const file = createFile();
  file.put(bytes);
  await using server = await startTestServer(file.options);
  expect(await roles(server)).toEqual([]);
});

test("a release that is none is refused in words", async () => {
  await expect(startTestServer({ release: "latest" })).rejects.toMatchObject({
    code: "practiceFailed",
    message: 'The practice server cannot play the release "latest".',
  });
});

test("many requests at once each have their own transaction", async () => {
  await using server = await startTestServer();
  await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      const end = i % 2 === 0 ? "commit" : "rollback";
      await server.succeed(`begin ords.create_role('r${i}'); end;\n/\n${end};`);
    }),
  );
  const [counted] = await server.succeed(
    "select count(*) as n from user_ords_roles where name like 'r_%' and length(name) < 4;",
  );
  expect(counted?.resultSet?.items).toEqual([{ n: 10 }]);
});

test("a request in flight when the server stops ends, and the port is free again", async () => {
  const { server } = await startTestServer();
  const port = Number(new URL(server.url).port);
  await server.stop();
  await using again = await startTestServer({ port });
  expect(again.server.url).toBe(server.url);
});
