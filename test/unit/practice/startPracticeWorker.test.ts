import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { silentLogger } from "../../../src/base/logger.ts";
import {
  startPracticeWorker,
  type PracticeWorkerOptions,
} from "../../../src/practice/startPracticeWorker.ts";
import { basicOf, wasmPath } from "../../support/practiceWorld.ts";

const folder = mkdtempSync(join(tmpdir(), "practice-worker-"));
const workerPath = join(folder, "practiceWorker.js");

beforeAll(async () => {
  const entryPoints = ["src/practice/practiceWorker.ts"];
  await build({ entryPoints, outfile: workerPath, bundle: true, platform: "node", format: "cjs" });
});

afterAll(() => rmSync(folder, { recursive: true }));

async function start(options: Partial<PracticeWorkerOptions> = {}) {
  return await startPracticeWorker({
    lesson: "empty",
    release: "25.4",
    workerPath,
    wasmPath,
    log: silentLogger,
    ...options,
  });
}

test("serves from its own thread, and keeps its world", async () => {
  let kept: Uint8Array | undefined;
  const file = {
    load: async () => kept,
    save: async (bytes: Uint8Array) => {
      kept = bytes;
    },
  };
  const first = await start(file);
  const answer = await fetch(`${first.url}/${first.alias}/hr/employees/`);
  expect(answer.status).toBe(200);
  await first.stop();
  const { password } = first;
  const second = await start({ ...file, password });
  expect(second.password.reveal()).toBe(password.reveal());
  await second.stop();
});

test("what cannot be started is told in words", async () => {
  await expect(start({ release: "latest" })).rejects.toMatchObject({
    code: "practiceFailed",
    message: 'The practice server cannot play the release "latest".',
  });
  await expect(start({ workerPath: join(folder, "missing.js") })).rejects.toMatchObject({
    code: "practiceFailed",
  });
});

test("a statement without end neither holds up this thread nor a stop", async () => {
  const server = await start();
  const endless = fetch(`${server.url}/${server.alias}/_/sql`, {
    method: "POST",
    headers: {
      authorization: basicOf(server.user, server.password.reveal()),
      "content-type": "application/sql",
    },
    body: "select count(*) from employees a, employees b, employees c, employees d, employees e, employees f, employees g;",
  }).catch((error: unknown) => error);
  // Turns of this thread go on while the statement runs.
  for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setTimeout(next, 5));
  await server.stop();
  await server.ended;
  expect(await endless).toBeInstanceOf(Error);
});
