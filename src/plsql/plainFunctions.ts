import { nullValue, textValue, unknownValue, type Value } from "./value.ts";

/** An argument with its value, as it was given: the name in lower case, undefined = positional. */
export interface GivenValue {
  readonly name: string | undefined;
  readonly value: Value;
}

/**
 * What a function without effect gives, of those that scripts use to build their values; unknown
 * for any other.
 */
export function callPlainFunction(path: readonly string[], args: readonly GivenValue[]): Value {
  const name = path
    .slice(-2)
    .map((part) => part.toUpperCase())
    .join(".");
  const first = args[0]?.value ?? nullValue;
  switch (name) {
    case "CHR":
      return characterOf(first);
    case "TO_CLOB":
    case "TO_NCLOB":
    case "TO_CHAR":
      return args.length === 1 ? concatenate([first]) : unknownValue;
    case "UPPER":
      return first.kind === "text" ? textValue(first.value.toUpperCase()) : first;
    case "LOWER":
      return first.kind === "text" ? textValue(first.value.toLowerCase()) : first;
    case "TRIM":
      return first.kind === "text" ? textValue(first.value.replace(/^ +| +$/g, "")) : first;
    case "NVL":
      return isNull(first) ? (args[1]?.value ?? unknownValue) : first;
    case "ORDS_TYPES.OAUTH_CLIENT_SECRET":
    case "ORDS_TYPES.T_CLIENT_SECRET":
      return clientSecretOf(args);
    case "ORDS_TYPES.OAUTH_CLIENT_KEY":
    case "ORDS_TYPES.T_CLIENT_KEY":
      return clientKeyOf(args);
    default:
      return unknownValue;
  }
}

/** NULL adds nothing, as Oracle has it; a number is written as Oracle writes it. */
export function concatenate(values: readonly Value[]): Value {
  const texts: string[] = [];
  for (const value of values) {
    switch (value.kind) {
      case "text":
        texts.push(value.value);
        break;
      case "number":
        texts.push(String(value.value).replace(/^(-?)0\./, "$1."));
        break;
      case "null":
        break;
      default:
        return unknownValue;
    }
  }
  return textValue(texts.join(""));
}

function clientSecretOf(args: readonly GivenValue[]): Value {
  const secret = argumentOf(args, "p_secret");
  const stored = argumentOf(args, "p_stored");
  return {
    kind: "clientSecret",
    supplied: secret === undefined || isNull(secret) ? undefined : secret,
    stored: stored?.kind === "boolean" && stored.value,
  };
}

function clientKeyOf(args: readonly GivenValue[]): Value {
  const name = argumentOf(args, "p_name");
  const id = argumentOf(args, "p_client_id");
  return {
    kind: "clientKey",
    name: name?.kind === "text" ? name.value : undefined,
    clientId: id?.kind === "text" ? id.value : undefined,
  };
}

function argumentOf(args: readonly GivenValue[], name: string): Value | undefined {
  return args.find((argument) => argument.name === name)?.value;
}

/** Only ASCII: what CHR gives beyond depends on the database's character set. */
function characterOf(value: Value): Value {
  return value.kind === "number" && value.value >= 0 && value.value < 128
    ? textValue(String.fromCharCode(value.value))
    : unknownValue;
}

function isNull(value: Value): boolean {
  return value.kind === "null" || (value.kind === "text" && value.value === "");
}
