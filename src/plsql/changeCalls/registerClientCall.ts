import { assertNever } from "../../base/assertNever.ts";
import { grantTypes, type GrantType } from "../../domain/model/catalog.ts";
import type { ClientSecretSource, RegisterClient } from "../../domain/model/change.ts";
import { clientId, clientName, privilegeName } from "../../domain/model/names.ts";
import { clientPackage, type Dialect } from "../dialect.ts";
import type { ProcedureCall } from "../procedureCall.ts";
import {
  commaValue,
  nullValue,
  optionalNumber,
  optionalText,
  textValue,
  type Value,
} from "../value.ts";
import { callWith, type Codec, refuseComma, type Refusal } from "./codec.ts";
import type { Arguments } from "./readArguments.ts";

/**
 * The bind by which a supplied client secret reaches the database, so that it never stands in a
 * script.
 */
export const clientSecretBind = "client_secret";

export const registerClientCall: Codec<RegisterClient> = {
  kind: "registerClient",
  procedures: [
    "OAUTH.CREATE_CLIENT",
    "ORDS_SECURITY.REGISTER_CLIENT",
    "ORDS_SECURITY.IMPORT_CLIENT",
  ],
  write: (change, dialect) => refuseCommas(change) ?? writeRegistration(change, dialect),
  read: readRegistration,
};

function refuseCommas(change: RegisterClient): Refusal | undefined {
  return refuseComma(change.privileges) ?? refuseComma(change.originsAllowed);
}

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
    // p_privilege_names has no default in the documentation; published scripts pass NULL and rely
    // on roles.
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
      return { kind: "clientSecret", supplied: undefined, stored: false, slot: undefined };
    case "supplied":
      return {
        kind: "clientSecret",
        supplied: { kind: "bind", name: clientSecretBind },
        stored: false,
        slot: undefined,
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
      args.fail("It is not known where the secret of the client comes from.", "notKnownStatically");
      return "none";
  }
}
