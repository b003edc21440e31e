import { assertNever } from "../../base/assertNever.ts";
import type { Disposable } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import type { Secret } from "../../base/secret.ts";
import type { IndexedSecretStore } from "../tokens/createIndexedSecretStore.ts";
import {
  keyPassphraseKey,
  passwordKey,
  type SecretKey,
  walletPasswordKey,
} from "../tokens/secretStore.ts";
import type { KeyValueStore } from "./keyValueStore.ts";
import { parseProfile } from "./parseProfile.ts";
import type { ConnectionProfile, ProfileId } from "./profile.ts";
import type { ProfileStore } from "./profileStore.ts";

const storageKey = "ordsSecurity.connections";

/** A `ProfileStore` that keeps connections in a key-value store and their passwords in the secret store. */
export function createProfileStore(parts: {
  readonly storage: KeyValueStore;
  readonly secrets: IndexedSecretStore;
  /** Under which keys others keep what goes together with a connection. */
  readonly keysOf?: (id: ProfileId) => readonly string[];
}): ProfileStore & Disposable {
  const { storage, secrets, keysOf = () => [] } = parts;
  const changed = new Emitter<void>();

  // Read at each question: another window may have written.
  const entries = (): readonly unknown[] => {
    const stored = storage.get(storageKey);
    return Array.isArray(stored) ? stored : [];
  };
  const list = (): readonly ConnectionProfile[] =>
    entries().flatMap((entry) => parseProfile(entry) ?? []);
  const get = (id: ProfileId): ConnectionProfile | undefined =>
    list().find((profile) => profile.id === id);

  const write = async (profile: ConnectionProfile): Promise<void> => {
    await storage.set(storageKey, withEntry(entries(), profile));
    changed.fire();
  };

  return {
    list,
    get,

    save: async (profile, { password, walletPassword }) => {
      const before = get(profile.id);
      const keeps = profile.kind !== "sqlDeveloper" && profile.password === "stored";
      const stale = !keeps || (before !== undefined && leadsElsewhere(before, profile));
      const keep = async (key: SecretKey, secret: Secret | undefined): Promise<void> => {
        if (keeps && secret) await secrets.set(key, secret);
        else if (stale) await secrets.delete(key);
      };
      await keep(passwordKey(profile.id), password);
      const otherWallet = before !== undefined && walletOf(before) !== walletOf(profile);
      if (otherWallet) await secrets.delete(walletPasswordKey(profile.id));
      await keep(walletPasswordKey(profile.id), walletPassword);
      const { clientAuthentication = before?.clientAuthentication } = profile;
      await write({
        ...profile,
        tls: tlsAfter(before, profile),
        ...(clientAuthentication && { clientAuthentication }),
      });
    },

    saveTls: async (id, tls, passphrase) => {
      const before = get(id);
      if (!before) return;
      const [held, now] = [before.tls?.clientCertificate, tls?.clientCertificate];
      const isSame = now !== undefined && JSON.stringify(held) === JSON.stringify(now);
      if (now && passphrase) await secrets.set(keyPassphraseKey(id), passphrase);
      else if (!isSame) await secrets.delete(keyPassphraseKey(id));
      await write({ ...before, tls });
    },

    saveClientAuthentication: async (id, clientAuthentication) => {
      const before = get(id);
      if (before) await write({ ...before, clientAuthentication });
    },

    keyPassphrase: async (id) => await secrets.get(keyPassphraseKey(id)),

    remove: async (id) => {
      await secrets.deleteAll(id);
      for (const key of keysOf(id)) await storage.set(key, undefined);
      await storage.set(
        storageKey,
        entries().filter((entry) => parseProfile(entry)?.id !== id),
      );
      changed.fire();
    },

    passwords: async (id) => ({
      password: await secrets.get(passwordKey(id)),
      walletPassword: await secrets.get(walletPasswordKey(id)),
    }),
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}

/** A password that was typed for one host is not sent to another: it is asked for again. */
function leadsElsewhere(before: ConnectionProfile, after: ConnectionProfile): boolean {
  return hostOf(before) !== hostOf(after);
}

/** Not to check a certificate, or to accept a certain one, was agreed to for one server. */
function tlsAfter(
  before: ConnectionProfile | undefined,
  { baseUrl, tls }: ConnectionProfile,
): ConnectionProfile["tls"] {
  if (!tls || originOf(before?.baseUrl) === originOf(baseUrl)) return tls;
  const { caFile, clientCertificate } = tls;
  if (caFile === undefined && !clientCertificate) return undefined;
  return { caFile, fingerprint: undefined, clientCertificate, check: "full" };
}

function originOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).origin;
}

function walletOf(profile: ConnectionProfile): string | undefined {
  return profile.kind === "oracle" ? profile.wallet?.folder : undefined;
}

function hostOf(profile: ConnectionProfile): string {
  switch (profile.kind) {
    case "restSql":
      return new URL(profile.baseUrl).hostname;
    case "oracle":
      return JSON.stringify([profile.database, profile.httpsProxy]);
    case "sqlDeveloper":
      return profile.connectionId;
    default:
      return assertNever(profile);
  }
}

/** What this version cannot read stays where it is: a newer one, which wrote it, may come back. */
function withEntry(entries: readonly unknown[], profile: ConnectionProfile): readonly unknown[] {
  const at = entries.findIndex((entry) => parseProfile(entry)?.id === profile.id);
  return at < 0 ? [...entries, profile] : entries.with(at, profile);
}
