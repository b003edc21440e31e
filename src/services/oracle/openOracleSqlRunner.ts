import { UserFacingError } from "../../base/errors.ts";
import type { Clock } from "../../base/clock.ts";
import { createTurns } from "../../base/createTurns.ts";
import type { Logger } from "../../base/logger.ts";
import type { Secret } from "../../base/secret.ts";
import type { OracleProfile } from "../profiles/profile.ts";
import type { SqlText } from "../../plsql/quote.ts";
import { sqlFailed } from "../sql/sqlFailed.ts";
import type { OpenTransaction, Rows, RunOptions, SqlRunner } from "../sql/sqlRunner.ts";
import { describeAddress } from "../../domain/database/databaseAddress.ts";
import { fetchAs, fetchRows, rowsPerTrip, type Trip } from "./fetchRows.ts";
import { OracleSession } from "./oracleSession.ts";
import { resolveTnsAlias } from "./resolveTnsAlias.ts";
import { runStatements } from "./runStatements.ts";
import { toConnectOptions } from "./toConnectOptions.ts";
import { toDriverBinds } from "./toDriverBinds.ts";
import { type OracleErrorContext, toOracleError } from "./toOracleError.ts";
import { asDriverError, toSqlFailure } from "./toSqlFailure.ts";
import { DeadlineError } from "./withinDeadline.ts";

export interface OracleRunnerParts {
  readonly profile: OracleProfile;
  readonly password: Secret;
  readonly walletPassword: Secret | undefined;
  /** Where tnsnames.ora is, unless the connection says. */
  readonly tnsFolder: string | undefined;
  /** Milliseconds that one step may take. */
  readonly timeoutMs: () => number;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Logs in to a database by Oracle's driver. Throws `UserFacingError` for all that keeps a person from connecting.
 * The runner has one session, and gets another one by itself when the connection is lost between two actions; what was
 * not committed is then gone, which the next action says before anything else is done.
 *
 * This module brings the driver and is loaded by `await import(...)` only.
 */
export async function openOracleSqlRunner(
  parts: OracleRunnerParts,
  signal?: AbortSignal,
): Promise<SqlRunner> {
  const runner = new OracleSqlRunner(parts);
  await runner.open(signal);
  return runner;
}

class OracleSqlRunner implements SqlRunner {
  readonly transaction = "own";
  readonly #parts: OracleRunnerParts;
  readonly #inTurn = createTurns();
  #session: OracleSession | undefined;
  /** Whether the last thing known of the session is that work waits in it. */
  #waiting = false;
  #closed = false;

  constructor(parts: OracleRunnerParts) {
    this.#parts = parts;
  }

