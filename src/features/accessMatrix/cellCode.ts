import type { Verdict } from "../../domain/access/decision.ts";

/**
 * A verdict as one character, so that a row of a thousand callers is a short text. What is unknown keeps with it what
 * it comes to when all that is believed holds: `p` allowed, `q` denied, `r` not found.
 */
export type CellCode = "a" | "d" | "n" | "u" | "p" | "q" | "r";

export function cellCode(verdict: Verdict, presumed: Verdict): CellCode {
  return verdict === "unknown" ? unknownCodes[presumed] : codes[verdict];
}

/** Anything that is no code counts as unknown. */
export function verdictOfCode(code: string): Verdict {
  return verdicts.get(code) ?? "unknown";
}

/** What an unknown verdict presumably is; undefined when the verdict is known, or nothing can be presumed. */
export function presumedOfCode(code: string): Verdict | undefined {
  return presumptions.get(code);
}

const codes = { allowed: "a", denied: "d", notFound: "n" } as const;
const unknownCodes = { allowed: "p", denied: "q", notFound: "r", unknown: "u" } as const;
const verdicts: ReadonlyMap<string, Verdict> = new Map([
  ["a", "allowed"],
  ["d", "denied"],
  ["n", "notFound"],
]);
const presumptions: ReadonlyMap<string, Verdict> = new Map([
  ["p", "allowed"],
  ["q", "denied"],
  ["r", "notFound"],
]);
