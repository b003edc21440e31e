import type { Catalog, EnabledObject } from "../../domain/model/catalog.ts";

/** The AutoREST object whose rows the path is about: `/departments/`, `/departments/10` or `/departments/:id`. */
export function describedObject(path: string, catalog: Catalog): EnabledObject | undefined {
  const [alias, , ...more] = path.replace(/^\//, "").split("/");
  return more.length > 0
    ? undefined
    : catalog.objects.find((one) => one.enabled && one.alias === alias);
}

/**
 * What the catalog of OpenAPI documents calls the module or object that answers a path: the base path without its
 * slashes, or the alias (assumption `openApiCatalogShape`).
 */
export function openApiName(path: string, catalog: Catalog): string | undefined {
  const modules = catalog.modules
    .filter(({ published }) => published)
    .map(({ basePath }) => basePath.replaceAll(/^\/+|\/+$/g, ""))
    .filter((name) => name !== "" && path.startsWith(`/${name}/`))
    .toSorted((a, b) => b.length - a.length);
  return modules[0] ?? describedObject(path, catalog)?.alias;
}
