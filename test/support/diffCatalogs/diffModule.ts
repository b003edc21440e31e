import type { Handler, Module, Template } from "../../../src/domain/model/catalog.ts";
import type { CatalogDiff } from "./catalogDiff.ts";
import { same } from "../../../src/domain/model/same.ts";

/** Adds what makes one module as it shall be, with its templates and handlers. */
export function diffModule(diff: CatalogDiff, module: Module): void {
  const find = () => diff.current().modules.find((each) => each.name === module.name);
  const old = find();
  // A template cannot be deleted alone: the module is defined again, which takes all of them away.
  const loses = old?.templates.some(
    ({ uriTemplate }) => !module.templates.some((each) => each.uriTemplate === uriTemplate),
  );
  const { name, basePath, itemsPerPage, published, comments } = module;
  if (old === undefined || loses === true || !sameModule(old, module)) {
    diff.add({ kind: "defineModule", name, basePath, itemsPerPage, published, comments });
  } else {
    if (old.basePath !== basePath) {
      // Keeps the templates, also those with handlers whose source has not been read.
      diff.add({ kind: "renameModule", name, newName: undefined, newBasePath: basePath });
    }
    if (old.published !== published) {
      diff.add({ kind: "publishModule", name, published });
    }
  }
  if (!same(find()?.originsAllowed, module.originsAllowed)) {
    diff.add({ kind: "setModuleOrigins", module: module.name, origins: module.originsAllowed });
  }
  for (const template of module.templates) {
    diffTemplate(diff, module, template);
  }
}

/** What only defining the module again can change. */
function sameModule(old: Module, module: Module): boolean {
  return old.itemsPerPage === module.itemsPerPage && old.comments === module.comments;
}

function diffTemplate(diff: CatalogDiff, module: Module, template: Template): void {
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
  diff: CatalogDiff,
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
