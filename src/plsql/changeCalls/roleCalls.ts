import { roleName } from "../../domain/model/names.ts";
import { servicePackage } from "../dialect.ts";
import { textValue } from "../value.ts";
import { callWith, type Codecs } from "./codec.ts";

export const roleCalls: Codecs<"createRole" | "renameRole" | "deleteRole"> = {
  createRole: {
    kind: "createRole",
    procedures: ["ORDS.CREATE_ROLE"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "CREATE_ROLE", {
        dialect,
        args: { p_role_name: textValue(change.name) },
      }),
    read: (args) => ({ kind: "createRole", name: roleName(args.text("p_role_name")) }),
  },
  renameRole: {
    kind: "renameRole",
    procedures: ["ORDS.RENAME_ROLE"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "RENAME_ROLE", {
        dialect,
        args: { p_role_name: textValue(change.name), p_new_name: textValue(change.newName) },
      }),
    read: (args) => ({
      kind: "renameRole",
      name: roleName(args.text("p_role_name")),
      newName: roleName(args.text("p_new_name")),
    }),
  },
  deleteRole: {
    kind: "deleteRole",
    procedures: ["ORDS.DELETE_ROLE"],
    write: (change, dialect) =>
      callWith(servicePackage(dialect), "DELETE_ROLE", {
        dialect,
        args: { p_role_name: textValue(change.name) },
      }),
    read: (args) => ({ kind: "deleteRole", name: roleName(args.text("p_role_name")) }),
  },
};
