import { patternFindings } from "../patternFindings.ts";
import type { ScriptRule } from "../scriptRule.ts";

export const patternLacksSlash: ScriptRule = {
  id: "patternLacksSlash",
  severity: "error",
  why: "Every path begins with a slash, so this pattern matches none and the service stays public.",
  fixAll: { title: "Put a slash before all patterns in the file", isSafe: true },
  check: (context) => patternFindings(context, ["missingSlash"]),
};
