import type { Disposable } from "../../base/disposable.ts";
import type { UserFacingError } from "../../base/errors.ts";
import type { Event } from "../../base/emitter.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { ConnectionProfile, ProfileId } from "../../services/profiles/profile.ts";
import type { RunOptions, SqlRunner, StatementResult } from "../../services/sql/sqlRunner.ts";

/** The open connections and the catalog of each. */
export interface Sessions extends Disposable {
  /** Every stored connection with its state, in the order in which the person added them. */
  list(): readonly Session[];
  get(id: ProfileId): Session | undefined;
  /** The session that commands act on when nothing is selected: the last one opened or used. */
  active(): Session | undefined;
  setActive(id: ProfileId): void;

  /** Connects and reads the catalog. Throws `UserFacingError`, which is also kept as the state. */
  open(id: ProfileId, signal?: AbortSignal): Promise<Catalog>;
  close(id: ProfileId): Promise<void>;
  /** Reads the catalog again; the old one stays in view until the new one is there. */
  refresh(id: ProfileId, signal?: AbortSignal): Promise<Catalog>;
  /** Runs a script on an open session; does not refresh by itself. */
  run(id: ProfileId, script: string, options?: RunOptions): Promise<readonly StatementResult[]>;
  /** Ends the transaction that scripts left open in the session; nothing happens when there is none. */
  endTransaction(id: ProfileId, how: "commit" | "rollback", signal?: AbortSignal): Promise<void>;
  /** Asks the database of an open session for something that no catalog holds. */
  read<T>(id: ProfileId, question: SessionQuestion<T>, signal?: AbortSignal): Promise<T>;

  /** The id of the session whose state changed; undefined when the list itself did. */
  readonly onDidChange: Event<ProfileId | undefined>;
}

/** Only reads: what it finds is not in the catalog, so nobody is told of a change. */
export type SessionQuestion<T> = (runner: SqlRunner, signal: AbortSignal) => Promise<T>;

export interface Session {
  readonly profile: ConnectionProfile;
  readonly state: SessionState;
}

export type SessionState =
  | { readonly kind: "closed" }
  | { readonly kind: "opening" }
  | OpenState
  | { readonly kind: "failed"; readonly error: UserFacingError };

export interface OpenState {
  readonly kind: "open";
  readonly catalog: Catalog;
  readonly refreshing: boolean;
  /** How many changes wait in the session for a COMMIT; they are seen by this session alone. */
  readonly uncommitted: number;
}
