import { assertNever } from "../../base/assertNever.ts";
import type { SchemaChange } from "./changeGroup.ts";
import type { Catalog, EnabledObject, RestSchema } from "./catalog.ts";
import type { EnableObject } from "./change.ts";
import type { UriPattern } from "./names.ts";
import {
  catalogPattern,
  objectPatterns,
  objectPrivilege,
  schemaPrivilegeName,
  showsObjectPrivileges,
} from "./objectPrivilege.ts";
import { withoutPrivilege } from "./withoutPrivilege.ts";

/** The schema itself, the objects that it publishes, and whose tokens it accepts. */
export function applySchemaChange(catalog: Catalog, change: SchemaChange): Catalog {
  const { schema } = catalog;
  switch (change.kind) {
    case "enableSchema":
      return isOther(change, schema)
        ? catalog
        : withSchemaPrivilege({
            ...catalog,
            schema: {
              name: schema.name,
              alias: change.alias ?? schema.name.toLowerCase(),
              enabled: change.enabled,
              autoRestAuth: change.autoRestAuth ?? schema.autoRestAuth,
            },
          });
    case "setUrlMapping":
      return isOther(change, schema)
        ? catalog
        : { ...catalog, schema: { ...schema, alias: change.alias } };
    case "dropRestForSchema":
      return isOther(change, schema) ? catalog : withoutRest(catalog);
    case "enableObject":
      return withObjectPrivilege(catalog, change);
    case "createJwtProfile":
      return catalog.jwtProfile === undefined
        ? { ...catalog, jwtProfile: change.profile }
        : catalog;
    case "deleteJwtProfile":
      return { ...catalog, jwtProfile: undefined };
    default:
      return assertNever(change);
  }
}

/** The schema may be written in upper or lower case (assumption `schemaParameterIgnoresCase`). */
function isOther(change: { readonly schema: string | undefined }, schema: RestSchema): boolean {
  return change.schema !== undefined && change.schema.toUpperCase() !== schema.name.toUpperCase();
}

/** Roles of the product stay, but for those that it made for this schema (assumption `dropRestRemovesAll`). */
function withoutRest(catalog: Catalog): Catalog {
  const { name } = catalog.schema;
  return {
    ...catalog,
    schema: { name, alias: name.toLowerCase(), enabled: false, autoRestAuth: false },
    modules: [],
    privileges: [],
    roles: catalog.roles.filter(
      (role) => role.builtIn && !role.name.startsWith("oracle.dbtools.role.autorest."),
    ),
    clients: [],
    objects: [],
    jwtProfile: undefined,
  };
}

/** The privilege of the metadata catalog is there always, and mapped with authorization only (assumption `autoRestSchemaPrivilege`). */
function withSchemaPrivilege(catalog: Catalog): Catalog {
  const { name, autoRestAuth } = catalog.schema;
  const own = schemaPrivilegeName(name);
  const others = (patterns: readonly UriPattern[]) =>
    patterns.filter((one) => one !== catalogPattern);
  return {
    ...catalog,
    privileges: catalog.privileges.map((one) =>
      one.name === own
        ? { ...one, patterns: [...others(one.patterns), ...(autoRestAuth ? [catalogPattern] : [])] }
        : one,
    ),
  };
}

/**
 * What the product does to the privilege that protects an object, where the catalog shows such privileges: with
 * authorization it is made, or mapped anew; without, it goes (assumption `autoRestPrivilegeFollows`).
 */
function withObjectPrivilege(before: Catalog, change: EnableObject): Catalog {
  const catalog = { ...before, objects: enableObject(before.objects, change) };
  const object = catalog.objects.find(({ name }) => name === change.object);
  if (!object) return catalog;
  const made = objectPrivilege(catalog, object);
  const row = catalog.privileges.find(({ name }) => name === made.name);
  if (!object.requiresAuthorization) return row ? withoutPrivilege(catalog, made.name) : catalog;
  if (!row) {
    return showsObjectPrivileges(catalog)
      ? { ...catalog, privileges: [...catalog.privileges, made] }
      : catalog;
  }
  const old = before.objects.find(({ name }) => name === change.object);
  const gone: readonly string[] = old ? objectPatterns(old.alias) : [];
  const patterns = [
    ...new Set([...row.patterns.filter((one) => !gone.includes(one)), ...made.patterns]),
  ];
  return {
    ...catalog,
    privileges: catalog.privileges.map((one) => (one === row ? { ...row, patterns } : one)),
  };
}

function enableObject(
  objects: readonly EnabledObject[],
  change: EnableObject,
): readonly EnabledObject[] {
  const object: EnabledObject = {
    name: change.object,
    alias: change.alias ?? change.object.toLowerCase(),
    type: change.objectType,
    enabled: change.enabled,
    requiresAuthorization: change.requiresAuthorization,
  };
  return objects.some((each) => each.name === object.name)
    ? objects.map((each) => (each.name === object.name ? object : each))
    : [...objects, object];
}
