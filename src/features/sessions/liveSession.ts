import { UserFacingError } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { SqlRunner } from "../../services/sql/sqlRunner.ts";
import type { SessionState } from "./sessions.ts";

/** One connection from the moment somebody opens it until it is closed; then it is over and never used again. */
export class LiveSession {
  readonly id: ProfileId;
  readonly #log: Logger;
  readonly #ending = new AbortController();
  #runner: SqlRunner | undefined;
  #refreshesStarted = 0;
  #refreshShown = 0;
  #refreshesRunning = 0;

  state: SessionState = { kind: "closed" };
  /** Where the session leads; compared with the stored profile when that changes. */
  address = "";
  /** Whoever refreshes with the same key shares one reading. */
  refreshKey: object = {};

  constructor(id: ProfileId, log: Logger) {
    this.id = id;
    this.#log = log;
  }

  /** Aborted when the session ends or when `signal` is. */
  signalWith(signal: AbortSignal | undefined): AbortSignal {
    return signal ? AbortSignal.any([this.#ending.signal, signal]) : this.#ending.signal;
  }

  /** Owns the runner from here on, also when the session ended while it was being opened. */
  take(runner: SqlRunner): void {
    this.#runner = runner;
  }

  /** Throws `notConnected` when the session has just ended. */
  runner(): SqlRunner {
    if (this.#runner) return this.#runner;
    throw new UserFacingError({
      code: "notConnected",
      message: "The connection was closed meanwhile.",
      why: "Connect it again, then repeat what you did.",
      remedy: { label: "Connect", action: "connect", argument: this.id },
    });
  }

  get isOpenTransaction(): boolean {
    return this.#runner?.openTransaction !== undefined;
  }

  async releaseRunner(): Promise<void> {
    const runner = this.#runner;
    this.#runner = undefined;
    try {
      await runner?.close();
    } catch (error) {
      // Nobody waits for a goodbye, and nothing can be done about one that fails.
      this.#log.warn(`Closing a connection failed: ${String(error)}`);
    }
  }

  /** Never fails. */
  async end(): Promise<void> {
    this.#ending.abort();
    this.state = { kind: "closed" };
    await this.releaseRunner();
  }

  beginRefresh(): number {
    this.#refreshesRunning += 1;
    this.#showRefreshing();
    this.#refreshesStarted += 1;
    return this.#refreshesStarted;
  }

  endRefresh(): void {
    this.#refreshesRunning -= 1;
    this.#showRefreshing();
  }

  /** Two refreshes may overtake each other: an older one never replaces what a newer one has shown. */
  show(catalog: Catalog, turn: number): void {
    if (this.state.kind !== "open" || turn < this.#refreshShown) return;
    this.#refreshShown = turn;
    this.state = { ...this.state, catalog };
  }

  /** What the scripts of this session have changed and not committed. */
  showUncommitted(changes: number): void {
    if (this.state.kind !== "open") return;
    this.state = { ...this.state, uncommitted: changes };
  }

  #showRefreshing(): void {
    if (this.state.kind !== "open") return;
    this.state = { ...this.state, refreshing: this.#refreshesRunning > 0 };
  }
}
