import type { Clock } from "../../base/clock.ts";
import { Emitter } from "../../base/emitter.ts";
import { isCancelled, isUserFacingError, type UserFacingError } from "../../base/errors.ts";
import type { Logger } from "../../base/logger.ts";
import { SingleFlight } from "../../base/singleFlight.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import type { ProfileStore } from "../../services/profiles/profileStore.ts";
import type { RunOptions, SqlRunner, StatementResult } from "../../services/sql/sqlRunner.ts";
import { addressOf } from "./addressOf.ts";
import { LiveSession } from "./liveSession.ts";
import { notConnected, openingFailed, profileNotFound } from "./sessionErrors.ts";
import type { Session, SessionQuestion, Sessions } from "./sessions.ts";
import { withAlias } from "./withAlias.ts";

export interface SessionsParts {
  readonly profiles: Pick<ProfileStore, "list" | "get" | "save" | "onDidChange">;
  readonly openSqlRunner: (profile: ConnectionProfile, signal: AbortSignal) => Promise<SqlRunner>;
  readonly readCatalog: (
    runner: SqlRunner,
    reading: { readonly schema: string | undefined; readonly signal: AbortSignal },
  ) => Promise<Catalog>;
  /** As `countUncommitted` of scriptRun; handed in, because reading scripts is not needed at a start. */
  readonly countUncommitted: (
    before: number,
    results: readonly StatementResult[],
  ) => Promise<number>;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Keeps one live session per stored connection that somebody has opened. Opening twice is one opening; closing while
 * opening ends it; what arrives after a close is dropped.
 */
export function createSessions(parts: SessionsParts): Sessions {
  return new OpenSessions(parts);
}

class OpenSessions implements Sessions {
  readonly #parts: SessionsParts;
  readonly #changed = new Emitter<ProfileId | undefined>();
  readonly #live = new Map<ProfileId, LiveSession>();
  /** Keyed by the live session itself, so that opening after a close never joins the opening that was ended. */
  readonly #openings = new SingleFlight<LiveSession, Catalog>();
  readonly #refreshes = new SingleFlight<object, Catalog>();
  /** The last used first. */
  #recent: readonly ProfileId[] = [];
  readonly #stopListening: () => void;

  readonly onDidChange = this.#changed.event;

