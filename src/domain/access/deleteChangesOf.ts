import { assertNever } from "../../base/assertNever.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Change } from "../model/change.ts";
import type { EntityRef } from "../model/entityRef.ts";

/**
 * The changes that delete a thing, to see who would lose or gain what; undefined where no single call deletes it (a
 * template, a handler) or where it is not there.
 */
export function deleteChangesOf(
  { objects }: Catalog,
  ref: EntityRef,
): readonly Change[] | undefined {
  switch (ref.kind) {
    case "privilege":
      return [{ kind: "deletePrivilege", name: ref.name }];
    case "mapping":
      return [{ kind: "deletePrivilegeMapping", privilege: ref.privilege, pattern: ref.pattern }];
    case "role":
      return [{ kind: "deleteRole", name: ref.name }];
    case "client":
      return [{ kind: "deleteClient", name: ref.name }];
    case "module":
      return [{ kind: "deleteModule", name: ref.name }];
    case "jwtProfile":
      return [{ kind: "deleteJwtProfile" }];
    case "object": {
      const object = objects.find(({ name }) => name === ref.name);
      if (!object) return undefined;
      const { name, type, alias, requiresAuthorization } = object;
      return [
        {
          kind: "enableObject",
          enabled: false,
          object: name,
          objectType: type,
          alias,
          requiresAuthorization,
        },
      ];
    }
    case "template":
    case "handler":
      return undefined;
    default:
      return assertNever(ref);
  }
}
