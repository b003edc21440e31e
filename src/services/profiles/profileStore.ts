import type { Event } from "../../base/emitter.ts";
import type { Secret } from "../../base/secret.ts";
import type { ConnectionTls } from "../http/connectionTls.ts";
import type { ClientAuthentication } from "../tokens/clientAuthentication.ts";
import type { ConnectionProfile, ProfileId } from "./profile.ts";

/** The stored connections. Removing one removes every secret and token that belongs to it. */
export interface ProfileStore {
  list(): readonly ConnectionProfile[];
  get(id: ProfileId): ConnectionProfile | undefined;
  /**
   * Adds or replaces. Passwords are kept only for profiles that store them; one that is not given leaves the stored
   * one, unless the profile now leads to another host: a password that was typed for one host is not sent to another.
   * Nor does the choice not to check a certificate go with it to another server.
   */
  save(profile: ConnectionProfile, passwords: LoginPasswords): Promise<void>;
  /**
   * Replaces the certificates of a connection. A passphrase that is not given leaves the stored one as long as the
   * client certificate is the same.
   */
  saveTls(
    id: ProfileId,
    tls: ConnectionTls | undefined,
    passphrase: Secret | undefined,
  ): Promise<void>;
  /** undefined: as the setting says. */
  saveClientAuthentication(id: ProfileId, how: ClientAuthentication | undefined): Promise<void>;
  /** Of the key of its client certificate. */
  keyPassphrase(id: ProfileId): Promise<Secret | undefined>;
  remove(id: ProfileId): Promise<void>;
  passwords(id: ProfileId): Promise<LoginPasswords>;
  readonly onDidChange: Event<void>;
}

/** What a login needs that is secret. */
export interface LoginPasswords {
  readonly password: Secret | undefined;
  /** Of the key in the wallet, where there is one. */
  readonly walletPassword: Secret | undefined;
}
