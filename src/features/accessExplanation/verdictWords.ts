import type { Verdict } from "../../domain/access/decision.ts";

/** A verdict as it stands beside its icon. */
export function verdictWord(verdict: Verdict, presumed: Verdict = verdict): string {
  if (verdict !== "unknown" || presumed === "unknown") return words[verdict];
  return `Not certain, probably ${words[presumed].toLowerCase()}`;
}

const words: Readonly<Record<Verdict, string>> = {
  allowed: "Allowed",
  denied: "Denied",
  notFound: "Not found",
  unknown: "Unknown",
};
