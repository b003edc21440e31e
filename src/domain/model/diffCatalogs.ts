import { applyChange } from "./applyChange.ts";
import type { Catalog, Handler, Module, OAuthClient, Privilege, Template } from "./catalog.ts";
import type { Change } from "./change.ts";
import type { PrivilegeName } from "./names.ts";

/**
 * Changes that make `after` of `before`, in an order in which they can run: deletions first, then what others rest on. Applied
 * with `applyChange` they give `after`, but for what no change can say: the name of the schema and the release,
 * built-in roles, the client id of a client that ORDS generates it for, and the order within the lists.
 * A handler whose source has not been read is left out, since it cannot be written.
 */
export function diffCatalogs(before: Catalog, after: Catalog): readonly Change[] {
  const diff = createDiff(before);
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

/** Collects changes and keeps the catalog as it is after them, so that a deletion's effects are seen by what follows. */
interface Diff {
  readonly changes: Change[];
  current(): Catalog;
  add(change: Change): void;
}

function createDiff(before: Catalog): Diff {
  let current = before;
  const changes: Change[] = [];
  return {
    changes,
    current: () => current,
    add: (change) => {
      changes.push(change);
      current = applyChange(current, change);
    },
  };
}

function diffSchema(diff: Diff, after: Catalog): void {
  const { alias, enabled, autoRestAuth } = after.schema;
  const old = diff.current().schema;
  if (old.alias !== alias || old.enabled !== enabled || old.autoRestAuth !== autoRestAuth) {
    diff.add({ kind: "enableSchema", schema: undefined, alias, enabled, autoRestAuth });
  }
}

function deleteWhatIsGone(diff: Diff, after: Catalog): void {
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

function diffModule(diff: Diff, module: Module): void {
  const find = () => diff.current().modules.find((each) => each.name === module.name);
  const old = find();
  // A template cannot be deleted alone: the module is defined again, which takes all of them away.
  const loses = old?.templates.some(
    ({ uriTemplate }) => !module.templates.some((each) => each.uriTemplate === uriTemplate),
  );
  if (old === undefined || loses === true || !sameModule(old, module)) {
    const { name, basePath, itemsPerPage, published, comments } = module;
    diff.add({ kind: "defineModule", name, basePath, itemsPerPage, published, comments });
  } else if (old.published !== module.published) {
    diff.add({ kind: "publishModule", name: module.name, published: module.published });
  }
  if (!same(find()?.originsAllowed, module.originsAllowed)) {
    diff.add({ kind: "setModuleOrigins", module: module.name, origins: module.originsAllowed });
  }
  for (const template of module.templates) {
    diffTemplate(diff, module, template);
  }
}

function sameModule(old: Module, module: Module): boolean {
  return (
    old.basePath === module.basePath &&
    old.itemsPerPage === module.itemsPerPage &&
    old.comments === module.comments
  );
}

function diffTemplate(diff: Diff, module: Module, template: Template): void {
  const { uriTemplate, priority } = template;
  const find = () =>
    diff
      .current()
      .modules.find((each) => each.name === module.name)
      ?.templates.find((each) => each.uriTemplate === uriTemplate);
  const old = find();
  const loses = old?.handlers.some(
    ({ method }) => !template.handlers.some((each) => each.method === method),
  );
  if (old === undefined || loses === true || old.priority !== priority) {
    diff.add({ kind: "defineTemplate", module: module.name, uriTemplate, priority });
  }
  for (const handler of template.handlers) {
    const stored = find()?.handlers.find((each) => each.method === handler.method);
    diffHandler(diff, { module, template, handler, stored });
  }
}

function diffHandler(
  diff: Diff,
  place: {
    readonly module: Module;
    readonly template: Template;
    readonly handler: Handler;
    readonly stored: Handler | undefined;
  },
): void {
  const { handler, stored } = place;
  const { method, sourceType, source, itemsPerPage, comments } = handler;
  const where = { module: place.module.name, uriTemplate: place.template.uriTemplate, method };
  if (source === undefined || same(stored, handler)) {
    return;
  }
  diff.add({ kind: "defineHandler", ...where, sourceType, source, itemsPerPage, comments });
  for (const parameter of handler.parameters) {
    diff.add({ kind: "defineParameter", ...where, parameter });
  }
}

function diffPrivilege(diff: Diff, privilege: Privilege): void {
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

function diffModulesOf(diff: Diff, privilege: Privilege, old: Privilege): void {
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

function diffClient(diff: Diff, client: OAuthClient): void {
  const find = () => diff.current().clients.find((each) => each.name === client.name);
  const old = find();
  if (old !== undefined && !sameRegistration(old, client)) {
    diff.add({ kind: "deleteClient", name: client.name });
  }
  if (find() === undefined) {
    diff.add(registrationOf(client));
  }
  const current = find() ?? client;
  if (!sameSet(current.privileges, client.privileges)) {
    const privileges: readonly PrivilegeName[] = client.privileges;
    diff.add({ kind: "updateClientPrivileges", name: client.name, privileges });
  }
  if (!sameDurations(current, client)) {
    diff.add({
      kind: "updateClientTokenDuration",
      name: client.name,
      tokenDuration: client.tokenDuration ?? null,
      refreshDuration: client.refreshDuration ?? null,
      codeDuration: client.codeDuration ?? null,
    });
  }
  for (const role of current.roles.filter((each) => !client.roles.includes(each))) {
    diff.add({ kind: "revokeClientRole", client: client.name, role });
  }
  for (const role of client.roles.filter((each) => !current.roles.includes(each))) {
    diff.add({ kind: "grantClientRole", client: client.name, role });
  }
}

/** What no change can alter once the client is registered. */
function sameRegistration(a: OAuthClient, b: OAuthClient): boolean {
  return (
    a.clientId === b.clientId &&
    a.grantType === b.grantType &&
    a.description === b.description &&
    a.redirectUri === b.redirectUri &&
    a.supportEmail === b.supportEmail &&
    a.supportUri === b.supportUri &&
    same(a.originsAllowed, b.originsAllowed)
  );
}

/** With a known client id the client is imported, so that callers can keep it; its secret has to be made anew. */
function registrationOf(client: OAuthClient): Change {
  const generated = client.clientId === "";
  return {
    kind: "registerClient",
    name: client.name,
    grantType: client.grantType,
    description: client.description,
    redirectUri: client.redirectUri,
    supportEmail: client.supportEmail,
    supportUri: client.supportUri,
    originsAllowed: client.originsAllowed,
    privileges: client.privileges,
    tokenDuration: client.tokenDuration,
    refreshDuration: client.refreshDuration,
    codeDuration: client.codeDuration,
    clientId: generated ? undefined : client.clientId,
    secret: generated ? "generated" : "none",
  };
}

function sameDurations(a: OAuthClient, b: OAuthClient): boolean {
  return (
    a.tokenDuration === b.tokenDuration &&
    a.refreshDuration === b.refreshDuration &&
    a.codeDuration === b.codeDuration
  );
}

function names<T>(items: readonly { readonly name: T }[]): ReadonlySet<T> {
  return new Set(items.map(({ name }) => name));
}

function sameSet<T>(a: readonly T[], b: readonly T[]): boolean {
  const set = new Set(a);
  return set.size === new Set(b).size && b.every((item) => set.has(item));
}

/** Equality of plain data, whatever the order of keys; an undefined field is as good as none. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sortKeys) === JSON.stringify(b, sortKeys);
}

function sortKeys(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)))
    : value;
}
