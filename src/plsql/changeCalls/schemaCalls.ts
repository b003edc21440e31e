import { type Dialect, servicePackage } from "../dialect.ts";
import { booleanValue, optionalText, textValue } from "../value.ts";
import { callWith, type Codecs, type Refusal } from "./codec.ts";
import type { Arguments } from "./readArguments.ts";

export const schemaCalls: Codecs<
  "enableSchema" | "setUrlMapping" | "dropRestForSchema" | "enableObject"
> = {
  enableSchema: {
    kind: "enableSchema",
    procedures: ["ORDS.ENABLE_SCHEMA"],
    write: (change, dialect) => {
      const schema = dialect.schema ?? change.schema;
      return (
        refuseOtherSchema(change.schema, dialect) ??
        callWith(servicePackage(dialect), "ENABLE_SCHEMA", {
          dialect,
          args: {
            p_enabled: booleanValue(change.enabled),
            p_schema: optionalText(schema),
            p_url_mapping_type: change.alias === undefined ? undefined : textValue("BASE_PATH"),
            p_url_mapping_pattern: optionalText(change.alias),
            p_auto_rest_auth:
              change.autoRestAuth === undefined ? undefined : booleanValue(change.autoRestAuth),
          },
        })
      );
    },
    read: (args) => {
      checkMappingType(args, args.optionalText("p_url_mapping_type") ?? "BASE_PATH");
      return {
        kind: "enableSchema",
        enabled: args.optionalBoolean("p_enabled") ?? true,
        schema: readSchema(args),
        alias: args.optionalText("p_url_mapping_pattern"),
        autoRestAuth: args.optionalBoolean("p_auto_rest_auth"),
      };
    },
  },
  setUrlMapping: {
    kind: "setUrlMapping",
    procedures: ["ORDS.SET_URL_MAPPING"],
    write: (change, dialect) => {
      const schema = dialect.schema ?? change.schema;
      if (schema === undefined) {
        return { refused: "ORDS.SET_URL_MAPPING has to be told the name of the schema." };
      }
      return (
        refuseOtherSchema(change.schema, dialect) ??
        callWith(servicePackage(dialect), "SET_URL_MAPPING", {
          dialect,
          args: {
            p_schema: textValue(schema),
            p_url_mapping_type: textValue("BASE_PATH"),
            p_url_mapping_pattern: textValue(change.alias),
          },
        })
      );
    },
    read: (args) => {
      checkMappingType(args, args.text("p_url_mapping_type"));
      return {
        kind: "setUrlMapping",
        schema: args.isAdmin ? undefined : args.text("p_schema"),
        alias: args.text("p_url_mapping_pattern"),
      };
    },
  },
  dropRestForSchema: {
    kind: "dropRestForSchema",
    procedures: ["ORDS.DROP_REST_FOR_SCHEMA"],
    write: (change, dialect) =>
      refuseOtherSchema(change.schema, dialect) ??
      callWith(servicePackage(dialect), "DROP_REST_FOR_SCHEMA", {
        dialect,
        args: { p_schema: optionalText(dialect.schema ?? change.schema) },
      }),
    read: (args) => ({ kind: "dropRestForSchema", schema: readSchema(args) }),
  },
  enableObject: {
    kind: "enableObject",
    procedures: ["ORDS.ENABLE_OBJECT"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "ENABLE_OBJECT", {
        dialect,
        args: {
          p_enabled: booleanValue(change.enabled),
          p_object: textValue(change.object),
          p_object_type: textValue(change.objectType),
          p_object_alias: optionalText(change.alias),
          p_auto_rest_auth: booleanValue(change.requiresAuthorization),
        },
      }),
    read: (args) => ({
      kind: "enableObject",
      enabled: args.optionalBoolean("p_enabled") ?? true,
      object: args.text("p_object"),
      objectType: args.optionalText("p_object_type") ?? "TABLE",
      alias: args.optionalText("p_object_alias"),
      requiresAuthorization: args.optionalBoolean("p_auto_rest_auth") ?? false,
    }),
  },
};

/** A script for an administrator is for one schema (assumption `schemaParameterIgnoresCase`). */
function refuseOtherSchema(schema: string | undefined, dialect: Dialect): Refusal | undefined {
  return schema === undefined ||
    dialect.schema === undefined ||
    schema.toUpperCase() === dialect.schema.toUpperCase()
    ? undefined
    : { refused: `This script is for ${dialect.schema}, not for ${schema}.` };
}

/** Of an admin call the schema is the place where it acts, not a part of the change. */
function readSchema(args: Arguments): string | undefined {
  return args.isAdmin ? undefined : args.optionalText("p_schema");
}

function checkMappingType(args: Arguments, type: string): void {
  if (type !== "" && type.toUpperCase() !== "BASE_PATH") {
    args.fail("Only schemas that are mapped by BASE_PATH are understood.", "noChange");
  }
}
