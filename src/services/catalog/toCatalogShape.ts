import type { CatalogShape } from "../../plsql/catalogQueries.ts";
import type { Rows } from "../sql/sqlRunner.ts";

/** The rows of `shapeQuery`. */
export function toCatalogShape({ rows }: Rows): CatalogShape {
  const columns = new Map<string, string>();
  const procedures = new Set<string>();
  for (const [kind, name, member, type] of rows) {
    if (kind === "column") columns.set(`${name}.${member}`, String(type));
    else procedures.add(`${name}.${member}`);
  }
  return { columns, procedures };
}
