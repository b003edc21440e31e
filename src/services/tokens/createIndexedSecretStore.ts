import type { KeyValueStore } from "../profiles/keyValueStore.ts";
import type { ProfileId } from "../profiles/profile.ts";
import { profileOfKey, type SecretKey, type SecretStore } from "./secretStore.ts";

/** A secret store that knows which secrets belong to a connection, so that all of them can be forgotten with it. */
export interface IndexedSecretStore extends SecretStore {
  deleteAll(profile: ProfileId): Promise<void>;
  /** Under which keys something is stored for the connection. */
  keysOf(profile: ProfileId): readonly SecretKey[];
}

/**
 * Remembers the keys, never the values, of what is stored through it: VS Code's SecretStorage cannot be asked for them
 * in every supported version.
 */
export function createIndexedSecretStore(parts: {
  readonly secrets: SecretStore;
  readonly storage: KeyValueStore;
}): IndexedSecretStore {
  const { secrets, storage } = parts;
  const read = (profile: string): readonly SecretKey[] => parseKeys(storage.get(indexKey(profile)));
  const write = async (profile: string, keys: readonly SecretKey[]): Promise<void> => {
    await storage.set(indexKey(profile), keys.length === 0 ? undefined : keys);
  };

  return {
    get: (key) => secrets.get(key),

    set: async (key, value) => {
      const profile = profileOfKey(key);
      const known = read(profile);
      // Noted first: a key without a secret does no harm, a secret without a key is never deleted.
      if (!known.includes(key)) await write(profile, [...known, key]);
      await secrets.set(key, value);
    },

    delete: async (key) => {
      await secrets.delete(key);
      const profile = profileOfKey(key);
      const known = read(profile);
      if (known.includes(key)) {
        await write(
          profile,
          known.filter((one) => one !== key),
        );
      }
    },

    deleteAll: async (profile) => {
      for (const key of read(profile)) await secrets.delete(key);
      await write(profile, []);
    },

    keysOf: read,

    onDidChange: secrets.onDidChange,
  };
}

function indexKey(profile: string): string {
  return `ordsSecurity.secretsOf/${profile}`;
}

function parseKeys(value: unknown): readonly SecretKey[] {
  if (!Array.isArray(value)) return [];
  return value.filter((key: unknown): key is SecretKey => typeof key === "string");
}
