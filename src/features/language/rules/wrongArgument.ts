import type { CallSite } from "../../../plsql/procedureCall.ts";
import type { TextRange } from "../../../base/textRange.ts";
import { argumentIn, callProblems, replace } from "../callProblems.ts";
import type { ScriptContext } from "../scriptContext.ts";
import type { ScriptRule } from "../scriptRule.ts";
import type { TextFix } from "../textFix.ts";
import { listMistakes } from "../listMistakes.ts";

export const wrongArgument: ScriptRule = {
  id: "wrongArgument",
  severity: "error",
  why: "ORDS refuses the value, so the call fails and what follows in its block does not run.",
  check: (context) => {
    const arrays = new Set(listMistakes(context).map(({ argument }) => argument.valueRange.start));
    return callProblems(context, "wrongArgument").flatMap(({ problem, site }) => {
      const argument = argumentIn(site, problem.range) ?? named(site, problem.message);
      const range = argument?.valueRange ?? site.nameRange;
      if (arrays.has(range.start)) return [];
      return [{ range, message: problem.message, fixes: () => fixes(context, range) }];
    });
  },
};

/** A problem of the change names the parameter, not its place. */
function named(site: CallSite, message: string) {
  const [name] = /\bp_\w+/i.exec(message) ?? [];
  return site.arguments.find(({ parameter }) => parameter === name);
}

function fixes({ text }: ScriptContext, range: TextRange): readonly TextFix[] {
  const [, word] = /^'(true|false)'$/i.exec(text.slice(range.start, range.end)) ?? [];
  return word === undefined
    ? []
    : [replace(`Write ${word.toUpperCase()}`, range, word.toUpperCase())];
}
