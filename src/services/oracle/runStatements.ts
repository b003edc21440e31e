import { assertNever } from "../../base/assertNever.ts";
import type { ScriptStatement } from "../../plsql/script.ts";
import { splitScript } from "../../plsql/splitScript.ts";
import { createLineFinder } from "../sql/createLineFinder.ts";
import type { Binds, StatementError, StatementResult } from "../sql/sqlRunner.ts";
import { type StatementLines, toStatementError } from "../sql/toStatementError.ts";
import { readOutput, turnOutputOn } from "./dbmsOutput.ts";
import { fetchAs, fetchRows, type Trip } from "./fetchRows.ts";
import type { OracleSession } from "./oracleSession.ts";
import { runDirective } from "./runDirective.ts";
import { toDriverBinds } from "./toDriverBinds.ts";
import { toSqlFailure } from "./toSqlFailure.ts";
import { DeadlineError } from "./withinDeadline.ts";

export interface StatementsRun {
  readonly session: OracleSession;
  readonly script: string;
  readonly binds: Binds | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
}

/**
 * Runs a script statement by statement in the transaction of the session. When the connection is lost, the statement
 * that was under way says that its fate is not known, and those behind it that they were not run. A cancel stops the
 * statement, rolls back what is not committed, and throws the signal's reason.
 */
export async function runStatements(run: StatementsRun): Promise<readonly StatementResult[]> {
  const { session, script, signal } = run;
  const linesOf = createLineFinder(script);
  const results: StatementResult[] = [];
  const statements = splitScript(script);
  if (statements.some(({ kind }) => kind === "plsql")) {
    await session.call(turnOutputOn, { signal });
  }
  for (const statement of statements) {
    const lines = linesOf(statement);
    if (!session.isUsable) results.push(notRun(statement, lines));
    else results.push(await runStatement(run, statement, lines));
  }
  return results;
}

type Done = Pick<StatementResult, "output" | "rows" | "rowsAffected">;

async function runStatement(
  run: StatementsRun,
  statement: ScriptStatement,
  lines: StatementLines,
): Promise<StatementResult> {
  const { session, signal } = run;
  const { text } = statement;
  try {
    const done = await execute(run, statement);
    return { text, lines, ...done, error: undefined };
  } catch (error) {
    if (signal?.aborted) {
      await rollBack(session);
      signal.throwIfAborted();
    }
    const output = session.isUsable ? await outputAfterError(session) : [];
    return { text, lines, ...nothing, output, error: toError(error, { run, statement, lines }) };
  }
}

const nothing = { rows: undefined, rowsAffected: undefined };

async function execute(run: StatementsRun, statement: ScriptStatement): Promise<Done> {
  switch (statement.kind) {
    case "sqlplus":
      return { ...nothing, output: runDirective(statement.text) };
    case "plsql":
    case "sql":
    case "transaction":
      return await executeOn(
        async (work) => await run.session.call(work, { signal: run.signal }),
        statement,
        run.binds,
      );
    default:
      return assertNever(statement.kind);
  }
}

/** More are not of use in an output, and a table may have millions. */
const mostRows = 5000;

async function executeOn(
  trip: Trip,
  { kind, text }: ScriptStatement,
  binds: Binds | undefined,
): Promise<Done> {
  const { resultSet, rowsAffected, warning } = await trip(
    async (connection) =>
      await connection.execute(text, toDriverBinds(text, binds), {
        resultSet: true,
        prefetchRows: 1000,
        fetchArraySize: 1000,
        fetchTypeHandler: fetchAs,
      }),
  );
  if (resultSet) {
    const { columns, rows, hasMore } = await fetchRows(trip, resultSet, mostRows);
    const cut = `Only the first ${mostRows} rows are shown; there are more.`;
    return { output: hasMore ? [cut] : [], rows: { columns, rows }, rowsAffected: undefined };
  }
  const dbmsOutput = kind === "plsql" ? await trip(readOutput) : [];
  const compiled = warning ? [`Warning: ${warning.message}`] : [];
  const changed = kind === "sql" ? rowsOfDml(text, rowsAffected) : undefined;
  return {
    output: [answerTo(kind, text, changed), ...compiled, ...dbmsOutput],
    rows: undefined,
    rowsAffected: changed,
  };
}

