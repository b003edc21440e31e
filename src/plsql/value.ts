/** What an expression is worth, as far as it is known. */
export type Value =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  /** The filled elements of an `owa.vc_arr`, in the order of their indexes. */
  | { readonly kind: "list"; readonly items: readonly Value[] }
  /** `ords_types.oauth_client_secret(…)`: with a secret of its own, or one that ORDS is to generate. */
  | {
      readonly kind: "clientSecret";
      readonly supplied: Value | undefined;
      readonly stored: boolean;
    }
  /** `ords_types.oauth_client_key(…)` or a record with the same fields. */
  | {
      readonly kind: "clientKey";
      readonly name: string | undefined;
      readonly clientId: string | undefined;
    }
  /** A bind whose value only the one who runs the script knows. */
  | { readonly kind: "bind"; readonly name: string }
  /** Not known statically: a variable filled by a query, a function's result. */
  | { readonly kind: "unknown" };
