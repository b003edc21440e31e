import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startCountingProxy } from "../../support/countingProxy.ts";

const muchText = "much ".repeat(200_000);

/** Answers in upper case, or at length, and says goodbye at the end. */
const server = createServer({ allowHalfOpen: true }, (socket) => {
  socket.on("data", (chunk: Buffer) => {
    const text = chunk.toString();
    socket.write(text === "much" ? muchText : text.toUpperCase());
  });
  socket.on("end", () => socket.end("BYE"));
  socket.on("error", () => undefined);
});
let port: number;
const clients: Socket[] = [];

beforeEach(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

async function open(through: number): Promise<Socket> {
  const client = connect({ port: through, host: "127.0.0.1", allowHalfOpen: true });
  client.on("error", () => undefined);
  clients.push(client);
  await once(client, "connect");
  return client;
}

async function ask(client: Socket, text: string): Promise<string> {
  client.write(text);
  const [answer] = await once(client, "data");
  return String(answer);
}

test("forwards and counts", async () => {
  await using proxy = await startCountingProxy({ port });
  const client = await open(proxy.port);
  expect(proxy.roundTrips).toBe(0);
  expect(await ask(client, "one")).toBe("ONE");
  expect(await ask(client, "three")).toBe("THREE");
  expect(proxy).toMatchObject({
    roundTrips: 2,
    bytesToServer: 8,
    bytesToClient: 8,
    connections: 1,
  });
  const other = await open(proxy.port);
  expect(await ask(other, "x")).toBe("X");
  expect(proxy).toMatchObject({ roundTrips: 3, connections: 2 });
  proxy.reset();
  expect(proxy).toMatchObject({
    roundTrips: 0,
    bytesToServer: 0,
    bytesToClient: 0,
    connections: 0,
  });
  expect(await ask(client, "again")).toBe("AGAIN");
  expect(proxy.roundTrips).toBe(1);
});

test("counts one trip for an answer in several pieces", async () => {
  await using proxy = await startCountingProxy({ port });
  const client = await open(proxy.port);
  let received = 0;
  client.on("data", (chunk: Buffer) => {
    received += chunk.length;
  });
  client.write("much");
  await expect.poll(() => received).toBe(muchText.length);
  expect(proxy).toMatchObject({ roundTrips: 1, bytesToClient: muchText.length });
});

test("delays each way, and keeps the order", async () => {
  await using proxy = await startCountingProxy({ port, delayMs: 40 });
  const client = await open(proxy.port);
  const started = performance.now();
  expect(await ask(client, "a")).toBe("A");
  // Timers may be a little early.
  expect(performance.now() - started).toBeGreaterThan(75);
  let received = "";
  client.on("data", (chunk: Buffer) => {
    received += chunk.toString();
  });
  for (const letter of "bcdefg") client.write(letter);
  await expect.poll(() => received).toBe("BCDEFG");
});

test("passes an end on, and a cut", async () => {
  await using proxy = await startCountingProxy({ port });
  const client = await open(proxy.port);
  const last = once(client, "data");
  client.end();
  expect(String((await last)[0])).toBe("BYE");
  await once(client, "end");
  const other = await open(proxy.port);
  await ask(other, "x");
  const connectionsOfServer = async (): Promise<number> =>
    await new Promise((resolve, reject) =>
      server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  await expect.poll(connectionsOfServer).toBe(1);
  other.destroy();
  await expect.poll(connectionsOfServer).toBe(0);
});
