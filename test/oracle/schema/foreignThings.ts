import { isBuiltInPrivilege } from "../../../src/domain/model/builtIns.ts";
import type { Catalog } from "../../../src/domain/model/catalog.ts";
import { isOwn } from "./ownNames.ts";

/** The things of a schema that neither the tests nor the product made, as `module hr`. */
export function foreignThings({ modules, privileges, roles, clients }: Catalog): string[] {
  const named = (kind: string, things: readonly { readonly name: string }[]): string[] =>
    things.filter(({ name }) => !isOwn(name)).map(({ name }) => `${kind} ${name}`);
  return [
    ...named("module", modules),
    ...named(
      "privilege",
      privileges.filter(({ name }) => !isBuiltInPrivilege(name)),
    ),
    ...named(
      "role",
      roles.filter(({ builtIn }) => !builtIn),
    ),
    ...named("client", clients),
  ];
}
