import type { Clock } from "../../base/clock.ts";

/** Resolves when the next call may be made; rejects with the signal's reason when it is aborted meanwhile. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/**
 * Spreads calls evenly: after one has been let go, the next waits for its share of a second. The rate is asked at each
 * call, so a change counts at once. Whoever is cancelled while waiting gives its place back.
 */
export function createPacer({ clock, wait, perSecond }: PacerParts): Pace {
  let free = 0;
  return async (signal) => {
    signal.throwIfAborted();
    const now = clock.now();
    const mine = Math.max(now, free);
    const share = 1000 / perSecond();
    free = mine + share;
    if (mine === now) return;
    try {
      await wait(mine - now, signal);
    } catch (error) {
      free = Math.max(clock.now(), free - share);
      throw error;
    }
  };
}

export interface PacerParts {
  readonly clock: Clock;
  readonly wait: Wait;
  readonly perSecond: () => number;
}

/** Waits some milliseconds; rejects when the signal is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;
