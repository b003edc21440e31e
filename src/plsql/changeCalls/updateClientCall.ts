import type { UpdateClient } from "../../domain/model/change.ts";
import { clientName, privilegeName } from "../../domain/model/names.ts";
import { clientPackage, type Dialect } from "../dialect.ts";
import type { ProcedureCall } from "../procedureCall.ts";
import { commaValue, nullValue, optionalNumber, optionalText, textValue } from "../value.ts";
import { callWith, type Codec, refuseComma, type Refusal } from "./codec.ts";
import type { Arguments } from "./readArguments.ts";
import { readClientName } from "./readClientName.ts";

/**
 * By the client's name. Calls of `ORDS_SECURITY.UPDATE_CLIENT`, which can also rename, are read as
 * a compound.
 */
export const updateClientCall: Codec<UpdateClient> = {
  kind: "updateClient",
  procedures: ["OAUTH.UPDATE_CLIENT"],
  write: (change, dialect) =>
    refuseComma(change.originsAllowed) ??
    refuseComma(change.privilegesAndDurations?.privileges ?? []) ??
    writeUpdate(change, dialect),
  read: readUpdate,
};

/** None of the values has a default, so that each is written, also as NULL. */
function writeUpdate(change: UpdateClient, dialect: Dialect): ProcedureCall | Refusal {
  const { privilegesAndDurations: more } = change;
  const facts = {
    p_origins_allowed: commaValue(change.originsAllowed) ?? nullValue,
    p_redirect_uri: optionalText(change.redirectUri) ?? nullValue,
    p_support_email: optionalText(change.supportEmail) ?? nullValue,
    p_support_uri: optionalText(change.supportUri) ?? nullValue,
  };
  const head = {
    p_name: textValue(change.name),
    p_description: optionalText(change.description) ?? nullValue,
  };
  const p_privilege_names = more && (commaValue(more.privileges) ?? nullValue);
  const durations = {
    p_token_duration: optionalNumber(more?.tokenDuration),
    p_refresh_duration: optionalNumber(more?.refreshDuration),
    p_code_duration: optionalNumber(more?.codeDuration),
  };
  if (dialect.api === "oauth") {
    if (more === undefined) {
      return {
        refused: `OAUTH.UPDATE_CLIENT sets the privileges and the token durations of the client ${change.name} too: give them.`,
      };
    }
    // Durations have a default, and older releases do not have them.
    const args = { ...head, ...facts, p_privilege_names, ...durations };
    return callWith(clientPackage(dialect), "UPDATE_CLIENT", { dialect, args });
  }
  const args =
    more === undefined
      ? { ...head, ...facts }
      : {
          ...head,
          p_privilege_names,
          ...facts,
          p_token_duration: durations.p_token_duration ?? nullValue,
          p_refresh_duration: durations.p_refresh_duration ?? nullValue,
          p_code_duration: durations.p_code_duration ?? nullValue,
        };
  return callWith(clientPackage(dialect), "UPDATE_CLIENT", { dialect, args });
}

/** OAUTH has the long form alone (assumption `oauthUpdateClientParameters`). */
export function readUpdate(args: Arguments): UpdateClient {
  return {
    kind: "updateClient",
    name: clientName(readClientName(args, "p_name")),
    description: args.remark("p_description"),
    redirectUri: args.remark("p_redirect_uri"),
    supportEmail: args.remark("p_support_email"),
    supportUri: args.remark("p_support_uri"),
    originsAllowed: args.commaList("p_origins_allowed"),
    privilegesAndDurations:
      args.isOauth || args.has("p_privilege_names")
        ? {
            privileges: args.commaList("p_privilege_names").map(privilegeName),
            tokenDuration: args.optionalNumber("p_token_duration"),
            refreshDuration: args.optionalNumber("p_refresh_duration"),
            codeDuration: args.optionalNumber("p_code_duration"),
          }
        : undefined,
  };
}
