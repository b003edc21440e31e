import type { Catalog, Privilege } from "../../../src/domain/model/catalog.ts";
import { type CatalogDiff, createCatalogDiff } from "./catalogDiff.ts";
import { same, sameSet } from "../../../src/domain/model/same.ts";
import type { Change } from "../../../src/domain/model/change.ts";
import { diffClient } from "./diffClient.ts";
import { diffModule } from "./diffModule.ts";

/**
 * Changes that make `after` of `before`, in an order in which they can run: deletions first, then
 * what others rest on. Applied with `applyChange` they give `after`, but for what no change can
 * say: the name of the schema and the release, built-in roles, the client id of a client that ORDS
 * generates it for, and the order within the lists. A handler whose source has not been read is
 * left out, since it cannot be written. Two catalogs do not tell that something was renamed: it is
 * deleted and made again; and DROP_REST_FOR_SCHEMA, which takes more than a catalog holds, is never
 * concluded.
 */
export function diffCatalogs(before: Catalog, after: Catalog): readonly Change[] {
  const diff = createCatalogDiff(before);
  diffSchema(diff, after);
  deleteWhatIsGone(diff, after);
  for (const role of after.roles) {
    if (!role.builtIn && !names(diff.current().roles).has(role.name)) {
      diff.add({ kind: "createRole", name: role.name });
    }
  }
  for (const module of after.modules) {
    diffModule(diff, module);
  }
  for (const privilege of after.privileges) {
    diffPrivilege(diff, privilege);
  }
  for (const client of after.clients) {
    diffClient(diff, client);
  }
  diffJwtProfile(diff, after);
  for (const object of after.objects) {
    const old = diff.current().objects.find((each) => each.name === object.name);
    if (!same(old, object)) {
      diff.add({
        kind: "enableObject",
        enabled: object.enabled,
        object: object.name,
        objectType: object.type,
        alias: object.alias,
        requiresAuthorization: object.requiresAuthorization,
      });
    }
  }
  return diff.changes;
}

function diffSchema(diff: CatalogDiff, after: Catalog): void {
  const { alias, enabled, autoRestAuth } = after.schema;
  const old = diff.current().schema;
  if (old.enabled !== enabled || old.autoRestAuth !== autoRestAuth) {
    diff.add({ kind: "enableSchema", schema: undefined, alias, enabled, autoRestAuth });
  } else if (old.alias !== alias) {
    // The name of `before`: applied to it, the change has to meet its schema.
    diff.add({ kind: "setUrlMapping", schema: old.name, alias });
  }
}

/** A profile cannot be altered, only deleted and created anew. */
function diffJwtProfile(diff: CatalogDiff, { jwtProfile }: Catalog): void {
  const old = diff.current().jwtProfile;
  if (same(old, jwtProfile)) {
    return;
  }
  if (old !== undefined) {
    diff.add({ kind: "deleteJwtProfile" });
  }
  if (jwtProfile !== undefined) {
    diff.add({ kind: "createJwtProfile", profile: jwtProfile });
  }
}

function deleteWhatIsGone(diff: CatalogDiff, after: Catalog): void {
  const { clients, privileges, modules, roles, objects } = diff.current();
  const kept = names(after.clients);
  for (const { name } of clients.filter((client) => !kept.has(client.name))) {
    diff.add({ kind: "deleteClient", name });
  }
  const keptPrivileges = names(after.privileges);
  for (const { name } of privileges.filter((privilege) => !keptPrivileges.has(privilege.name))) {
    diff.add({ kind: "deletePrivilege", name });
  }
  const keptModules = names(after.modules);
  for (const { name } of modules.filter((module) => !keptModules.has(module.name))) {
    diff.add({ kind: "deleteModule", name });
  }
  const keptRoles = names(after.roles);
  for (const { name } of roles.filter((role) => !role.builtIn && !keptRoles.has(role.name))) {
    diff.add({ kind: "deleteRole", name });
  }
  const keptObjects = names(after.objects);
  for (const object of objects.filter((each) => each.enabled && !keptObjects.has(each.name))) {
    diff.add({
      kind: "enableObject",
      enabled: false,
      object: object.name,
      objectType: object.type,
      alias: object.alias,
      requiresAuthorization: object.requiresAuthorization,
    });
  }
}

function diffPrivilege(diff: CatalogDiff, privilege: Privilege): void {
  const find = () => diff.current().privileges.find((each) => each.name === privilege.name);
  const old = find();
  const { name, label, description, comments, roles, patterns, modules } = privilege;
  if (old === undefined || !sameWords(old, privilege) || !sameSet(old.roles, roles)) {
    diff.add({
      kind: "definePrivilege",
      name,
      label,
      description,
      comments,
      roles,
      patterns,
      modules,
    });
    return;
  }
  for (const pattern of old.patterns.filter((each) => !patterns.includes(each))) {
    diff.add({ kind: "deletePrivilegeMapping", privilege: name, pattern });
  }
  const added = patterns.filter((each) => !old.patterns.includes(each));
  if (added.length > 0) {
    diff.add({ kind: "createPrivilegeMapping", privilege: name, patterns: added });
  }
  diffModulesOf(diff, privilege, old);
}

function diffModulesOf(diff: CatalogDiff, privilege: Privilege, old: Privilege): void {
  for (const module of old.modules.filter((each) => !privilege.modules.includes(each))) {
    diff.add({ kind: "setModulePrivilege", module, privilege: null });
  }
  for (const module of privilege.modules.filter((each) => !old.modules.includes(each))) {
    diff.add({ kind: "setModulePrivilege", module, privilege: privilege.name });
  }
}

function sameWords(a: Privilege, b: Privilege): boolean {
  return a.label === b.label && a.description === b.description && a.comments === b.comments;
}

function names<T>(items: readonly { readonly name: T }[]): ReadonlySet<T> {
  return new Set(items.map(({ name }) => name));
}
