import { assertNever } from "../../base/assertNever.ts";
import type { SchemaChange } from "../../domain/model/changeGroup.ts";
import type { JwtProfile } from "../../domain/model/catalog.ts";
import type { EnableObject, EnableSchema, SetUrlMapping } from "../../domain/model/change.ts";
import { objectPrivilegeName } from "../../domain/model/objectPrivilege.ts";
import { insufficientPrivileges, noDataFound, OracleError } from "../sql/oracleError.ts";
import { deleteNamed, findId, insertRow, updateRow } from "./dictionary.ts";
import type { Dictionary } from "./dictionary.ts";
import { setPrivilegeLists } from "./privilegeLists.ts";

/** The schema itself, the tables that it publishes, and whose tokens it accepts. */
export function applySchemaChange(dictionary: Dictionary, change: SchemaChange): void {
  switch (change.kind) {
    case "enableSchema":
      enableSchema(dictionary, change);
      return;
    case "setUrlMapping":
      setUrlMapping(dictionary, change);
      return;
    case "dropRestForSchema":
      refuseOther(dictionary, change.schema);
      dropRest(dictionary);
      return;
    case "enableObject":
      enableObject(dictionary, change);
      return;
    case "createJwtProfile":
      createJwtProfile(dictionary, change.profile);
      return;
    case "deleteJwtProfile":
      dictionary.engine.run("delete from ords$jwt_profile");
      return;
    default:
      assertNever(change);
  }
}

function refuseOther({ schema }: Dictionary, named: string | undefined): void {
  if (named !== undefined && named.toUpperCase() !== schema) throw insufficientPrivileges();
}

function enableSchema(dictionary: Dictionary, change: EnableSchema): void {
  const { schema, engine } = dictionary;
  refuseOther(dictionary, change.schema);
  const stored = engine.row("select id, auto_rest_auth from ords$schemas");
  const auth = change.autoRestAuth ?? stored?.["auto_rest_auth"] === "ENABLED";
  const cells = {
    pattern: change.alias ?? schema.toLowerCase(),
    status: enabledWord(change.enabled),
    auto_rest_auth: enabledWord(auth),
  };
  if (stored) updateRow(dictionary, { table: "schemas", id: Number(stored["id"]) }, cells);
  else insertRow(dictionary, "schemas", { parsing_schema: schema, type: "BASE_PATH", ...cells });
  createSchemaPrivileges(dictionary, auth);
}

function setUrlMapping(dictionary: Dictionary, change: SetUrlMapping): void {
  refuseOther(dictionary, change.schema);
  const stored = dictionary.engine.row("select id from ords$schemas");
  if (!stored) throw noDataFound();
  updateRow(
    dictionary,
    { table: "schemas", id: Number(stored["id"]) },
    { pattern: change.alias, type: "BASE_PATH" },
  );
}

/** What belongs to a client or a module goes with it (assumption `dropRestRemovesAll`). */
function dropRest({ engine }: Dictionary): void {
  for (const table of ["clients", "privileges", "modules", "objects", "jwt_profile", "schemas"])
    engine.run(`delete from ords$${table}`);
  engine.run("delete from ords$roles where schema_id is not null");
}

/** A second profile is refused by the unique schema (assumptions `jwtProfileIsSingle`, `jwkUrlNeedsHttps`). */
function createJwtProfile(dictionary: Dictionary, profile: JwtProfile): void {
  if (!profile.jwkUrl.startsWith("https://"))
    throw new OracleError("ORA-20001", "The JWK URL must start with https://");
  insertRow(dictionary, "jwt_profile", {
    schema_id: 1,
    issuer: profile.issuer,
    audience: profile.audience,
    jwk_url: profile.jwkUrl,
    description: profile.description,
    allowed_skew: profile.allowedSkew,
    allowed_age: profile.allowedAge,
    role_claim_name: profile.roleClaimName,
  });
}

/** Assumption `autoRestSchemaPrivilege`. */
function createSchemaPrivileges(dictionary: Dictionary, auth: boolean): void {
  const { schema } = dictionary;
  const role = `oracle.dbtools.role.autorest.${schema}`;
  ensureRoles(dictionary, [role, `oracle.dbtools.role.autorest.any.${schema}`]);
  ensurePrivilege(dictionary, {
    name: `oracle.dbtools.autorest.privilege.${schema}`,
    label: `${schema} metadata-catalog access`,
    roles: ["oracle.dbtools.autorest.any.schema", role],
    patterns: auth ? ["/metadata-catalog/*"] : [],
  });
  ensurePrivilege(dictionary, {
    name: "oracle.soda.privilege.developer",
    label: undefined,
    roles: ["SODA Developer"],
    patterns: ["/soda/*"],
  });
}

function enableObject(dictionary: Dictionary, change: EnableObject): void {
  const { engine } = dictionary;
  const object = change.object.toUpperCase();
  if (change.objectType.toUpperCase() !== "TABLE")
    throw new OracleError(
      "ORA-20001",
      "UNSUPPORTED_OBJECT_TYPE_ERROR\nThe practice server publishes tables by AutoREST, nothing else.",
    );
  if (!engine.row("select 1 from ords$tables where upper(name) = ?", [object])) throw noDataFound();
  const alias = change.alias ?? object.toLowerCase();
  const cells = {
    object_alias: alias,
    type: "TABLE",
    status: enabledWord(change.enabled),
    auto_rest_auth: enabledWord(change.requiresAuthorization),
  };
  const stored = engine.row("select id from ords$objects where parsing_object = ?", [object]);
  if (stored) updateRow(dictionary, { table: "objects", id: Number(stored["id"]) }, cells);
  else insertRow(dictionary, "objects", { parsing_object: object, ...cells });
  // Assumption `autoRestPrivilegeFollows`.
  if (change.requiresAuthorization) createObjectPrivilege(dictionary, object, alias);
  else deleteNamed(dictionary, "privileges", objectPrivilegeName(dictionary.schema, object));
}

/** Assumption `autoRestPrivilegeNames`. */
function createObjectPrivilege(dictionary: Dictionary, object: string, alias: string): void {
  const { schema } = dictionary;
  const role = `oracle.dbtools.role.autorest.${schema}.${object}`;
  ensureRoles(dictionary, [role, `oracle.dbtools.role.autorest.any.${schema}`]);
  ensurePrivilege(dictionary, {
    name: objectPrivilegeName(schema, object),
    label: undefined,
    roles: [
      "oracle.dbtools.autorest.any.schema",
      `oracle.dbtools.role.autorest.any.${schema}`,
      role,
    ],
    patterns: [`/${alias}/*`, `/metadata-catalog/${alias}/*`],
  });
}

function ensureRoles(dictionary: Dictionary, names: readonly string[]): void {
  for (const name of names)
    if (findId(dictionary, "roles", name) === undefined)
      insertRow(dictionary, "roles", { name, schema_id: 1 });
}

function ensurePrivilege(
  dictionary: Dictionary,
  { name, label, roles, patterns }: ProductPrivilege,
): void {
  const id =
    findId(dictionary, "privileges", name) ?? insertRow(dictionary, "privileges", { name, label });
  setPrivilegeLists(dictionary, id, { roles, patterns, modules: undefined });
}

interface ProductPrivilege {
  readonly name: string;
  readonly label: string | undefined;
  readonly roles: readonly string[];
  readonly patterns: readonly string[];
}

function enabledWord(enabled: boolean): string {
  return enabled ? "ENABLED" : "DISABLED";
}
