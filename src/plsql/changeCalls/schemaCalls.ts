import { servicePackage } from "../dialect.ts";
import { booleanValue, optionalText, textValue } from "../value.ts";
import { callWith, type Codecs } from "./codec.ts";

export const schemaCalls: Codecs<"enableSchema" | "enableObject"> = {
  enableSchema: {
    kind: "enableSchema",
    procedures: ["ORDS.ENABLE_SCHEMA"],
    write: (change, dialect) => {
      if (dialect.schema !== undefined && (change.schema ?? dialect.schema) !== dialect.schema) {
        return { refused: `This script is for ${dialect.schema}, not for ${change.schema}.` };
      }
      return callWith(servicePackage(dialect), "ENABLE_SCHEMA", {
        dialect,
        args: {
          p_enabled: booleanValue(change.enabled),
          p_schema: optionalText(dialect.schema ?? change.schema),
          p_url_mapping_type: change.alias === undefined ? undefined : textValue("BASE_PATH"),
          p_url_mapping_pattern: optionalText(change.alias),
          p_auto_rest_auth:
            change.autoRestAuth === undefined ? undefined : booleanValue(change.autoRestAuth),
        },
      });
    },
    read: (args) => {
      if ((args.optionalText("p_url_mapping_type") ?? "BASE_PATH").toUpperCase() !== "BASE_PATH") {
        args.fail("Only schemas that are mapped by BASE_PATH are understood.");
      }
      return {
        kind: "enableSchema",
        enabled: args.optionalBoolean("p_enabled") ?? true,
        // Of an admin call the schema is the place where it acts, not a part of the change.
        schema: args.isAdmin ? undefined : args.optionalText("p_schema"),
        alias: args.optionalText("p_url_mapping_pattern"),
        autoRestAuth: args.optionalBoolean("p_auto_rest_auth"),
      };
    },
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
