import type { Method, Privilege } from "../model/catalog.ts";
import type { ClientName, ModuleName, RoleName } from "../model/names.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Endpoint } from "./endpoints.ts";
import type { OutsideFactor } from "./outsideFactors.ts";
import type { Protector } from "./protection.ts";

/** Who may call what, and why. */
export interface Decision {
  /**
   * What is told to people: "unknown" where the catalog does not say, or where one thing that the sources leave open
   * (`open`) would change whether the call is allowed.
   */
  readonly verdict: Verdict;
  /** What it comes to when every assumption holds: never "unknown" unless the catalog itself does not say. */
  readonly presumed: Verdict;
  readonly reasons: readonly Reason[];
  /** What had to be believed to get here, the open ones first. */
  readonly assumptions: readonly AssumptionId[];
  /** Those of them of which the verdict is in doubt: each alone, taken the other way, would change it. */
  readonly open: readonly AssumptionId[];
  /** What a catalog cannot tell and may stop the call, or let it through, all the same. */
  readonly outside: readonly OutsideFactor[];
}

export type Verdict = "allowed" | "denied" | "notFound" | "unknown";

/** Whose roles are looked at. */
export type RoleHolder = "client" | "user" | "person" | "token";

/** One step of a decision, in the order in which it was taken. */
export type Reason =
  | { readonly kind: "schemaDisabled" }
  | { readonly kind: "noSuchPath"; readonly path: string }
  | { readonly kind: "methodMissing"; readonly method: string; readonly offered: readonly Method[] }
  | { readonly kind: "notPublished"; readonly endpoint: Endpoint }
  /** The template has braces, and the address a query (assumption `bracedTemplateFailsWithQuery`). */
  | { readonly kind: "bracesBeforeQuery"; readonly endpoint: Endpoint }
  /** Services of the product itself that the catalog says nothing about. */
  | { readonly kind: "outsideCatalog"; readonly path: string }
  | { readonly kind: "servedBy"; readonly endpoint: Endpoint }
  | { readonly kind: "privilegesUnreadable" }
  | {
      readonly kind: "rolesUnreadable";
      /** Whose roles; undefined when it is those of the privilege. */
      readonly client: ClientName | undefined;
      readonly privilege: Privilege;
    }
  | { readonly kind: "privilegeListUnreadable"; readonly client: ClientName }
  | { readonly kind: "noPrivilegeProtects"; readonly path: string }
  | {
      readonly kind: "protectedBy";
      readonly privilege: Privilege;
      readonly via: Protector["via"];
      readonly pattern: string;
      readonly module: ModuleName | undefined;
    }
  | { readonly kind: "overridden"; readonly protectors: readonly Protector[] }
  /** Other values of the template's variables are protected otherwise, so that the answer depends on them. */
  | { readonly kind: "dependsOnValue"; readonly protectors: readonly Protector[] }
  | { readonly kind: "tokenMissing" }
  | { readonly kind: "unknownClient"; readonly client: ClientName }
  | { readonly kind: "userDecides"; readonly client: ClientName }
  /** The client gets tokens by itself only, so nobody can act through it. */
  | { readonly kind: "clientHasNoPeople"; readonly client: ClientName }
  | {
      readonly kind: "hasRole";
      readonly role: RoleName;
      readonly privilege: Privilege;
      readonly holder: RoleHolder;
      /** Of the holder "client". */
      readonly client: ClientName | undefined;
    }
  | {
      readonly kind: "lacksRole";
      readonly privilege: Privilege;
      readonly holder: RoleHolder;
      readonly client: ClientName | undefined;
    }
  | {
      readonly kind: "privilegeWithoutRoles";
      readonly privilege: Privilege;
      readonly holder: RoleHolder;
      readonly client: ClientName | undefined;
      /** Whether the client's own list names the privilege. */
      readonly listed: boolean;
    }
  | { readonly kind: "notListed"; readonly privilege: Privilege; readonly client: ClientName }
  | { readonly kind: "hasScope"; readonly privilege: Privilege }
  | { readonly kind: "lacksScope"; readonly privilege: Privilege }
  | { readonly kind: "noJwtProfile" }
  | { readonly kind: "jwtProfileUnreadable" }
  /** The service has no privilege with a name that a scope could have. */
  | { readonly kind: "noScopeKnown"; readonly privilege: Privilege };
