import type { Logger } from "../../base/logger.ts";
import {
  beginLogin,
  type DriverConnection,
  forceClose,
  type LoginOptions,
} from "./oracleDriver.ts";
import { DeadlineError, withinDeadline } from "./withinDeadline.ts";

export interface SessionOptions {
  readonly login: LoginOptions;
  /** Milliseconds that one step may take: logging in, or one round trip of a call. */
  readonly timeoutMs: () => number;
  readonly now: () => number;
  readonly log: Logger;
}

/**
 * One session of the database on one connection, of which every call comes to an end. It does one thing at a time; who
 * uses it takes turns.
 */
export class OracleSession {
  readonly #connection: DriverConnection;
  readonly #options: SessionOptions;
  #dropped = false;
  #usedAt: number;

  private constructor(connection: DriverConnection, options: SessionOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#usedAt = options.now();
  }

  /** Throws what the driver throws, a `DeadlineError`, or the signal's reason. */
  static async open(
    options: SessionOptions,
    signal: AbortSignal | undefined,
  ): Promise<OracleSession> {
    signal?.throwIfAborted();
    const login = beginLogin(options.login);
    const connection = await withinDeadline({
      work: async () => await login.connection,
      deadlineMs: options.timeoutMs(),
      signal,
      interrupt: undefined,
      drop: () => login.drop(),
    });
    // As a DBA sees it in V$SESSION; sent along with the next call.
    connection.module = "ORDS Security";
    return new OracleSession(connection, options);
  }

  /** False once the connection was lost or dropped; then only a new session helps. */
  get isUsable(): boolean {
    return !this.#dropped && this.#connection.isHealthy();
  }

  get inTransaction(): boolean {
    return this.isUsable && this.#connection.transactionInProgress;
  }

  /** Milliseconds since the last call. */
  get idleMs(): number {
    return this.#options.now() - this.#usedAt;
  }

  /**
   * Runs a call on the connection. Its round trip may take the time that the options say; then, and on a cancel, the
   * call is broken, and where the server does not answer even that, the connection is dropped. `withinMs` gives the
   * whole call less time, at whose end the connection is dropped at once: for asking whether somebody is still there.
   */
  async call<T>(
    work: (connection: DriverConnection) => Promise<T>,
    { signal, withinMs }: CallLimits,
  ): Promise<T> {
    const timeoutMs = this.#options.timeoutMs();
    let interrupted = false;
    this.#connection.callTimeout = timeoutMs;
    try {
      return await withinDeadline({
        work: async () => await work(this.#connection),
        // The driver's own timer asks the server to stop first; this one is for when that is not answered.
        deadlineMs: withinMs ?? timeoutMs + breakPatienceMs,
        signal,
        interrupt:
          withinMs === undefined
            ? async () => {
                interrupted = true;
                await this.#connection.break();
              }
            : undefined,
        drop: () => this.drop(),
      });
    } finally {
      this.#usedAt = this.#options.now();
      if (interrupted && this.isUsable) await this.#clearBreak();
    }
  }

  /** Says goodbye, but waits for no answer that does not come. An open transaction is rolled back. */
  async close(): Promise<void> {
    if (!this.isUsable) return this.drop();
    try {
      await withinDeadline({
        work: async () => await this.#connection.close(),
        deadlineMs: goodbyeMs,
        signal: undefined,
        interrupt: undefined,
        drop: () => this.drop(),
      });
    } catch (error) {
      if (!(error instanceof DeadlineError)) throw error;
      this.#options.log.debug(
        "The database did not answer the goodbye; its connection was dropped",
      );
    }
  }

  drop(): void {
    this.#dropped = true;
    forceClose(this.#connection);
  }

  /** A break that came too late for its call would fail the next one: this is the next one. */
  async #clearBreak(): Promise<void> {
    try {
      await withinDeadline({
        work: async () => await this.#connection.ping(),
        deadlineMs: goodbyeMs,
        signal: undefined,
        interrupt: undefined,
        drop: () => this.drop(),
      });
    } catch (error) {
      this.#options.log.debug(`After a break the database says: ${String(error)}`);
    }
  }
}

export interface CallLimits {
  readonly signal: AbortSignal | undefined;
  readonly withinMs?: number | undefined;
}

/** How long the driver may need to break a call of which the time is up. */
const breakPatienceMs = 2000;
const goodbyeMs = 2000;
