/** What an expression is worth, as far as it is known. */
export type Value =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  /** The filled elements of an `owa.vc_arr`, in the order of their indexes. */
  | { readonly kind: "list"; readonly items: readonly Value[] }
  /**
   * `ords_types.oauth_client_secret(…)`: with a secret of its own, or one that ORDS is to generate;
   * or a filter that says which secrets are meant.
   */
  | {
      readonly kind: "clientSecret";
      readonly supplied: Value | undefined;
      readonly stored: boolean;
      /** 1 or 2; 3 means both in a filter; undefined = not said. */
      readonly slot: number | undefined;
    }
  /** `ords_types.oauth_client_key(…)` or a record with the same fields. */
  | {
      readonly kind: "clientKey";
      readonly name: string | undefined;
      readonly clientId: string | undefined;
    }
  /**
   * A record of PL/SQL, such as what `ORDS_SECURITY.REGISTER_CLIENT` gives; field names in lower
   * case.
   */
  | { readonly kind: "record"; readonly fields: Readonly<Record<string, Value>> }
  /** A bind whose value only the one who runs the script knows. */
  | { readonly kind: "bind"; readonly name: string }
  /** Not known statically: a variable filled by a query, a function's result. */
  | { readonly kind: "unknown" };

export const nullValue: Value = { kind: "null" };
export const unknownValue: Value = { kind: "unknown" };

export function textValue(value: string): Value {
  return { kind: "text", value };
}

export function numberValue(value: number): Value {
  return { kind: "number", value };
}

export function booleanValue(value: boolean): Value {
  return { kind: "boolean", value };
}

/** An array of texts. */
export function listValue(items: readonly string[]): Value {
  return { kind: "list", items: items.map(textValue) };
}

export function optionalText(text: string | undefined): Value | undefined {
  return text === undefined ? undefined : textValue(text);
}

export function optionalNumber(value: number | undefined): Value | undefined {
  return value === undefined ? undefined : numberValue(value);
}

/**
 * Texts as one with commas between them, as ORDS takes privileges and origins; undefined for none.
 */
export function commaValue(texts: readonly string[]): Value | undefined {
  return texts.length === 0 ? undefined : textValue(texts.join(","));
}
