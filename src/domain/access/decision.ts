import type { Method, Privilege } from "../model/catalog.ts";
import type { ClientName, ModuleName, RoleName } from "../model/names.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Endpoint } from "./endpoints.ts";
import type { Protector } from "./protection.ts";

/** Who may call what, and why. */
export interface Decision {
  /** What is told to people; "unknown" where the sources leave the question open. */
  readonly verdict: Verdict;
  /** What it comes to when every assumption holds: never "unknown" unless the catalog itself does not say. */
  readonly presumed: Verdict;
  readonly reasons: readonly Reason[];
  /** What had to be believed to get here. */
  readonly assumptions: readonly AssumptionId[];
}

export type Verdict = "allowed" | "denied" | "notFound" | "unknown";

/** One step of a decision, in the order in which it was taken. */
export type Reason =
  | { readonly kind: "schemaDisabled" }
  | { readonly kind: "noSuchPath"; readonly path: string }
  | { readonly kind: "methodMissing"; readonly method: string; readonly offered: readonly Method[] }
  | { readonly kind: "notPublished"; readonly endpoint: Endpoint }
  /** Services of the product itself, such as REST-Enabled SQL, are not in the catalog. */
  | { readonly kind: "outsideCatalog"; readonly path: string }
  | { readonly kind: "servedBy"; readonly endpoint: Endpoint }
  | { readonly kind: "privilegesUnreadable" }
  | { readonly kind: "rolesUnreadable"; readonly client: ClientName }
  | { readonly kind: "noPrivilegeProtects"; readonly path: string }
  | {
      readonly kind: "protectedBy";
      readonly privilege: Privilege;
      readonly via: "pattern" | "module";
      readonly pattern: string;
      readonly module: ModuleName | undefined;
    }
  | { readonly kind: "overridden"; readonly protectors: readonly Protector[] }
  | { readonly kind: "tokenMissing" }
  | { readonly kind: "unknownClient"; readonly client: ClientName }
  | { readonly kind: "userDecides"; readonly client: ClientName }
  | {
      readonly kind: "hasRole";
      readonly role: RoleName;
      readonly privilege: Privilege;
      readonly client: ClientName | undefined;
    }
  | {
      readonly kind: "lacksRole";
      readonly privilege: Privilege;
      readonly client: ClientName | undefined;
    }
  | {
      readonly kind: "privilegeWithoutRoles";
      readonly privilege: Privilege;
      readonly client: ClientName | undefined;
      /** Whether the client's own list names the privilege. */
      readonly listed: boolean;
    };

/** A decision that rests on no open question. */
export function decide(
  verdict: Verdict,
  reasons: readonly Reason[],
  assumptions: readonly AssumptionId[],
): Decision {
  return { verdict, presumed: verdict, reasons, assumptions };
}

/** All of them have to be satisfied; one that is open leaves the whole open unless another is denied. */
export function joinDecisions(parts: readonly Decision[], before: readonly Reason[]): Decision {
  return {
    verdict: strictest(parts.map((one) => one.verdict)),
    presumed: strictest(parts.map((one) => one.presumed)),
    reasons: [...before, ...parts.flatMap((one) => one.reasons)],
    assumptions: [...new Set(parts.flatMap((one) => one.assumptions))],
  };
}

function strictest(verdicts: readonly Verdict[]): Verdict {
  return (
    verdicts.find((one) => one === "denied") ??
    verdicts.find((one) => one === "unknown") ??
    "allowed"
  );
}
