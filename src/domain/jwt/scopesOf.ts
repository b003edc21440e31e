import type { JsonObject } from "./decodeJwt.ts";

/**
 * The scopes of a token: the claim `scope` or `scp`, names joined by blanks (ORDS Developer's Guide on JWT profiles).
 * Some issuers write a list; whether ORDS takes one is not known.
 */
export function scopesOf(claims: JsonObject): Scopes {
  const claim = claims["scope"] === undefined ? "scp" : "scope";
  const value = claims[claim];
  if (typeof value === "string") {
    return { claim, form: "text", scopes: value.split(/\s+/).filter((one) => one !== "") };
  }
  if (Array.isArray(value)) return { claim, form: "list", scopes: textsIn(value) };
  return { claim: undefined, form: "text", scopes: [] };
}

export interface Scopes {
  /** undefined: the token has none. */
  readonly claim: "scope" | "scp" | undefined;
  readonly form: "text" | "list";
  readonly scopes: readonly string[];
}

export function textsIn(values: readonly unknown[]): readonly string[] {
  return values.filter((one) => typeof one === "string");
}
