import { listInWords, nameInWords } from "../../../domain/access/nameInWords.ts";
import { literal } from "../../../plsql/quote.ts";
import { assignments } from "../listMistakes.ts";
import type { ScriptContext } from "../scriptContext.ts";
import { argumentOf, insertAfter, insertBefore } from "../scriptEdits.ts";
import type { EmptiedList } from "../scriptFacts.ts";
import type { ScriptRule } from "../scriptRule.ts";
import type { TextFix } from "../textFix.ts";

export const privilegeListEmptied: ScriptRule = {
  id: "privilegeListEmptied",
  severity: "warning",
  why: "DEFINE_PRIVILEGE replaces the lists that it is given, an empty one too.",
  check: (context) =>
    context.facts.emptied.map((list) => ({
      range: argumentOf(list.site, list.parameter)?.valueRange ?? list.site.nameRange,
      message:
        `The privilege ${nameInWords(list.privilege)} loses its ${words[list.parameter]} ` +
        `${listInWords(list.items.map(nameInWords), "and")}.`,
      fixes: () => fixes(context, list),
    })),
};

const words = { p_roles: "roles", p_patterns: "patterns", p_modules: "modules" } as const;

function fixes(
  context: ScriptContext,
  { site, parameter, items }: EmptiedList,
): readonly TextFix[] {
  const { text } = context;
  const range = argumentOf(site, parameter)?.valueRange;
  const variable = range === undefined ? "" : text.slice(range.start, range.end);
  if (range === undefined || !/^[a-z][\w$#]*$/i.test(variable)) return [];
  const filled = insertBefore(context, site, assignments(variable, items.map(literal)));
  if (filled === undefined) return [];
  const title = `Fill ${variable} with the ${words[parameter]} that are there now`;
  const cleared = isUsedAfter(context, range.end, variable)
    ? insertAfter(context, site, [`${variable}.DELETE;`])
    : undefined;
  return [
    { title, edits: cleared === undefined ? [filled] : [filled, cleared], isPreferred: true },
  ];
}

/** What follows in the block was written with an array that is empty. */
function isUsedAfter({ text, statementAt }: ScriptContext, at: number, variable: string): boolean {
  const end = statementAt(at)?.range.end ?? at;
  return new RegExp(`(?<![\\w$#.])${variable.replaceAll("$", "\\$")}(?![\\w$#])`, "i").test(
    text.slice(at, end),
  );
}
