import { grantTypes, methods } from "../../domain/model/catalog.ts";
import type {
  Catalog,
  EnabledObject,
  Handler,
  JwtProfile,
  Module,
  OAuthClient,
  Privilege,
  Template,
} from "../../domain/model/catalog.ts";
import {
  clientId,
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../domain/model/names.ts";
import type { SqlCell, SqlRow } from "../sql/sqlEngine.ts";
import type { Dictionary } from "./dictionary.ts";

/**
 * The catalog of the schema as the tables hold it; with the sources of the handlers, since the server runs
 * them.
 */
export function readCommittedCatalog(dictionary: Dictionary): Catalog {
  const { engine, release, schema } = dictionary;
  const stored = engine.row("select * from ords$schemas");
  return {
    release,
    schema: {
      name: schema,
      alias: textOf(stored?.["pattern"]) ?? schema.toLowerCase(),
      enabled: stored?.["status"] === "ENABLED",
      autoRestAuth: stored?.["auto_rest_auth"] === "ENABLED",
    },
    modules: readModules(dictionary),
    privileges: readPrivileges(dictionary),
    roles: engine.rows("select name, schema_id from ords$roles order by id").map((row) => ({
      name: roleName(String(row["name"])),
      builtIn: row["schema_id"] === null,
    })),
    clients: readClients(dictionary),
    objects: engine.rows("select * from ords$objects order by id").map(toObject),
    jwtProfile: readJwtProfile(dictionary),
    problems: [],
  };
}

function readModules({ engine }: Dictionary): readonly Module[] {
  const parameters = groupBy(
    engine.rows("select * from ords$parameters order by id"),
    "handler_id",
  );
  const handlers = groupBy(engine.rows("select * from ords$handlers order by id"), "template_id");
  const templates = groupBy(engine.rows("select * from ords$templates order by id"), "module_id");
  const toHandlerRow = (row: SqlRow): Handler => toHandler(row, parameters(row["id"]));
  const toTemplate = (row: SqlRow): Template => ({
    uriTemplate: String(row["uri_template"]),
    priority: Number(row["priority"]),
    handlers: handlers(row["id"]).map(toHandlerRow),
  });
  return engine.rows("select * from ords$modules order by id").map((row) => ({
    name: moduleName(String(row["name"])),
    basePath: String(row["uri_prefix"]),
    published: row["status"] === "PUBLISHED",
    itemsPerPage: Number(row["items_per_page"]),
    originsAllowed: listOf(row["origins_allowed"]),
    comments: textOf(row["comments"]),
    templates: templates(row["id"]).map(toTemplate),
  }));
}

function toHandler(row: SqlRow, parameters: readonly SqlRow[]): Handler {
  return {
    method: methods.find((method) => method === row["method"]) ?? "GET",
    sourceType: String(row["source_type"]),
    source: String(row["source"]),
    itemsPerPage: numberOf(row["items_per_page"]),
    comments: textOf(row["comments"]),
    parameters: parameters.map((one) => ({
      name: String(one["name"]),
      bindVariable: String(one["bind_variable_name"]),
      sourceType: String(one["source_type"]),
      paramType: String(one["param_type"]),
      accessMethod: String(one["access_method"]),
    })),
  };
}

function readPrivileges({ engine }: Dictionary): readonly Privilege[] {
  const roles = groupBy(
    engine.rows(
      "select x.privilege_id, r.name from ords$privilege_roles x join ords$roles r on r.id = x.role_id order by x.id",
    ),
    "privilege_id",
  );
  const modules = groupBy(
    engine.rows(
      "select x.privilege_id, m.name from ords$privilege_modules x join ords$modules m on m.id = x.module_id order by x.id",
    ),
    "privilege_id",
  );
  const patterns = groupBy(
    engine.rows("select * from ords$privilege_mappings order by id"),
    "privilege_id",
  );
  return engine.rows("select * from ords$privileges order by id").map((row) => ({
    name: privilegeName(String(row["name"])),
    label: textOf(row["label"]),
    description: textOf(row["description"]),
    comments: textOf(row["comments"]),
    roles: roles(row["id"]).map(({ name }) => roleName(String(name))),
    patterns: patterns(row["id"]).map(({ pattern }) => uriPattern(String(pattern))),
    modules: modules(row["id"]).map(({ name }) => moduleName(String(name))),
  }));
}

function readClients({ engine }: Dictionary): readonly OAuthClient[] {
  const privileges = groupBy(
    engine.rows(
      "select x.client_id, p.name from ords$client_privileges x join ords$privileges p on p.id = x.privilege_id order by x.id",
    ),
    "client_id",
  );
  const roles = groupBy(
    engine.rows(
      "select x.client_id, r.name from ords$client_roles x join ords$roles r on r.id = x.role_id order by x.id",
    ),
    "client_id",
  );
  return engine.rows("select * from ords$clients order by id").map((row) => ({
    name: clientName(String(row["name"])),
    clientId: clientId(String(row["client_id"])),
    grantType:
      grantTypes.find((type) => type === String(row["auth_flow"]).toLowerCase()) ??
      "client_credentials",
    description: textOf(row["description"]),
    redirectUri: textOf(row["redirect_uri"]),
    supportEmail: textOf(row["support_email"]),
    supportUri: textOf(row["support_uri"]),
    originsAllowed: listOf(row["allowed_origins"]),
    privileges: privileges(row["id"]).map(({ name }) => privilegeName(String(name))),
    roles: roles(row["id"]).map(({ name }) => roleName(String(name))),
    tokenDuration: numberOf(row["token_duration"]),
    refreshDuration: numberOf(row["refresh_duration"]),
    codeDuration: numberOf(row["code_duration"]),
  }));
}

function readJwtProfile({ engine }: Dictionary): JwtProfile | undefined {
  const row = engine.row("select * from ords$jwt_profile");
  return (
    row && {
      issuer: String(row["issuer"]),
      audience: String(row["audience"]),
      jwkUrl: String(row["jwk_url"]),
      description: textOf(row["description"]),
      allowedSkew: numberOf(row["allowed_skew"]),
      allowedAge: numberOf(row["allowed_age"]),
      roleClaimName: textOf(row["role_claim_name"]),
    }
  );
}

function toObject(row: SqlRow): EnabledObject {
  return {
    name: String(row["parsing_object"]),
    alias: String(row["object_alias"]),
    type: String(row["type"]),
    enabled: row["status"] === "ENABLED",
    requiresAuthorization: row["auto_rest_auth"] === "ENABLED",
  };
}

function groupBy(
  rows: readonly SqlRow[],
  column: string,
): (id: SqlCell | undefined) => readonly SqlRow[] {
  const groups = new Map<SqlCell | undefined, SqlRow[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group) group.push(row);
    else groups.set(row[column], [row]);
  }
  return (id) => groups.get(id) ?? [];
}

function textOf(cell: SqlCell | undefined): string | undefined {
  return cell === null || cell === undefined ? undefined : String(cell);
}

function numberOf(cell: SqlCell | undefined): number | undefined {
  return cell === null || cell === undefined ? undefined : Number(cell);
}

function listOf(cell: SqlCell | undefined): readonly string[] {
  return (textOf(cell) ?? "")
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}
