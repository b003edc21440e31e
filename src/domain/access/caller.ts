import type { ClientName, RoleName } from "../model/names.ts";

/** Who calls, as far as it decides about access. */
export type Caller =
  | { readonly kind: "anonymous" }
  /** With a valid token of the client credentials grant; the roles are those granted to the client. */
  | { readonly kind: "client"; readonly name: ClientName }
  /** Signed in by name and password; besides `roles` it has SQL Developer (`databaseUserHasSqlDeveloper`). */
  | { readonly kind: "user"; readonly roles: readonly RoleName[] }
  /** A person who has signed in with these roles and let a client act for them (grants with a redirect). */
  | { readonly kind: "endUser"; readonly client: ClientName; readonly roles: readonly RoleName[] }
  /** With a valid token of the issuer that the schema's JWT profile names; what its claims hold. */
  | {
      readonly kind: "jwt";
      readonly scopes: readonly string[];
      readonly roles: readonly RoleName[];
    };
