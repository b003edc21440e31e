import { isCancelled } from "../../base/errors.ts";
import type { ClientName } from "../../domain/model/names.ts";
import { secretSlotsQuery } from "../../plsql/secretSlotsQuery.ts";
import type { CatalogReading } from "../catalog/readCatalog.ts";
import type { SqlRunner } from "../sql/sqlRunner.ts";

/** Since when each of the two slots of a client holds a secret, as the database writes it; undefined = it is free. */
export interface SecretSlots {
  readonly first: string | undefined;
  readonly second: string | undefined;
}

/** undefined where the database does not say: an older release, or a client that is gone. */
export async function readSecretSlots(
  runner: SqlRunner,
  name: ClientName,
  { schema, signal }: CatalogReading = {},
): Promise<SecretSlots | undefined> {
  try {
    const { rows } = await runner.query(
      secretSlotsQuery[schema === undefined ? "own" : "otherSchema"],
      {
        binds: schema === undefined ? { name } : { name, schema },
        ...(signal ? { signal } : {}),
      },
    );
    const [row] = rows;
    return row && { first: toText(row[0]), second: toText(row[1]) };
  } catch (error) {
    if (isCancelled(error)) throw error;
    // The rotation goes on without this, and says what it does not know.
    return undefined;
  }
}

function toText(value: string | number | null | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value);
}
