import { setTimeout as sleep } from "node:timers/promises";

/** A call of the driver that may not come to an end by itself. */
export interface BoundedCall<T> {
  readonly work: () => Promise<T>;
  /** Milliseconds after which the way out is taken. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal | undefined;
  /** On a cancel: asks the server to stop; then the work is waited for a little longer. Undefined: there is no such way. */
  readonly interrupt: (() => Promise<void>) | undefined;
  /** Ends the work by force, whatever it waits for. */
  readonly drop: () => void;
}

/** What a call ended with when it did not end by itself. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/** How long a server that was asked to stop may take to say that it has. */
const graceMs = 2000;

/**
 * Runs a call that must end: by its own, or because somebody cancels, or because the time is up. Throws a
 * `DeadlineError` for the last, the signal's reason for a cancel, else what the work throws. Work that was done just
 * before it would have been stopped counts as done, unless it was cancelled.
 */
export async function withinDeadline<T>(call: BoundedCall<T>): Promise<T> {
  const { work, deadlineMs, signal, interrupt, drop } = call;
  signal?.throwIfAborted();
  const running = work();
  const settled = running.then(
    () => "done" as const,
    () => "failed" as const,
  );
  const over = new AbortController();
  const outcome = await Promise.race([
    settled,
    elapsed(deadlineMs, over.signal),
    aborted(signal, over.signal),
  ]).finally(() => over.abort());
  if (outcome === "done" || outcome === "failed") return await running;

  if (outcome === "cancelled" && interrupt) await stopped({ settled, interrupt });
  // Dropping what has come to an end would cost a good connection.
  const now = await Promise.race([settled, Promise.resolve("running" as const)]);
  if (now === "running") drop();
  if (outcome === "cancelled") signal?.throwIfAborted();
  if (now === "done") return await running;
  throw new DeadlineError(`No answer for ${Math.round(deadlineMs / 1000)} seconds.`);
}

async function stopped({
  settled,
  interrupt,
}: {
  readonly settled: Promise<unknown>;
  readonly interrupt: () => Promise<void>;
}): Promise<void> {
  const over = new AbortController();
  // A connection on which even this fails is dropped next.
  const asked = interrupt().then(
    () => settled,
    () => undefined,
  );
  await Promise.race([asked, elapsed(graceMs, over.signal)]).finally(() => over.abort());
}

async function elapsed(ms: number, over: AbortSignal): Promise<"elapsed"> {
  try {
    await sleep(ms, undefined, { signal: over });
  } catch {
    // Nobody waits any more.
  }
  return "elapsed";
}

async function aborted(signal: AbortSignal | undefined, over: AbortSignal): Promise<"cancelled"> {
  return await new Promise((resolve) => {
    signal?.addEventListener("abort", () => resolve("cancelled"), { once: true, signal: over });
  });
}
