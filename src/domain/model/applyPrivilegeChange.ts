import { assertNever } from "../../base/assertNever.ts";
import { distinct } from "../../base/distinct.ts";
import type { PrivilegeChange } from "./changeGroup.ts";
import type { Catalog, Privilege } from "./catalog.ts";
import type { CreatePrivilege, DefinePrivilege } from "./change.ts";
import type { ModuleName, PrivilegeName, RoleName } from "./names.ts";
import { withoutPrivilege } from "./withoutPrivilege.ts";

/** Roles, privileges and mappings. */
export function applyPrivilegeChange(catalog: Catalog, change: PrivilegeChange): Catalog {
  switch (change.kind) {
    case "createRole":
      return catalog.roles.some((role) => role.name === change.name)
        ? catalog
        : { ...catalog, roles: [...catalog.roles, { name: change.name, builtIn: false }] };
    case "renameRole":
      return renameRole(catalog, change);
    case "deleteRole":
      return {
        ...catalog,
        roles: catalog.roles.filter((role) => role.name !== change.name),
        privileges: catalog.privileges.map((privilege) => without(privilege, change.name)),
        clients: catalog.clients.map((client) => without(client, change.name)),
      };
    case "createPrivilege":
      return find(catalog, change.name) === undefined
        ? { ...catalog, privileges: [...catalog.privileges, toPrivilege(change)] }
        : catalog;
    case "definePrivilege":
      return definePrivilege(catalog, change);
    case "renamePrivilege":
      return renamePrivilege(catalog, change);
    case "deletePrivilege":
      return withoutPrivilege(catalog, change.name);
    case "createPrivilegeMapping":
      return withPrivilege(catalog, change.privilege, (privilege) => ({
        ...privilege,
        patterns: distinct([...privilege.patterns, ...change.patterns]),
      }));
    case "deletePrivilegeMapping":
      return withPrivilege(catalog, change.privilege, (privilege) => ({
        ...privilege,
        patterns: privilege.patterns.filter((pattern) => pattern !== change.pattern),
      }));
    default:
      return assertNever(change);
  }
}

function toPrivilege(change: CreatePrivilege): Privilege {
  return {
    name: change.name,
    label: change.label,
    description: change.description,
    comments: undefined,
    roles: distinct(change.roles),
    patterns: [],
    modules: [],
  };
}

/**
 * Lists that are given replace, the others stay (assumptions `definePrivilegeReplacesLists`,
 * `shortDefineKeepsLists`).
 */
function definePrivilege(catalog: Catalog, change: DefinePrivilege): Catalog {
  const old = find(catalog, change.name);
  const defined: Privilege = {
    name: change.name,
    label: change.label,
    description: change.description,
    comments: change.comments,
    roles: distinct(change.roles),
    patterns: distinct(change.patterns ?? old?.patterns ?? []),
    modules: distinct(change.modules ?? old?.modules ?? []),
  };
  const taken = new Set<ModuleName>(change.modules ?? []);
  const others = catalog.privileges.map((privilege) =>
    // A module has one privilege at most (assumption `modulePrivilegeIsSingle`).
    privilege.modules.some((module) => taken.has(module))
      ? { ...privilege, modules: privilege.modules.filter((module) => !taken.has(module)) }
      : privilege,
  );
  return {
    ...catalog,
    privileges:
      old === undefined
        ? [...others, defined]
        : others.map((privilege) => (privilege.name === change.name ? defined : privilege)),
  };
}

function renameRole(
  catalog: Catalog,
  { name, newName }: { readonly name: RoleName; readonly newName: RoleName },
): Catalog {
  const exists = catalog.roles.some((role) => role.name === name);
  if (!exists || catalog.roles.some((role) => role.name === newName)) {
    return catalog;
  }
  const renamed = (role: RoleName) => (role === name ? newName : role);
  return {
    ...catalog,
    roles: catalog.roles.map((role) => ({ ...role, name: renamed(role.name) })),
    privileges: catalog.privileges.map((each) => ({ ...each, roles: each.roles.map(renamed) })),
    clients: catalog.clients.map((each) => ({ ...each, roles: each.roles.map(renamed) })),
  };
}

function renamePrivilege(
  catalog: Catalog,
  { name, newName }: { readonly name: PrivilegeName; readonly newName: PrivilegeName },
): Catalog {
  if (find(catalog, newName) !== undefined) {
    return catalog;
  }
  const renamed = (privilege: PrivilegeName) => (privilege === name ? newName : privilege);
  return {
    ...catalog,
    privileges: catalog.privileges.map((each) => ({ ...each, name: renamed(each.name) })),
    clients: catalog.clients.map((each) => ({
      ...each,
      privileges: each.privileges.map(renamed),
    })),
  };
}

function find(catalog: Catalog, name: PrivilegeName): Privilege | undefined {
  return catalog.privileges.find((privilege) => privilege.name === name);
}

function withPrivilege(
  catalog: Catalog,
  name: PrivilegeName,
  change: (privilege: Privilege) => Privilege,
): Catalog {
  return {
    ...catalog,
    privileges: catalog.privileges.map((each) => (each.name === name ? change(each) : each)),
  };
}

function without<T extends { readonly roles: readonly RoleName[] }>(item: T, role: RoleName): T {
  return item.roles.includes(role)
    ? { ...item, roles: item.roles.filter((name) => name !== role) }
    : item;
}
