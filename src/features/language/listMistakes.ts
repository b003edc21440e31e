import type { TextRange } from "../../base/textRange.ts";
import { readCode } from "../../plsql/scriptTokens.ts";
import type { ArgumentSite, CallSite } from "../../plsql/procedureCall.ts";
import type { ScriptStatement } from "../../plsql/script.ts";
import type { ScriptContext } from "./scriptContext.ts";
import { declareIn } from "./declareIn.ts";
import { insertBefore } from "./scriptEdits.ts";
import type { TextEdit } from "./textFix.ts";

/** An argument that should be an `owa.vc_arr` and is made of something else. */
export interface ListMistake {
  readonly site: CallSite;
  readonly argument: ArgumentSite;
  /** A variable of another type, or a constructor in the place of a variable. */
  readonly kind: "type" | "constructor";
  /** The name of the type or of the constructor. */
  readonly name: string;
  /** Where that name stands. */
  readonly range: TextRange;
}

/** The parameters that take an array, in whatever procedure. */
const listParameters: ReadonlySet<string> = new Set(["p_roles", "p_patterns", "p_modules"]);

const known = new WeakMap<ScriptContext, readonly ListMistake[]>();

/** Found once for a context: two rules tell of them, and a third keeps quiet about them. */
export function listMistakes(context: ScriptContext): readonly ListMistake[] {
  let found = known.get(context);
  if (found === undefined) {
    found = find(context);
    known.set(context, found);
  }
  return found;
}

function find(context: ScriptContext): readonly ListMistake[] {
  const typeOf = createTypeLookup(context);
  return context.analysis.script.calls.flatMap((site) =>
    site.arguments.flatMap((argument): readonly ListMistake[] => {
      if (!listParameters.has(argument.parameter ?? "")) return [];
      const { start, end } = argument.valueRange;
      const written = context.text.slice(start, Math.min(end, start + 200));
      if (/^[a-z][\w$#]*$/i.test(written) && end - start < 130) {
        const type = typeOf(start, written);
        return type === undefined ? [] : [{ site, argument, kind: "type", ...type }];
      }
      const [, name] = /^([a-z][\w$#]*(?:\s*\.\s*[a-z][\w$#]*)*)\s*\(/i.exec(written) ?? [];
      return name === undefined || !isWrongConstructor(name)
        ? []
        : [
            {
              site,
              argument,
              kind: "constructor",
              name,
              range: { start, end: start + name.length },
            },
          ];
    }),
  );
}

/** Types that are known to be another thing; one of a package of one's own may be the right one. */
const wrongTypes =
  /^(?:apex_t_\w+|(?:sys\.)?odci\w+|(?:sys\.)?dbms_\w+\.\w+|ords_types\.\w+|\w+\.vc_arr2|(?:sys\.)?owa_\w+\.\w+)$/i;

function isWrongConstructor(name: string): boolean {
  const plain = name.replaceAll(/\s/g, "");
  return wrongTypes.test(plain) || /^(?:sys\.)?owa\.vc_arr$/i.test(plain);
}

/** The declared type of a variable where it is a wrong one; each name is looked for once a statement. */
function createTypeLookup(context: ScriptContext) {
  const found = new Map<string, Pick<ListMistake, "name" | "range"> | undefined>();
  return (offset: number, variable: string) => {
    const statement = context.statementAt(offset);
    if (statement === undefined) return undefined;
    const key = `${statement.range.start} ${variable.toUpperCase()}`;
    if (!found.has(key)) found.set(key, wrongTypeOf(context, statement, variable));
    return found.get(key);
  };
}

function wrongTypeOf(
  { text }: ScriptContext,
  { range }: ScriptStatement,
  variable: string,
): Pick<ListMistake, "name" | "range"> | undefined {
  const code = text.slice(range.start, range.end);
  const name = variable.replaceAll("$", "\\$");
  const declaration = new RegExp(
    `(?<![\\w$#.])${name}\\s+([a-z][\\w$#]*(?:\\s*\\.\\s*[a-z][\\w$#]*)*)\\s*(?::=|;|default\\b)`,
    "id",
  ).exec(code);
  const type = declaration?.[1];
  const place = declaration?.indices?.[1];
  if (type === undefined || place === undefined) return undefined;
  const plain = type.replaceAll(/\s/g, "");
  const own = new RegExp(
    `\\btype\\s+${plain.replaceAll("$", "\\$")}\\s+is\\s+(?:table|varray)\\b`,
    "i",
  );
  if (!wrongTypes.test(plain) && (plain.includes(".") || !own.test(code))) return undefined;
  return { name: plain, range: { start: range.start + place[0], end: range.start + place[1] } };
}

/** `l_roles(1) := 'A';` for each item, as it is written. */
export function assignments(variable: string, items: readonly string[]): readonly string[] {
  return items.map((item, i) => `${variable}(${i + 1}) := ${item};`);
}

/** What a constructor holds between its parentheses, as written; undefined unless all are texts. */
export function itemsIn(
  { text }: ScriptContext,
  open: number,
): { readonly items: readonly string[]; readonly end: number } | undefined {
  const items: string[] = [];
  let token = readCode(text, open);
  if (token === undefined || text[token.start] !== "(") return undefined;
  for (token = readCode(text, token.end); token !== undefined; token = readCode(text, token.end)) {
    const shown = text.slice(token.start, token.end);
    if (shown === ")") return { items, end: token.end };
    if (token.kind === "text") items.push(shown);
    else if (shown !== ",") return undefined;
  }
  return undefined;
}

/** An array of the block that is filled with these items and passed in place of an argument. */
export function passArray(
  context: ScriptContext,
  site: CallSite,
  given: { readonly argument: ArgumentSite; readonly items: readonly string[] },
): readonly TextEdit[] | undefined {
  const { argument, items } = given;
  const statement = context.statementAt(site.range.start);
  const wanted = {
    name: (argument.parameter ?? "l_list").replace(/^p_/, "l_"),
    type: "OWA.VC_ARR",
  };
  const declared = statement && declareIn(context, statement, [wanted]);
  const [variable] = declared?.names ?? [];
  if (declared === undefined || variable === undefined) return undefined;
  const clear = declared.edits.length === 0 ? [`${variable}.DELETE;`] : [];
  const filled = insertBefore(context, site, [...clear, ...assignments(variable, items)]);
  const lines = filled === undefined || filled.text === "" ? [] : [filled];
  return [...declared.edits, ...lines, { range: argument.valueRange, text: variable }];
}
