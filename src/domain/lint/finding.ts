import type { AssumptionId } from "../access/assumptions.ts";
import { refKey, type EntityRef } from "../model/entityRef.ts";
import type { RuleId } from "./rule.ts";

/** The worst first. */
export const severities = ["error", "warning", "information"] as const;
export type Severity = (typeof severities)[number];

/** One cause that a person can do something about, however many endpoints it shows at. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** undefined = the schema itself. */
  readonly subject: EntityRef | undefined;
  /** One or two sentences that name the rows; never a secret. */
  readonly message: string;
  /** Stays the same from one reading to the next, and is unique among the findings of one catalog. */
  readonly key: string;
  /** The best first. */
  readonly fixes: readonly FindingFix[];
  /** What had to be believed to say so. */
  readonly assumptions: readonly AssumptionId[];
}

/** A scaffold with the answers that are already known, by the ids of its questions. */
export interface FindingFix {
  /** For a button: "Grant role HR Reader". */
  readonly label: string;
  readonly scaffold: FindingScaffold;
  readonly arguments: Readonly<Record<string, string | readonly string[]>>;
  /** True when the finding is gone after it, whatever else is answered. */
  readonly complete: boolean;
}

/** Those of the scaffolds that mend something. */
export type FindingScaffold =
  | "createPrivilege"
  | "createRole"
  | "definePrivilege"
  | "deleteClient"
  | "deleteMapping"
  | "deletePrivilege"
  | "deleteRole"
  | "editClient"
  | "editMapping"
  | "editPrivilege"
  | "enableObject"
  | "enableSchema"
  | "grantRole"
  | "mapPrivilege"
  | "protectCatalogs"
  | "protectModule"
  | "publishModule"
  | "registerClient"
  | "renameModule"
  | "renamePrivilege"
  | "replaceJwtProfile"
  | "revokeRole"
  | "setClientPrivileges"
  | "setModuleOrigins"
  | "setTokenDurations"
  | "unprotectModule";

/**
 * The key of a finding: `publicHandler:module/hr`. `detail` tells several findings of one rule and subject apart.
 */
export function findingKey(rule: RuleId, subject: EntityRef | undefined, detail?: string): string {
  const about = subject === undefined ? "schema" : refKey(subject).replaceAll("#", "%23");
  return `${rule}:${about}${detail === undefined ? "" : `#${detail}`}`;
}
