import type { Catalog } from "../model/catalog.ts";
import { isBuiltInPrivilege } from "../model/builtIns.ts";
import type { Caller } from "./caller.ts";

/**
 * The callers that a catalog tells of, anonymous first: each client, a database user without further roles, and where
 * the schema has a JWT profile one token for each role or scope that it could bring.
 */
export function knownCallers(catalog: Catalog): readonly Caller[] {
  return [
    { kind: "anonymous" },
    ...catalog.clients.map(({ name }): Caller => ({ kind: "client", name })),
    { kind: "user", roles: [] },
    ...jwtCallers(catalog),
  ];
}

function jwtCallers({ jwtProfile, privileges }: Catalog): readonly Caller[] {
  if (!jwtProfile) return [];
  const own = privileges.filter(({ name }) => !isBuiltInPrivilege(name));
  if (jwtProfile.roleClaimName === undefined) {
    return own.map(({ name }): Caller => ({ kind: "jwt", scopes: [name], roles: [] }));
  }
  const roles = new Set(own.flatMap((one) => one.roles));
  return [...roles].map((role): Caller => ({ kind: "jwt", scopes: [], roles: [role] }));
}
