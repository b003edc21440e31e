import { sameName } from "../../plsql/block.ts";
import { parseBlock } from "../../plsql/parseBlock.ts";
import type { ScriptStatement } from "../../plsql/script.ts";
import { readCode, upperWord } from "../../plsql/scriptTokens.ts";
import type { ScriptContext } from "./scriptContext.ts";
import { indentAt, isOwnLine } from "./scriptEdits.ts";
import { insertion, type TextEdit } from "./textFix.ts";

/** Variables that a block knows after the edits, in the order in which they were asked for. */
export interface NewVariables {
  readonly names: readonly string[];
  readonly edits: readonly TextEdit[];
}

/**
 * Variables of these types in the block of a statement: those that are there, or new ones.
 * Undefined where none can be declared: a single EXEC, a stored unit.
 */
export function declareIn(
  context: ScriptContext,
  statement: ScriptStatement,
  wanted: readonly { readonly name: string; readonly type: string; readonly fresh?: boolean }[],
): NewVariables | undefined {
  const { text, lineEnd } = context;
  const first = readCode(text, statement.range.start);
  if (first === undefined) return undefined;
  const word = upperWord(text, first);
  if (word !== "DECLARE" && word !== "BEGIN") return undefined;
  const { declarations } = parseBlock(statement).block;
  const small = text.slice(first.start, first.end) === word.toLowerCase();
  const taken = declarations.map(({ name }) => name);
  const names: string[] = [];
  const lines: string[] = [];
  for (const { name, type, fresh } of wanted) {
    const same = declarations.find(
      (each) => sameName(each.name, name) && sameType(each.type, type),
    );
    const shown = same !== undefined && fresh !== true ? same.name : freeName(taken, name);
    names.push(shown);
    if (taken.includes(shown)) continue;
    taken.push(shown);
    lines.push(`${shown} ${small ? type.toLowerCase() : type};`);
  }
  if (lines.length === 0) return { names, edits: [] };
  const indent = indentAt(text, first.start);
  if (word === "DECLARE") {
    const one = declarations[0]?.range.start;
    const own = one !== undefined && isOwnLine(text, one);
    const inner = own ? indentAt(text, one) : `${indent}  `;
    const declared = lines.map((line) => `${lineEnd}${inner}${line}`).join("");
    return { names, edits: [insertion(first.end, declared)] };
  }
  const declared = lines.map((line) => `${indent}  ${line}${lineEnd}`).join("");
  const opening = `${small ? "declare" : "DECLARE"}${lineEnd}`;
  return { names, edits: [insertion(first.start, `${opening}${declared}${indent}`)] };
}

function sameType(a: string, b: string): boolean {
  const plain = (type: string) =>
    type
      .replaceAll(/\s/g, "")
      .toUpperCase()
      .replace(/^SYS\./, "");
  return plain(a) === plain(b);
}

function freeName(taken: readonly string[], wanted: string): string {
  let name = wanted;
  for (let i = 2; taken.some((one) => sameName(one, name)); i += 1) name = `${wanted}_${i}`;
  return name;
}
