import type { ObjectColumn } from "../../domain/http/columnMember.ts";
import type { EnabledObject } from "../../domain/model/catalog.ts";
import { objectArgumentsQuery, objectColumnsQuery } from "../../plsql/catalogQueries.ts";
import type { SqlRunner } from "../sql/sqlRunner.ts";
import type { CatalogReading } from "./readCatalog.ts";

/**
 * What a row of an AutoREST object can be given, or what its procedure takes; empty when the data dictionary shows
 * nothing of it, as for tables of another schema without a grant.
 */
export async function readObjectColumns(
  runner: SqlRunner,
  { name, type }: Pick<EnabledObject, "name" | "type">,
  { schema, signal }: CatalogReading = {},
): Promise<readonly ObjectColumn[]> {
  const isCode = type === "PROCEDURE" || type === "FUNCTION";
  const queries = isCode ? objectArgumentsQuery : objectColumnsQuery;
  const { rows } = await runner.query(queries[schema === undefined ? "own" : "otherSchema"], {
    binds: schema === undefined ? { name } : { name, schema },
    ...(signal ? { signal } : {}),
  });
  return rows.map(([column, dataType, required]) => ({
    name: String(column),
    dataType: String(dataType),
    required: required === "Y",
  }));
}
