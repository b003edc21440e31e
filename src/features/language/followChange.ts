import { assertNever } from "../../base/assertNever.ts";
import type { Change } from "../../domain/model/change.ts";
import type { PrivilegeState, SchemaState } from "./schemaState.ts";

/** Takes a change in, as `applyChange` does: what ORDS would refuse changes nothing. */
export function followChange(state: SchemaState, change: Change): void {
  const { roles, privileges, modules, clients } = state;
  switch (change.kind) {
    case "enableSchema":
      followEnableSchema(state, change);
      return;
    case "setUrlMapping":
      if (!isOtherSchema(state, change.schema)) state.alias = change.alias;
      return;
    case "dropRestForSchema":
      if (!isOtherSchema(state, change.schema)) dropRest(state);
      return;
    case "defineModule":
      modules.set(change.name, { basePath: change.basePath, templates: new Set() });
      return;
    case "defineTemplate":
      modules.get(change.module)?.templates.add(change.uriTemplate);
      return;
    case "deleteModule":
      if (modules.has(change.name)) setModulePrivilege(state, change.name, null);
      modules.delete(change.name);
      return;
    case "renameModule":
      renameModule(state, change);
      return;
    case "setModulePrivilege":
      setModulePrivilege(state, change.module, change.privilege);
      return;
    case "createRole":
      roles.add(change.name);
      return;
    case "renameRole":
      if (!roles.has(change.name) || roles.has(change.newName)) return;
      roles.delete(change.name);
      roles.add(change.newName);
      replaceRole(state, change.name, change.newName);
      return;
    case "deleteRole":
      roles.delete(change.name);
      replaceRole(state, change.name, undefined);
      return;
    case "createPrivilege":
      if (privileges.has(change.name)) return;
      privileges.set(change.name, newPrivilege(change.roles));
      return;
    case "definePrivilege":
      definePrivilege(state, change);
      return;
    case "renamePrivilege":
      renamePrivilege(state, change.name, change.newName);
      return;
    case "deletePrivilege":
      privileges.get(change.name)?.modules.forEach((module) => {
        state.privilegeOfModule.delete(module);
      });
      privileges.delete(change.name);
      clients.forEach((client) => client.privileges.delete(change.name));
      return;
    case "createPrivilegeMapping": {
      const patterns = privileges.get(change.privilege)?.patterns;
      change.patterns.forEach((pattern) => patterns?.add(pattern));
      return;
    }
    case "deletePrivilegeMapping":
      privileges.get(change.privilege)?.patterns.delete(change.pattern);
      return;
    case "registerClient": {
      if (clients.has(change.name)) return;
      const { grantType } = change;
      const listed = new Set<string>(change.privileges);
      clients.set(change.name, {
        grantType,
        privileges: listed,
        roles: new Set(),
        ofScript: true,
      });
      return;
    }
    case "updateClient": {
      const client = clients.get(change.name);
      const privilegesOfClient = change.privilegesAndDurations?.privileges;
      if (client !== undefined && privilegesOfClient !== undefined) {
        client.privileges = new Set(privilegesOfClient);
      }
      return;
    }
    case "updateClientPrivileges": {
      const client = clients.get(change.name);
      if (client !== undefined) client.privileges = new Set(change.privileges);
      return;
    }
    case "renameClient": {
      const client = clients.get(change.name);
      if (client === undefined || clients.has(change.newName)) return;
      clients.delete(change.name);
      clients.set(change.newName, client);
      return;
    }
    case "deleteClient":
      clients.delete(change.name);
      return;
    case "grantClientRole":
      clients.get(change.client)?.roles.add(change.role);
      return;
    case "revokeClientRole":
      clients.get(change.client)?.roles.delete(change.role);
      return;
    case "enableObject":
    case "defineHandler":
    case "defineParameter":
    case "publishModule":
    case "setModuleOrigins":
    case "updateClientTokenDuration":
    case "rotateClientSecret":
    case "registerClientSecret":
    case "revokeClientSecret":
    case "createJwtProfile":
    case "deleteJwtProfile":
      return;
    default:
      assertNever(change);
  }
}

