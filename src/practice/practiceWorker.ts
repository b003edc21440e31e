import { parentPort, workerData } from "node:worker_threads";
import { systemClock } from "../base/clock.ts";
import { isUserFacingError, messageOf } from "../base/errors.ts";
import type { Logger } from "../base/logger.ts";
import { Secret } from "../base/secret.ts";
import { startPracticeServer } from "./startPracticeServer.ts";
import type { WorkerMessage, WorkerStart } from "./startPracticeWorker.ts";

/** The program of the thread that `startPracticeWorker` starts. */
void main(workerData as WorkerStart);

async function main(start: WorkerStart): Promise<void> {
  const { lesson, release, port, password, wasmPath, world, keeps } = start;
  const log = createLog();
  try {
    const server = await startPracticeServer({
      lesson,
      release,
      ...(port === undefined ? {} : { port }),
      ...(password === undefined ? {} : { password: new Secret(password) }),
      locateWasm: () => wasmPath,
      load: async () => world,
      ...(keeps ? { save: async (bytes) => post({ kind: "save", bytes }) } : {}),
      clock: systemClock,
      log,
    });
    parentPort?.once("message", () => void server.stop().then(() => parentPort?.close()));
    const { url, alias, user, release: played } = server;
    const shown = server.password.reveal();
    post({ kind: "started", url, alias, user, password: shown, release: played });
  } catch (error) {
    if (!isUserFacingError(error)) throw error;
    const { code, message, why, remedy } = error;
    log.error(`${message} ${messageOf(error.cause)}`);
    post({
      kind: "failed",
      facts: { code, message, ...(why ? { why } : {}), ...(remedy ? { remedy } : {}) },
    });
    parentPort?.close();
  }
}

function createLog(): Logger {
  return {
    trace: logAt("trace"),
    debug: logAt("debug"),
    info: logAt("info"),
    warn: logAt("warn"),
    error: logAt("error"),
  };
}

function logAt(level: keyof Logger) {
  return (text: string | Error): void => {
    const shown = text instanceof Error ? (text.stack ?? text.message) : text;
    post({ kind: "log", level, text: shown });
  };
}

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}
