import { assertNever } from "../../base/assertNever.ts";
import { grantTypes, type GrantType } from "../../domain/model/catalog.ts";
import type { ClientSecretSource, RegisterClient } from "../../domain/model/change.ts";
import { clientId, clientName, privilegeName, roleName } from "../../domain/model/names.ts";
import { clientPackage, type Dialect } from "../dialect.ts";
import type { ProcedureCall } from "../procedureCall.ts";
import {
  booleanValue,
  nullValue,
  numberValue,
  optionalNumber,
  optionalText,
  textValue,
  type Value,
} from "../value.ts";
import { callWith, type Codecs, refuseComma, type Refusal } from "./codec.ts";
import type { Arguments } from "./readArguments.ts";

/** The bind by which a supplied client secret reaches the database, so that it never stands in a script. */
export const clientSecretBind = "client_secret";

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
  registerClient: {
    kind: "registerClient",
    procedures: [
      "OAUTH.CREATE_CLIENT",
      "ORDS_SECURITY.REGISTER_CLIENT",
      "ORDS_SECURITY.IMPORT_CLIENT",
    ],
    write: (change, dialect) => refuseCommas(change) ?? writeRegistration(change, dialect),
    read: readRegistration,
  },
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

function writeRegistration(change: RegisterClient, dialect: Dialect): ProcedureCall | Refusal {
  const shared = {
    p_name: textValue(change.name),
    p_grant_type: textValue(change.grantType),
    p_description: optionalText(change.description),
  };
  const facts = {
    p_origins_allowed: commaValue(change.originsAllowed),
    p_redirect_uri: optionalText(change.redirectUri),
    p_support_email: optionalText(change.supportEmail),
    p_support_uri: optionalText(change.supportUri),
  };
  const durations = {
    p_token_duration: optionalNumber(change.tokenDuration),
    p_refresh_duration: optionalNumber(change.refreshDuration),
    p_code_duration: optionalNumber(change.codeDuration),
  };
  const privileges = commaValue(change.privileges);
  if (dialect.api === "oauth") {
    if (change.clientId !== undefined) {
      return { refused: "OAUTH cannot register a client with a chosen client id." };
    }
    if (change.secret === "none") {
      return { refused: "OAUTH cannot register a client without a secret." };
    }
    // p_privilege_names has no default in the documentation; published scripts pass NULL and rely on roles.
    const args = { ...shared, ...facts, p_privilege_names: privileges ?? nullValue, ...durations };
    return callWith(clientPackage(dialect), "CREATE_CLIENT", { dialect, args });
  }
  if (change.clientId !== undefined) {
    if (change.secret !== "none") {
      return {
        refused:
          "IMPORT_CLIENT, which takes a chosen client id, registers no secret: add one afterwards.",
      };
    }
    const p_client_id = textValue(change.clientId);
    const args = { ...shared, p_client_id, p_privilege_names: privileges, ...facts, ...durations };
    return callWith(clientPackage(dialect), "IMPORT_CLIENT", { dialect, args });
  }
  const p_client_secret = secretValue(change.secret);
  const args = {
    ...shared,
    p_client_secret,
    p_privilege_names: privileges,
    ...facts,
    ...durations,
  };
  return callWith(clientPackage(dialect), "REGISTER_CLIENT", { dialect, args });
}

function secretValue(source: ClientSecretSource): Value | undefined {
  switch (source) {
    case "none":
      return undefined;
    case "generated":
      return { kind: "clientSecret", supplied: undefined, stored: false };
    case "supplied":
      return {
        kind: "clientSecret",
        supplied: { kind: "bind", name: clientSecretBind },
        stored: false,
      };
    default:
      return assertNever(source);
  }
}

function readRegistration(args: Arguments): RegisterClient {
  const id = args.optionalText("p_client_id");
  return {
    kind: "registerClient",
    name: clientName(args.text("p_name")),
    grantType: readGrantType(args),
    description: args.remark("p_description"),
    redirectUri: args.remark("p_redirect_uri"),
    supportEmail: args.remark("p_support_email"),
    supportUri: args.remark("p_support_uri"),
    // Until 23.1 the documentation names the parameter p_allowed_origins.
    originsAllowed: args.has("p_allowed_origins")
      ? args.commaList("p_allowed_origins")
      : args.commaList("p_origins_allowed"),
    privileges: args.commaList("p_privilege_names").map(privilegeName),
    tokenDuration: args.optionalNumber("p_token_duration"),
    refreshDuration: args.optionalNumber("p_refresh_duration"),
    codeDuration: args.optionalNumber("p_code_duration"),
    clientId: id === undefined ? undefined : clientId(id),
    secret: args.isOauth ? "generated" : readSecretSource(args),
  };
}

function readGrantType(args: Arguments): GrantType {
  const text = args.text("p_grant_type");
  const grantType = grantTypes.find((each) => each === text.toLowerCase());
  if (grantType === undefined && text !== "") {
    args.fail(`p_grant_type is one of ${grantTypes.join(", ")}.`);
  }
  return grantType ?? "client_credentials";
}

function readSecretSource(args: Arguments): ClientSecretSource {
  const value = args.raw("p_client_secret");
  switch (value?.kind) {
    case undefined:
    case "null":
      return "none";
    case "clientSecret":
      return value.supplied === undefined || value.supplied.kind === "null"
        ? "generated"
        : "supplied";
    case "record":
      return "supplied";
    default:
      args.fail("It is not known where the secret of the client comes from.");
      return "none";
  }
}

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

function refuseCommas(change: RegisterClient): Refusal | undefined {
  return refuseComma(change.privileges) ?? refuseComma(change.originsAllowed);
}

function commaValue(texts: readonly string[]): Value | undefined {
  return texts.length === 0 ? undefined : textValue(texts.join(","));
}

function nullableNumber(value: number | null): Value {
  return value === null ? nullValue : numberValue(value);
}
