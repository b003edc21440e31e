import { UserFacingError } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import { createTurns } from "../../base/createTurns.ts";
import { createStatementLocator } from "./createStatementLocator.ts";
import { readSqlAnswer, type SqlAnswerItem } from "./parseSqlAnswer.ts";
import { sqlFailed } from "./sqlFailed.ts";
import type { Binds, BindValue, RunOptions, SqlRunner } from "./sqlRunner.ts";
import { toStatementResult } from "./toStatementResult.ts";

/** A session of Oracle's own extension, as its exported API gives it. */
export interface BorrowedSession {
  /** Runs a script and gives the answer in the JSON form of REST-Enabled SQL. Cannot be cancelled. */
  execute(script: BorrowedScript): Promise<unknown>;
}

export interface BorrowedScript {
  readonly sql: string;
  readonly binds: readonly BorrowedBind[];
  /** Rows of a query that are wanted. */
  readonly pageSize: number;
}

export interface BorrowedBind {
  readonly name: string;
  readonly value: string;
  readonly dataType: "VARCHAR2" | "NUMBER";
}

export interface BorrowedRunnerParts {
  /** The session as it is now: the person may have closed and opened it there. */
  readonly session: (signal: AbortSignal | undefined) => Promise<BorrowedSession>;
  /** Milliseconds after which an answer is not waited for any more. */
  readonly timeoutMs: () => number;
}

/**
 * A runner on somebody else's session: the person's own in Oracle's extension, whose transaction it shares. Its API
 * has no way to stop what runs, so a cancel only stops the waiting; the next action then waits for its turn there.
 */
export function createBorrowedSqlRunner({ session, timeoutMs }: BorrowedRunnerParts): SqlRunner {
  const inTurn = createTurns();
  const execute = async (
    text: string,
    { binds, signal }: RunOptions,
  ): Promise<readonly SqlAnswerItem[]> =>
    await inTurn(async () => {
      const borrowed = await waitedFor(session(signal), { signal, timeoutMs });
      const script = { sql: text, binds: toBorrowedBinds(binds), pageSize };
      const items = readSqlAnswer(await waitedFor(borrowed.execute(script), { signal, timeoutMs }));
      if (items) return items;
      throw new UserFacingError({
        code: "answerNotUnderstood",
        message: "The answer of Oracle SQL Developer is not understood.",
        why: "Its extension may be of a release whose API is another one. Use a connection of ORDS Security of its own.",
      });
    }, signal);

  return {
    transaction: "borrowed",
    openTransaction: undefined,

    query: async (text, options = {}) => {
      const [item] = await execute(text, options);
      if (item?.failure) throw sqlFailed(item.failure);
      if (!item?.resultSet) throw answerWithoutRows();
      if (item.resultSet.hasMore) throw tooManyRows();
      const { columns, rows } = item.resultSet;
      return { columns, rows };
    },

    run: async (script, options = {}) => {
      const items = await execute(script, options);
      const locate = createStatementLocator(script);
      return items.map((item) => toStatementResult(item, locate(item)));
    },

    // The session is not ours to close.
    close: () => Promise.resolve(),
  };
}

/** The API gives one page; the largest catalog that is tried has a sixth of this. */
const pageSize = 100_000;

function toBorrowedBinds(binds: Binds = {}): readonly BorrowedBind[] {
  return Object.entries(binds).map(([name, value]) => ({
    name,
    value: textOf(value),
    dataType: typeof value === "number" ? "NUMBER" : "VARCHAR2",
  }));
}

function textOf(value: BindValue): string {
  if (typeof value === "object" && value !== null) return reveal(value);
  return value === null ? "" : String(value);
}

function reveal(secret: Secret): string {
  return secret.reveal();
}

async function waitedFor<T>(
  work: Promise<T>,
  {
    signal,
    timeoutMs,
  }: { readonly signal: AbortSignal | undefined; readonly timeoutMs: () => number },
): Promise<T> {
  const limit = AbortSignal.timeout(timeoutMs());
  const over = signal ? AbortSignal.any([signal, limit]) : limit;
  return await new Promise<T>((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal?.aborted ? (signal.reason as Error) : noAnswer(timeoutMs()));
    };
    if (over.aborted) onAbort();
    over.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => over.removeEventListener("abort", onAbort));
  });
}

function noAnswer(ms: number): UserFacingError {
  return new UserFacingError({
    code: "timedOut",
    message: `Oracle SQL Developer did not answer within ${Math.round(ms / 1000)} seconds.`,
    why: "Its session may be busy with something else, or its connection be lost. Look at it there; what was begun may still run.",
    remedy: { label: "Try again", action: "retry" },
  });
}

function answerWithoutRows(): UserFacingError {
  return new UserFacingError({
    code: "answerNotUnderstood",
    message: "The answer of Oracle SQL Developer to a query holds no rows.",
    why: "Its session may be lost: connect it again there, then try again.",
  });
}

function tooManyRows(): UserFacingError {
  return new UserFacingError({
    code: "answerTooLarge",
    message: "Oracle SQL Developer gave only a part of the rows.",
    why: "This schema is too large for a borrowed session. Use a connection of ORDS Security of its own.",
  });
}
