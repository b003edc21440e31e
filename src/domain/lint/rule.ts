import type { AccessIndex } from "../access/accessIndex.ts";
import type { Finding, Severity } from "./finding.ts";

/** Something that is wrong, open or in vain in the security of a schema, and how it is found. */
export interface Rule {
  readonly id: RuleId;
  /** Unless a finding says otherwise. */
  readonly severity: Severity;
  /** Names the rule in a list: "Public handler". */
  readonly title: string;
  /** One or two sentences for somebody who sees such a finding for the first time. */
  readonly why: string;
  /**
   * Must cost no more than the catalog is large. What could not be read gives no finding; neither do the rows that
   * the product made for itself.
   */
  readonly check: (context: LintContext) => readonly Finding[];
}

export interface LintContext {
  /** Of the catalog as it is, or as a script would leave it. */
  readonly index: AccessIndex;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export const ruleIds = [
  "publicWrite",
  "publicObject",
  "missingRole",
  "patternMistake",
  "plainRedirect",
  "weakJwtProfile",
  "broadGrant",
  "sqlFromInput",
  "moduleLeftOut",
  "publicHandler",
  "barePathOpen",
  "patternMissesBelow",
  "sodaOpen",
  "privilegeProtectsNothing",
  "patternMeetsNothing",
  "equalPatterns",
  "privilegeWithoutRole",
  "clientWithoutRole",
  "listedWithoutRole",
  "broadReach",
  "rolesAlike",
  "autoRestRoleOfAlias",
  "openOrigins",
  "implicitGrant",
  "longTokens",
  "twoSecrets",
  "jwtScopeCannotName",
  "reservedParameter",
  "bracedTemplate",
  "catalogsOpen",
  "patternNeverDecides",
  "loginBehindPrivilege",
  "roleNobodyHas",
  "roleLeadsNowhere",
  "clientWithoutPrivileges",
  "clientWithoutSecret",
  "jwtEmptyRoleClaim",
  "moduleNotPublished",
  "schemaNotEnabled",
] as const;
export type RuleId = (typeof ruleIds)[number];
