import { publicFindings } from "../publicFindings.ts";
import type { Rule } from "../rule.ts";

/**
 * A handler that changes something and that anybody can call (field problem 5; 42Crunch, Spectral's OWASP rules and
 * Supabase's `rls_disabled_in_public` take it for an error).
 */
export const publicWrite: Rule = {
  id: "publicWrite",
  severity: "error",
  title: "Public write",
  why: "What no privilege covers is public: anybody who finds the address can change data by it.",
  check: ({ index }) => publicFindings(publicWrite, index, "writes"),
};
