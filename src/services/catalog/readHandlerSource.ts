import type { Method } from "../../domain/model/catalog.ts";
import type { ModuleName } from "../../domain/model/names.ts";
import { handlerSourceQuery } from "../../plsql/catalogQueries.ts";
import type { CatalogReading } from "./readCatalog.ts";
import type { SqlRunner } from "../sql/sqlRunner.ts";

/** Names one handler of a schema. */
export interface HandlerKey {
  readonly module: ModuleName;
  readonly uriTemplate: string;
  readonly method: Method;
}

/** The SQL or PL/SQL of one handler, a CLOB; undefined when the handler is not there any more or has none. */
export async function readHandlerSource(
  runner: SqlRunner,
  { module, uriTemplate, method }: HandlerKey,
  { schema, signal }: CatalogReading = {},
): Promise<string | undefined> {
  const binds = { module, template: uriTemplate, method };
  const { rows } = await runner.query(
    handlerSourceQuery[schema === undefined ? "own" : "otherSchema"],
    {
      binds: schema === undefined ? binds : { ...binds, schema },
      ...(signal ? { signal } : {}),
    },
  );
  const source = rows[0]?.[0] ?? null;
  return source === null ? undefined : String(source);
}