/** What SQL*Plus says when it went well, as REST-Enabled SQL does too. */
function answerTo(kind: ScriptStatement["kind"], text: string, rows: number | undefined): string {
  const [verb = "", object = ""] = text
    .trim()
    .toUpperCase()
    .split(/[\s(;]+/, 2);
  if (kind === "plsql" && verb !== "CREATE") return "PL/SQL procedure successfully completed.";
  if (rows !== undefined) {
    const done = { INSERT: "inserted", UPDATE: "updated", DELETE: "deleted" }[verb] ?? "merged";
    return `${rows} ${rows === 1 ? "row" : "rows"} ${done}.`;
  }
  switch (verb) {
    case "COMMIT":
      return "Commit complete.";
    case "ROLLBACK":
      return "Rollback complete.";
    case "CREATE":
    case "ALTER":
    case "DROP": {
      const past = { CREATE: "created", ALTER: "altered", DROP: "dropped" }[verb];
      return `${object.charAt(0)}${object.slice(1).toLowerCase()} ${past}.`;
    }
    default:
      return `${verb.charAt(0)}${verb.slice(1).toLowerCase()} succeeded.`;
  }
}

function rowsOfDml(text: string, rowsAffected: number | undefined): number | undefined {
  return /^\s*(?:insert|update|delete|merge)\b/i.test(text) ? (rowsAffected ?? 0) : undefined;
}

function toError(
  error: unknown,
  {
    run,
    statement,
    lines,
  }: { run: StatementsRun; statement: ScriptStatement; lines: StatementLines },
): StatementError {
  const { session, timeoutMs } = run;
  if (!session.isUsable) return withoutPlace(fateUnknown(statement));
  if (error instanceof DeadlineError || codeOf(error) === callTimedOut) {
    return withoutPlace(
      `The statement was stopped because it took longer than ${Math.round(timeoutMs / 1000)} seconds. What it did is undone; it may wait for a lock of another session. How long to wait is the setting ordsSecurity.databaseTimeout.`,
    );
  }
  return toStatementError(toSqlFailure(error, statement.text), lines);
}

/** Of the driver: its `callTimeout` is over, and the server has stopped the call. */
const callTimedOut = "NJS-123";

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function fateUnknown({ text }: ScriptStatement): string {
  const reads = /^\s*(?:select|with)\b/i.test(text);
  const what = reads
    ? "It only reads, so nothing is changed by it."
    : "It is not known whether it was run, nor, if it commits, whether it is committed: refresh and look before you run it again.";
  return `The connection to the database was lost while this statement ran. ${what} What the script had not committed before is rolled back by the database.`;
}

function notRun({ text }: ScriptStatement, lines: StatementLines): StatementResult {
  const error = withoutPlace("Not run: the connection to the database was lost before.");
  return { text, lines, ...nothing, output: [], error };
}

function withoutPlace(message: string): StatementError {
  return { code: undefined, message, line: undefined, column: undefined };
}

/** A block may have said something before it failed. */
async function outputAfterError(session: OracleSession): Promise<readonly string[]> {
  try {
    return await session.call(readOutput, { signal: undefined });
  } catch (error) {
    return [`What the statement printed could not be read: ${String(error)}`];
  }
}

async function rollBack(session: OracleSession): Promise<void> {
  if (!session.inTransaction) return;
  try {
    await session.call(async (connection) => await connection.rollback(), { signal: undefined });
  } catch {
    // Then the database does it, as soon as it notices that the session is gone.
    session.drop();
  }
}
