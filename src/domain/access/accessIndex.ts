import type { Catalog, OAuthClient } from "../model/catalog.ts";
import { catalogLacks } from "../model/catalogLacks.ts";
import type { ClientName } from "../model/names.ts";
import { endpointsOf } from "./endpoints.ts";
import { indexProtection } from "./protection.ts";
import type { ProtectionIndex } from "./protection.ts";
import { indexEndpoints } from "./resolveCall.ts";
import type { EndpointIndex } from "./resolveCall.ts";

/** A catalog prepared for questions about access. */
export interface AccessIndex {
  readonly catalog: Catalog;
  readonly protection: ProtectionIndex;
  readonly endpoints: EndpointIndex;
  readonly clients: ReadonlyMap<ClientName, OAuthClient>;
  readonly lacks: MissingRows;
}

/** Which rows could not be read, so that their absence says nothing. */
export interface MissingRows {
  readonly clientRoles: boolean;
  readonly clientPrivileges: boolean;
  readonly privilegeRoles: boolean;
  readonly jwtProfile: boolean;
}

/** Built once for a catalog: asking again gives the same index. Each question is then quick. */
export function indexAccess(catalog: Catalog): AccessIndex {
  const known = indexes.get(catalog);
  if (known) return known;
  const index: AccessIndex = {
    catalog,
    protection: indexProtection(catalog),
    endpoints: indexEndpoints(endpointsOf(catalog)),
    clients: new Map(catalog.clients.map((one) => [one.name, one])),
    lacks: {
      clientRoles: catalogLacks(catalog, "CLIENT_ROLES"),
      clientPrivileges: catalogLacks(catalog, "CLIENT_PRIVILEGES"),
      privilegeRoles: catalogLacks(catalog, "PRIVILEGE_ROLES"),
      jwtProfile: catalogLacks(catalog, "JWT_PROFILE"),
    },
  };
  indexes.set(catalog, index);
  return index;
}

const indexes = new WeakMap<Catalog, AccessIndex>();
