import { patternFindings } from "../patternFindings.ts";
import type { ScriptRule } from "../scriptRule.ts";

export const patternHasAlias: ScriptRule = {
  id: "patternHasAlias",
  severity: "error",
  why: "ORDS compares patterns with the part of the address behind the alias, so this one protects nothing.",
  fixAll: { title: "Take the alias out of all patterns in the file", isSafe: true },
  check: (context) => patternFindings(context, ["aliasInside", "wholeAddress"]),
};
