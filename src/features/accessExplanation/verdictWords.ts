import type { Verdict } from "../../domain/access/decision.ts";

/** A verdict as it stands beside its icon. */
export function verdictWord(verdict: Verdict, presumed: Verdict = verdict): string {
  if (verdict !== "unknown" || presumed === "unknown") return words[verdict];
  return presumed === "allowed" ? "Not certain, probably allowed" : "Not certain, probably refused";
}

const words: Readonly<Record<Verdict, string>> = {
  allowed: "Allowed",
  denied: "Refused",
  notFound: "Not found",
  unknown: "Not known",
};
