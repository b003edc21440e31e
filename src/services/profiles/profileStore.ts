import type { Event } from "../../base/emitter.ts";
import type { Secret } from "../../base/secret.ts";
import type { ConnectionProfile, ProfileId } from "./profile.ts";

/** The stored connections. Removing one removes every secret and token that belongs to it. */
export interface ProfileStore {
  list(): readonly ConnectionProfile[];
  get(id: ProfileId): ConnectionProfile | undefined;
  /**
   * Adds or replaces. A password is kept only for profiles that store it; undefined leaves the stored one, unless the
   * profile now leads to another host: a password that was typed for one host is not sent to another.
   */
  save(profile: ConnectionProfile, password: Secret | undefined): Promise<void>;
  remove(id: ProfileId): Promise<void>;
  password(id: ProfileId): Promise<Secret | undefined>;
  readonly onDidChange: Event<void>;
}
