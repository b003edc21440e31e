import { asCall } from "../../plsql/asCall.ts";
import { assertNever } from "../../base/assertNever.ts";
import type { TextRange } from "../../base/textRange.ts";
import type { Block, CallExpression, Expression, Statement } from "../../plsql/block.ts";
import { callOf } from "../../plsql/callOf.ts";
import { isFollowed } from "../../plsql/changeCalls/changesOfCall.ts";
import { evaluate, openLocals } from "../../plsql/evaluateExpression.ts";
import { findVariable } from "../../plsql/locals.ts";
import type { Locals } from "../../plsql/locals.ts";
import { findProcedure, procedures } from "../../plsql/procedures.ts";
import type { Problem, ProblemCode } from "../../plsql/script.ts";
import { isVisible } from "./isVisible.ts";
import type { Viewer } from "./isVisible.ts";

/** Why a block is refused as a whole, before any of it runs. */
export interface BlockRefusal {
  /** `PLS-00201` …, or ORA-03001 for PL/SQL that Oracle runs and the practice server does not. */
  readonly code: string;
  readonly message: string;
  readonly range: TextRange;
}

/**
 * What a compiler would say, and what the practice server cannot run: the first reason not to begin, or
 * undefined. `outer` has the binds and whatever is declared around the block.
 */
export function checkBlock(
  viewer: Viewer,
  { block, problems, outer }: CheckedBlock,
): BlockRefusal | undefined {
  const syntax = problems.find(({ code }) => refused.has(code));
  if (syntax) return { code: "PLS-00103", message: syntax.message, range: syntax.range };
  return first(refusalsOfBlock(block, { viewer, locals: outer }));
}

const refused = new Set<ProblemCode>(["syntax", "curlyQuote", "strayCharacter", "notUnderstood"]);

export interface CheckedBlock {
  readonly block: Block;
  readonly problems: readonly Problem[];
  readonly outer: Locals;
}

interface Check {
  readonly viewer: Viewer;
  readonly locals: Locals;
}

type Refusals = Generator<BlockRefusal, void>;

function first(refusals: Refusals): BlockRefusal | undefined {
  const { value } = refusals.next();
  return value ?? undefined;
}

function* refusalsOfBlock(block: Block, check: Check): Refusals {
  const [subprogram] = block.subprograms;
  if (subprogram) yield notRun("procedures and functions of a block", subprogram.range);
  const locals = openLocals(block.declarations, {}, check.locals);
  const inner = { ...check, locals };
  for (const { initial } of block.declarations)
    if (initial) yield* refusalsOfExpression(initial, inner);
  for (const statement of block.statements) yield* refusalsOfStatement(statement, inner);
}

function* refusalsOfStatement(statement: Statement, check: Check): Refusals {
  switch (statement.kind) {
    case "assign": {
      const [name = ""] = statement.target.path;
      if (!name.startsWith(":") && !findVariable(check.locals, name))
        yield undeclared(name, statement.target.range);
      yield* refusalsOfExpression(statement.value, check);
      return;
    }
    case "call":
      yield* refusalsOfCall(statement.call, check);
      return;
    case "block":
      yield* refusalsOfBlock(statement.block, check);
      return;
    case "other":
      if (!dmlWords.has(statement.what)) yield notRun(statement.what, statement.range);
      return;
    case "commit":
    case "rollback":
    case "null":
      return;
    default:
      assertNever(statement);
  }
}

const dmlWords: ReadonlySet<string> = new Set(["INSERT", "UPDATE", "DELETE"]);

function* refusalsOfCall(call: CallExpression, check: Check): Refusals {
  for (const { value } of call.args) yield* refusalsOfExpression(value, check);
  const path = call.path.map((part) => part.toUpperCase());
  if (ownProcedures.has(path.join("."))) return;
  const [name = "", method] = path;
  if (findVariable(check.locals, name)?.kind === "array" && method === "DELETE") return;
  const refusal = refusalOfOrdsCall(call, check, "procedure");
  if (refusal === undefined)
    yield {
      ...undeclared(path.join("."), call.range),
      message: `identifier '${path.join(".")}' must be declared\nThe practice server runs the packages ORDS, OAUTH, ORDS_SECURITY and DBMS_OUTPUT.`,
    };
  else if (refusal !== "none") yield refusal;
}

