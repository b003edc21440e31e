import { asCall } from "./asCall.ts";
import { assertNever } from "../base/assertNever.ts";
import type { Block, CallExpression, Expression, Statement } from "./block.ts";
import { callOf } from "./callOf.ts";
import { assign, evaluate, openLocals, runArrayMethod } from "./evaluateExpression.ts";
import { createLocals, declare, forget, type Locals } from "./locals.ts";
import { parseBlock } from "./parseBlock.ts";
import { type CallSite, ordsPackages } from "./procedureCall.ts";
import type { Problem, Script, ScriptStatement } from "./script.ts";
import { splitScript } from "./splitScript.ts";
import { touchedBy } from "./touchedBy.ts";
import { unknownValue } from "./value.ts";

/**
 * Reads a script as people write it: every call of an ORDS package with its exact place and the
 * values of its arguments at that moment, as far as the text alone tells them. Never throws; what
 * is wrong or not understood is a problem with a place, in the order of the text. Its time is in
 * proportion to the length of the text.
 */
export function readScript(text: string): Script {
  const statements = splitScript(text);
  const calls: CallSite[] = [];
  const problems: Problem[] = [];
  for (const statement of statements) {
    if (statement.kind === "plsql") {
      const read = parseBlock(statement);
      problems.push(...read.problems);
      const locals = createLocals([]);
      walkBlock(read.block, {
        calls,
        problems,
        locals,
        runs: "always",
        stored: isStored(statement),
      });
    } else {
      const problem = problemOf(statement);
      if (problem !== undefined) {
        problems.push(problem);
      }
    }
  }
  return {
    statements,
    calls: calls.toSorted((a, b) => a.range.start - b.range.start),
    problems: problems.toSorted((a, b) => a.range.start - b.range.start),
  };
}

interface Walk {
  readonly calls: CallSite[];
  readonly problems: Problem[];
  readonly locals: Locals;
  readonly runs: CallSite["runs"];
  /** Whether the block's own procedures are stored ones, which run some other day. */
  readonly stored: boolean;
}

function isStored(statement: ScriptStatement): boolean {
  return /^create\b/i.test(statement.text);
}

function walkBlock(block: Block, walk: Walk): void {
  const locals = openLocals(block.declarations, {}, walk.locals);
  for (const declaration of block.declarations) {
    if (declaration.initial !== undefined) {
      findCalls(declaration.initial, { ...walk, locals });
    }
  }
  for (const { block: body, parameters } of block.subprograms) {
    // When it runs, the variables around it hold what they hold then: only constants and its own
    // are known.
    const inner = openLocals(
      block.declarations.filter((declaration) => declaration.constant),
      {},
      walk.locals,
    );
    parameters.forEach((name) => declare(inner, name, unknownValue));
    const runs = walk.stored ? "later" : "maybe";
    walkBlock(body, { ...walk, locals: inner, runs: walk.runs === "later" ? "later" : runs });
  }
  const subprograms = new Map(
    block.subprograms.map((each) => [
      each.name.toUpperCase(),
      new Set(each.block.statements.flatMap((statement) => [...touchedBy(statement)])),
    ]),
  );
  walkStatements(block.statements, { ...walk, locals, stored: false }, subprograms);
}

type Subprograms = ReadonlyMap<string, ReadonlySet<string>>;

function walkStatements(
  statements: readonly Statement[],
  walk: Walk,
  subprograms: Subprograms,
): void {
  for (const statement of statements) {
    walkStatement(statement, walk, subprograms);
  }
}

function walkStatement(statement: Statement, walk: Walk, subprograms: Subprograms): void {
  const { locals } = walk;
  switch (statement.kind) {
    case "assign":
      findCalls(statement.value, walk);
      assign(statement.target, evaluate(statement.value, locals), locals);
      return;
    case "call":
      walkCall(statement.call, walk, subprograms);
      return;
    case "block":
      walkBlock(statement.block, walk);
      return;
    case "other": {
      const touched = touchedBy(statement);
      if (isLoop(statement.what)) {
        // A loop comes round again: what it changes is not known when it begins.
        touched.forEach((name) => forget(locals, name));
      }
      const runs = walk.runs === "later" ? "later" : "maybe";
      walkStatements(statement.inside, { ...walk, runs }, subprograms);
      touched.forEach((name) => forget(locals, name));
      return;
    }
    case "commit":
    case "rollback":
    case "null":
      return;
    default:
      assertNever(statement);
  }
}

