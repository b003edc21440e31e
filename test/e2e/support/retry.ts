import { setTimeout as sleep } from "node:timers/promises";

/** Tries until it gets something other than undefined, because a workbench fills up bit by bit. */
export async function retry<T>(
  what: string,
  attempt: () => Promise<T | undefined>,
  timeoutMs = 20_000,
): Promise<T> {
  const limit = Date.now() + timeoutMs;
  for (;;) {
    const result = await attempt();
    if (result !== undefined) return result;
    if (Date.now() > limit) throw new Error(`${what} did not come within ${timeoutMs / 1000} s`);
    await sleep(150);
  }
}

/** Turns a locator's action into a question: did it succeed within the time it was given? */
export function succeeds(action: Promise<unknown>): Promise<boolean> {
  return action.then(
    () => true,
    () => false,
  );
}