/** Procedures without ORDS that the practice server runs. */
export const ownProcedures: ReadonlySet<string> = new Set([
  "DBMS_OUTPUT.PUT_LINE",
  "DBMS_OUTPUT.PUT",
  "DBMS_OUTPUT.NEW_LINE",
  "DBMS_OUTPUT.ENABLE",
  "RAISE_APPLICATION_ERROR",
]);

function* refusalsOfExpression(expression: Expression, check: Check): Refusals {
  switch (expression.kind) {
    case "concat":
      for (const part of expression.parts) yield* refusalsOfExpression(part, check);
      return;
    case "sum":
      yield* refusalsOfExpression(expression.left, check);
      yield* refusalsOfExpression(expression.right, check);
      return;
    case "bind":
      if (evaluate(expression, check.locals).kind === "bind")
        yield { code: "ORA-01008", message: "not all variables bound", range: expression.range };
      return;
    case "reference": {
      const [name = ""] = expression.path;
      if (expression.index) yield* refusalsOfExpression(expression.index, check);
      if (findVariable(check.locals, name)) return;
      yield* refusalsOfFunction(asCall(expression), check);
      return;
    }
    case "callExpression":
      for (const { value } of expression.args) yield* refusalsOfExpression(value, check);
      yield* refusalsOfFunction(expression, check);
      return;
    case "unknown":
      yield notRun("this expression", expression.range);
      return;
    case "text":
    case "number":
    case "boolean":
    case "null":
      return;
    default:
      assertNever(expression);
  }
}

function* refusalsOfFunction(call: CallExpression, check: Check): Refusals {
  const name = call.path.map((part) => part.toUpperCase()).join(".");
  if (ownFunctions.has(name.replace(/^ORDS_METADATA\./, ""))) return;
  // Constants of the packages are known without being called.
  if (
    call.args.length === 0 &&
    evaluate({ ...call, kind: "reference", index: undefined }, check.locals).kind !== "unknown"
  )
    return;
  const refusal = refusalOfOrdsCall(call, check, "function");
  if (refusal === undefined)
    yield {
      code: "PLS-00201",
      message: `identifier '${name}' must be declared\nThe practice server knows few functions of Oracle, and not this one.`,
      range: call.range,
    };
  else if (refusal !== "none") yield refusal;
}

/** Functions that `evaluate` works out. */
const ownFunctions: ReadonlySet<string> = new Set([
  "CHR",
  "TO_CLOB",
  "TO_NCLOB",
  "TO_CHAR",
  "UPPER",
  "LOWER",
  "TRIM",
  "NVL",
  "ORDS_TYPES.OAUTH_CLIENT_SECRET",
  "ORDS_TYPES.T_CLIENT_SECRET",
  "ORDS_TYPES.OAUTH_CLIENT_KEY",
  "ORDS_TYPES.T_CLIENT_KEY",
]);

/** "none" when the call can run, undefined when it is not one of an ORDS package. */
function refusalOfOrdsCall(
  call: CallExpression,
  check: Check,
  use: "procedure" | "function",
): BlockRefusal | "none" | undefined {
  const read = callOf(call, check.locals);
  if (!read) return undefined;
  const { range } = call;
  const { package: owner, procedure: name } = read.call;
  const { viewer } = check;
  const overloads = findProcedure(owner, name).filter((one) => isVisible(one, viewer));
  if (!procedures.some((one) => one.package === owner && isVisible(one, viewer)))
    return undeclared(`${owner}.${name}`, range);
  if (overloads.length === 0)
    return { code: "PLS-00302", message: `component '${name}' must be declared`, range };
  if (use === "procedure" && overloads.every(({ returns }) => returns !== undefined))
    return { code: "PLS-00221", message: `'${name}' is not a procedure or is undefined`, range };
  if (use === "function" && overloads.every(({ returns }) => returns === undefined))
    return {
      code: "PLS-00222",
      message: `no function with name '${name}' exists in this scope`,
      range,
    };
  const [problem] = read.problems;
  if (problem)
    return {
      code: "PLS-00306",
      message: `wrong number or types of arguments in call to '${name}'\n${problem.message}`,
      range: problem.range,
    };
  if (name !== "INSTALLED_VERSION" && !isFollowed(read.call))
    return notRun(`${owner}.${name}`, range);
  return "none";
}

function undeclared(name: string, range: TextRange): BlockRefusal {
  return {
    code: "PLS-00201",
    message: `identifier '${name.toUpperCase()}' must be declared`,
    range,
  };
}

function notRun(what: string, range: TextRange): BlockRefusal {
  return { code: "ORA-03001", message: `The practice server does not run ${what}.`, range };
}
