import { assertNever } from "../../base/assertNever.ts";
import type { SchemaChange } from "./changeGroup.ts";
import type { Catalog, EnabledObject, RestSchema } from "./catalog.ts";
import type { EnableObject } from "./change.ts";

/** The schema itself, the objects that it publishes, and whose tokens it accepts. */
export function applySchemaChange(catalog: Catalog, change: SchemaChange): Catalog {
  const { schema } = catalog;
  switch (change.kind) {
    case "enableSchema":
      return isOther(change, schema)
        ? catalog
        : {
            ...catalog,
            schema: {
              name: schema.name,
              alias: change.alias ?? schema.name.toLowerCase(),
              enabled: change.enabled,
              autoRestAuth: change.autoRestAuth ?? schema.autoRestAuth,
            },
          };
    case "setUrlMapping":
      return isOther(change, schema)
        ? catalog
        : { ...catalog, schema: { ...schema, alias: change.alias } };
    case "dropRestForSchema":
      return isOther(change, schema) ? catalog : withoutRest(catalog);
    case "enableObject":
      return { ...catalog, objects: enableObject(catalog.objects, change) };
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
