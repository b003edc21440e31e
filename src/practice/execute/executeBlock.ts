import { asCall } from "../../plsql/asCall.ts";
import { assertNever } from "../../base/assertNever.ts";
import type { TextRange } from "../../base/textRange.ts";
import type { Block, CallExpression, Expression, Statement } from "../../plsql/block.ts";
import { callOf } from "../../plsql/callOf.ts";
import { assign, evaluate, runArrayMethod } from "../../plsql/evaluateExpression.ts";
import { createLocals, declare } from "../../plsql/locals.ts";
import type { Locals } from "../../plsql/locals.ts";
import { parseBlock } from "../../plsql/parseBlock.ts";
import type { ScriptStatement } from "../../plsql/script.ts";
import { nullValue, textValue } from "../../plsql/value.ts";
import type { Value } from "../../plsql/value.ts";
import type { Dictionary } from "../dictionary/dictionary.ts";
import { isAdministrator } from "../dictionary/session.ts";
import { isOracleError, OracleError } from "../sql/oracleError.ts";
import type { SqlCell } from "../sql/sqlEngine.ts";
import type { Transaction } from "../world.ts";
import { checkBlock, ownProcedures } from "./checkBlock.ts";
import { BlockFailure } from "./blockFailure.ts";
import { readStatement, runDml } from "./runSql.ts";
import { bindLocals } from "./bindLocals.ts";
import { textOf, toCell, toValue } from "./cellValues.ts";
import { runOrdsCall } from "./runOrdsCall.ts";

export interface BlockRun {
  readonly dictionary: Dictionary;
  readonly transaction: Transaction;
  /** By name in lower case; what the block assigns to is changed here. */
  readonly binds: Map<string, SqlCell>;
  /** Takes the lines of DBMS_OUTPUT. */
  readonly output: string[];
}

/**
 * Runs an anonymous block, statement by statement. Throws a `BlockFailure`: before anything was run, when
 * the block does not compile or has what the practice server does not run; later, when a statement fails,
 * and then all that the block did is undone as far as it has not committed it.
 */
export function executeBlock(run: BlockRun, statement: ScriptStatement): void {
  const { block, problems } = parseBlock(statement);
  const outer = createLocals(
    [],
    Object.fromEntries([...run.binds].map(([name, cell]) => [name, toValue(cell)])),
  );
  const { release, session } = run.dictionary;
  declare(outer, "USER", textValue(session.user));
  const viewer = { release, isAdministrator: isAdministrator(session) };
  const refusal = checkBlock(viewer, { block, problems, outer });
  if (refusal) throw BlockFailure.refused(refusal, statement);
  run.transaction.statement(() => runBlock({ ...run, statement }, block, outer));
  for (const [name, value] of outer.binds) run.binds.set(name, toCell(value));
}

interface Run extends BlockRun {
  readonly statement: ScriptStatement;
}

function runBlock(run: Run, block: Block, outer: Locals): void {
  const locals = createLocals(block.declarations, {}, outer);
  for (const { name, initial, range } of block.declarations) {
    if (!initial) continue;
    const target = { kind: "reference", path: [name], index: undefined, range } as const;
    located(run, range, () => assign(target, valueOf(run, initial, locals), locals));
  }
  try {
    for (const statement of block.statements) runStatement(run, statement, locals);
  } catch (error) {
    if (block.handlesExceptions && error instanceof BlockFailure) throw error.unhandled();
    throw error;
  }
}

function runStatement(run: Run, statement: Statement, locals: Locals): void {
  switch (statement.kind) {
    case "assign":
      located(run, statement.range, () => {
        const problem = assign(statement.target, valueOf(run, statement.value, locals), locals);
        if (problem !== undefined)
          throw new OracleError("ORA-06502", `PL/SQL: numeric or value error\n${problem}`);
      });
      return;
    case "call":
      located(run, statement.range, () => runCall(run, statement.call, locals));
      return;
    case "block":
      runBlock(run, statement.block, locals);
      return;
    case "commit":
      run.transaction.commit();
      return;
    case "rollback":
      run.transaction.rollback();
      return;
    case "other":
      located(run, statement.range, () => runDmlOfBlock(run, statement.range, locals));
      return;
    case "null":
      return;
    default:
      assertNever(statement);
  }
}

function located(run: Run, range: TextRange, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (isOracleError(error)) throw BlockFailure.raised(error, { statement: run.statement, range });
    throw error;
  }
}

function runCall(run: Run, call: CallExpression, locals: Locals): void {
  const name = call.path.map((part) => part.toUpperCase()).join(".");
  if (ownProcedures.has(name))
    runOwnProcedure(
      run,
      name,
      call.args.map(({ value }) => valueOf(run, value, locals)),
    );
  else if (!runArrayMethod(call, locals)) runOrdsCall(run.dictionary, call, locals);
}

function runOwnProcedure(
  run: Run,
  name: string,
  [first = nullValue, second = nullValue]: readonly Value[],
): void {
  switch (name) {
    case "DBMS_OUTPUT.PUT_LINE":
      run.output.push(`${textOf(first)}\n`);
      return;
    case "DBMS_OUTPUT.PUT":
      run.output.push(textOf(first));
      return;
    case "DBMS_OUTPUT.NEW_LINE":
      run.output.push("\n");
      return;
    case "RAISE_APPLICATION_ERROR":
      throw new OracleError(`ORA${textOf(first)}`, textOf(second));
    default:
  }
}

/** The value of an expression; functions of ORDS in it are run, from left to right. */
function valueOf(run: Run, expression: Expression, locals: Locals): Value {
  if (expression.kind === "callExpression" || expression.kind === "reference") {
    const call = expression.kind === "reference" ? asCall(expression) : expression;
    if (call.path.length > 1 && callOf(call, locals)?.procedure)
      return runOrdsCall(run.dictionary, call, locals);
  }
  const value = evaluate(withResults(run, expression, locals), locals);
  if (value.kind === "unknown")
    throw new OracleError(
      "ORA-03001",
      "unimplemented feature\nThe practice server cannot work this value out.",
    );
  return value;
}

/** The expression with the results of ORDS functions in their places. */
function withResults(run: Run, expression: Expression, locals: Locals): Expression {
  switch (expression.kind) {
    case "concat":
      return {
        ...expression,
        parts: expression.parts.map((part) => withResult(run, part, locals)),
      };
    case "callExpression":
      return {
        ...expression,
        args: expression.args.map((argument) => ({
          ...argument,
          value: withResult(run, argument.value, locals),
        })),
      };
    default:
      return expression;
  }
}

function withResult(run: Run, part: Expression, locals: Locals): Expression {
  if (part.kind === "callExpression" || part.kind === "reference") {
    const call = part.kind === "reference" ? asCall(part) : part;
    if (call.path.length > 1 && callOf(call, locals)?.procedure)
      return {
        kind: "text",
        value: textOf(runOrdsCall(run.dictionary, call, locals)),
        range: part.range,
      };
  }
  return withResults(run, part, locals);
}

function runDmlOfBlock(run: Run, range: TextRange, locals: Locals): void {
  const { textStart, text } = run.statement;
  const source = text.slice(range.start - textStart, range.end - textStart).replace(/;\s*$/, "");
  const bound = bindLocals(source, locals);
  const named = Object.fromEntries(
    [...locals.binds, ...bound.values].map(([name, value]) => [name, toCell(value)]),
  );
  runDml(run.dictionary, readStatement(run.dictionary, bound.text), { named, positional: [] });
}
