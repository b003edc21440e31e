import { UserFacingError } from "../../base/errors.ts";
import type { Catalog, CatalogProblem } from "../../domain/model/catalog.ts";
import {
  catalogQueries,
  type CatalogQuery,
  type CatalogQueryId,
} from "../../plsql/catalogQueries.ts";
import type { SqlRunner } from "../sql/sqlRunner.ts";
import { statementErrorOf } from "../sql/statementErrorOf.ts";
import { forEachInParallel } from "./forEachInParallel.ts";
import { isMissing, ordsNotInstalled } from "./missing.ts";
import { type Row, toRows } from "./row.ts";
import {
  type CatalogRows,
  toClients,
  toModules,
  toObjects,
  toPrivileges,
  toRelease,
  toRoles,
  toSchema,
} from "./rowMappers.ts";

/** Requests that run at the same time; each is a database session on the server. */
const parallel = 4;

/**
 * Reads the catalog of the schema that the runner is logged in to. A view or column that this release does not have, or
 * that the person may not see, becomes a problem of the catalog. Throws `UserFacingError` "ordsNotInstalled" when
 * nothing of ORDS is there, "schemaNotEnabled" when the schema is not REST-enabled, and what the runner throws.
 */
export async function readCatalog(runner: SqlRunner, signal?: AbortSignal): Promise<Catalog> {
  const found = new Map<CatalogQueryId, readonly Row[]>();
  const rows: CatalogRows = (id) => found.get(id) ?? [];
  const missing = new Map<CatalogQueryId, string>();
  const read = async (id: CatalogQueryId): Promise<void> => {
    try {
      const query: CatalogQuery = catalogQueries[id];
      found.set(id, toRows(await runner.query(query.text, signal ? { signal } : {})));
    } catch (error) {
      const code = statementErrorOf(error)?.code;
      if (code === undefined || !isMissing(code)) throw error;
      missing.set(id, code);
    }
  };

  // The first query goes alone: a wrong password must not cost several failed logins, which can lock the account.
  await read("version");
  await forEachInParallel(
    queryIds.filter((id) => id !== "version"),
    parallel,
    read,
  );

  if (missing.has("version") && missing.has("schema")) throw ordsNotInstalled();
  const [schemaRow] = rows("schema");
  if (!schemaRow && !missing.has("schema")) throw schemaNotEnabled();
  const schema = toSchema(schemaRow ?? new Map());

  const problems: CatalogProblem[] = [...missing].flatMap(
    ([id, code]) => toProblem(id, code) ?? [],
  );
  const complain = (subject: string, message: string): void => {
    problems.push({ subject, message });
  };
  if (schemaRow && !schema.enabled) {
    complain(
      "USER_ORDS_SCHEMAS",
      "The schema is not enabled: all its services are answered 404 until ORDS.ENABLE_SCHEMA enables it.",
    );
  }
  return {
    release: toRelease(rows),
    schema,
    modules: toModules(rows, complain),
    privileges: toPrivileges(rows),
    roles: toRoles(rows),
    clients: toClients(rows, complain),
    objects: toObjects(rows),
    problems,
  };
}

/** What the catalog lacks when a query finds nothing to ask. */
const partOf: Readonly<Record<CatalogQueryId, string>> = {
  version: "the release of ORDS is not known",
  ordsSecurity: "it is not known whether ORDS_SECURITY can be used",
  schema: "the alias of the schema is not known",
  modules: "modules are not shown",
  templates: "templates are not shown",
  handlers: "handlers are not shown",
  parameters: "parameters of handlers are not shown",
  privileges: "privileges are not shown",
  privilegeRoles: "the roles of privileges are not shown",
  privilegeModules: "the modules that privileges protect are not shown",
  privilegeMappings: "the patterns that privileges protect are not shown",
  roles: "roles are not shown",
  clients: "clients are not shown",
  clientDurations: "token durations of clients are not shown",
  clientOrigins: "the allowed origins of clients are not shown",
  clientPrivileges: "the privileges of clients are not shown",
  clientRoles: "the roles of clients are not shown",
  objects: "AutoREST objects are not shown",
};

const queryIds = Object.keys(catalogQueries) as readonly CatalogQueryId[];

function toProblem(id: CatalogQueryId, code: string): CatalogProblem | undefined {
  const { view, optional }: CatalogQuery = catalogQueries[id];
  if (optional) return undefined;
  const what = code === "ORA-00904" && view !== "ORDS" ? `A column of ${view}` : view;
  return {
    subject: view,
    message: `${what} is not there in this release, or not visible to this user: ${partOf[id]}. (${code})`,
  };
}

function schemaNotEnabled(): UserFacingError {
  return new UserFacingError({
    code: "schemaNotEnabled",
    message: "The schema of this user is not REST-enabled.",
    why: "Run, as this user: begin ords.enable_schema; commit; end; Then connect again.",
  });
}
