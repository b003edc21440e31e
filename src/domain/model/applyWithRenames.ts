import { applyChange } from "./applyChange.ts";
import type { Catalog } from "./catalog.ts";
import type { Change } from "./change.ts";
import type { ClientName, ModuleName, PrivilegeName, RoleName } from "./names.ts";

/** What is called otherwise after some changes: the name before them, and the one after. */
export interface Renames {
  readonly modules: ReadonlyMap<ModuleName, ModuleName>;
  readonly clients: ReadonlyMap<ClientName, ClientName>;
  readonly roles: ReadonlyMap<RoleName, RoleName>;
  readonly privileges: ReadonlyMap<PrivilegeName, PrivilegeName>;
}

export const noRenames: Renames = {
  modules: new Map(),
  clients: new Map(),
  roles: new Map(),
  privileges: new Map(),
};

/**
 * The catalog after all changes, and which of its things are the old ones by another name. A rename that ORDS would
 * refuse is none.
 */
export function applyWithRenames(
  before: Catalog,
  changes: readonly Change[],
): { readonly after: Catalog; readonly renames: Renames } {
  const modules = new Map<ModuleName, ModuleName>();
  const clients = new Map<ClientName, ClientName>();
  const roles = new Map<RoleName, RoleName>();
  const privileges = new Map<PrivilegeName, PrivilegeName>();
  let after = before;
  for (const change of changes) {
    switch (change.kind) {
      case "renameModule":
        follow(modules, after.modules, {
          name: change.name,
          newName: change.newName ?? change.name,
        });
        break;
      case "renameClient":
        follow(clients, after.clients, change);
        break;
      case "renameRole":
        follow(roles, after.roles, change);
        break;
      case "renamePrivilege":
        follow(privileges, after.privileges, change);
        break;
      default:
        break;
    }
    after = applyChange(after, change);
  }
  return { after, renames: { modules, clients, roles, privileges } };
}

function follow<N extends string>(
  renamed: Map<N, N>,
  things: readonly { readonly name: N }[],
  { name, newName }: { readonly name: N; readonly newName: N },
): void {
  const has = (wanted: N): boolean => things.some((one) => one.name === wanted);
  if (!has(name) || has(newName)) return;
  const [first = name] = [...renamed].find(([, now]) => now === name) ?? [];
  renamed.set(first, newName);
}
