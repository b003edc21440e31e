import type { Catalog, OAuthClient } from "../../domain/model/catalog.ts";
import type { SecretSlots } from "../../services/clients/readSecretSlots.ts";
import type { RotationRecord } from "../../services/tokens/rotationRecords.ts";

/** Everything that the next step depends on. Read each time anew: from the database and the secret storage. */
export interface RotationFacts {
  readonly client: OAuthClient;
  /** Two since ORDS_SECURITY; with OAUTH a new secret takes the place of the old one at once. */
  readonly places: "two" | "one";
  /** Whether the release has a procedure for a new secret: since 22.2. */
  readonly canRotate: boolean;
  /** undefined where the database does not say. */
  readonly slots: SecretSlots | undefined;
  readonly hasSecret: boolean;
  readonly record: RotationRecord | undefined;
  /** Whether it is known where ORDS is, where tokens come from. */
  readonly hasOrds: boolean;
}

export function rotationFacts(
  { release }: Pick<Catalog, "release">,
  known: Omit<RotationFacts, "places" | "canRotate">,
): RotationFacts {
  const { hasOrdsSecurity, major, minor } = release;
  return {
    ...known,
    places: hasOrdsSecurity ? "two" : "one",
    canRotate: hasOrdsSecurity || major > 22 || (major === 22 && minor >= 2),
  };
}

/** How many secrets the client has; undefined where the database does not say. */
export function countSecrets({ slots }: RotationFacts): number | undefined {
  return slots && [slots.first, slots.second].filter((each) => each !== undefined).length;
}
