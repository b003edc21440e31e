import { methods, type Method } from "../../domain/model/catalog.ts";
import type { ModuleChange } from "../../domain/model/changeGroup.ts";
import { moduleName, privilegeName } from "../../domain/model/names.ts";
import { servicePackage } from "../dialect.ts";
import { nullValue, numberValue, optionalNumber, optionalText, textValue } from "../value.ts";
import { callWith, type Codecs, refuseComma } from "./codec.ts";
import type { Arguments } from "./readArguments.ts";

export const moduleCalls: Codecs<ModuleChange["kind"]> = {
  defineModule: {
    kind: "defineModule",
    procedures: ["ORDS.DEFINE_MODULE"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "DEFINE_MODULE", {
        dialect,
        args: {
          p_module_name: textValue(change.name),
          p_base_path: textValue(change.basePath),
          p_items_per_page: numberValue(change.itemsPerPage),
          p_status: textValue(statusOf(change.published)),
          p_comments: optionalText(change.comments),
        },
      }),
    read: (args) => ({
      kind: "defineModule",
      name: moduleName(args.text("p_module_name")),
      basePath: args.text("p_base_path"),
      itemsPerPage: args.optionalNumber("p_items_per_page") ?? 25,
      published: readStatus(args),
      comments: args.remark("p_comments"),
    }),
  },
  defineTemplate: {
    kind: "defineTemplate",
    procedures: ["ORDS.DEFINE_TEMPLATE"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "DEFINE_TEMPLATE", {
        dialect,
        args: {
          p_module_name: textValue(change.module),
          p_pattern: textValue(change.uriTemplate),
          p_priority: numberValue(change.priority),
        },
      }),
    read: (args) => ({
      kind: "defineTemplate",
      module: moduleName(args.text("p_module_name")),
      uriTemplate: args.text("p_pattern"),
      priority: args.optionalNumber("p_priority") ?? 0,
    }),
  },
  defineHandler: {
    kind: "defineHandler",
    procedures: ["ORDS.DEFINE_HANDLER"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "DEFINE_HANDLER", {
        dialect,
        args: {
          p_module_name: textValue(change.module),
          p_pattern: textValue(change.uriTemplate),
          p_method: textValue(change.method),
          p_source_type: textValue(change.sourceType),
          p_source: textValue(change.source),
          p_items_per_page: optionalNumber(change.itemsPerPage),
          p_comments: optionalText(change.comments),
        },
      }),
    read: (args) => ({
      kind: "defineHandler",
      module: moduleName(args.text("p_module_name")),
      uriTemplate: args.text("p_pattern"),
      method: readMethod(args, "GET"),
      sourceType: args.optionalText("p_source_type") ?? "json/collection",
      source: args.text("p_source"),
      itemsPerPage: args.optionalNumber("p_items_per_page"),
      comments: args.remark("p_comments"),
    }),
  },
  defineParameter: {
    kind: "defineParameter",
    procedures: ["ORDS.DEFINE_PARAMETER"],
    write: ({ module, uriTemplate, method, parameter }, dialect) =>
      callWith(servicePackage(dialect), "DEFINE_PARAMETER", {
        dialect,
        args: {
          p_module_name: textValue(module),
          p_pattern: textValue(uriTemplate),
          p_method: textValue(method),
          p_name: textValue(parameter.name),
          p_bind_variable_name: textValue(parameter.bindVariable),
          p_source_type: textValue(parameter.sourceType),
          p_param_type: textValue(parameter.paramType),
          p_access_method: textValue(parameter.accessMethod),
        },
      }),
    read: (args) => ({
      kind: "defineParameter",
      module: moduleName(args.text("p_module_name")),
      uriTemplate: args.text("p_pattern"),
      method: readMethod(args, undefined),
      parameter: {
        name: args.text("p_name"),
        bindVariable: args.optionalText("p_bind_variable_name") ?? args.text("p_name"),
        sourceType: args.optionalText("p_source_type") ?? "HEADER",
        paramType: args.optionalText("p_param_type") ?? "STRING",
        accessMethod: args.optionalText("p_access_method") ?? "IN",
      },
    }),
  },
  deleteModule: {
    kind: "deleteModule",
    procedures: ["ORDS.DELETE_MODULE"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "DELETE_MODULE", {
        dialect,
        args: { p_module_name: textValue(change.name) },
      }),
    read: (args) => ({ kind: "deleteModule", name: moduleName(args.text("p_module_name")) }),
  },
  renameModule: {
    kind: "renameModule",
    procedures: ["ORDS.RENAME_MODULE"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "RENAME_MODULE", {
        dialect,
        args: {
          p_module_name: textValue(change.name),
          p_new_name: optionalText(change.newName),
          p_new_base_path: optionalText(change.newBasePath),
        },
      }),
    read: (args) => {
      const newName = args.optionalText("p_new_name");
      return {
        kind: "renameModule",
        name: moduleName(args.text("p_module_name")),
        newName: newName === undefined ? undefined : moduleName(newName),
        newBasePath: args.optionalText("p_new_base_path"),
      };
    },
  },
  publishModule: {
    kind: "publishModule",
    procedures: ["ORDS.PUBLISH_MODULE"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "PUBLISH_MODULE", {
        dialect,
        args: {
          p_module_name: textValue(change.name),
          p_status: textValue(statusOf(change.published)),
        },
      }),
    read: (args) => ({
      kind: "publishModule",
      name: moduleName(args.text("p_module_name")),
      published: readStatus(args),
    }),
  },
  setModulePrivilege: {
    kind: "setModulePrivilege",
    procedures: ["ORDS.SET_MODULE_PRIVILEGE"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "SET_MODULE_PRIVILEGE", {
        dialect,
        args: {
          p_module_name: textValue(change.module),
          p_privilege_name: change.privilege === null ? nullValue : textValue(change.privilege),
        },
      }),
    read: (args) => {
      const privilege = args.optionalText("p_privilege_name");
      return {
        kind: "setModulePrivilege",
        module: moduleName(args.text("p_module_name")),
        privilege: privilege === undefined ? null : privilegeName(privilege),
      };
    },
  },
  setModuleOrigins: {
    kind: "setModuleOrigins",
    procedures: ["ORDS.SET_MODULE_ORIGINS_ALLOWED"],
    write: (change, dialect) => {
      const refusal = refuseComma(change.origins);
      if (refusal !== undefined) {
        return refusal;
      }
      return callWith(servicePackage(dialect), "SET_MODULE_ORIGINS_ALLOWED", {
        dialect,
        args: {
          p_module_name: textValue(change.module),
          p_origins_allowed:
            change.origins.length === 0 ? nullValue : textValue(change.origins.join(",")),
        },
      });
    },
    read: (args) => ({
      kind: "setModuleOrigins",
      module: moduleName(args.text("p_module_name")),
      origins: args.commaList("p_origins_allowed"),
    }),
  },
};

function statusOf(published: boolean): string {
  return published ? "PUBLISHED" : "NOT_PUBLISHED";
}

export function readStatus(args: Arguments): boolean {
  const status = args.optionalText("p_status") ?? "PUBLISHED";
  if (status !== "PUBLISHED" && status !== "NOT_PUBLISHED") {
    args.fail("p_status is either PUBLISHED or NOT_PUBLISHED.");
  }
  return status === "PUBLISHED";
}

export function readMethod(args: Arguments, initial: Method | undefined): Method {
  const text =
    initial === undefined ? args.text("p_method") : (args.optionalText("p_method") ?? initial);
  const method = methods.find((each) => each === text.toUpperCase());
  // Why there is no text has been noted when it was asked for.
  if (method === undefined && text !== "") {
    args.fail(`p_method is one of ${methods.join(", ")}.`);
  }
  return method ?? "GET";
}
