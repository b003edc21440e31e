import { listInWords, nameInWords } from "../../../domain/access/nameInWords.ts";
import type { ArgumentSite, CallSite, CarriedOver } from "../../../plsql/procedureCall.ts";
import type { ScriptContext } from "../scriptContext.ts";
import { indentAt, insertBefore, isOwnLine } from "../scriptEdits.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";
import { insertion, type TextFix } from "../textFix.ts";

export const arrayNotCleared: ScriptRule = {
  id: "arrayNotCleared",
  severity: "warning",
  why: "An array keeps its elements from call to call, so a privilege gets the roles or patterns of the one before it.",
  fixAll: { title: "Clear all arrays before they are filled again", isSafe: false },
  check: (context) =>
    context.analysis.script.calls.flatMap((site) =>
      site.arguments.flatMap(({ carriedOver, valueRange }) =>
        carriedOver === undefined ? [] : [toFinding(context, { site, valueRange, carriedOver })],
      ),
    ),
};

interface Carrying extends Pick<ArgumentSite, "valueRange"> {
  readonly site: CallSite;
  readonly carriedOver: CarriedOver;
}

function toFinding(
  context: ScriptContext,
  { site, valueRange: range, carriedOver }: Carrying,
): ScriptFinding {
  const { variable, items, refilledAt } = carriedOver;
  const texts = items.flatMap((item) => (item.kind === "text" ? [nameInWords(item.value)] : []));
  const held = texts.length === 0 ? "what the call before got" : listInWords(texts, "and");
  if (refilledAt !== undefined) {
    const message = `${variable} was not cleared, so it still holds ${held} of an earlier call.`;
    const fix = clearBefore(context, variable, refilledAt.start);
    return { range, message, fixes: () => [fix] };
  }
  return {
    range,
    // The same list for two privileges may be meant so.
    severity: "information",
    message: `${variable} is passed as an earlier call left it, with ${held}.`,
    fixes: () => {
      const edit = insertBefore(context, site, [`${variable}.DELETE;`]);
      const title = `Insert ${variable}.DELETE; so that the list is empty`;
      return edit === undefined ? [] : [{ title, edits: [edit], isPreferred: false }];
    },
  };
}

function clearBefore({ text, lineEnd }: ScriptContext, variable: string, at: number): TextFix {
  const between = isOwnLine(text, at) ? `${lineEnd}${indentAt(text, at)}` : " ";
  const edits = [insertion(at, `${variable}.DELETE;${between}`)];
  return { title: `Insert ${variable}.DELETE;`, edits, isPreferred: true };
}
