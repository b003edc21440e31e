import { assertNever } from "../../base/assertNever.ts";
import { Secret } from "../../base/secret.ts";
import type { CallExpression } from "../../plsql/block.ts";
import { callOf } from "../../plsql/callOf.ts";
import { changesOfCall } from "../../plsql/changeCalls/changesOfCall.ts";
import type { Locals } from "../../plsql/locals.ts";
import type { ProcedureCall } from "../../plsql/procedureCall.ts";
import { nullValue, numberValue, textValue } from "../../plsql/value.ts";
import type { Value } from "../../plsql/value.ts";
import { applyToDictionary } from "../dictionary/applyToDictionary.ts";
import type { SecretHandling } from "../dictionary/applyToDictionary.ts";
import type { IssuedCredentials } from "../dictionary/applyClientChange.ts";
import type { Dictionary } from "../dictionary/dictionary.ts";
import { OracleError } from "../sql/oracleError.ts";
import { checkTarget } from "./checkTarget.ts";

/** Carries a call of an ORDS package out and gives what it returns. Throws an `OracleError`. */
export function runOrdsCall(
  dictionary: Dictionary,
  expression: CallExpression,
  locals: Locals,
): Value {
  const read = callOf(expression, locals);
  if (!read) return nullValue;
  const { call, procedure } = read;
  if (call.procedure === "INSTALLED_VERSION") return textValue(dictionary.release.text);
  checkTarget(dictionary, call);
  const { changes, problems } = changesOfCall(call);
  if (changes.length === 0)
    throw new OracleError("ORA-20001", problems.map(({ message }) => message).join(" "));
  const secrets = secretsOf(call);
  const issued = changes
    .map((change) => applyToDictionary(dictionary, change, secrets))
    .findLast((credentials) => credentials !== undefined);
  const returns = procedure?.returns;
  switch (returns) {
    case "text":
      return issued?.secret ? textValue(issued.secret.reveal()) : nullValue;
    case "clientCredentials":
      return issued ? credentialsRecord(issued) : nullValue;
    case "clientKey":
      return issued ? keyRecord(issued) : nullValue;
    case "cursor":
    case undefined:
      return nullValue;
    default:
      return assertNever(returns);
  }
}

/**
 * OAUTH keeps secrets that the view shows, ORDS_SECURITY only on demand (assumption
 * `securedSecretsAreMasked`).
 */
function secretsOf(call: ProcedureCall): SecretHandling {
  const secret = call.args["p_client_secret"] ?? call.args["p_filter"];
  if (secret?.kind !== "clientSecret")
    return { supplied: toSecret(secret), readable: call.package.startsWith("OAUTH") };
  return { supplied: toSecret(secret.supplied), readable: secret.stored };
}

function toSecret(value: Value | undefined): Secret | undefined {
  return value?.kind === "text" ? new Secret(value.value) : undefined;
}

function credentialsRecord(issued: IssuedCredentials): Value {
  const { secret, slot } = issued;
  const fields = {
    secret: secret ? textValue(secret.reveal()) : nullValue,
    slot: slot === undefined ? nullValue : numberValue(slot),
    stored: nullValue,
    issued_on: nullValue,
  };
  return {
    kind: "record",
    fields: { client_key: keyRecord(issued), client_secret: { kind: "record", fields } },
  };
}

function keyRecord({ name, clientId }: IssuedCredentials): Value {
  return {
    kind: "record",
    fields: { id: nullValue, name: textValue(name), client_id: textValue(clientId) },
  };
}
