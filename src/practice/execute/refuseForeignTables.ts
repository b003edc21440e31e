import type { Dictionary } from "../dictionary/dictionary.ts";
import { noSuchTable } from "../sql/oracleError.ts";
import type { SqlRow } from "../sql/sqlEngine.ts";

/**
 * Another user was granted no right on the tables of the schema: to it they do not exist. Which tables a statement
 * reads is asked of the engine, whose plan names the page where each begins; names could be hidden by an alias.
 */
export function refuseForeignTables({ engine, schema, session }: Dictionary, sql: string): void {
  if (session.user === schema) return;
  const tables = new Map(
    engine
      .rows(
        "select m.rootpage, t.name from ords$tables t join sqlite_master m on m.tbl_name = t.name",
      )
      .map((row) => [row["rootpage"], String(row["name"])]),
  );
  for (const step of engine.rows(`explain ${sql}`)) {
    const table = tables.get(pageOf(step) ?? null);
    if (table !== undefined) throw noSuchTable(table);
  }
}

/** The page where the table or index begins that a step of a plan opens or empties. */
function pageOf({ opcode, p1, p2 }: SqlRow): SqlRow[string] | undefined {
  switch (opcode) {
    case "OpenRead":
    case "OpenWrite":
    case "ReopenIdx":
      return p2;
    case "Clear":
      return p1;
    default:
      return undefined;
  }
}
