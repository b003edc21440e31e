import { Worker } from "node:worker_threads";
import { UserFacingError, type UserFacingErrorFacts } from "../base/errors.ts";
import type { Logger } from "../base/logger.ts";
import { Secret } from "../base/secret.ts";
import type { PracticeOptions, PracticeServer } from "./startPracticeServer.ts";

export interface PracticeWorkerOptions extends Omit<PracticeOptions, "clock" | "locateWasm"> {
  /** The bundle of `practiceWorker.ts`. */
  readonly workerPath: string;
  readonly wasmPath: string;
}

/**
 * Starts the practice server in a thread of its own: its SQL engine works without a pause, and a query of an hour must
 * not hold up the editor. The contract is that of `startPracticeServer`.
 */
export async function startPracticeWorker(options: PracticeWorkerOptions): Promise<PracticeServer> {
  const { lesson, release, port, password, wasmPath, log } = options;
  const world = await options.load?.();
  const start: WorkerStart = {
    lesson,
    release,
    port,
    password: password?.reveal(),
    wasmPath,
    world,
    keeps: options.save !== undefined,
  };
  const worker = new Worker(options.workerPath, { workerData: start });
  let saving = Promise.resolve();
  const save = async (bytes: Uint8Array): Promise<void> => {
    try {
      await options.save?.(bytes);
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
    }
  };
  const ended = new Promise<void>((resolve) => {
    worker.once("exit", () => resolve());
  });
  return await new Promise<PracticeServer>((resolve, reject) => {
    worker.once("error", (error) => {
      log.error(error);
      reject(workerEnded(error));
    });
    worker.once("exit", () => reject(workerEnded(undefined)));
    worker.on("message", (message: WorkerMessage) => {
      switch (message.kind) {
        case "log":
          log[message.level](message.text);
          break;
        case "save":
          saving = saving.then(() => save(message.bytes));
          break;
        case "failed":
          reject(new UserFacingError(message.facts));
          break;
        case "started": {
          const { url, alias, user } = message;
          resolve({
            url,
            alias,
            user,
            password: new Secret(message.password),
            release: message.release,
            async stop() {
              worker.postMessage("stop");
              const impatience = setTimeout(() => void worker.terminate(), patienceMs);
              await ended;
              clearTimeout(impatience);
              await saving;
            },
            ended,
          });
        }
      }
    });
  });
}

/** How long a stop waits for a statement that is still running before the thread is ended all the same. */
const patienceMs = 3000;

/** What the thread is given. It is memory of the same process; nothing of it is written anywhere. */
export interface WorkerStart {
  readonly lesson: PracticeOptions["lesson"];
  readonly release: string;
  readonly port: number | undefined;
  readonly password: string | undefined;
  readonly wasmPath: string;
  readonly world: Uint8Array | undefined;
  readonly keeps: boolean;
}

export type WorkerMessage =
  | { readonly kind: "log"; readonly level: keyof Logger; readonly text: string }
  | { readonly kind: "save"; readonly bytes: Uint8Array }
  | { readonly kind: "failed"; readonly facts: Omit<UserFacingErrorFacts, "cause"> }
  | {
      readonly kind: "started";
      readonly url: string;
      readonly alias: string;
      readonly user: string;
      readonly password: string;
      readonly release: string;
    };

function workerEnded(cause: Error | undefined): UserFacingError {
  return new UserFacingError({
    code: "practiceFailed",
    message: "The practice server has ended unexpectedly.",
    why: "The log says more. Start it again.",
    remedy: { label: "Show log", action: "openLog" },
    ...(cause ? { cause } : {}),
  });
}
