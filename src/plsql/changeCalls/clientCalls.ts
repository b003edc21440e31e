import { clientName, privilegeName, roleName } from "../../domain/model/names.ts";
import { clientPackage } from "../dialect.ts";
import {
  booleanValue,
  commaValue,
  nullValue,
  numberValue,
  textValue,
  type Value,
} from "../value.ts";
import { callWith, type Codecs, refuseComma } from "./codec.ts";
import type { Arguments } from "./readArguments.ts";
import { registerClientCall } from "./registerClientCall.ts";

export const clientCalls: Codecs<
  | "registerClient"
  | "updateClientPrivileges"
  | "updateClientTokenDuration"
  | "renameClient"
  | "deleteClient"
  | "grantClientRole"
  | "revokeClientRole"
  | "rotateClientSecret"
  | "revokeClientSecret"
> = {
  registerClient: registerClientCall,
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
  rotateClientSecret: {
    kind: "rotateClientSecret",
    procedures: ["OAUTH.ROTATE_CLIENT_SECRET", "ORDS_SECURITY.ROTATE_CLIENT_SECRET"],
    write: (change, dialect) => {
      if (dialect.api === "oauth" && !change.revokeExisting) {
        return {
          refused: `OAUTH keeps one secret for the client ${change.name}: a new one always replaces it.`,
        };
      }
      return callWith(clientPackage(dialect), "ROTATE_CLIENT_SECRET", {
        dialect,
        args: {
          p_name: textValue(change.name),
          p_revoke_existing:
            dialect.api === "oauth" ? undefined : booleanValue(change.revokeExisting),
          p_revoke_sessions: booleanValue(change.revokeSessions),
        },
      });
    },
    read: (args) => ({
      kind: "rotateClientSecret",
      name: clientName(readClientName(args, "p_name")),
      revokeExisting: args.isOauth || (args.optionalBoolean("p_revoke_existing") ?? false),
      revokeSessions: args.optionalBoolean("p_revoke_sessions") ?? false,
    }),
  },
  revokeClientSecret: {
    kind: "revokeClientSecret",
    procedures: ["ORDS_SECURITY.REVOKE_CLIENT_SECRET"],
    write: (change, dialect) => {
      if (dialect.api === "oauth") {
        return {
          refused: `OAUTH keeps one secret for the client ${change.name} and cannot revoke it: delete the client, or rotate the secret.`,
        };
      }
      return callWith(clientPackage(dialect), "REVOKE_CLIENT_SECRET", {
        dialect,
        args: {
          p_name: textValue(change.name),
          p_revoke_sessions: booleanValue(change.revokeSessions),
        },
      });
    },
    read: (args) => {
      if (args.optionalText("p_client_secret") !== undefined) {
        args.fail("Only the revocation of the oldest secret is understood, not of a given one.");
      }
      return {
        kind: "revokeClientSecret",
        name: clientName(readClientName(args, "p_name")),
        revokeSessions: args.optionalBoolean("p_revoke_sessions") ?? false,
      };
    },
  },
};

/** The name of the client, given as such or inside of a key record. */
function readClientName(args: Arguments, parameter: string): string {
  const key = args.raw("p_client_key");
  if (key === undefined) {
    return args.text(parameter);
  }
  const name = key.kind === "clientKey" ? key.name : undefined;
  if (name === undefined) {
    args.fail("The client is named by a key whose name is only known when the script runs.");
  }
  return name ?? "";
}

function nullableNumber(value: number | null): Value {
  return value === null ? nullValue : numberValue(value);
}
