import type { OAuthClient } from "../../domain/model/catalog.ts";
import type { UpdateClient } from "../../domain/model/change.ts";
import { updateOf } from "../../domain/model/updateOf.ts";
import type { Dialect } from "../../plsql/dialect.ts";

/**
 * UPDATE_CLIENT replaces all that it is given and has no default for any of it (assumption `updateClientReplacesAll`).
 * So everything is given: what changes, and the rest as it stands in the catalog. OAUTH has only the form that replaces
 * privileges and durations too.
 */
export function clientUpdate(
  client: OAuthClient,
  changed: Partial<OAuthClient>,
  dialect: Dialect,
): UpdateClient {
  const update = updateOf({ ...client, ...changed });
  return dialect.api === "oauth" ? update : { ...update, privilegesAndDurations: undefined };
}
