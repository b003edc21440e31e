import type { Catalog } from "../model/catalog.ts";
import { catalogLacks } from "../model/catalogLacks.ts";

/** Whether something of one of the views could not be read, so that nothing can be said of what is not there. */
export function lacks(catalog: Catalog, ...views: readonly string[]): boolean {
  return catalog.problems.length > 0 && views.some((view) => catalogLacks(catalog, view));
}

/** The views without which nobody knows what a schema offers. */
export const serviceViews = ["MODULES", "TEMPLATES", "HANDLERS", "ENABLED_OBJECTS"] as const;

/** The views that tell what a privilege stands before. */
export const protectionViews = ["PRIVILEGES", "PRIVILEGE_MAPPINGS", "PRIVILEGE_MODULES"] as const;
