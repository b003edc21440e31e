import { assertNever } from "../../base/assertNever.ts";
import { schemaUrlOf } from "../../domain/http/schemaUrlOf.ts";
import { describeAddress } from "../../domain/database/databaseAddress.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";

/** Where a connection leads, on one line: the schema's address, else the database. */
export function placeInWords(profile: ConnectionProfile): string {
  const schemaUrl = schemaUrlOf(profile);
  if (schemaUrl !== undefined) return schemaUrl;
  switch (profile.kind) {
    case "restSql":
      return profile.baseUrl;
    case "oracle":
      return `${profile.user} on ${describeAddress(profile.database)}`;
    case "sqlDeveloper":
      return "Oracle SQL Developer";
    default:
      return assertNever(profile);
  }
}
