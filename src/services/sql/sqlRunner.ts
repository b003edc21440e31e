import type { Secret } from "../../base/secret.ts";
import type { SqlText } from "../../plsql/quote.ts";

/**
 * Runs SQL and PL/SQL as the person of one connection.
 * Every method throws `UserFacingError` when the server cannot be reached or does not accept the person, and an
 * `AbortError` when cancelled. What a statement itself does wrong is not thrown by `run`: it is in its result.
 */
export interface SqlRunner {
  /**
   * Whose transaction a statement runs in: REST-Enabled SQL has one session for each request; a borrowed session is
   * shared with the person's other work, so that a COMMIT there commits that too.
   */
  readonly transaction: "perRequest" | "own" | "borrowed";

  /**
   * Work that scripts left uncommitted in the runner's own session; undefined when there is none, and always where a
   * session is not the runner's own.
   */
  readonly openTransaction: OpenTransaction | undefined;

  /** Runs one SELECT and gives all its rows. Throws `UserFacingError` "sqlFailed"; `statementErrorOf` gives what Oracle said. */
  query(text: SqlText, options?: RunOptions): Promise<Rows>;

  /**
   * Runs a script statement by statement and gives a result for each in order. What it has not committed at its end is
   * gone with the request, or is the `openTransaction`, as `transaction` says. A statement after a failing one is still
   * run, as ORDS is believed to do it (assumption `restSqlRunsOnAfterError`). Nothing is ever run twice: when the
   * connection breaks, the statement whose fate is not known has an error that says so, and those behind it are not run.
   */
  run(script: string, options?: RunOptions): Promise<readonly StatementResult[]>;

  close(): Promise<void>;
}

/** Ending it may fail like any statement: with `UserFacingError` "sqlFailed" or "connectionLost". */
export interface OpenTransaction {
  commit(signal?: AbortSignal): Promise<void>;
  rollback(signal?: AbortSignal): Promise<void>;
}

export interface RunOptions {
  readonly binds?: Binds;
  readonly signal?: AbortSignal;
}

/** Values for `:name` placeholders. */
export type Binds = Readonly<Record<string, BindValue>>;
export type BindValue = string | number | null | Secret;

export interface Rows {
  /** In upper case, as Oracle names them. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}
export type SqlValue = string | number | null;

export interface StatementResult {
  /** As it was sent, without its terminator. */
  readonly text: string;
  /** Where the statement stands in the script: lines from 1. */
  readonly lines: { readonly start: number; readonly end: number };
  /** Lines of DBMS_OUTPUT and of the server's own answer: «PL/SQL procedure successfully completed.» */
  readonly output: readonly string[];
  readonly rows: Rows | undefined;
  readonly rowsAffected: number | undefined;
  readonly error: StatementError | undefined;
}

export interface StatementError {
  /** `ORA-00942`, `PLS-00201` …; undefined when the server gave no code. */
  readonly code: string | undefined;
  readonly message: string;
  /** Line in the script from 1, column from 1; undefined when the server does not say. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}
