import { expect, test } from "vitest";
import { emptyDraft, type Draft } from "../../../../src/features/requestPanel/draft.ts";
import { withoutCredentials } from "../../../../src/base/withoutCredentials.ts";
import { createRequestHistory } from "../../../../src/features/requestPanel/requestHistory.ts";
import { profileWith } from "../../../support/fakes.ts";

const { id } = profileWith();

function history() {
  const stored = new Map<string, unknown>();
  const store = {
    get: (key: string) => stored.get(key),
    set: async (key: string, value: unknown) => void stored.set(key, value),
  };
  return { stored, requests: createRequestHistory(store) };
}

const at = (address: string): Draft => ({ ...emptyDraft, address });

test("the last fifty are kept, the newest first, each once", async () => {
  const { requests } = history();
  for (let count = 0; count < 60; count += 1) {
    await requests.add(id, { draft: at(`/x/${count}`), status: 200, at: count });
  }
  await requests.add(id, { draft: at("/x/30"), status: 404, at: 99 });
  const list = requests.list(id);
  expect(list).toHaveLength(50);
  expect(list[0]).toEqual({ draft: at("/x/30"), status: 404, at: 99 });
  expect(list.filter(({ draft }) => draft.address === "/x/30")).toHaveLength(1);
});

test("no credential is kept, wherever it was typed", async () => {
  const { requests, stored } = history();
  const draft: Draft = {
    ...emptyDraft,
    method: "POST",
    address: "/x?access_token=hush1&a=1",
    query: [{ name: "api_key", value: "hush2" }],
    headers: [
      { name: "Cookie", value: "hush3" },
      { name: "X-Auth-Token", value: "hush4" },
    ],
    body: '{"name":"Ann","password":"hush5 \\" hush6"}',
  };
  await requests.add(id, { draft, status: 201, at: 1 });
  expect(JSON.stringify([...stored])).not.toContain("hush");
  expect(requests.list(id)[0]?.draft).toMatchObject({
    address: "/x?access_token=&a=1",
    body: '{"name":"Ann","password":""}',
  });
});

test("forms, numbers and texts that are still being typed keep no secret either", async () => {
  const { requests, stored } = history();
  const bodies = [
    "grant_type=password&password=hush1&user=ann",
    '{"pin": 1, "access_token" : 4711}',
    '{"secret": "hush2',
  ];
  for (const [at, body] of bodies.entries()) {
    const draft: Draft = { ...emptyDraft, method: "POST", body };
    await requests.add(id, { draft, status: 200, at });
  }
  expect(JSON.stringify([...stored])).not.toMatch(/hush|4711/);
  expect(requests.list(id).map(({ draft }) => draft.body)).toEqual([
    '{"secret": ""',
    '{"pin": 1, "access_token" : ""}',
    "grant_type=password&password=&user=ann",
  ]);
});

test("a long text is searched in linear time", () => {
  const body = `"${"token".repeat(200_000)}`;
  expect(withoutCredentials({ ...emptyDraft, body }).body).toBe(body);
});

test("what is stored and not understood is left out", () => {
  const { requests, stored } = history();
  stored.set(`requestHistory/${id}`, [1, {}, { draft: at("/x"), status: 200, at: 1 }]);
  expect(requests.list(id)).toHaveLength(1);
  stored.set(`requestHistory/${id}`, "x");
  expect(requests.list(id)).toEqual([]);
});
