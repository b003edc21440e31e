import { publicFindings } from "../publicFindings.ts";
import type { Rule } from "../rule.ts";

/** A handler that reads and that anybody can call (field problem 5; "public by omission" in simongriffiths/road-kit). */
export const publicHandler: Rule = {
  id: "publicHandler",
  severity: "warning",
  title: "Public handler",
  why: "What no privilege covers is public. Accept the finding where that is meant.",
  check: ({ index }) => publicFindings(publicHandler, index, "reads"),
};