type ChangeOf<Kind extends Change["kind"]> = Extract<Change, { readonly kind: Kind }>;

function followEnableSchema(state: SchemaState, change: ChangeOf<"enableSchema">): void {
  if (isOtherSchema(state, change.schema)) return;
  const own = state.catalog?.schema.name;
  state.alias = change.alias ?? (own ?? change.schema)?.toLowerCase() ?? state.alias;
}

function isOtherSchema({ catalog }: SchemaState, schema: string | undefined): boolean {
  const own = catalog?.schema.name;
  return own !== undefined && schema !== undefined && schema.toUpperCase() !== own.toUpperCase();
}

/** Only roles of the product stay (assumption `dropRestRemovesAll`). */
function dropRest(state: SchemaState): void {
  const { catalog, roles, privileges, modules, clients, privilegeOfModule } = state;
  state.alias = catalog?.schema.name.toLowerCase();
  roles.clear();
  catalog?.roles.filter(({ builtIn }) => builtIn).forEach(({ name }) => roles.add(name));
  for (const names of [privileges, modules, clients, privilegeOfModule]) names.clear();
}

function renameModule(state: SchemaState, change: ChangeOf<"renameModule">): void {
  const { modules, privileges, privilegeOfModule } = state;
  const { name, newName = name, newBasePath } = change;
  const module = modules.get(name);
  if (module === undefined || (newName !== name && modules.has(newName))) return;
  modules.delete(name);
  modules.set(newName, { ...module, basePath: newBasePath ?? module.basePath });
  const privilege = privilegeOfModule.get(name);
  if (privilege === undefined || newName === name) return;
  releaseModule(state, newName);
  privilegeOfModule.delete(name);
  privilegeOfModule.set(newName, privilege);
  privileges.get(privilege)?.modules.delete(name);
  privileges.get(privilege)?.modules.add(newName);
}

function setModulePrivilege(state: SchemaState, module: string, privilege: string | null): void {
  const { modules, privileges, privilegeOfModule } = state;
  if (!modules.has(module)) return;
  const next = privilege === null ? undefined : privileges.get(privilege);
  if (privilege !== null && next === undefined) return;
  releaseModule(state, module);
  if (privilege === null) return;
  next?.modules.add(module);
  privilegeOfModule.set(module, privilege);
}

function releaseModule({ privileges, privilegeOfModule }: SchemaState, module: string): void {
  const before = privilegeOfModule.get(module);
  if (before !== undefined) privileges.get(before)?.modules.delete(module);
  privilegeOfModule.delete(module);
}

function definePrivilege(state: SchemaState, change: ChangeOf<"definePrivilege">): void {
  const { privileges, privilegeOfModule } = state;
  const old = privileges.get(change.name);
  if (change.modules !== undefined) {
    for (const module of [...(old?.modules ?? []), ...change.modules]) releaseModule(state, module);
    change.modules.forEach((module) => privilegeOfModule.set(module, change.name));
  }
  privileges.set(change.name, {
    roles: new Set(change.roles),
    patterns: new Set(change.patterns ?? old?.patterns),
    modules: new Set(change.modules ?? old?.modules),
    ofScript: true,
  });
}

function renamePrivilege(state: SchemaState, name: string, newName: string): void {
  const { privileges, clients, privilegeOfModule } = state;
  const privilege = privileges.get(name);
  if (privileges.has(newName)) return;
  if (privilege !== undefined) {
    privileges.delete(name);
    privileges.set(newName, privilege);
    privilege.modules.forEach((module) => privilegeOfModule.set(module, newName));
  }
  clients.forEach((client) => {
    if (client.privileges.delete(name)) client.privileges.add(newName);
  });
}

function replaceRole(
  { privileges, clients }: SchemaState,
  name: string,
  newName: string | undefined,
): void {
  for (const { roles } of [...privileges.values(), ...clients.values()]) {
    if (roles.delete(name) && newName !== undefined) roles.add(newName);
  }
}

function newPrivilege(roles: readonly string[]): PrivilegeState {
  return { roles: new Set(roles), patterns: new Set(), modules: new Set(), ofScript: true };
}
