import { noFixes, type ScriptRule } from "../scriptRule.ts";

export const syntax: ScriptRule = {
  id: "syntax",
  severity: "error",
  why: "The database refuses the whole block, so nothing of it runs.",
  check: ({ analysis }) =>
    analysis.script.problems
      .filter(({ code }) => code === "syntax")
      .map(({ message, range }) => ({ range, message, fixes: noFixes })),
};
