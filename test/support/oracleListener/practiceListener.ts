import { readFileSync } from "node:fs";
import { silentLogger } from "../../../src/base/logger.ts";
import type { Secret } from "../../../src/base/secret.ts";
import { listen } from "../../../src/practice/http/listen.ts";
import type { LessonName } from "../../../src/practice/lessons/lesson.ts";
import { openWorld, practiceSchema } from "../../../src/practice/openWorld.ts";
import { routeRequest } from "../../../src/practice/routes/routeRequest.ts";
import type { World } from "../../../src/practice/world.ts";
import { createFakeClock, wasmPath } from "../practiceWorld.ts";
import type { FakeClock } from "../practiceWorld.ts";
import { practiceDatabase } from "./practiceDatabase.ts";
import { startOracleListener } from "./startOracleListener.ts";
import type { ListenerOptions, OracleListener } from "./startOracleListener.ts";

export interface PracticeListenerOptions extends Omit<ListenerOptions, "database"> {
  /** `empty` unless it is given. */
  readonly lesson?: LessonName;
  readonly release?: string;
}

/** ORDS and its database: an HTTP server and an Oracle listener on the same practice world. */
export interface PracticeListener extends AsyncDisposable {
  readonly ords: {
    /** Ends in `/ords`. */
    readonly url: string;
    readonly alias: string;
  };
  readonly listener: OracleListener;
  readonly world: World;
  readonly clock: FakeClock;
  /** For both sides. */
  readonly user: string;
  readonly password: Secret;
}

export async function startPracticeListener({
  lesson = "empty",
  release = "25.4",
  ...options
}: PracticeListenerOptions = {}): Promise<PracticeListener> {
  const clock = createFakeClock();
  const log = silentLogger;
  const { world, password } = await openWorld({
    lesson,
    release,
    wasm: readFileSync(wasmPath),
    bytes: undefined,
    password: undefined,
    clock,
    log,
    onCommit: () => undefined,
  });
  const http = await listen({ port: 0, answer: (request) => routeRequest(world, request), log });
  const account = { user: practiceSchema, password: password.reveal() };
  const listener = await startOracleListener({
    ...options,
    database: practiceDatabase(world, account),
  });
  return {
    ords: {
      url: `http://127.0.0.1:${http.port}/ords`,
      alias: world.access.catalog.schema.alias,
    },
    listener,
    world,
    clock,
    user: practiceSchema,
    password,
    [Symbol.asyncDispose]: async () => {
      await listener[Symbol.asyncDispose]();
      await http.close();
      world.dispose();
    },
  };
}
