import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { systemClock } from "../../src/base/clock.ts";
import { silentLogger } from "../../src/base/logger.ts";
import { Secret } from "../../src/base/secret.ts";
import { clientId } from "../../src/domain/model/names.ts";
import { createAnswerBody } from "../../src/features/requestPanel/answerBody.ts";
import { createFetchHttpClient } from "../../src/services/http/createFetchHttpClient.ts";
import { createFileSink } from "../../src/services/http/createFileSink.ts";
import { createNodeHttpClient } from "../../src/services/http/createNodeHttpClient.ts";
import type { HttpClient } from "../../src/services/http/httpClient.ts";
import { profileId } from "../../src/services/profiles/profile.ts";
import { createSendRequest } from "../../src/services/requests/createSendRequest.ts";
import type { SendRequest } from "../../src/services/requests/sendRequest.ts";
import { createTokenProvider } from "../../src/services/tokens/createTokenProvider.ts";
import { clientSecretKey } from "../../src/services/tokens/secretStore.ts";
import type { TokenClient } from "../../src/services/tokens/tokenProvider.ts";
import { FakeSecretStore } from "../support/fakes.ts";

const largeBudget = 1.1;
const tokenBudgetMicroseconds = 50;
const longestTaskMs = 200;
const memoryBudgetMegabytes = 150;

/**
 * What a call costs on the way of the request panel, beside a bare `fetch` of the same body in the same run; what a token
 * from the cache costs; how long the host is held up by a long answer; and how much memory a very long one takes that is
 * saved. The server runs in a thread of its own.
 */
export async function run(): Promise<boolean> {
  const server = await startServer();
  const folder = await mkdtemp(join(tmpdir(), "ords-security-bench-"));
  try {
    const fetching = createFetchHttpClient(limits);
    const fetchPath = panelPath(fetching, server.origin);
    const nodePath = panelPath(createNodeClient(), server.origin);
    await nodePath.call(1);
    // First, while nothing else has taken memory that it could use.
    const isSavedFlat = await measureSaving(fetchPath, folder);
    const results = [
      isSavedFlat,
      await measureCalls(server.origin, { fetchPath, nodePath, bytes: 300, rounds: 400 }),
      await measureCalls(server.origin, { fetchPath, nodePath, bytes: 50_000_000, rounds: 15 }),
      await measureToken(fetchPath),
      await measureLongestTask(fetchPath),
    ];
    return results.every((isGood) => isGood);
  } finally {
    await rm(folder, { recursive: true });
    await server.stop();
  }
}

const limits = { log: silentLogger, timeoutMs: () => 60_000, maxBytes: () => 400_000_000 };

function createNodeClient(): HttpClient {
  return createNodeHttpClient({
    ...limits,
    tls: { caFile: undefined, fingerprint: undefined, clientCertificate: undefined, check: "full" },
    passphrase: () => Promise.resolve(undefined),
    proxy: () => ({
      address: undefined,
      authorization: undefined,
      noProxy: [],
      checksCertificate: true,
    }),
  });
}

interface PanelPath {
  /** A call as a client, read to its end. */
  readonly call: (
    bytes: number,
    more?: Partial<Parameters<SendRequest>[0]>,
  ) => ReturnType<SendRequest>;
  readonly token: () => Promise<unknown>;
}

/** As extension.ts puts it together. */
function panelPath(http: HttpClient, origin: string): PanelPath {
  const secrets = new FakeSecretStore();
  const client: TokenClient = {
    profile: profileId("bench"),
    clientId: clientId("bench"),
    tokenUrl: `${origin}/oauth/token`,
    allowPlainHttp: false,
  };
  void secrets.set(clientSecretKey(client.profile, client.clientId), new Secret("secret"));
  const tokens = createTokenProvider({
    secrets,
    http,
    clock: systemClock,
    log: silentLogger,
    authentication: () => "raw",
    pkce: () => "pkce",
  });
  const send = createSendRequest({ http, tokens });
  return {
    call: async (bytes, more = {}) =>
      await send(
        {
          request: { method: "GET", url: `${origin}/${bytes}`, headers: {}, body: undefined },
          caller: { kind: "client", client },
          allowPlainHttp: false,
          ...more,
        },
        new AbortController().signal,
      ),
    token: async () => await tokens.token(client),
  };
}

interface Calls {
  readonly fetchPath: PanelPath;
  readonly nodePath: PanelPath;
  readonly bytes: number;
  readonly rounds: number;
}

async function measureCalls(origin: string, calls: Calls): Promise<boolean> {
  const { fetchPath, nodePath, bytes, rounds } = calls;
  const bare = async (): Promise<unknown> => {
    const headers = { accept: "application/json", authorization: "Bearer token" };
    return await (await fetch(`${origin}/${bytes}`, { headers })).arrayBuffer();
  };
  const [bareMs = 0, fetchMs = 0, nodeMs = 0] = await compare(
    [bare, () => fetchPath.call(bytes), () => nodePath.call(bytes)],
    rounds,
  );
  const ratio = fetchMs / bareMs;
  const isLarge = bytes > 1_000_000;
  const said = isLarge ? verdict(ratio, largeBudget) : `${ratio.toFixed(2)}, no budget`;
  console.log(
    `call     ${size(bytes)}: bare fetch ${ms(bareMs)}, panel's path ${ms(fetchMs)}, ratio ${said}; ` +
      `with certificates ${ms(nodeMs)} (${(nodeMs / bareMs).toFixed(2)})`,
  );
  return !isLarge || ratio <= largeBudget;
}

