import type { Catalog } from "../../domain/model/catalog.ts";

/** What is known around a script. */
export interface LanguageContext {
  /** The name of the connection that the script would run on; undefined when none is chosen. */
  readonly connection: string | undefined;
  /** What its schema holds; undefined as long as it is not connected. */
  readonly catalog: Catalog | undefined;
}

export const noContext: LanguageContext = { connection: undefined, catalog: undefined };

/** The catalog, unless a call names another schema than the one that the catalog is of. */
export function catalogFor(
  { catalog }: LanguageContext,
  schema: string | undefined,
): Catalog | undefined {
  if (!catalog || schema === undefined) return catalog;
  return schema.toUpperCase() === catalog.schema.name.toUpperCase() ? catalog : undefined;
}
