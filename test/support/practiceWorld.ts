import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { silentLogger } from "../../src/base/logger.ts";
import type { Secret } from "../../src/base/secret.ts";
import { executeScript } from "../../src/practice/execute/executeScript.ts";
import type { StatementOutcome } from "../../src/practice/execute/executeScript.ts";
import type { PracticeRequest, PracticeResponse } from "../../src/practice/http/practiceRequest.ts";
import type { LessonName } from "../../src/practice/lessons/lesson.ts";
import { openWorld } from "../../src/practice/openWorld.ts";
import { routeRequest } from "../../src/practice/routes/routeRequest.ts";
import type { SqlCell } from "../../src/practice/sql/sqlEngine.ts";
import type { World } from "../../src/practice/world.ts";

export const wasmPath = createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm");
const wasm = readFileSync(wasmPath);

/** A clock that stands until it is moved. */
export interface FakeClock {
  now(): number;
  advance(seconds: number): void;
}

export function createFakeClock(): FakeClock {
  let now = Date.UTC(2026, 10, 23, 8, 0, 0);
  return {
    now: () => now,
    advance: (seconds) => {
      now += seconds * 1000;
    },
  };
}

/** A world without a server, and the ways in which a test talks to it. */
export interface TestWorld {
  readonly world: World;
  readonly clock: FakeClock;
  readonly password: Secret;
  /** Runs a script, as the schema's user unless another one is named. */
  readonly run: (
    text: string,
    binds?: Readonly<Record<string, SqlCell>>,
    user?: string,
  ) => readonly StatementOutcome[];
  /** Runs a script that has to succeed; gives the rows of its last query. */
  readonly rows: (text: string, user?: string) => readonly (readonly SqlCell[])[];
  /** Answers a request without a socket; `path` is below `/ords/practice`. */
  readonly send: (method: string, path: string, parts?: RequestParts) => PracticeResponse;
  /** The Authorization header of the database user. */
  readonly basic: string;
}

export interface RequestParts {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export async function openTestWorld(
  lesson: LessonName = "empty",
  release = "25.4",
): Promise<TestWorld> {
  const clock = createFakeClock();
  const { world, password } = await openWorld({
    lesson,
    release,
    wasm,
    bytes: undefined,
    password: undefined,
    clock,
    log: silentLogger,
    onCommit: () => undefined,
  });
  const run: TestWorld["run"] = (text, binds = {}, user) =>
    executeScript(world, {
      text,
      binds: new Map(Object.entries(binds)),
      positional: [],
      range: { offset: 0, limit: 1000 },
      ...(user === undefined ? {} : { user }),
    });
  return {
    world,
    clock,
    password,
    run,
    rows: (text, user) => {
      const outcomes = run(text, {}, user);
      const failed = outcomes.find(({ failure }) => failure);
      if (failed) throw new Error(failed.failure?.text);
      return outcomes.findLast(({ page }) => page)?.page?.rows ?? [];
    },
    send: (method, path, parts) => routeRequest(world, toPracticeRequest(method, path, parts)),
    basic: basicOf("practice", password.reveal()),
  };
}

export function basicOf(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

export function toPracticeRequest(
  method: string,
  path: string,
  { headers = {}, body = "" }: RequestParts = {},
): PracticeRequest {
  const [bare = "", query = ""] = path.split("?");
  return {
    method,
    path: `/ords/practice${bare}`,
    query: new URLSearchParams(query),
    headers,
    body,
    origin: "http://127.0.0.1:8080",
  };
}

/** The JSON of an answer, as far as a test looks into it. */
export function jsonOf(response: PracticeResponse): Record<string, unknown> {
  return JSON.parse(response.body) as Record<string, unknown>;
}