  constructor(parts: SessionsParts) {
    this.#parts = parts;
    const subscription = parts.profiles.onDidChange(() => this.#followProfiles());
    this.#stopListening = () => subscription.dispose();
  }

  list(): readonly Session[] {
    return this.#parts.profiles.list().map((profile) => this.#sessionOf(profile));
  }

  get(id: ProfileId): Session | undefined {
    const profile = this.#parts.profiles.get(id);
    return profile && this.#sessionOf(profile);
  }

  active(): Session | undefined {
    const sessions = this.#recent
      .map((id) => this.get(id))
      .filter((session) => session !== undefined);
    return sessions.find((session) => session.state.kind === "open") ?? sessions[0];
  }

  setActive(id: ProfileId): void {
    if (this.#recent[0] === id) return;
    this.#recent = [id, ...this.#recent.filter((other) => other !== id)];
    this.#fire(id);
  }

  async open(id: ProfileId, signal?: AbortSignal): Promise<Catalog> {
    const profile = this.#profile(id);
    const live = this.#live.get(id) ?? this.#begin(id);
    if (live.state.kind === "open") {
      this.setActive(id);
      return live.state.catalog;
    }
    return await this.#openings.run(live, signal, (flight) => this.#open(live, profile, flight));
  }

  async close(id: ProfileId): Promise<void> {
    const live = this.#live.get(id);
    if (live) await this.#end(live);
  }

  async refresh(id: ProfileId, signal?: AbortSignal): Promise<Catalog> {
    const live = this.#openSession(id);
    return await this.#refreshes.run(live.refreshKey, signal, (flight) =>
      this.#refresh(live, flight),
    );
  }

  async run(
    id: ProfileId,
    script: string,
    options: RunOptions = {},
  ): Promise<readonly StatementResult[]> {
    const live = this.#openSession(id);
    this.setActive(id);
    const signal = live.signalWith(options.signal);
    const before = live.state.kind === "open" ? live.state.uncommitted : 0;
    let results: readonly StatementResult[] = [];
    try {
      results = await live.runner().run(script, { ...options, signal });
      return results;
    } finally {
      // A refresh that began before the script ended may not have seen what it did: the next one must not join it.
      live.refreshKey = {};
      await this.#recountUncommitted(live, before, results);
    }
  }

  async endTransaction(
    id: ProfileId,
    how: "commit" | "rollback",
    signal?: AbortSignal,
  ): Promise<void> {
    const live = this.#openSession(id);
    try {
      const transaction = live.runner().openTransaction;
      await transaction?.[how](live.signalWith(signal));
    } finally {
      live.refreshKey = {};
      if (!live.isOpenTransaction) this.#showUncommitted(live, 0);
    }
  }

  async read<T>(id: ProfileId, question: SessionQuestion<T>, signal?: AbortSignal): Promise<T> {
    const live = this.#openSession(id);
    try {
      return await question(live.runner(), live.signalWith(signal));
    } finally {
      if (this.#forgetLostWork(live)) this.#fire(id);
    }
  }

  dispose(): void {
    this.#stopListening();
    this.#changed.dispose();
    for (const live of this.#live.values()) void live.end();
    this.#live.clear();
  }

  async #open(
    live: LiveSession,
    profile: ConnectionProfile,
    flight: AbortSignal,
  ): Promise<Catalog> {
    const { openSqlRunner, readCatalog, clock, log } = this.#parts;
    const started = clock.now();
    const signal = live.signalWith(flight);
    // At once, not when the work notices: whoever opens again after a cancel gets a session of its own.
    const onCancel = (): void => void this.#end(live);
    flight.addEventListener("abort", onCancel, { once: true });
    live.state = { kind: "opening" };
    this.#fire(profile.id);
    try {
      live.take(await openSqlRunner(profile, signal));
      signal.throwIfAborted();
      const schema = profile.otherSchema?.name;
      const catalog = await readCatalog(live.runner(), { schema, signal });
      signal.throwIfAborted();
      await this.#learnAlias(profile.id, catalog);
      live.state = { kind: "open", catalog, refreshing: false, uncommitted: 0 };
      // Opening the practice server may have stored another port; what counts from now on is what is stored now.
      live.address = addressOf(this.#parts.profiles.get(profile.id) ?? profile);
      this.#recent = [profile.id, ...this.#recent.filter((other) => other !== profile.id)];
      log.info(`Opened "${profile.name}" in ${clock.now() - started} ms`);
      return catalog;
    } catch (error) {
      await live.releaseRunner();
      // What breaks because the session is being ended is not a failure.
      signal.throwIfAborted();
      if (isCancelled(error)) {
        await this.#end(live);
        throw error;
      }
      const failure = this.#toUserFacing(profile, error);
      live.state = { kind: "failed", error: failure };
      throw failure;
    } finally {
      flight.removeEventListener("abort", onCancel);
      if (this.#live.get(profile.id) === live) this.#fire(profile.id);
    }
  }

  async #refresh(live: LiveSession, flight: AbortSignal): Promise<Catalog> {
    const { readCatalog, clock, log } = this.#parts;
    const started = clock.now();
    const signal = live.signalWith(flight);
    const turn = live.beginRefresh();
    this.#fire(live.id);
    try {
      const schema = this.#profile(live.id).otherSchema?.name;
      const catalog = await readCatalog(live.runner(), { schema, signal });
      signal.throwIfAborted();
      // ENABLE_SCHEMA may have given it another one.
      await this.#learnAlias(live.id, catalog);
      live.show(catalog, turn);
      log.debug(`Refreshed the catalog in ${clock.now() - started} ms`);
      return catalog;
    } finally {
      live.endRefresh();
      this.#forgetLostWork(live);
      if (this.#live.get(live.id) === live) this.#fire(live.id);
    }
  }

  async #recountUncommitted(
    live: LiveSession,
    before: number,
    results: readonly StatementResult[],
  ): Promise<void> {
    if (!live.isOpenTransaction && before === 0) return;
    const counted = await this.#parts.countUncommitted(before, results);
    // The database knows better than the script whether something waits.
    this.#showUncommitted(live, live.isOpenTransaction ? Math.max(1, counted) : 0);
  }

  /** A connection that was lost has taken with it what waited in its session; tells whether that was so. */
  #forgetLostWork(live: LiveSession): boolean {
    const lost =
      !live.isOpenTransaction && live.state.kind === "open" && live.state.uncommitted > 0;
    if (lost) live.showUncommitted(0);
    return lost;
  }

  #showUncommitted(live: LiveSession, changes: number): void {
    live.showUncommitted(changes);
    if (this.#live.get(live.id) === live) this.#fire(live.id);
  }

  /** Where ORDS publishes the schema is written in the schema itself; a connection to the database learns it here. */
  async #learnAlias(id: ProfileId, { schema }: Catalog): Promise<void> {
    const { profiles } = this.#parts;
    const profile = profiles.get(id);
    const learned = profile && withAlias(profile, schema.alias);
    if (learned) await profiles.save(learned, { password: undefined, walletPassword: undefined });
  }

  async #end(live: LiveSession): Promise<void> {
    if (this.#live.get(live.id) !== live) return;
    this.#live.delete(live.id);
    const ended = live.end();
    this.#fire(live.id);
    await ended;
  }

  #begin(id: ProfileId): LiveSession {
    const live = new LiveSession(id, this.#parts.log);
    live.address = addressOf(this.#profile(id));
    this.#live.set(id, live);
    return live;
  }

  #sessionOf(profile: ConnectionProfile): Session {
    return { profile, state: this.#live.get(profile.id)?.state ?? { kind: "closed" } };
  }

  #profile(id: ProfileId): ConnectionProfile {
    const profile = this.#parts.profiles.get(id);
    if (profile) return profile;
    throw profileNotFound();
  }

  #openSession(id: ProfileId): LiveSession {
    const profile = this.#profile(id);
    const live = this.#live.get(id);
    if (live?.state.kind === "open") return live;
    throw notConnected(profile);
  }

  /** A connection that was removed, or that now leads elsewhere, does not stay open. */
  #followProfiles(): void {
    for (const [id, live] of this.#live) {
      const profile = this.#parts.profiles.get(id);
      // The practice server learns its port while it is being opened.
      const settling = profile?.practice === true && live.state.kind === "opening";
      if (profile && (settling || addressOf(profile) === live.address)) continue;
      void this.#end(live);
    }
    this.#recent = this.#recent.filter((id) => this.#parts.profiles.get(id) !== undefined);
    this.#fire(undefined);
  }

  #toUserFacing({ name }: ConnectionProfile, error: unknown): UserFacingError {
    if (isUserFacingError(error)) return error;
    this.#parts.log.error(error instanceof Error ? error : String(error));
    return openingFailed(name, error);
  }

  /** A view that fails to draw must not turn an opened connection into a failed one. */
  #fire(id: ProfileId | undefined): void {
    try {
      this.#changed.fire(id);
    } catch (error) {
      this.#parts.log.error(error instanceof Error ? error : String(error));
    }
  }
}