  get openTransaction(): OpenTransaction | undefined {
    if (!this.#waiting) return undefined;
    return {
      commit: async (signal) => await this.#endTransaction("commit", signal),
      rollback: async (signal) => await this.#endTransaction("rollback", signal),
    };
  }

  async open(signal: AbortSignal | undefined): Promise<void> {
    await this.#inTurn(async () => void (await this.#liveSession(signal)), signal);
  }

  async query(text: SqlText, { binds, signal }: RunOptions = {}): Promise<Rows> {
    return await this.#inTurn(async () => {
      const before = this.#session;
      const session = await this.#liveSession(signal);
      const fetch = async (from: OracleSession, withinMs?: number): Promise<Rows> => {
        const trip: Trip = async (work) => await from.call(work, { signal, withinMs });
        const { resultSet } = await trip(
          async (connection) =>
            await connection.execute(text, toDriverBinds(text, binds), {
              resultSet: true,
              prefetchRows: rowsPerTrip + 1,
              fetchArraySize: rowsPerTrip,
              fetchTypeHandler: fetchAs,
            }),
        );
        if (!resultSet) throw new Error("The driver gave no rows for a query");
        const { columns, rows } = await fetchRows(trip, resultSet);
        return { columns, rows };
      };
      const idle = session === before && session.idleMs > idleAfterMs;
      try {
        return await fetch(session, idle ? probeMs : undefined);
      } catch (error) {
        // Reading twice does no harm: a connection that a firewall has cut meanwhile is replaced without a word. But
        // whoever has waited until the time was up is not made to wait once more.
        const waited = error instanceof DeadlineError && !idle;
        if (session === before && !session.isUsable && !waited && !signal?.aborted) {
          this.#parts.log.info("The connection to the database was lost; connecting again");
          return await fetch(await this.#liveSession(signal)).catch((again: unknown) => {
            throw this.#toQueryError(again, text);
          });
        }
        throw this.#toQueryError(error, text);
      } finally {
        this.#noteTransaction();
      }
    }, signal);
  }

  async run(script: string, { binds, signal }: RunOptions = {}): ReturnType<SqlRunner["run"]> {
    return await this.#inTurn(async () => {
      const session = await this.#awakeSession(signal);
      try {
        return await runStatements({
          session,
          script,
          binds,
          signal,
          timeoutMs: this.#parts.timeoutMs(),
        });
      } catch (error) {
        // A cancel, or that the run could not even begin.
        throw this.#toQueryError(error, script);
      } finally {
        this.#noteTransaction();
      }
    }, signal);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const session = this.#session;
    this.#session = undefined;
    this.#waiting = false;
    await session?.close();
  }

  async #endTransaction(
    how: "commit" | "rollback",
    signal: AbortSignal | undefined,
  ): Promise<void> {
    await this.#inTurn(async () => {
      const session = await this.#awakeSession(signal);
      try {
        await session.call(async (connection) => await connection[how](), { signal });
      } catch (error) {
        if (session.isUsable) throw this.#toQueryError(error, how);
        // It is known that the work was there, and not whether it still is.
        this.#waiting = false;
        throw how === "commit" ? fateOfCommitUnknown(error) : lostWithWork(error);
      } finally {
        this.#noteTransaction();
      }
    }, signal);
  }

  /** For what must not be done twice: a session that has rested long is asked first whether it is still there. */
  async #awakeSession(signal: AbortSignal | undefined): Promise<OracleSession> {
    const session = await this.#liveSession(signal);
    if (session.idleMs <= idleAfterMs) return session;
    try {
      await session.call(async (connection) => await connection.ping(), {
        signal,
        withinMs: probeMs,
      });
      return session;
    } catch (error) {
      signal?.throwIfAborted();
      this.#parts.log.info(`The session did not answer: ${asDriverError(error).message}`);
      session.drop();
      return await this.#liveSession(signal);
    }
  }

  /** The session that there is, or a new one in the place of one that was lost. */
  async #liveSession(signal: AbortSignal | undefined): Promise<OracleSession> {
    if (this.#session?.isUsable) return this.#session;
    this.#session?.drop();
    if (this.#session && this.#waiting) {
      this.#session = undefined;
      this.#waiting = false;
      throw lostWithWork(undefined);
    }
    this.#session = await this.#login(signal);
    // Whoever closed meanwhile has not seen this one.
    if (this.#closed) {
      const late = this.#session;
      this.#session = undefined;
      await late.close();
      throw new DOMException("The connection was closed.", "AbortError");
    }
    return this.#session;
  }

  async #login(signal: AbortSignal | undefined): Promise<OracleSession> {
    const { profile, password, walletPassword, tnsFolder, timeoutMs, clock, log } = this.#parts;
    const { database, wallet, httpsProxy, user } = profile;
    const started = clock.now();
    try {
      const address = await resolveTnsAlias(database, tnsFolder);
      const session = await OracleSession.open(
        {
          login: {
            ...toConnectOptions({ address, wallet, httpsProxy, tnsFolder }),
            user,
            password: password.reveal(),
            ...(walletPassword ? { walletPassword: walletPassword.reveal() } : {}),
            program: "ORDS-Security",
          },
          timeoutMs,
          now: () => clock.now(),
          log,
        },
        signal,
      );
      log.debug(`Logged in to ${describeAddress(database)} in ${clock.now() - started} ms`);
      return session;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof DeadlineError) throw this.#noAnswer(error);
      throw toOracleError(error, this.#context());
    }
  }

  #toQueryError(error: unknown, text: string): unknown {
    if (error instanceof DeadlineError) return this.#noAnswer(error);
    const { code } = asDriverError(error);
    // What the signal threw, and faults of our own, are not the database's.
    if (code === undefined || typeof code !== "string") return error;
    if (code.startsWith("ORA-") && this.#session?.isUsable)
      return sqlFailed(toSqlFailure(error, text));
    return toOracleError(error, this.#context());
  }

  #noAnswer(cause: DeadlineError): UserFacingError {
    const { profile, timeoutMs } = this.#parts;
    return new UserFacingError({
      code: "timedOut",
      message: `${describeAddress(profile.database)} did not answer within ${Math.round(timeoutMs() / 1000)} seconds.`,
      why: "The connection was dropped. A firewall may swallow what is sent, the database may be overloaded, or the statement may wait for a lock. How long to wait is the setting ordsSecurity.databaseTimeout.",
      remedy: { label: "Try again", action: "retry" },
      cause,
    });
  }

  #noteTransaction(): void {
    // A session that was lost keeps its mark until somebody has been told.
    if (this.#session?.isUsable) this.#waiting = this.#session.inTransaction;
  }

  #context(): OracleErrorContext {
    const { profile } = this.#parts;
    return {
      profileId: profile.id,
      user: profile.user,
      address: describeAddress(profile.database),
      wallet: profile.wallet !== undefined,
      proxy: profile.httpsProxy && `${profile.httpsProxy.host}:${profile.httpsProxy.port}`,
      tls: profile.database.kind === "basic" && profile.database.tls,
    };
  }
}

/** After this long, what lies between may have forgotten the connection. */
const idleAfterMs = 60_000;
/** How long a session that has rested may take for its first answer before another one is opened. */
const probeMs = 5000;

function lostWithWork(cause: unknown): UserFacingError {
  return new UserFacingError({
    code: "connectionLost",
    message:
      "The connection to the database was lost, and with it the changes that were not committed.",
    why: "The database rolls back what a lost session has not committed. Refresh to see what is there, then run the script again.",
    remedy: { label: "Try again", action: "retry" },
    cause,
  });
}

function fateOfCommitUnknown(cause: unknown): UserFacingError {
  return new UserFacingError({
    code: "connectionLost",
    message: "The connection to the database was lost during the COMMIT.",
    why: "It is not known whether the changes are committed. Refresh to see what is there before you run anything again.",
    cause,
  });
}
