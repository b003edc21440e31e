import { request } from "node:http";
import { expect, test } from "vitest";
import { silentLogger } from "../../../../src/base/logger.ts";
import { listen } from "../../../../src/practice/http/listen.ts";
import type { PracticeResponse } from "../../../../src/practice/http/practiceRequest.ts";

const echo: PracticeResponse = {
  status: 200,
  headers: { "content-type": "text/plain" },
  body: "ä",
};

async function withListener<T>(
  use: (port: number) => Promise<T>,
  answer: () => PracticeResponse = () => echo,
): Promise<T> {
  const listener = await listen({ port: 0, answer, log: silentLogger });
  try {
    return await use(listener.port);
  } finally {
    await listener.close();
  }
}

/** node:http, because fetch does not let a caller choose the Host header. */
async function send(
  port: number,
  { host, body = "", method = "GET" }: { host?: string; body?: string; method?: string },
): Promise<{ status: number; body: string }> {
  return await new Promise((resolve, reject) => {
    const headers = host === undefined ? {} : { host };
    const outgoing = request({ host: "127.0.0.1", port, method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

test.each([
  ["this machine by number", (port: number) => `127.0.0.1:${port}`, 200],
  ["this machine by name", (port: number) => `LocalHost:${port}`, 200],
  ["another name", (port: number) => `evil.example:${port}`, 421],
  ["another port", () => "127.0.0.1:1", 421],
  ["no port", () => "127.0.0.1", 421],
])("a request that names %s", async (_name, host, status) => {
  await withListener(async (port) => {
    const response = await send(port, { host: host(port) });
    expect(response.status).toBe(status);
    if (status === 421) expect(response.body).toMatch(/answers only to 127\.0\.0\.1/);
  });
});

test("a body that is too long is refused, and the server goes on", async () => {
  await withListener(async (port) => {
    const tooLong = await send(port, {
      method: "POST",
      body: "x".repeat(4 * 1024 * 1024 + 1),
    }).catch(
      // The connection may be gone before everything was sent.
      (error: NodeJS.ErrnoException) => ({ status: 413, body: String(error.code) }),
    );
    expect(tooLong.status).toBe(413);
    expect((await send(port, { method: "POST", body: "x".repeat(1024) })).status).toBe(200);
  });
});

test("HEAD is answered without a body, with its length", async () => {
  await withListener(async (port) => {
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: "HEAD" });
    expect(response.headers.get("content-length")).toBe("2");
    expect(await response.text()).toBe("");
  });
});

test("a mistake of ours is answered 500 and logged, without saying more", async () => {
  const logged: unknown[] = [];
  const listener = await listen({
    port: 0,
    answer: () => {
      throw new Error("inside");
    },
    log: { ...silentLogger, error: (error) => logged.push(error) },
  });
  const response = await fetch(`http://127.0.0.1:${listener.port}/`);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("inside");
  expect(logged).toHaveLength(1);
  await listener.close();
});

test("a port that is taken is said so", async () => {
  await withListener(async (port) => {
    await expect(listen({ port, answer: () => echo, log: silentLogger })).rejects.toMatchObject({
      code: "practiceFailed",
      message: `The practice server could not listen on port ${port}.`,
    });
  });
});
