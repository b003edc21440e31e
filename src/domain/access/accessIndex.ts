import type { Catalog, OAuthClient } from "../model/catalog.ts";
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
}

/** Built once for a catalog; each question is then quick, however many handlers there are. */
export function indexAccess(catalog: Catalog): AccessIndex {
  return {
    catalog,
    protection: indexProtection(catalog),
    endpoints: indexEndpoints(endpointsOf(catalog)),
    clients: new Map(catalog.clients.map((one) => [one.name, one])),
  };
}
