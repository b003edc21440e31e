import type { Clock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import type { Secret } from "../base/secret.ts";
import { listen } from "./http/listen.ts";
import { createWorldKeeper } from "./keepWorld.ts";
import type { LessonName } from "./lessons/lesson.ts";
import { openWorld, practiceSchema } from "./openWorld.ts";
import { routeRequest } from "./routes/routeRequest.ts";
import { sealWorld, unsealWorld } from "./sealWorld.ts";
import type { World } from "./world.ts";

export interface PracticeOptions {
  readonly lesson: LessonName;
  /** The release of ORDS that is played: `25.4`, `23.4.0`. */
  readonly release: string;
  /** A free one unless it is given. */
  readonly port?: number;
  /** The password that an earlier start made, for the world that `load` gives. */
  readonly password?: Secret;
  /** Where the engine's `sql-wasm.wasm` is: its path, or its bytes. */
  locateWasm(): string | Uint8Array;
  /** The world as it was last saved; without it, every start makes a new one. */
  load?(): Promise<Uint8Array | undefined>;
  /** Called soon after commits. The bytes are encrypted with the password. */
  save?(bytes: Uint8Array): Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface PracticeServer {
  /** Ends in `/ords`. */
  readonly url: string;
  readonly alias: string;
  /** The database user for REST-Enabled SQL. */
  readonly user: string;
  readonly password: Secret;
  /** As `ords.installed_version` says it. */
  readonly release: string;
  stop(): Promise<void>;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
}

/**
 * Starts a simulated ORDS on 127.0.0.1. Throws `UserFacingError` practiceFailed: the port is taken, or the
 * release is not understood.
 */
export async function startPracticeServer(options: PracticeOptions): Promise<PracticeServer> {
  const { lesson, release, password, clock, log } = options;
  const opened: { take?: () => Uint8Array } = {};
  const keeper = createWorldKeeper({
    take: () => opened.take?.() ?? new Uint8Array(),
    save: options.save && (async (bytes) => await options.save?.(bytes)),
    log,
  });
  const sealed = await options.load?.();
  const bytes = sealed && password && unsealWorld(sealed, password);
  const { world, password: good } = await openWorld({
    lesson,
    release,
    wasm: options.locateWasm(),
    bytes,
    password,
    clock,
    log,
    onCommit: () => keeper.changed(),
  });
  opened.take = () => sealWorld(world.dictionary.engine.export(), good);
  const answer = (request: Parameters<typeof routeRequest>[1]) => routeRequest(world, request);
  const listener = await listenOrDispose(world, { port: options.port ?? 0, answer, log });
  const url = `http://127.0.0.1:${listener.port}/ords`;
  let tellEnd: (() => void) | undefined;
  const ended = new Promise<void>((resolve) => {
    tellEnd = resolve;
  });
  log.info(`The practice server answers at ${url}`);
  return {
    url,
    alias: world.access.catalog.schema.alias,
    user: practiceSchema,
    password: good,
    release: world.dictionary.release.text,
    async stop() {
      await listener.close();
      await keeper.flush();
      world.dispose();
      tellEnd?.();
    },
    ended,
  };
}

async function listenOrDispose(
  world: World,
  options: Parameters<typeof listen>[0],
): ReturnType<typeof listen> {
  try {
    return await listen(options);
  } catch (error) {
    world.dispose();
    throw error;
  }
}
