import type { ClientChange, ClientSecretChange } from "../../domain/model/changeGroup.ts";
import { clientName, privilegeName, roleName } from "../../domain/model/names.ts";
import { clientPackage } from "../dialect.ts";
import { commaValue, nullValue, numberValue, textValue, type Value } from "../value.ts";
import { callWith, type Codecs, refuseComma } from "./codec.ts";
import { readClientName } from "./readClientName.ts";
import { registerClientCall } from "./registerClientCall.ts";
import { updateClientCall } from "./updateClientCall.ts";

export const clientCalls: Codecs<Exclude<ClientChange, ClientSecretChange>["kind"]> = {
  registerClient: registerClientCall,
  updateClient: updateClientCall,
  updateClientPrivileges: {
    kind: "updateClientPrivileges",
    procedures: ["ORDS_SECURITY.UPDATE_CLIENT_PRIVILEGES"],
    write: (change, dialect) => {
      if (dialect.api === "oauth") {
        return {
          refused: `OAUTH has no procedure that changes only the privileges of the client ${change.name}.`,
        };
      }
      return (
        refuseComma(change.privileges) ??
        callWith(clientPackage(dialect), "UPDATE_CLIENT_PRIVILEGES", {
          dialect,
          args: {
            p_name: textValue(change.name),
            p_privilege_names: commaValue(change.privileges) ?? nullValue,
          },
        })
      );
    },
    read: (args) => ({
      kind: "updateClientPrivileges",
      name: clientName(readClientName(args, "p_name")),
      privileges: args.commaList("p_privilege_names").map(privilegeName),
    }),
  },
  updateClientTokenDuration: {
    kind: "updateClientTokenDuration",
    procedures: ["ORDS_SECURITY.UPDATE_CLIENT_TOKEN_DURATION"],
    write: (change, dialect) => {
      if (dialect.api === "oauth") {
        return {
          refused: `OAUTH has no procedure that changes only the token durations of the client ${change.name}.`,
        };
      }
      return callWith(clientPackage(dialect), "UPDATE_CLIENT_TOKEN_DURATION", {
        dialect,
        args: {
          p_name: textValue(change.name),
          p_token_duration: nullableNumber(change.tokenDuration),
          p_refresh_duration: nullableNumber(change.refreshDuration),
          p_code_duration: nullableNumber(change.codeDuration),
        },
      });
    },
    read: (args) => ({
      kind: "updateClientTokenDuration",
      name: clientName(readClientName(args, "p_name")),
      tokenDuration: args.optionalNumber("p_token_duration") ?? null,
      refreshDuration: args.optionalNumber("p_refresh_duration") ?? null,
      codeDuration: args.optionalNumber("p_code_duration") ?? null,
    }),
  },
  renameClient: {
    kind: "renameClient",
    procedures: ["OAUTH.RENAME_CLIENT", "ORDS_SECURITY.RENAME_CLIENT"],
    write: (change, dialect) =>
      callWith(clientPackage(dialect), "RENAME_CLIENT", {
        dialect,
        args: { p_name: textValue(change.name), p_new_name: textValue(change.newName) },
      }),
    read: (args) => ({
      kind: "renameClient",
      name: clientName(readClientName(args, "p_name")),
      newName: clientName(args.text("p_new_name")),
    }),
  },
  deleteClient: {
    kind: "deleteClient",
    procedures: ["OAUTH.DELETE_CLIENT", "ORDS_SECURITY.DELETE_CLIENT"],
    write: (change, dialect) =>
      callWith(clientPackage(dialect), "DELETE_CLIENT", {
        dialect,
        args: { p_name: textValue(change.name) },
      }),
    read: (args) => ({
      kind: "deleteClient",
      name: clientName(readClientName(args, "p_name")),
    }),
  },
  grantClientRole: {
    kind: "grantClientRole",
    procedures: ["OAUTH.GRANT_CLIENT_ROLE", "ORDS_SECURITY.GRANT_CLIENT_ROLE"],
    write: (change, dialect) =>
      callWith(clientPackage(dialect), "GRANT_CLIENT_ROLE", {
        dialect,
        args: { p_client_name: textValue(change.client), p_role_name: textValue(change.role) },
      }),
    read: (args) => ({
      kind: "grantClientRole",
      client: clientName(readClientName(args, "p_client_name")),
      role: roleName(args.text("p_role_name")),
    }),
  },
  revokeClientRole: {
    kind: "revokeClientRole",
    procedures: ["OAUTH.REVOKE_CLIENT_ROLE", "ORDS_SECURITY.REVOKE_CLIENT_ROLE"],
    write: (change, dialect) =>
      callWith(clientPackage(dialect), "REVOKE_CLIENT_ROLE", {
        dialect,
        args: { p_client_name: textValue(change.client), p_role_name: textValue(change.role) },
      }),
    read: (args) => ({
      kind: "revokeClientRole",
      client: clientName(readClientName(args, "p_client_name")),
      role: roleName(args.text("p_role_name")),
    }),
  },
};

function nullableNumber(value: number | null): Value {
  return value === null ? nullValue : numberValue(value);
}
