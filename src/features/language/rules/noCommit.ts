import { parseBlock } from "../../../plsql/parseBlock.ts";
import type { CallSite } from "../../../plsql/procedureCall.ts";
import type { ScriptStatement } from "../../../plsql/script.ts";
import { readCode, upperWord } from "../../../plsql/scriptTokens.ts";
import type { ScriptContext } from "../scriptContext.ts";
import { behindSemicolon, inCaseOf, indentAt, isOwnLine, placeOf } from "../scriptEdits.ts";
import type { ScriptRule } from "../scriptRule.ts";
import { insertion, type TextFix } from "../textFix.ts";

export const noCommit: ScriptRule = {
  id: "noCommit",
  severity: "warning",
  why: "No procedure of ORDS commits by itself, so the change is seen by nobody else and may be lost.",
  check: (context) => {
    const site = context.analysis.script.calls.findLast(changes);
    if (site === undefined || isCommitted(context, site)) return [];
    const message = "No COMMIT follows the last change of the script.";
    return [{ range: site.nameRange, message, fixes: () => fixes(context, site) }];
  },
};

function changes({ call, runs }: CallSite): boolean {
  return runs !== "later" && !["INSTALLED_VERSION", "VERIFY_CLIENT"].includes(call.procedure);
}

function isCommitted(context: ScriptContext, site: CallSite): boolean {
  const { text, analysis } = context;
  const { statements } = analysis.script;
  const own = context.statementAt(site.range.start);
  if (own === undefined || commitsBetween(text, site.range.end, own.range.end)) return true;
  const after = statements.slice(statements.indexOf(own) + 1);
  return after.some(commits) || statements.some(isAutoCommit);
}

/** A DDL statement commits what was before it. */
function commits({ kind, text }: ScriptStatement): boolean {
  if (kind === "transaction") return /^commit\b/i.test(text);
  if (/^(?:create|alter|drop|grant|revoke|truncate|rename|comment)\b/i.test(text)) return true;
  return kind === "plsql" && commitsBetween(text, 0, text.length);
}

function isAutoCommit({ kind, text }: ScriptStatement): boolean {
  return kind === "sqlplus" && /^set\s+auto(?:commit)?\s+(?:on|imm)/i.test(text);
}

/** A word in code, not in a text or a comment; what does not hold the word at all is not read. */
function commitsBetween(text: string, start: number, end: number): boolean {
  if (!/\bcommit\b/i.test(text.slice(start, end))) return false;
  for (let token = readCode(text, start); token !== undefined; token = readCode(text, token.end)) {
    if (token.start >= end) return false;
    if (upperWord(text, token) === "COMMIT") return true;
  }
  return false;
}

function fixes(context: ScriptContext, site: CallSite): readonly TextFix[] {
  const at = endOfBlock(context, site);
  if (at === undefined) return [];
  const edit = insertion(at.offset, `${at.before}${inCaseOf(context, site, "COMMIT")};`);
  return [{ title: "Insert COMMIT;", edits: [edit], isPreferred: true }];
}

/** Behind the last statement of the outermost block, so that all of it is committed together. */
function endOfBlock(context: ScriptContext, site: CallSite) {
  const { text, lineEnd } = context;
  const statement = context.statementAt(site.range.start);
  const place = placeOf(context, site);
  if (statement === undefined || place === undefined) return undefined;
  if (place.command !== undefined) return { offset: place.end, before: lineEnd };
  const { block, problems } = parseBlock(statement);
  const last = block.statements.at(-1);
  // Where a block that does not compile ends is a guess.
  if (problems.some(({ code }) => code === "syntax")) return undefined;
  if (last === undefined) return undefined;
  const { start, end } = last.range;
  const offset = text[end - 1] === ";" ? end : behindSemicolon(text, end, statement);
  const own = isOwnLine(text, start);
  return { offset, before: own ? `${lineEnd}${indentAt(text, start)}` : " " };
}
