import type { PatternSurroundings } from "../../domain/access/checkPattern.ts";
import { templatePath } from "../../domain/access/endpoints.ts";
import { indexProtection, protectionOfRoute } from "../../domain/access/protection.ts";
import type { Protection } from "../../domain/access/protection.ts";
import { isBuiltInPrivilege } from "../../domain/model/builtIns.ts";
import { catalogLacks } from "../../domain/model/catalogLacks.ts";
import { indexCatalog, type CatalogIndex } from "../../domain/model/catalogIndex.ts";
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
import type { ModuleName } from "../../domain/model/names.ts";
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

  readonly lookup: CatalogIndex;
  /** What patterns are judged by. */
  readonly surroundings: PatternSurroundings;
  objectByName(name: string): EnabledObject | undefined;
  /** In order, with their handlers in order. */
  templatesOf(module: ModuleName): readonly Template[];
  templateOf(module: ModuleName, uriTemplate: string): Template | undefined;

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
  privileges: ["PRIVILEGES"],
  mappings: ["PRIVILEGES", "PRIVILEGE_MAPPINGS"],
  roles: ["ROLES"],
  clients: ["CLIENTS"],
  modules: ["MODULES"],
  objects: ["ENABLED_OBJECTS"],
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
  const objects = new Map(catalog.objects.map((object) => [object.name, object]));
  const templates = new Map(
    catalog.modules.map((module) => [
      module.name,
      new Map(inOrder(module.templates).map((template) => [template.uriTemplate, template])),
    ]),
  );
  const protections = new Map<Template, Protection>();
  const counts = new Map<Module, HandlerCount>();

  const protectionOfTemplate = (module: Module, template: Template): Protection =>
    remembered(protections, template, () =>
      protectionOfRoute(protection, templatePath(module.basePath, template.uriTemplate)),
    );

  return {
    privileges: ownFirst(catalog.privileges, ({ name }) => isBuiltInPrivilege(name)),
    roles: ownFirst(catalog.roles, (role) => role.builtIn),
    clients: catalog.clients.toSorted(by((one) => one.name)),
    modules: catalog.modules.toSorted(by((one) => one.name)),
    objects: catalog.objects.toSorted(by((one) => one.alias)),
    mappings: mappingsOf(catalog),
    lookup: indexCatalog(catalog),
    surroundings: {
      alias: catalog.schema.alias,
      basePaths: catalog.modules.map((module) => module.basePath),
    },
    objectByName: (name) => objects.get(name),
    templatesOf: (module) => [...(templates.get(module)?.values() ?? [])],
    templateOf: (module, uriTemplate) => templates.get(module)?.get(uriTemplate),
    protectionOfTemplate,
    isReadable: (group) => !viewsOf[group].some((view) => catalogLacks(catalog, view)),
    protectionOfObject: (object) => protectionOfRoute(protection, objectPath(object)),
    countHandlers: (module) =>
      remembered(counts, module, () => {
        const count = { all: 0, public: 0, protected: 0, partly: 0, unknown: 0 };
        for (const template of templates.get(module.name)?.values() ?? []) {
          count.all += template.handlers.length;
          count[protectionOfTemplate(module, template).kind] += template.handlers.length;
        }
        return count;
      }),
  };
}

function inOrder(templates: readonly Template[]): readonly Template[] {
  return templates
    .map((template) => ({
      ...template,
      handlers: template.handlers.toSorted(
        (a, b) => methods.indexOf(a.method) - methods.indexOf(b.method),
      ),
    }))
    .toSorted(by((one) => one.uriTemplate));
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

function remembered<Key, T>(known: Map<Key, T>, key: Key, find: () => T): T {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}

function by<T>(textOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compare(textOf(a), textOf(b));
}

/** Made at the first comparison: it costs more than all the rest of loading the extension. */
let collator: Intl.Collator | undefined;

/** As people sort, and for names that look the same to them by their characters, so that the order is stable. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  collator ??= new Intl.Collator("en", { numeric: true });
  return collator.compare(a, b) || (a < b ? -1 : 1);
}
