import type { Catalog, Module, OAuthClient, Privilege, Role } from "./catalog.ts";
import type { ClientName, ModuleName, PrivilegeName, RoleName, UriPattern } from "./names.ts";

/**
 * Lookups over one catalog; those that find several give them in the catalog's order, and none as
 * an empty list.
 */
export interface CatalogIndex {
  readonly catalog: Catalog;
  privilegeByName(name: PrivilegeName): Privilege | undefined;
  roleByName(name: RoleName): Role | undefined;
  clientByName(name: ClientName): OAuthClient | undefined;
  moduleByName(name: ModuleName): Module | undefined;
  privilegesOfModule(name: ModuleName): readonly Privilege[];
  privilegesOfRole(name: RoleName): readonly Privilege[];
  privilegesOfPattern(pattern: UriPattern): readonly Privilege[];
  clientsOfRole(name: RoleName): readonly OAuthClient[];
  clientsOfPrivilege(name: PrivilegeName): readonly OAuthClient[];
  /**
   * The roles granted to a client as rows of the catalog; a grant of a role that cannot be seen is
   * left out.
   */
  rolesOfClient(name: ClientName): readonly Role[];
}

/** Built once for each catalog: asking again gives the same index. */
export function indexCatalog(catalog: Catalog): CatalogIndex {
  const known = indexes.get(catalog);
  if (known !== undefined) {
    return known;
  }
  const index = createIndex(catalog);
  indexes.set(catalog, index);
  return index;
}

const indexes = new WeakMap<Catalog, CatalogIndex>();

function createIndex(catalog: Catalog): CatalogIndex {
  const { privileges, roles, clients, modules } = catalog;
  const privilegeByName = byName(privileges);
  const roleByName = byName(roles);
  const clientByName = byName(clients);
  const moduleByName = byName(modules);
  const byModule = groupBy(privileges, (privilege) => privilege.modules);
  const byRole = groupBy(privileges, (privilege) => privilege.roles);
  const byPattern = groupBy(privileges, (privilege) => privilege.patterns);
  const clientsByRole = groupBy(clients, (client) => client.roles);
  const clientsByPrivilege = groupBy(clients, (client) => client.privileges);
  return {
    catalog,
    privilegeByName: (name) => privilegeByName.get(name),
    roleByName: (name) => roleByName.get(name),
    clientByName: (name) => clientByName.get(name),
    moduleByName: (name) => moduleByName.get(name),
    privilegesOfModule: (name) => byModule.get(name) ?? [],
    privilegesOfRole: (name) => byRole.get(name) ?? [],
    privilegesOfPattern: (pattern) => byPattern.get(pattern) ?? [],
    clientsOfRole: (name) => clientsByRole.get(name) ?? [],
    clientsOfPrivilege: (name) => clientsByPrivilege.get(name) ?? [],
    rolesOfClient: (name) =>
      (clientByName.get(name)?.roles ?? []).flatMap((role) => roleByName.get(role) ?? []),
  };
}

function byName<N, T extends { readonly name: N }>(items: readonly T[]): ReadonlyMap<N, T> {
  return new Map(items.map((item) => [item.name, item]));
}

function groupBy<K, T>(items: readonly T[], keysOf: (item: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, [item]);
      } else {
        group.push(item);
      }
    }
  }
  return groups;
}
