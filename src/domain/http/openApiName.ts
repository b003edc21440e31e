import type { Catalog, Module } from "../model/catalog.ts";

/**
 * What the catalog of OpenAPI documents calls the published module or enabled object that answers a path; undefined when
 * there is none (assumption `openApiCatalogShape`).
 */
export function openApiName(path: string, { modules, objects }: Catalog): string | undefined {
  const names = [
    ...modules.filter(({ published }) => published).map(moduleEntryName),
    ...objects.filter(({ enabled }) => enabled).map(({ alias }) => alias),
  ];
  return names
    .filter((name) => name !== "" && `${path}/`.startsWith(`/${name}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** The base path without its slashes, as ORDS names a module in its catalogs. */
export function moduleEntryName({ basePath }: Pick<Module, "basePath">): string {
  return basePath.replaceAll(/^\/+|\/+$/g, "");
}
