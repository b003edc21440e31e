/** Work that runs one after the other, in the order in which it was asked for. */
export type InTurn = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * For what can do one thing at a time, such as a session of a database. Whoever cancels while waiting is let go at
 * once; work that has begun is waited for, since only it knows how to stop.
 */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return async (work, signal) => {
    signal?.throwIfAborted();
    const before = last;
    let leave: (() => void) | undefined;
    last = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const mine = last;
    try {
      await orAborted(before, signal);
    } catch (error) {
      // The next one still waits for the one before this one.
      void before.then(leave);
      throw error;
    }
    try {
      return await work();
    } finally {
      leave?.();
      // Nothing is kept of a turn that is over and the last.
      if (last === mine) last = Promise.resolve();
    }
  };
}

async function orAborted(before: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) {
    await before;
    return;
  }
  await new Promise<void>((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", onAbort, { once: true });
    void before.then(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    });
  });
}
