import { Secret } from "../../base/secret.ts";
import type { ClientName } from "../../domain/model/names.ts";
import { clientSecretQuery } from "../../plsql/catalogQueries.ts";
import type { CatalogReading } from "../catalog/readCatalog.ts";
import type { SqlRunner } from "../sql/sqlRunner.ts";

/**
 * The secret of one client as the database shows it; undefined when it does not: masked, not stored, or the client is
 * gone (assumption securedSecretsAreMasked).
 */
export async function readClientSecret(
  runner: SqlRunner,
  name: ClientName,
  { schema, signal }: CatalogReading = {},
): Promise<Secret | undefined> {
  const { rows } = await runner.query(
    clientSecretQuery[schema === undefined ? "own" : "otherSchema"],
    {
      binds: schema === undefined ? { name } : { name, schema },
      ...(signal ? { signal } : {}),
    },
  );
  const shown = rows[0]?.[0];
  return typeof shown !== "string" || /^\**$/.test(shown) ? undefined : new Secret(shown);
}
