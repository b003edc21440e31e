import { assertNever } from "../../base/assertNever.ts";
import type { ModuleChange } from "./changeGroup.ts";
import type { Catalog, Handler, Module, Privilege, Template } from "./catalog.ts";
import type { DefineHandler, DefineModule, DefineParameter, RenameModule } from "./change.ts";
import type { ModuleName } from "./names.ts";

/**
 * Modules with what is in them. To define again is to replace, together with everything below: a
 * module loses its templates, a template its handlers, a handler its parameters (ORDS Developer's
 * Guide, ORDS PL/SQL package reference).
 */
export function applyModuleChange(catalog: Catalog, change: ModuleChange): Catalog {
  switch (change.kind) {
    case "defineModule":
      return { ...catalog, modules: defineModule(catalog.modules, change) };
    case "defineTemplate":
      return withModule(catalog, change.module, (module) => ({
        ...module,
        templates: put(module.templates, sameTemplate(change.uriTemplate), {
          uriTemplate: change.uriTemplate,
          priority: change.priority,
          handlers: [],
        }),
      }));
    case "defineHandler":
      return withTemplate(catalog, change, (template) => ({
        ...template,
        handlers: put(template.handlers, sameMethod(change.method), toHandler(change)),
      }));
    case "defineParameter":
      return withTemplate(catalog, change, (template) => ({
        ...template,
        handlers: template.handlers.map((handler) =>
          handler.method === change.method ? defineParameter(handler, change) : handler,
        ),
      }));
    case "deleteModule":
      return {
        ...setModulePrivilege(catalog, change.name, null),
        modules: catalog.modules.filter((module) => module.name !== change.name),
      };
    case "renameModule":
      return renameModule(catalog, change);
    case "publishModule":
      return withModule(catalog, change.name, (module) => ({
        ...module,
        published: change.published,
      }));
    case "setModulePrivilege":
      return setModulePrivilege(catalog, change.module, change.privilege);
    case "setModuleOrigins":
      return withModule(catalog, change.module, (module) => ({
        ...module,
        originsAllowed: change.origins,
      }));
    default:
      return assertNever(change);
  }
}

function defineModule(modules: readonly Module[], change: DefineModule): readonly Module[] {
  const old = modules.find((module) => module.name === change.name);
  return put(modules, (module) => module.name === change.name, {
    name: change.name,
    basePath: change.basePath,
    published: change.published,
    itemsPerPage: change.itemsPerPage,
    originsAllowed: old?.originsAllowed ?? [],
    comments: change.comments,
    templates: [],
  });
}

function renameModule(catalog: Catalog, change: RenameModule): Catalog {
  const { name, newName = name, newBasePath } = change;
  const exists = (wanted: ModuleName) => catalog.modules.some((module) => module.name === wanted);
  if (!exists(name) || (newName !== name && exists(newName))) {
    return catalog;
  }
  const isProtected = catalog.privileges.some(({ modules }) => modules.includes(name));
  return {
    ...catalog,
    modules: catalog.modules.map((module) =>
      module.name === name
        ? { ...module, name: newName, basePath: newBasePath ?? module.basePath }
        : module,
    ),
    privileges:
      isProtected && newName !== name
        ? catalog.privileges.map((privilege) => withRenamedModule(privilege, name, newName))
        : catalog.privileges,
  };
}

/**
 * A privilege that named the new name before there was a module of that name loses it: a module has
 * one privilege at most (assumption `modulePrivilegeIsSingle`).
 */
function withRenamedModule(privilege: Privilege, name: ModuleName, newName: ModuleName): Privilege {
  const modules = privilege.modules.filter((module) => module !== newName);
  return { ...privilege, modules: modules.map((module) => (module === name ? newName : module)) };
}

function toHandler(change: DefineHandler): Handler {
  return {
    method: change.method,
    sourceType: change.sourceType,
    source: change.source,
    itemsPerPage: change.itemsPerPage,
    comments: change.comments,
    parameters: [],
  };
}

function defineParameter(handler: Handler, { parameter }: DefineParameter): Handler {
  const parameters = put(handler.parameters, (each) => each.name === parameter.name, parameter);
  return { ...handler, parameters };
}

/** A module has one privilege at most (assumption `modulePrivilegeIsSingle`). */
function setModulePrivilege(
  catalog: Catalog,
  module: ModuleName,
  privilege: string | null,
): Catalog {
  const exists = catalog.modules.some((each) => each.name === module);
  if (!exists || (privilege !== null && !catalog.privileges.some((p) => p.name === privilege))) {
    return catalog;
  }
  return {
    ...catalog,
    privileges: catalog.privileges.map((each) => {
      const has = each.modules.includes(module);
      if (each.name === privilege) {
        return has ? each : { ...each, modules: [...each.modules, module] };
      }
      return has ? { ...each, modules: each.modules.filter((name) => name !== module) } : each;
    }),
  };
}

function withModule(
  catalog: Catalog,
  name: ModuleName,
  change: (module: Module) => Module,
): Catalog {
  return {
    ...catalog,
    modules: catalog.modules.map((module) => (module.name === name ? change(module) : module)),
  };
}

function withTemplate(
  catalog: Catalog,
  place: { readonly module: ModuleName; readonly uriTemplate: string },
  change: (template: Template) => Template,
): Catalog {
  const isIt = sameTemplate(place.uriTemplate);
  return withModule(catalog, place.module, (module) => ({
    ...module,
    templates: module.templates.map((template) => (isIt(template) ? change(template) : template)),
  }));
}

function sameTemplate(uriTemplate: string): (template: Template) => boolean {
  return (template) => template.uriTemplate === uriTemplate;
}

function sameMethod(method: string): (handler: Handler) => boolean {
  return (handler) => handler.method === method;
}

/** Replaces the item that is meant, or adds a new one at the end. */
function put<T>(items: readonly T[], isIt: (item: T) => boolean, item: T): readonly T[] {
  return items.some(isIt) ? items.map((each) => (isIt(each) ? item : each)) : [...items, item];
}
