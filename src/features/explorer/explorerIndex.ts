import { templatePath } from "../../domain/access/endpoints.ts";
import { indexProtection, protectionOfRoute } from "../../domain/access/protection.ts";
import type { Protection } from "../../domain/access/protection.ts";
import { methods } from "../../domain/model/catalog.ts";
import type {
  Catalog,
  EnabledObject,
  Module,
  OAuthClient,
  Privilege,
  Role,
  Template,
} from "../../domain/model/catalog.ts";
import type { EntityRef } from "../../domain/model/entityRef.ts";
import type { ModuleName, RoleName } from "../../domain/model/names.ts";
import type { GroupName } from "./explorerNode.ts";

/** A catalog in the order in which the sidebar shows it, with everything that a line must know found by name. */
export interface ExplorerIndex {
  /** One's own first, then those that the product brings; each by name. */
  readonly privileges: readonly Privilege[];
  readonly roles: readonly Role[];
  readonly clients: readonly OAuthClient[];
  readonly modules: readonly Module[];
  readonly objects: readonly EnabledObject[];
  /** By pattern. */
  readonly mappings: readonly MappingRef[];

  readonly privilegeNamed: ReadonlyMap<string, Privilege>;
  readonly roleNamed: ReadonlyMap<string, Role>;
  readonly clientNamed: ReadonlyMap<string, OAuthClient>;
  readonly moduleNamed: ReadonlyMap<string, Module>;
  readonly objectNamed: ReadonlyMap<string, EnabledObject>;
  templateOf(module: ModuleName, uriTemplate: string): Template | undefined;

  readonly privilegesOfRole: ReadonlyMap<RoleName, readonly Privilege[]>;
  readonly clientsOfRole: ReadonlyMap<RoleName, readonly OAuthClient[]>;
  readonly privilegesOfModule: ReadonlyMap<ModuleName, readonly Privilege[]>;
  protectionOfTemplate(module: Module, template: Template): Protection;
  protectionOfObject(object: EnabledObject): Protection;
  countHandlers(module: Module): HandlerCount;
  /** False when what a group shows could not be read, so that an empty group does not mean that there is nothing. */
  isReadable(group: GroupName): boolean;
}

export type MappingRef = Extract<EntityRef, { kind: "mapping" }>;

/** How many handlers a module has, and how they are protected. */
export type HandlerCount = Readonly<Record<"all" | Protection["kind"], number>>;

/** Where each group comes from; the names as `CatalogProblem.subject` has them. */
const viewsOf: Readonly<Record<GroupName, readonly string[]>> = {
  privileges: ["USER_ORDS_PRIVILEGES"],
  mappings: ["USER_ORDS_PRIVILEGES", "USER_ORDS_PRIVILEGE_MAPPINGS"],
  roles: ["USER_ORDS_ROLES"],
  clients: ["USER_ORDS_CLIENTS"],
  modules: ["USER_ORDS_MODULES"],
  objects: ["USER_ORDS_ENABLED_OBJECTS"],
};

const indexes = new WeakMap<Catalog, ExplorerIndex>();

/** Built once for each catalog and kept as long as the catalog itself. */
export function indexForExplorer(catalog: Catalog): ExplorerIndex {
  const known = indexes.get(catalog);
  if (known) return known;
  const index = createIndex(catalog);
  indexes.set(catalog, index);
  return index;
}

/** The path of an AutoREST object's collection. */
export function objectPath(object: EnabledObject): string {
  return `/${object.alias}/`;
}

function createIndex(catalog: Catalog): ExplorerIndex {
  const protection = indexProtection(catalog);
  const modules = catalog.modules.map(inOrder).toSorted(by((one) => one.name));
  const templates = new Map(
    modules.map((module) => [
      module.name,
      new Map(module.templates.map((template) => [template.uriTemplate, template])),
    ]),
  );
  const protections = new Map<Template, Protection>();
  const counts = new Map<Module, HandlerCount>();

  const protectionOfTemplate = (module: Module, template: Template): Protection =>
    remembered(protections, template, () =>
      protectionOfRoute(protection, templatePath(module.basePath, template.uriTemplate)),
    );

  return {
    privileges: ownFirst(catalog.privileges, isBuiltInPrivilege),
    roles: ownFirst(catalog.roles, (role) => role.builtIn),
    clients: catalog.clients.toSorted(by((one) => one.name)),
    modules,
    objects: catalog.objects.toSorted(by((one) => one.alias)),
    mappings: mappingsOf(catalog),
    privilegeNamed: byName(catalog.privileges),
    roleNamed: byName(catalog.roles),
    clientNamed: byName(catalog.clients),
    moduleNamed: byName(modules),
    objectNamed: byName(catalog.objects),
    templateOf: (module, uriTemplate) => templates.get(module)?.get(uriTemplate),
    privilegesOfRole: groupBy(catalog.privileges, (privilege) => privilege.roles),
    clientsOfRole: groupBy(catalog.clients, (client) => client.roles),
    privilegesOfModule: groupBy(catalog.privileges, (privilege) => privilege.modules),
    protectionOfTemplate,
    isReadable: (group) =>
      !catalog.problems.some(({ subject }) =>
        viewsOf[group].some((view) => subject.toUpperCase().includes(view)),
      ),
    protectionOfObject: (object) => protectionOfRoute(protection, objectPath(object)),
    countHandlers: (module) =>
      remembered(counts, module, () => {
        const count = { all: 0, public: 0, protected: 0, partly: 0, unknown: 0 };
        for (const template of module.templates) {
          count.all += template.handlers.length;
          count[protectionOfTemplate(module, template).kind] += template.handlers.length;
        }
        return count;
      }),
  };
}

/** The product's own privileges carry its reverse domain name (assumption `autoRestPrivilegeNames`). */
export function isBuiltInPrivilege(privilege: Privilege): boolean {
  return privilege.name.startsWith("oracle.");
}

function inOrder(module: Module): Module {
  const templates = module.templates
    .map((template) => ({
      ...template,
      handlers: template.handlers.toSorted(
        (a, b) => methods.indexOf(a.method) - methods.indexOf(b.method),
      ),
    }))
    .toSorted(by((one) => one.uriTemplate));
  return { ...module, templates };
}

function mappingsOf(catalog: Catalog): readonly MappingRef[] {
  return catalog.privileges
    .flatMap((privilege) =>
      [...new Set(privilege.patterns)].map((pattern): MappingRef => ({
        kind: "mapping",
        privilege: privilege.name,
        pattern,
      })),
    )
    .toSorted((a, b) => compare(a.pattern, b.pattern) || compare(a.privilege, b.privilege));
}

function ownFirst<T extends { readonly name: string }>(
  items: readonly T[],
  isBuiltIn: (item: T) => boolean,
): readonly T[] {
  const sorted = items.toSorted(by((one) => one.name));
  return [
    ...sorted.filter((item) => !isBuiltIn(item)),
    ...sorted.filter((item) => isBuiltIn(item)),
  ];
}

function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}

function groupBy<Key, T extends { readonly name: string }>(
  items: readonly T[],
  keysOf: (item: T) => readonly Key[],
): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items.toSorted(by((one) => one.name))) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

function remembered<Key, T>(known: Map<Key, T>, key: Key, find: () => T): T {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}

function by<T>(textOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compare(textOf(a), textOf(b));
}

const collator = new Intl.Collator("en", { numeric: true });

/** As people sort, and for names that look the same to them by their characters, so that the order is stable. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return collator.compare(a, b) || (a < b ? -1 : 1);
}
