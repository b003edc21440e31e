import { patternFindings } from "../patternFindings.ts";
import type { ScriptRule } from "../scriptRule.ts";

export const patternMistake: ScriptRule = {
  id: "patternMistake",
  severity: "error",
  why: "A pattern is a path that may end with a star: whatever else it holds is taken letter by letter.",
  fixAll: { title: "Mend all patterns in the file", isSafe: false },
  check: (context) =>
    patternFindings(context, [
      "blank",
      "spacesAround",
      "starInside",
      "starAfterName",
      "severalPatterns",
      "query",
      "variable",
      "doubleSlash",
      "onlyOnePath",
    ]),
};
