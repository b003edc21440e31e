import type { Catalog } from "./catalog.ts";

/**
 * Whether something of a metadata view could not be read, so that what the catalog does not show may be there all the
 * same. `view` is its name after `USER_ORDS_` or `DBA_ORDS_`.
 */
export function catalogLacks({ problems }: Pick<Catalog, "problems">, view: string): boolean {
  return problems.some(
    ({ subject, severity }) =>
      severity === "problem" && subject.toUpperCase().replace(/^(?:USER|DBA)_ORDS_/, "") === view,
  );
}
