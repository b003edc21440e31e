import { UserFacingError } from "../../base/errors.ts";
import type { Catalog, CatalogProblem } from "../../domain/model/catalog.ts";
import {
  type CatalogPart,
  catalogParts,
  catalogQuery,
  type CatalogScope,
  type CatalogShape,
  hasView,
  isEmpty,
  missingColumns,
  shapeQuery,
  viewName,
} from "../../plsql/catalogQueries.ts";
import {
  type CatalogView,
  catalogViewIds,
  catalogViews,
  type CatalogViewId,
} from "../../plsql/catalogViews.ts";
import type { RunOptions, SqlRunner, StatementError } from "../sql/sqlRunner.ts";
import { statementErrorOf } from "../sql/statementErrorOf.ts";
import { ordsNotInstalled } from "./missing.ts";
import { type CatalogRows, toCatalogRows } from "./toCatalogRows.ts";
import { toCatalogShape } from "./toCatalogShape.ts";
import {
  toClients,
  toJwtProfile,
  toModules,
  toObjects,
  toPrivileges,
  toRelease,
  toRoles,
  toSchema,
} from "./rowMappers.ts";

export interface CatalogReading {
  /** Somebody else's, by an administrator of ORDS; undefined: the schema that the runner is logged in to. */
  readonly schema?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a catalog with two statements, however large it is: what this release has, then all of it. A view or column
 * that is not there, or that the person may not see, becomes a problem of the catalog. Throws `UserFacingError`
 * "ordsNotInstalled" when nothing of ORDS is there, "schemaNotEnabled" when the schema is not REST-enabled,
 * "roleMissing" when the person may not look at other schemas, and what the runner throws.
 */
export async function readCatalog(
  runner: SqlRunner,
  { schema: other, signal }: CatalogReading = {},
): Promise<Catalog> {
  const scope: CatalogScope = other === undefined ? "own" : "otherSchema";
  const options = {
    ...(other === undefined ? {} : { binds: { schema: other } }),
    ...(signal ? { signal } : {}),
  };
  const shape = toCatalogShape(await runner.query(shapeQuery(scope), signal ? { signal } : {}));
  if (isEmpty(shape, scope)) throw other === undefined ? ordsNotInstalled() : mayNotLook(other);
  const { rows, unread } = await readParts(runner, { shape, scope, options });

  const [schemaRow] = rows("schema");
  const knowsSchemas =
    missingColumns("schema", shape, scope).length < schemaColumns &&
    !unread.some(({ subject }) => subject === viewName(catalogViews.schema, scope));
  if (!schemaRow && knowsSchemas) throw schemaNotEnabled(other);
  const schema = toSchema(schemaRow ?? []);

  const problems: CatalogProblem[] = [...problemsOf(shape, scope), ...unread];
  const complain = (subject: string, message: string): void => {
    problems.push({ subject, message, severity: "problem" });
  };
  if (schemaRow && !schema.enabled) {
    complain(
      viewName(catalogViews.schema, scope),
      "The schema is not enabled: all its services are answered 404 until ORDS.ENABLE_SCHEMA enables it.",
    );
  }
  return {
    release: toRelease(rows, shape),
    schema,
    modules: toModules(rows, complain),
    privileges: toPrivileges(rows),
    roles: toRoles(rows),
    clients: toClients(rows, { tellsSecrets: tellsSecrets(shape, scope), complain }),
    objects: toObjects(rows),
    jwtProfile: toJwtProfile(rows),
    problems,
  };
}

function tellsSecrets(shape: CatalogShape, scope: CatalogScope): boolean {
  const { newerColumns } = catalogViews.clientSupport;
  const missing = missingColumns("clientSupport", shape, scope);
  return !newerColumns.some((column) => missing.includes(column));
}

interface PartsReading {
  readonly shape: CatalogShape;
  readonly scope: CatalogScope;
  readonly options: RunOptions;
}

/**
 * All parts by one statement. Where the database refuses that, each part is asked for by itself, so that a view that is
 * there but cannot be read costs no more than its own part.
 */
async function readParts(
  runner: SqlRunner,
  { shape, scope, options }: PartsReading,
): Promise<{ readonly rows: CatalogRows; readonly unread: readonly CatalogProblem[] }> {
  const read = async (parts?: readonly CatalogPart[]): Promise<CatalogRows> =>
    toCatalogRows(await runner.query(catalogQuery(shape, scope, parts), options));
  try {
    return { rows: await read(), unread: [] };
  } catch (error) {
    if (statementErrorOf(error) === undefined) throw error;
  }
  const found = new Map<CatalogPart, CatalogRows>();
  const unread: CatalogProblem[] = [];
  for (const part of catalogParts) {
    if (!hasPart(part, shape, scope)) continue;
    try {
      found.set(part, await read([part]));
    } catch (error) {
      const said = statementErrorOf(error);
      if (said === undefined) throw error;
      unread.push(notReadable(part, scope, said));
    }
  }
  return { rows: (part) => found.get(part)?.(part) ?? [], unread };
}

function hasPart(part: CatalogPart, shape: CatalogShape, scope: CatalogScope): boolean {
  if (part === "version") return shape.procedures.has("ORDS.INSTALLED_VERSION");
  return hasView(shape, viewName(catalogViews[part], scope));
}

function notReadable(
  part: CatalogPart,
  scope: CatalogScope,
  { code, message }: StatementError,
): CatalogProblem {
  const subject = part === "version" ? "ORDS" : viewName(catalogViews[part], scope);
  const lacks = part === "version" ? "the release of ORDS is not known" : partOf[part];
  const said = code ?? message.split("\n", 1)[0] ?? "";
  return {
    subject,
    message: `${subject} cannot be read: ${lacks}. (${said})`,
    severity: "problem",
  };
}

const schemaColumns = catalogViews.schema.columns.length;

/** What the catalog lacks when a part of it cannot be asked for. */
const partOf: Readonly<Record<CatalogViewId, string>> = {
  schema: "the alias of the schema is not known",
  modules: "modules are not shown",
  moduleOrigins: "the allowed origins of modules are not shown",
  templates: "templates are not shown",
  handlers: "handlers are not shown",
  parameters: "parameters of handlers are not shown",
  privileges: "privileges are not shown",
  privilegeRoles: "the roles of privileges are not shown",
  privilegeModules: "the modules that privileges protect are not shown",
  privilegeMappings: "the patterns that privileges protect are not shown",
  roles: "roles are not shown",
  clients: "clients are not shown",
  clientSupport: "the support addresses of clients are not shown",
  clientDetails: "token durations and origins of clients are not shown",
  clientPrivileges: "the privileges of clients are not shown",
  clientRoles: "the roles of clients are not shown",
  objects: "AutoREST objects are not shown",
  jwtProfile: "the JWT profile is not shown",
  jwtRoleClaim: "the role claim of the JWT profile is not shown",
};

function problemsOf(shape: CatalogShape, scope: CatalogScope): CatalogProblem[] {
  const version = shape.procedures.has("ORDS.INSTALLED_VERSION") ? [] : [versionNotKnown];
  const missing = catalogViewIds.flatMap((id) => problemOf(id, shape, scope) ?? []);
  return [...version, ...missing, ...jwtNotes(shape, scope)];
}

function problemOf(
  id: CatalogViewId,
  shape: CatalogShape,
  scope: CatalogScope,
): CatalogProblem | undefined {
  const catalogView: CatalogView = catalogViews[id];
  const missing = missingColumns(id, shape, scope).filter(
    (column) => catalogView.newerColumns?.includes(column) !== true,
  );
  const view = viewName(catalogView, scope);
  if (missing.length === 0) return undefined;
  if (catalogView.newer) {
    const durations = missing.filter((column) => column.endsWith("_DURATION"));
    return durations.length === 0 ? undefined : noDurations;
  }
  const message = hasView(shape, view)
    ? `${view} has no ${missing.join(", ")} in this release: of ${partOf[id].replace(/ (is|are) not .*/, "")} not all is known.`
    : `${view} is not there in this release, or not visible to this user: ${partOf[id]}.`;
  return { subject: view, message, severity: "problem" };
}

const versionNotKnown: CatalogProblem = {
  subject: "ORDS",
  message:
    "The package ORDS is not there, or not visible to this user: the release of ORDS is not known.",
  severity: "problem",
};

function jwtNotes(shape: CatalogShape, scope: CatalogScope): readonly CatalogProblem[] {
  const subject = viewName(catalogViews.jwtProfile, scope);
  if (hasView(shape, subject)) return [];
  const message =
    scope === "own"
      ? "JWT profiles: not in this release"
      : "JWT profiles: not shown to an administrator in this release";
  return [{ subject, message, severity: "note" }];
}

const noDurations: CatalogProblem = {
  subject: "USER_ORDS_CLIENTS",
  message: "Token durations of clients: not in this release",
  severity: "note",
};

function schemaNotEnabled(other: string | undefined): UserFacingError {
  if (other !== undefined) {
    return new UserFacingError({
      code: "schemaNotEnabled",
      message: `The schema ${other} is not REST-enabled.`,
      why: "ORDS knows no schema of this name. Choose another one, or let its owner run ORDS.ENABLE_SCHEMA.",
    });
  }
  return new UserFacingError({
    code: "schemaNotEnabled",
    message: "The schema of this user is not REST-enabled.",
    why: "Run, as this user: begin ords.enable_schema; commit; end; Then connect again.",
  });
}

function mayNotLook(schema: string): UserFacingError {
  return new UserFacingError({
    code: "roleMissing",
    message: `You may not look at the schema ${schema}.`,
    why: "The views DBA_ORDS_… are not visible to this user. They need the role ORDS_ADMINISTRATOR_ROLE, or SELECT on the views.",
  });
}
