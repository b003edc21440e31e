import { moduleName, privilegeName, roleName, uriPattern } from "../../domain/model/names.ts";
import { servicePackage } from "../dialect.ts";
import { listValue, optionalText, textValue, type Value } from "../value.ts";
import { callWith, type Codecs } from "./codec.ts";

export const privilegeCalls: Codecs<
  | "createPrivilege"
  | "definePrivilege"
  | "renamePrivilege"
  | "deletePrivilege"
  | "createPrivilegeMapping"
  | "deletePrivilegeMapping"
> = {
  createPrivilege: {
    kind: "createPrivilege",
    procedures: ["ORDS.CREATE_PRIVILEGE"],
    write: (change, dialect) => {
      const [first] = change.roles;
      const roles: Record<string, Value> =
        first !== undefined && change.roles.length === 1
          ? { p_role_name: textValue(first) }
          : { p_roles: listValue(change.roles) };
      return callWith(servicePackage(dialect), "CREATE_PRIVILEGE", {
        dialect,
        args: {
          p_name: textValue(change.name),
          ...roles,
          p_label: optionalText(change.label),
          p_description: optionalText(change.description),
        },
      });
    },
    read: (args) => {
      const single = args.optionalText("p_role_name");
      const several = args.has("p_roles") ? args.list("p_roles") : [];
      return {
        kind: "createPrivilege",
        name: privilegeName(args.text("p_name")),
        roles: (single === undefined ? several : [single]).map(roleName),
        label: args.remark("p_label"),
        description: args.remark("p_description"),
      };
    },
  },
  definePrivilege: {
    kind: "definePrivilege",
    procedures: ["ORDS.DEFINE_PRIVILEGE"],
    write: (change, dialect) => {
      if (change.modules !== undefined && change.patterns === undefined) {
        return {
          refused: `DEFINE_PRIVILEGE cannot set the modules of ${change.name} and leave its patterns as they are: give both.`,
        };
      }
      return callWith(servicePackage(dialect), "DEFINE_PRIVILEGE", {
        dialect,
        args: {
          p_privilege_name: textValue(change.name),
          p_roles: listValue(change.roles),
          p_patterns: change.patterns === undefined ? undefined : listValue(change.patterns),
          p_modules: change.modules === undefined ? undefined : listValue(change.modules),
          p_label: optionalText(change.label),
          p_description: optionalText(change.description),
          p_comments: optionalText(change.comments),
        },
      });
    },
    read: (args) => ({
      kind: "definePrivilege",
      name: privilegeName(args.text("p_privilege_name")),
      roles: args.list("p_roles").map(roleName),
      patterns: args.has("p_patterns") ? args.list("p_patterns").map(uriPattern) : undefined,
      modules: args.has("p_modules") ? args.list("p_modules").map(moduleName) : undefined,
      label: args.remark("p_label"),
      description: args.remark("p_description"),
      comments: args.remark("p_comments"),
    }),
  },
  renamePrivilege: {
    kind: "renamePrivilege",
    procedures: ["ORDS.RENAME_PRIVILEGE"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "RENAME_PRIVILEGE", {
        dialect,
        args: { p_name: textValue(change.name), p_new_name: textValue(change.newName) },
      }),
    read: (args) => ({
      kind: "renamePrivilege",
      name: privilegeName(args.text("p_name")),
      newName: privilegeName(args.text("p_new_name")),
    }),
  },
  deletePrivilege: {
    kind: "deletePrivilege",
    procedures: ["ORDS.DELETE_PRIVILEGE"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "DELETE_PRIVILEGE", {
        dialect,
        args: { p_name: textValue(change.name) },
      }),
    read: (args) => ({ kind: "deletePrivilege", name: privilegeName(args.text("p_name")) }),
  },
  createPrivilegeMapping: {
    kind: "createPrivilegeMapping",
    procedures: ["ORDS.CREATE_PRIVILEGE_MAPPING"],
    write: (change, dialect) => {
      const [first] = change.patterns;
      return callWith(servicePackage(dialect), "CREATE_PRIVILEGE_MAPPING", {
        dialect,
        args: {
          p_privilege_name: textValue(change.privilege),
          ...(first !== undefined && change.patterns.length === 1
            ? { p_pattern: textValue(first) }
            : { p_patterns: listValue(change.patterns) }),
        },
      });
    },
    read: (args) => ({
      kind: "createPrivilegeMapping",
      privilege: privilegeName(args.text("p_privilege_name")),
      patterns: (args.has("p_patterns") ? args.list("p_patterns") : [args.text("p_pattern")]).map(
        uriPattern,
      ),
    }),
  },
  deletePrivilegeMapping: {
    kind: "deletePrivilegeMapping",
    procedures: ["ORDS.DELETE_PRIVILEGE_MAPPING"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "DELETE_PRIVILEGE_MAPPING", {
        dialect,
        args: {
          p_privilege_name: textValue(change.privilege),
          p_pattern: textValue(change.pattern),
        },
      }),
    read: (args) => ({
      kind: "deletePrivilegeMapping",
      privilege: privilegeName(args.text("p_privilege_name")),
      pattern: uriPattern(args.text("p_pattern")),
    }),
  },
};
