import { assertNever } from "../../base/assertNever.ts";
import type { Method } from "./catalog.ts";
import type { ClientName, ModuleName, PrivilegeName, RoleName, UriPattern } from "./names.ts";

/** Points at one thing of a catalog by its names; survives a refresh. */
export type EntityRef =
  | { readonly kind: "privilege"; readonly name: PrivilegeName }
  | {
      readonly kind: "mapping";
      readonly privilege: PrivilegeName;
      readonly pattern: UriPattern;
    }
  | { readonly kind: "role"; readonly name: RoleName }
  | { readonly kind: "client"; readonly name: ClientName }
  | { readonly kind: "module"; readonly name: ModuleName }
  | { readonly kind: "template"; readonly module: ModuleName; readonly uriTemplate: string }
  | {
      readonly kind: "handler";
      readonly module: ModuleName;
      readonly uriTemplate: string;
      readonly method: Method;
    }
  | { readonly kind: "object"; readonly name: string }
  /** A schema has one at most, so it needs no name. */
  | { readonly kind: "jwtProfile" };

/**
 * A stable text for a ref: tree id, message argument, test label. Each name is percent-encoded, so that two
 * different refs never give the same key, whatever characters their names hold.
 */
export function refKey(ref: EntityRef): string {
  switch (ref.kind) {
    case "privilege":
    case "role":
    case "client":
    case "module":
    case "object":
      return keyOf(ref.kind, ref.name);
    case "mapping":
      return keyOf(ref.kind, ref.privilege, ref.pattern);
    case "template":
      return keyOf(ref.kind, ref.module, ref.uriTemplate);
    case "handler":
      return keyOf(ref.kind, ref.module, ref.uriTemplate, ref.method);
    case "jwtProfile":
      return ref.kind;
    default:
      return assertNever(ref);
  }
}

function keyOf(kind: string, ...names: readonly string[]): string {
  // Not encodeURIComponent: it throws on a lone surrogate, which a person can paste.
  const escaped = names.map((name) => name.replace(/[%/]/g, (c) => (c === "%" ? "%25" : "%2F")));
  return [kind, ...escaped].join("/");
}
