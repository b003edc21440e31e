import { parseJson } from "../../base/parseJson.ts";
import { Secret } from "../../base/secret.ts";
import { rotationKey, type SecretStore } from "./secretStore.ts";
import type { TokenClient } from "./tokenProvider.ts";

/** What is remembered of a rotation between its steps, so that it outlives the window. */
export interface RotationRecord {
  /** Whether the new secret is known to work. */
  readonly proven: boolean;
  /** The secret that was stored until then; undefined when none was. */
  readonly previous: Secret | undefined;
}

/**
 * One record for each client whose secret is being rotated. It rests in the secret storage beside the secrets, since it
 * may hold the old one, and is gone with its connection.
 */
export interface RotationRecords {
  get(client: RotatedClient): Promise<RotationRecord | undefined>;
  set(client: RotatedClient, record: RotationRecord): Promise<void>;
  delete(client: RotatedClient): Promise<void>;
}

export type RotatedClient = Pick<TokenClient, "profile" | "clientId">;

export function createRotationRecords(secrets: SecretStore): RotationRecords {
  const keyOf = ({ profile, clientId }: RotatedClient) => rotationKey(profile, clientId);
  return {
    get: async (client) => {
      const stored = await secrets.get(keyOf(client));
      return stored && parseRecord(stored);
    },
    set: async (client, { proven, previous }) => {
      const text = JSON.stringify({ proven, previous: previous?.reveal() });
      await secrets.set(keyOf(client), new Secret(text));
    },
    delete: async (client) => await secrets.delete(keyOf(client)),
  };
}

function parseRecord(stored: Secret): RotationRecord | undefined {
  const value = parseJson(stored.reveal());
  if (typeof value !== "object" || value === null) return undefined;
  const { proven, previous } = value as Partial<Record<keyof RotationRecord, unknown>>;
  return {
    proven: proven === true,
    previous: typeof previous === "string" ? new Secret(previous) : undefined,
  };
}
