import { assertNever } from "../../base/assertNever.ts";
import type { ScriptStatement } from "../../plsql/script.ts";
import { splitScript } from "../../plsql/splitScript.ts";
import { isOracleError, notInPractice, OracleError } from "../sql/oracleError.ts";
import type { PageRange, SqlCell, SqlPage } from "../sql/sqlEngine.ts";
import type { Transaction, World } from "../world.ts";
import { BlockFailure } from "./blockFailure.ts";
import { executeBlock } from "./executeBlock.ts";
import { placeIn } from "./placeIn.ts";
import { readStatement, runDdl, runDml, runQuery } from "./runSql.ts";

export interface ScriptRequest {
  readonly text: string;
  /** By name in lower case; blocks change them. */
  readonly binds: Map<string, SqlCell>;
  readonly positional: readonly SqlCell[];
  readonly range: PageRange;
  /** The database user who runs it: the schema, unless it is `administratorName`. */
  readonly user?: string;
}

/** What became of one statement. */
export interface StatementOutcome {
  readonly statement: ScriptStatement;
  readonly type: StatementType;
  readonly page: SqlPage | undefined;
  readonly rowsAffected: number;
  /** The line that SQL*Plus would print: «1 row inserted.» */
  readonly response: string | undefined;
  readonly output: string;
  readonly failure: StatementFailure | undefined;
}

export type StatementType =
  "query" | "dml" | "ddl" | "plsql" | "transaction-control" | "sqlplus" | "other";

export interface StatementFailure {
  readonly code: string;
  readonly text: string;
  /** From 1, counted from the first line of the statement (assumption `restSqlErrorLines`). */
  readonly line: number;
  readonly column: number | undefined;
}

/**
 * Runs a script in one transaction, statement by statement; one that fails undoes itself alone, and the next
 * one is run (assumptions `restSqlTransactionPerRequest`, `restSqlRunsOnAfterError`).
 */
export function executeScript(world: World, request: ScriptRequest): StatementOutcome[] {
  const runAll = (transaction: Transaction): StatementOutcome[] =>
    splitScript(request.text).map((statement) => {
      const run: ScriptRun = { world, transaction, request, statement };
      const output: string[] = [];
      try {
        return { ...nothing, statement, ...runStatement(run, output), output: output.join("") };
      } catch (error) {
        if (!isOracleError(error)) throw error;
        const failure = toFailure(error, statement);
        return { ...nothing, statement, type: typeOf(statement), output: output.join(""), failure };
      }
    });
  return world.inTransaction(runAll, request.user);
}

interface ScriptRun {
  readonly world: World;
  readonly transaction: Transaction;
  readonly request: ScriptRequest;
  readonly statement: ScriptStatement;
}

type Done = Pick<StatementOutcome, "type"> &
  Partial<Pick<StatementOutcome, "page" | "rowsAffected" | "response">>;

const nothing = {
  page: undefined,
  rowsAffected: 0,
  response: undefined,
  output: "",
  failure: undefined,
};

function runStatement(run: ScriptRun, output: string[]): Done {
  const { world, transaction, request, statement } = run;
  switch (statement.kind) {
    case "plsql": {
      if (/^create\b/i.test(statement.text)) throw notInPractice("stored PL/SQL");
      executeBlock(
        { dictionary: world.dictionary, transaction, binds: request.binds, output },
        statement,
      );
      return { type: "plsql", response: "PL/SQL procedure successfully completed." };
    }
    case "sql":
      return runSql(run);
    case "transaction":
      return endTransaction(run);
    case "sqlplus":
      return runDirective(statement.text);
    default:
      return assertNever(statement.kind);
  }
}

function runSql({ world, transaction, request, statement }: ScriptRun): Done {
  const { dictionary } = world;
  const read = readStatement(dictionary, statement.text);
  const binds = { named: Object.fromEntries(request.binds), positional: request.positional };
  switch (read.kind) {
    case "query":
      return { type: "query", page: runQuery(dictionary, read, { binds, range: request.range }) };
    case "dml": {
      const rowsAffected = transaction.statement(() => runDml(dictionary, read, binds));
      return { type: "dml", rowsAffected, response: describeDml(read.verb, rowsAffected) };
    }
    case "ddl":
      // DDL commits before and after itself.
      transaction.commit();
      transaction.statement(() => runDdl(dictionary, read));
      transaction.commit();
      return {
        type: "ddl",
        response: `Table ${read.subject ?? ""} ${read.verb === "CREATE" ? "created" : "dropped"}.`,
      };
    default:
      return assertNever(read.kind);
  }
}

function describeDml(verb: string, rows: number): string {
  const done = { INSERT: "inserted", UPDATE: "updated", DELETE: "deleted" }[verb] ?? "changed";
  return `${rows} ${rows === 1 ? "row" : "rows"} ${done}.`;
}

function endTransaction({ transaction, statement }: ScriptRun): Done {
  const words = statement.text.trim().toUpperCase().split(/\s+/);
  if (words.length > 1 && words[1] !== "WORK") throw notInPractice(words.join(" "));
  if (words[0] === "COMMIT") transaction.commit();
  else transaction.rollback();
  const response = words[0] === "COMMIT" ? "Commit complete." : "Rollback complete.";
  return { type: "transaction-control", response };
}

/** Lines for SQL*Plus: settings change nothing here, and what would need a terminal or files is refused. */
function runDirective(text: string): Done {
  const [word = ""] = text.toUpperCase().split(/\s+/, 1);
  if (/^(?:SET|REM|REMARK|SHOW|DEFINE|UNDEFINE|COLUMN|COL|WHENEVER|CLEAR|\/)$/.test(word))
    return { type: "sqlplus" };
  if (word === "PROMPT" || word === "PRO")
    return { type: "sqlplus", response: text.slice(word.length).trim() };
  throw new OracleError(
    "ORA-00900",
    `invalid SQL statement\nThe practice server does not run the command ${word}.`,
  );
}

function typeOf(statement: ScriptStatement): StatementType {
  switch (statement.kind) {
    case "plsql":
      return "plsql";
    case "sql": {
      const [verb = ""] = statement.text.toUpperCase().split(/\s+/, 1);
      if (verb === "SELECT" || verb === "WITH") return "query";
      if (["INSERT", "UPDATE", "DELETE", "MERGE"].includes(verb)) return "dml";
      return ["CREATE", "DROP", "ALTER", "GRANT", "REVOKE"].includes(verb) ? "ddl" : "other";
    }
    case "transaction":
      return "transaction-control";
    case "sqlplus":
      return "sqlplus";
    default:
      return assertNever(statement.kind);
  }
}

function toFailure(error: OracleError, { text }: ScriptStatement): StatementFailure {
  if (error instanceof BlockFailure) {
    const { code, line, column } = error;
    return { code, text: error.text, line, column };
  }
  const { code, culprit } = error;
  const name = culprit?.split(".").at(-1)?.replaceAll("`", "").toLowerCase();
  const at = name === undefined ? -1 : text.toLowerCase().indexOf(name);
  return { code, text: error.text, ...placeIn(text, Math.max(0, at)) };
}