async function measureToken({ token }: PanelPath): Promise<boolean> {
  const calls = 10_000;
  const [all = 0] = await compare(
    [
      async () => {
        for (let n = 0; n < calls; n += 1) await token();
      },
    ],
    20,
  );
  const microseconds = (all * 1000) / calls;
  console.log(
    `token    from the cache: ${microseconds.toFixed(2)} µs, ${within(microseconds, tokenBudgetMicroseconds, "µs")}`,
  );
  return microseconds <= tokenBudgetMicroseconds;
}

/** From sending to all of the text in an editor. */
async function measureLongestTask({ call }: PanelPath): Promise<boolean> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const { attempts } = await call(50_000_000);
  const [attempt] = attempts;
  if (!attempt) throw new Error("No answer");
  const body = createAnswerBody(1, attempt.response);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const read = delay.max / 1e6;
  await body.whole();
  delay.disable();
  const longest = delay.max / 1e6;
  console.log(
    `longest  task with an answer of 50 MB: ${ms(read)} until it is shown, ${ms(longest)} with all of it laid out, ${within(longest, longestTaskMs, "ms")}`,
  );
  return longest <= longestTaskMs;
}

async function measureSaving({ call }: PanelPath, folder: string): Promise<boolean> {
  const bytes = 1_000_000_000;
  const path = join(folder, "answer.json");
  collectGarbage();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
  const startedAt = performance.now();
  await call(bytes, { saveTo: createFileSink(path) });
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(watch);
  const isWhole = (await stat(path)).size === bytes;
  const more = (peak - before) / 1_000_000;
  console.log(
    `saving   of ${size(bytes)}: ${seconds.toFixed(1)} s, ${isWhole ? "whole" : "NOT WHOLE"}, ` +
      `${more.toFixed(0)} MB of memory more at most, ${within(more, memoryBudgetMegabytes, "MB")}`,
  );
  return isWhole && more <= memoryBudgetMegabytes;
}

/** The median of the faster half, in milliseconds. They take turns, so that a busy moment meets all of them. */
async function compare(
  works: readonly (() => Promise<unknown>)[],
  rounds: number,
): Promise<readonly number[]> {
  const times: number[][] = works.map(() => []);
  const warmUp = Math.max(3, Math.round(rounds / 10));
  for (let round = -warmUp; round < rounds; round += 1) {
    // Nobody is always the one after whom memory is tidied up.
    for (let turn = 0; turn < works.length; turn += 1) {
      const i = (turn + Math.abs(round)) % works.length;
      collectGarbage();
      const startedAt = performance.now();
      await works[i]?.();
      if (round >= 0) times[i]?.push(performance.now() - startedAt);
    }
  }
  return times.map(
    (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? Number.NaN,
  );
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

interface Server {
  readonly origin: string;
  stop(): Promise<void>;
}

async function startServer(): Promise<Server> {
  const worker = new Worker(serverProgram, { eval: true });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => void (await worker.terminate()),
  };
}

/** Gives as many bytes of JSON as the path says, and a token to everybody. */
const serverProgram = `
const { createServer } = require("node:http");
const { parentPort } = require("node:worker_threads");
const row = Buffer.from('{"employee_id":100,"name":"Steven King","salary":24000,"email":"SKING"},');
const chunk = Buffer.concat(Array.from({ length: 1000 }, () => row));
function* pieces(bytes) {
  let left = bytes - 1;
  yield Buffer.from("[");
  while (left > 0) {
    yield left >= chunk.length ? chunk : Buffer.concat([Buffer.alloc(left - 1, " "), Buffer.from("]")]);
    left -= Math.min(left, chunk.length);
  }
}
const server = createServer((request, response) => {
  request.resume();
  response.setHeader("content-type", "application/json");
  if (request.url === "/oauth/token") {
    response.end('{"access_token":"token","token_type":"bearer","expires_in":3600}');
    return;
  }
  const bytes = Number(request.url.slice(1));
  response.setHeader("content-length", bytes);
  const body = pieces(bytes);
  const go = () => {
    for (;;) {
      const { value, done } = body.next();
      if (done) return response.end();
      if (!response.write(value)) return response.once("drain", go);
    }
  };
  go();
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

function verdict(ratio: number, limit: number): string {
  return `${ratio.toFixed(2)}, ${ratio <= limit ? "within" : "OVER"} the budget of ${limit}`;
}

function within(value: number, limit: number, unit: string): string {
  return `${value <= limit ? "within" : "OVER"} the budget of ${limit} ${unit}`;
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${bytes} bytes` : `${bytes / 1_000_000} MB`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}
