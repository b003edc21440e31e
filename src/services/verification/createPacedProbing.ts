import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../base/clock.ts";
import { createPacer } from "./createPacer.ts";
import { createProbing, type ProbingParts } from "./createProbing.ts";
import type { BeginProbing } from "./sendProbe.ts";

/** Probing at a rate that the person has set, which holds for all runs together. */
export function createPacedProbing(parts: PacedProbingParts): BeginProbing {
  const { http, tokens, clock, perSecond } = parts;
  const wait = async (ms: number, signal: AbortSignal): Promise<void> => {
    await sleep(ms, undefined, { signal });
  };
  return createProbing({ http, tokens, pace: createPacer({ clock, wait, perSecond }) });
}

export interface PacedProbingParts extends Omit<ProbingParts, "pace"> {
  readonly clock: Clock;
  /** Asked at each call. */
  readonly perSecond: () => number;
}
