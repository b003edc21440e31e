import type { Disposable } from "../../base/disposable.ts";
import { Emitter } from "../../base/emitter.ts";
import type { IndexedSecretStore } from "../tokens/createIndexedSecretStore.ts";
import { passwordKey } from "../tokens/secretStore.ts";
import type { KeyValueStore } from "./keyValueStore.ts";
import { parseProfile } from "./parseProfile.ts";
import type { ConnectionProfile, ProfileId } from "./profile.ts";
import type { ProfileStore } from "./profileStore.ts";

const storageKey = "ordsSecurity.connections";

/** A `ProfileStore` that keeps connections in a key-value store and their passwords in the secret store. */
export function createProfileStore(parts: {
  readonly storage: KeyValueStore;
  readonly secrets: IndexedSecretStore;
}): ProfileStore & Disposable {
  const { storage, secrets } = parts;
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

  return {
    list,
    get,

    save: async (profile, password) => {
      const before = get(profile.id);
      const keeps = profile.password === "stored";
      if (keeps && password) await secrets.set(passwordKey(profile.id), password);
      else if (!keeps || (before && leavesMachine(before, profile))) {
        await secrets.delete(passwordKey(profile.id));
      }
      await storage.set(storageKey, withEntry(entries(), profile));
      changed.fire();
    },

    remove: async (id) => {
      await secrets.deleteAll(id);
      await storage.set(
        storageKey,
        entries().filter((entry) => parseProfile(entry)?.id !== id),
      );
      changed.fire();
    },

    password: async (id) => await secrets.get(passwordKey(id)),
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}

/** A password that was typed for one host is not sent to another: it is asked for again. */
function leavesMachine(before: ConnectionProfile, after: ConnectionProfile): boolean {
  return new URL(before.baseUrl).hostname !== new URL(after.baseUrl).hostname;
}

/** What this version cannot read stays where it is: a newer one, which wrote it, may come back. */
function withEntry(entries: readonly unknown[], profile: ConnectionProfile): readonly unknown[] {
  const at = entries.findIndex((entry) => parseProfile(entry)?.id === profile.id);
  return at < 0 ? [...entries, profile] : entries.with(at, profile);
}