function isLoop(what: string): boolean {
  return what === "LOOP" || what === "WHILE" || what === "FOR";
}

function walkCall(call: CallExpression, walk: Walk, subprograms: Subprograms): void {
  const { locals } = walk;
  if (findCalls(call, walk) || runArrayMethod(call, locals)) {
    return;
  }
  const [owner = ""] = call.path.map((part) => part.toUpperCase());
  subprograms.get(owner)?.forEach((name) => forget(locals, name));
  if (!readOnlyPackages.has(owner)) {
    // Any procedure may have OUT parameters.
    for (const { value } of call.args) {
      if (value.kind === "reference" && value.path[0] !== undefined) {
        forget(locals, value.path[0]);
      }
    }
  }
}

const readOnlyPackages = new Set(["DBMS_OUTPUT", "RAISE_APPLICATION_ERROR", "HTP", "DBMS_LOCK"]);

/**
 * Notes the calls in an expression, innermost first; true when the expression itself is a call of
 * an ORDS package.
 */
function findCalls(expression: Expression, walk: Walk): boolean {
  switch (expression.kind) {
    case "concat":
      expression.parts.forEach((part) => findCalls(part, walk));
      return false;
    case "sum":
      findCalls(expression.left, walk);
      findCalls(expression.right, walk);
      return false;
    case "reference":
      return expression.path.length > 1 && expression.index === undefined
        ? noteCall(asCall(expression), walk, "onlyKnown")
        : false;
    case "callExpression":
      expression.args.forEach((argument) => findCalls(argument.value, walk));
      return noteCall(expression, walk, "any");
    default:
      return false;
  }
}

/**
 * A name without parentheses may be a constant: it is a call only when the package has such a
 * member.
 */
function noteCall(call: CallExpression, walk: Walk, which: "any" | "onlyKnown"): boolean {
  const read = callOf(call, walk.locals);
  if (read === undefined || (which === "onlyKnown" && read.procedure === undefined)) {
    return false;
  }
  walk.calls.push({
    call: read.call,
    range: call.range,
    nameRange: call.pathRange,
    arguments: read.arguments,
    runs: walk.runs,
  });
  walk.problems.push(...read.problems);
  return true;
}

/** What can be said of a statement that is not PL/SQL. */
function problemOf(statement: ScriptStatement): Problem | undefined {
  const { range, text } = statement;
  const [, first = "", after = ""] = /^([\w$#@!/]*)\s*([.(]?)/.exec(text) ?? [];
  const word = first.toUpperCase();
  if (statement.kind === "sql" && after === "." && packageNames.has(word)) {
    const message =
      "This call stands outside of a block: put it between BEGIN and END, or write EXEC before it.";
    return { code: "notUnderstood", message, range };
  }
  if (statement.kind === "sqlplus" && !isDirective(word)) {
    const message = "This is neither SQL, nor PL/SQL, nor a command of SQL*Plus.";
    return { code: "notUnderstood", message, range };
  }
  return undefined;
}

const packageNames: ReadonlySet<string> = new Set([...ordsPackages, "ORDS_METADATA"]);

function isDirective(word: string): boolean {
  return word.startsWith("@") || word.startsWith("!") || word === "/" || directives.has(word);
}

const directives = new Set(
  (
    "SET PROMPT PRO REM REMARK SPOOL SPO WHENEVER COLUMN COL DEFINE DEF UNDEFINE UNDEF ACCEPT ACC VARIABLE VAR PRINT " +
    "SHOW SHO CONNECT CONN DISCONNECT DISC EXIT QUIT PAUSE PAU HOST HO START STA CLEAR CL BREAK BRE BTITLE TTITLE COMPUTE " +
    "DESCRIBE DESC EDIT ED GET SAVE STORE TIMING TIMI PASSWORD PASSW LIST L RUN R APPEND CHANGE INPUT DEL ARCHIVE STARTUP " +
    "SHUTDOWN RECOVER HELP REPHEADER REPFOOTER ALIAS CD DDL HISTORY INFO LIQUIBASE LB PROJECT SCRIPT TNSPING REST LOAD CTAS"
  ).split(" "),
);
