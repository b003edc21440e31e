import { findPublicHandlers } from "../publicHandlers.ts";
import type { Rule } from "../rule.ts";

/** Public by omission (field problem 5; 42Crunch and Spectral operation-security). */
export const publicHandler: Rule = {
  id: "publicHandler",
  severity: "warning",
  title: "Public handler",
  why: "What no privilege covers is open to everybody who can reach ORDS. That may be meant; then accept the finding and say so.",
  check: ({ index }) => findPublicHandlers(publicHandler, index, (method) => method === "GET"),
};
