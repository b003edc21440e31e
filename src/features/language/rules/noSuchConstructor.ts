import type { TextRange } from "../../../base/textRange.ts";
import { lex } from "../../../plsql/lexer.ts";
import { replace } from "../callProblems.ts";
import { itemsIn, type ListMistake, listMistakes, passArray } from "../listMistakes.ts";
import { nearestName } from "../nearestName.ts";
import type { ScriptContext } from "../scriptContext.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";
import type { TextFix } from "../textFix.ts";

export const noSuchConstructor: ScriptRule = {
  id: "noSuchConstructor",
  severity: "error",
  why: "The block does not compile: an OWA.VC_ARR has no constructor and is filled element by element.",
  check: (context) => {
    const lists = listMistakes(context).filter(({ kind }) => kind === "constructor");
    const told = new Set(lists.map(({ range }) => range.start));
    return [
      ...lists.map((mistake) => ({
        range: mistake.range,
        message: `${mistake.name} makes no list that ORDS takes.`,
        fixes: () => passed(context, mistake),
      })),
      ...unknownTypes(context).filter(({ range }) => !told.has(range.start)),
    ];
  },
};

function passed(
  context: ScriptContext,
  { site, argument, range }: ListMistake,
): readonly TextFix[] {
  const made = itemsIn(context, range.end);
  const edits = made && passArray(context, site, { argument, items: made.items });
  return edits === undefined
    ? []
    : [{ title: "Fill an OWA.VC_ARR and pass it", edits, isPreferred: true }];
}

/** What ORDS_TYPES is known to have (assumption `secretTypeNames`). */
const members = [
  "OAUTH_CLIENT_SECRET",
  "OAUTH_CLIENT_KEY",
  "T_CLIENT_SECRET",
  "T_CLIENT_KEY",
  "T_CLIENT_CREDENTIALS",
];

function unknownTypes(context: ScriptContext): readonly ScriptFinding[] {
  const { text } = context;
  const calls = /\bords_types\s*\.\s*(\w+)\s*\(/gi;
  const found = [...text.matchAll(calls)].filter(
    ([, name = ""]) => !members.includes(name.toUpperCase()),
  );
  return found.flatMap(({ 0: written, 1: name = "", index }): readonly ScriptFinding[] => {
    const range = { start: index, end: index + written.lastIndexOf("(") };
    if (!isCode(context, index)) return [];
    const message = `ORDS_TYPES has no ${name.toUpperCase()}.`;
    const nearest = nearestName(name, members);
    const place: TextRange = {
      start: index + written.lastIndexOf(name),
      end: index + written.lastIndexOf(name) + name.length,
    };
    return [
      {
        range,
        message,
        fixes: () =>
          nearest === undefined ? [] : [replace(`Write ORDS_TYPES.${nearest}`, place, nearest)],
      },
    ];
  });
}

/** Not inside of a text or a comment. Asked only of what is wrong, if it is code at all. */
function isCode({ text, statementAt }: ScriptContext, offset: number): boolean {
  const statement = statementAt(offset);
  if (statement === undefined) return false;
  const { start } = statement.range;
  return lex(text.slice(start, offset + 1)).some(
    (token) => token.kind === "word" && start + token.start === offset,
  );
}
