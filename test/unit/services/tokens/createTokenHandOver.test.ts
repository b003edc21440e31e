import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { isCancelled } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import {
  createTokenHandOver,
  type TokenHandOverParts,
} from "../../../../src/services/tokens/createTokenHandOver.ts";
import { handOverPath } from "../../../../src/services/tokens/handOverPath.ts";
import { sealText, unsealText } from "../../../../src/services/tokens/sealText.ts";

const key = new Secret("the secret of the client..");
const place = "payroll";
const never = new AbortController().signal;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const end of ends.splice(0)) await end();
});

test("windows that ask while one fetches are given what it gets", async () => {
  const { window, fetches } = setUp();
  const texts = await Promise.all(
    [window(), window(), window(), window()].map(async ({ ask }) => await ask()),
  );
  expect(new Set(texts).size).toBe(1);
  expect(fetches()).toBe(1);
});

test("for a moment later, too, until it is ended or another one is asked for", async () => {
  const { window, fetches } = setUp({ keptMs: 60_000 });
  const [one, two] = [window(), window()];
  const text = await one.ask();
  expect(await two.ask()).toBe(text);
  one.handOver.end(place);
  expect(await two.ask()).not.toBe(text);
  // Whoever asks again has no use for what it had.
  await two.ask();
  expect(fetches()).toBe(3);
});

test("what is kept for others is given up after its time", async () => {
  const { window, fetches, path } = setUp({ keptMs: 1 });
  await window().ask();
  await expect.poll(() => existsSync(path), { timeout: 10_000 }).toBe(false);
  await window().ask();
  expect(fetches()).toBe(2);
});

test("a window that fails leaves its turn to the next one", async () => {
  const { window } = setUp();
  const failure = new Error("refused");
  const first = window()
    .handOver.share({ place, key, signal: never }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw failure;
    })
    .catch((error: unknown) => error);
  const second = window().ask();
  expect(await first).toBe(failure);
  expect(await second).toBe("token 1");
});

test("a window that is killed leaves its turn at once", async () => {
  const { window, path } = setUp();
  const other = await otherProcess(path);
  const asked = window().ask();
  await other.connected();
  other.kill();
  expect(await asked).toBe("token 1");
});

test("a socket that a killed window has left behind is cleared away", async () => {
  const { window, path, fetches } = setUp();
  const other = await otherProcess(path);
  other.kill();
  await other.ended;
  if (process.platform !== "win32") expect(existsSync(path)).toBe(true);
  const [one, two] = [window(), window()];
  const text = await one.ask();
  expect(await two.ask()).toBe(text);
  expect(fetches()).toBe(1);
});

test("a window that hangs is waited for no longer than the patience allows", async () => {
  const { window, path } = setUp({ patienceMs: 200 });
  await listen(path, () => undefined);
  expect(await window().ask()).toBe("token 1");
});

test("another user of the machine, who may keep our place, is not even asked", async () => {
  const { window, path } = setUp({ patienceMs: 200, userId: (process.getuid?.() ?? 0) + 1 });
  let connected = 0;
  await listen(path, () => (connected += 1));
  expect(await window().ask()).toBe("token 1");
  expect(connected).toBe(0);
});

test("who waits can leave at any moment", async () => {
  const { window, path, fetches } = setUp();
  const leaving = new AbortController();
  await listen(path, () => leaving.abort());
  const left = window().ask(leaving.signal);
  expect(isCancelled(await left.catch((error: unknown) => error))).toBe(true);
  expect(fetches()).toBe(0);
});

test("what another program says is not believed: it does not know the secret", async () => {
  const { window, path } = setUp();
  const forged = sealText(new Secret('{"token":"forged"}'), new Secret("guessed"));
  for (const said of [forged, Buffer.from("hello"), Buffer.alloc(1_000_000)]) {
    const server = await listen(path, (socket) => socket.end(said));
    expect(await window().ask()).toMatch(/^token \d$/);
    await server.stop();
  }
});

test("nothing on the wire can be read without the secret", async () => {
  const { window, path } = setUp({ keptMs: 60_000 });
  const text = await window().ask();
  const { connect } = await import("node:net");
  const socket = connect(path);
  const [sent] = (await once(socket, "data")) as [Buffer];
  expect(sent.includes(text)).toBe(false);
  expect(unsealText(sent, new Secret("guessed"))).toBeUndefined();
  expect(unsealText(sent, key)?.reveal()).toBe(text);
});

test("where no socket can be made, each window fetches by itself", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ords-"));
  ends.push(async () => await rm(folder, { recursive: true }));
  const long = join(folder, "a-path-of-a-socket-has-about-a-hundred-characters".repeat(3));
  await mkdir(long);
  vi.stubEnv("XDG_RUNTIME_DIR", long);
  const { window, fetches } = setUp({ keptMs: 60_000 });
  await window().ask();
  await window().ask();
  // A pipe of Windows needs no folder.
  expect(fetches()).toBe(process.platform === "win32" ? 1 : 2);
});

test("what is in the way is not waited for", async () => {
  const { window, path, fetches } = setUp({ patienceMs: 60_000, keptMs: 60_000 });
  // Nothing can stand at the path of a pipe of Windows.
  const isFolder = process.platform !== "win32";
  if (isFolder) await mkdir(path);
  ends.push(async () => await rm(path, { recursive: true, force: true }));
  await window().ask();
  await window().ask();
  expect(fetches()).toBe(isFolder ? 2 : 1);
});

test("a folder of the session that does not exist is no hindrance", async () => {
  vi.stubEnv("XDG_RUNTIME_DIR", "/no/such/folder");
  const { window, fetches } = setUp({ keptMs: 60_000 });
  await window().ask();
  await window().ask();
  expect(fetches()).toBe(1);
});

function setUp(limits: Omit<TokenHandOverParts, "scope"> = {}) {
  const scope = randomUUID();
  let fetches = 0;
  const window = () => {
    const handOver = createTokenHandOver({ scope, ...limits });
    ends.push(() => handOver.dispose());
    const ask = async (signal = never): Promise<string> => {
      const text = await handOver.share({ place, key, signal }, async () => {
        fetches += 1;
        return await Promise.resolve(new Secret(`token ${fetches}`));
      });
      return text.reveal();
    };
    return { handOver, ask };
  };
  return { window, fetches: () => fetches, path: handOverPath(scope, place) ?? "" };
}

/** Another window, as far as the operating system sees it; it never gets a token. */
async function otherProcess(path: string) {
  const program = `
    require("node:net")
      .createServer(() => console.log("connected"))
      .listen(${JSON.stringify(path)}, () => console.log("listening"));`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  ends.push(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said, { timeout: 10_000 }).toContain("listening");
  return {
    connected: async () =>
      await expect.poll(() => said, { timeout: 10_000 }).toContain("connected"),
    kill: () => child.kill("SIGKILL"),
    ended,
  };
}

async function listen(path: string, onConnection: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    sockets.push(socket);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  ends.push(stop);
  return { stop };
}
