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
    case "OWA.VC_ARR":
      return { kind: "list", items: inOrderOfIndex(args).map(({ value }) => value) };
    case "ORDS_TYPES.OAUTH_CLIENT_KEY":
    case "ORDS_TYPES.T_CLIENT_KEY":
      return clientKeyOf(args);
    default:
      return unknownValue;
  }
}

/** NULL adds nothing, as Oracle has it; a number is written as Oracle writes it. */
export function concatenate(values: readonly Value[]): Value {
  let text = "";
  for (const value of values) {
    switch (value.kind) {
      case "text":
        // A join would copy what a script appends to, each time that it does.
        text += value.value;
        break;
      case "number":
        text += String(value.value).replace(/^(-?)0\./, "$1.");
        break;
      case "null":
        break;
      default:
        return unknownValue;
    }
    if (text.length > longestText) {
      return unknownValue;
    }
  }
  return textValue(text);
}

/** Longer than any source: a text that is joined with itself again and again soon fits nowhere. */
const longestText = 1 << 24;

function clientSecretOf(args: readonly GivenValue[]): Value {
  return toClientSecret({
    secret: argumentOf(args, "p_secret"),
    stored: argumentOf(args, "p_stored"),
    slot: argumentOf(args, "p_slot"),
  });
}

/** What the fields of a secret say; unknown when its slot is not known. */
export function toClientSecret({
  secret,
  stored,
  slot,
}: Readonly<Record<"secret" | "stored" | "slot", Value | undefined>>): Value {
  const number = slot === undefined || isNull(slot) ? undefined : slot;
  if (number !== undefined && number.kind !== "number") {
    return unknownValue;
  }
  return {
    kind: "clientSecret",
    supplied: secret === undefined || isNull(secret) ? undefined : secret,
    stored: stored?.kind === "boolean" && stored.value,
    slot: number?.value,
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

/** `owa.vc_arr('a', 'b')`, or `owa.vc_arr(1 => 'a', 2 => 'b')`. */
function inOrderOfIndex(args: readonly GivenValue[]): readonly GivenValue[] {
  const place = ({ name }: GivenValue, i: number) => (name === undefined ? i : Number(name));
  return args
    .map((argument, i) => ({ argument, at: place(argument, i) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ argument }) => argument);
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
