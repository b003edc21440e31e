import type { ScriptContext } from "../scriptContext.ts";
import { noFixes, type ScriptRule } from "../scriptRule.ts";
import type { TextFix } from "../textFix.ts";
import { insertion } from "../textFix.ts";
import type { TextRange } from "../../../base/textRange.ts";

export const notUnderstood: ScriptRule = {
  id: "notUnderstood",
  severity: "warning",
  why: "A tool that runs the script would stop here, or skip the line.",
  check: (context) =>
    context.analysis.script.problems
      .filter(({ code }) => code === "notUnderstood")
      .map(({ message, range }) => ({
        range,
        message,
        fixes: isCall(context, range) ? () => fixes(context, range) : noFixes,
      })),
};

function isCall({ text }: ScriptContext, { start }: TextRange): boolean {
  return /^(?:ords|oauth)\w*\s*\./i.test(text.slice(start, start + 60));
}

function fixes({ text, lineEnd }: ScriptContext, { start, end }: TextRange): readonly TextFix[] {
  const small = text[start] === text[start]?.toLowerCase();
  const [begin, over] = small ? ["begin", "end;"] : ["BEGIN", "END;"];
  const behind = text[end] === ";" ? end + 1 : end;
  const closing = `${behind === end ? ";" : ""}${lineEnd}${over}${lineEnd}/`;
  return [
    {
      title: "Put the call between BEGIN and END",
      edits: [insertion(start, `${begin}${lineEnd}  `), insertion(behind, closing)],
      isPreferred: true,
    },
  ];
}
