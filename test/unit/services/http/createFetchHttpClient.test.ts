import { expect, test } from "vitest";
import { isUserFacingError } from "../../../../src/base/errors.ts";
import { createFetchHttpClient } from "../../../../src/services/http/createFetchHttpClient.ts";
import { RecordingLogger } from "../../../support/fakes.ts";
import { startHostileServer } from "../../../support/hostileServer.ts";

// What it does on the wire is in test/contract/httpClient.contract.ts.
const send = createFetchHttpClient({ log: new RecordingLogger(), timeoutMs: () => 5000 });
const request = {
  method: "GET",
  url: "https://db.example.com/",
  headers: {},
  body: undefined,
} as const;

test("the host's fetch is looked up at each call", async () => {
  const original = globalThis.fetch;
  let seen: unknown;
  globalThis.fetch = async (_input, init) => {
    seen = init?.redirect;
    return new Response("patched");
  };
  try {
    const { body } = await send(request);
    expect(new TextDecoder().decode(body)).toBe("patched");
    expect(seen).toBe("manual");
  } finally {
    globalThis.fetch = original;
  }
});

test("a redirect that the host's fetch hides is told", async () => {
  const original = globalThis.fetch;
  globalThis.fetch = async () =>
    Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });
  try {
    const error: unknown = await send(request).catch((failure: unknown) => failure);
    expect(isUserFacingError(error) && error.code).toBe("redirectRefused");
  } finally {
    globalThis.fetch = original;
  }
});

test("how long the connection took is not invented", async () => {
  const original = globalThis.fetch;
  globalThis.fetch = async () => new Response("x");
  try {
    expect((await send(request)).timings.connectMs).toBeUndefined();
  } finally {
    globalThis.fetch = original;
  }
});

// It unpacks as browsers do, to as much as there is (undici: finishFlush Z_SYNC_FLUSH), and the packed bytes, with their
// checksum and length at the end, cannot be had from it.
test("of gzip that breaks off, the host's fetch gives what could be unpacked and says nothing", async () => {
  await using hostile = await startHostileServer();
  const { status, body } = await send({ ...request, url: `${hostile.origin}/truncatedGzip` });
  expect(status).toBe(200);
  expect(new TextDecoder().decode(body)).toMatch(/^\{"items":/);
});
