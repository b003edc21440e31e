import { asCall } from "./asCall.ts";
import { assertNever } from "../base/assertNever.ts";
import { whyNoArray } from "./arrayTypes.ts";
import type { Block, CallExpression, Expression, Statement } from "./block.ts";
import { callOf } from "./callOf.ts";
import { passArray } from "./carriedOver.ts";
import { assign, evaluate, openLocals, runArrayMethod } from "./evaluateExpression.ts";
import { createLocals, declare, findVariable, forget, type Locals, spend } from "./locals.ts";
import { parseBlock, type ParseOptions } from "./parseBlock.ts";
import type { ArgumentSite, CallSite } from "./procedureCall.ts";
import type { Problem, ScriptStatement } from "./script.ts";
import { changesNoArgument, touchedBy } from "./touchedBy.ts";
import { unknownValue } from "./value.ts";

/** The calls of a PL/SQL statement and what is wrong with it, each in the order of the text. */
export function readCalls(
  statement: ScriptStatement,
  options: ParseOptions = {},
): { readonly calls: readonly CallSite[]; readonly problems: readonly Problem[] } {
  const calls: CallSite[] = [];
  const problems: Problem[] = [];
  const locals = createLocals([]);
  // Enough for every script that a person writes, and in proportion to the text.
  locals.budget.left = 50_000 + 2 * statement.text.length;
  const walk: Walk = { calls, problems, locals, runs: isStored(statement) ? "later" : "always" };
  let isWalked = false;
  const read = parseBlock(statement, {
    ...options,
    onBody: (declared) => {
      isWalked = true;
      return openBlock(declared, walk);
    },
  });
  if (!isWalked) {
    walkBlock(read.block, walk);
  }
  return { calls: inOrder(calls), problems: inOrder([...read.problems, ...problems]) };
}

export function inOrder<T extends Pick<Problem, "range">>(items: readonly T[]): readonly T[] {
  let last = 0;
  for (const { range } of items) {
    if (range.start < last) {
      return items.toSorted((a, b) => a.range.start - b.range.start);
    }
    last = range.start;
  }
  return items;
}

interface Walk {
  readonly calls: CallSite[];
  readonly problems: Problem[];
  readonly locals: Locals;
  readonly runs: CallSite["runs"];
}

/** What a CREATE makes runs some other day. */
function isStored(statement: ScriptStatement): boolean {
  return /^create\b/i.test(statement.text);
}

function walkBlock(block: Block, walk: Walk): void {
  block.statements.forEach(openBlock(block, walk));
}

/** Gives what walks over the statements of the block, one after the other. */
function openBlock(
  block: Pick<Block, "declarations" | "subprograms">,
  walk: Walk,
): (statement: Statement) => void {
  const locals = openLocals(block.declarations, {}, walk.locals);
  for (const declaration of block.declarations) {
    if (declaration.initial !== undefined) {
      findCalls(declaration.initial, { ...walk, locals });
      noteWrongArray(declaration.name, declaration.initial, { ...walk, locals });
    }
  }
  if (block.subprograms.length > 0) {
    walkSubprograms(block, walk);
  }
  const subprograms = new Map(
    block.subprograms.map((each) => [
      each.name.toUpperCase(),
      new Set(each.block.statements.flatMap((statement) => [...touchedBy(statement)])),
    ]),
  );
  const inner = { ...walk, locals };
  return (statement) => walkStatement(statement, inner, subprograms);
}

/**
 * When a procedure runs, the variables around it hold what they hold then: only constants and its
 * own are known.
 */
function walkSubprograms(block: Pick<Block, "declarations" | "subprograms">, walk: Walk): void {
  const constants = openLocals(
    block.declarations.filter(({ constant }) => constant),
    {},
    walk.locals,
  );
  const runs = walk.runs === "later" ? "later" : "maybe";
  for (const { block: body, parameters } of block.subprograms) {
    const locals = createLocals([], {}, constants);
    parameters.forEach((name) => declare(locals, name, unknownValue));
    walkBlock(body, { ...walk, locals, runs });
  }
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
    case "assign": {
      const { target, value } = statement;
      findCalls(value, walk);
      const [name] = target.path;
      if (name !== undefined && target.index === undefined && target.path.length === 1) {
        noteWrongArray(name, value, walk);
      }
      assign(target, evaluate(value, locals), locals);
      return;
    }
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

/** An array is given something that is none, such as the constructor of another type. */
function noteWrongArray(name: string, value: Expression, { locals, problems }: Walk): void {
  if (value.kind !== "callExpression" || findVariable(locals, name)?.kind !== "array") {
    return;
  }
  const why = whyNoArray(value, locals);
  if (why !== undefined) {
    problems.push({ code: "wrongArgument", message: why, range: value.range });
  }
}

function walkCall(call: CallExpression, walk: Walk, subprograms: Subprograms): void {
  const { locals } = walk;
  if (findCalls(call, walk) || runArrayMethod(call, locals)) {
    return;
  }
  const [owner = ""] = call.path.map((part) => part.toUpperCase());
  const touched = subprograms.get(owner);
  if (touched !== undefined && spend(locals, touched.size)) {
    touched.forEach((name) => forget(locals, name));
  }
  if (!changesNoArgument(owner)) {
    for (const { value } of call.args) {
      if (value.kind === "reference" && value.path[0] !== undefined) {
        forget(locals, value.path[0]);
      }
    }
  }
}

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
      for (const { value } of expression.args) {
        findCalls(value, walk);
      }
      return noteCall(expression, walk, "any");
    case "unknown":
      if (expression.inside !== undefined) {
        findCalls(expression.inside, walk);
      }
      return false;
    default:
      return false;
  }
}

function withCarriedOver(
  sites: readonly ArgumentSite[],
  call: CallExpression,
  locals: Locals,
): readonly ArgumentSite[] {
  let changed: ArgumentSite[] | undefined;
  call.args.forEach(({ value }, i) => {
    const carriedOver = passArray(value, call.range, locals);
    const site = sites[i];
    if (carriedOver !== undefined && site !== undefined) {
      changed ??= [...sites];
      changed[i] = { ...site, carriedOver };
    }
  });
  return changed ?? sites;
}

/**
 * A name without parentheses may be a constant: it is a call only when the package has such a
 * member.
 */
function noteCall(call: CallExpression, walk: Walk, which: "any" | "onlyKnown"): boolean {
  const { locals } = walk;
  const read = callOf(call, locals);
  if (read === undefined || (which === "onlyKnown" && read.procedure === undefined)) {
    return false;
  }
  walk.calls.push({
    call: read.call,
    range: call.range,
    nameRange: call.pathRange,
    arguments: withCarriedOver(read.arguments, call, locals),
    runs: walk.runs,
  });
  walk.problems.push(...read.problems);
  return true;
}
