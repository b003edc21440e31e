import type { ClientName, RoleName } from "../model/names.ts";

/** Who calls, as far as it decides about access. */
export type Caller =
  | { readonly kind: "anonymous" }
  /** With a valid token of the client credentials grant; the roles are those granted to the client. */
  | { readonly kind: "client"; readonly name: ClientName }
  /** Signed in by name and password; besides `roles` it has SQL Developer (`databaseUserHasSqlDeveloper`). */
  | { readonly kind: "user"; readonly roles: readonly RoleName[] };
