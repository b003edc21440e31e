import type { Rule } from "./rule.ts";
import { autoRestRoleOfAlias } from "./rules/autoRestRoleOfAlias.ts";
import { barePathOpen } from "./rules/barePathOpen.ts";
import { bracedTemplate } from "./rules/bracedTemplate.ts";
import { broadGrant } from "./rules/broadGrant.ts";
import { broadReach } from "./rules/broadReach.ts";
import { catalogsOpen } from "./rules/catalogsOpen.ts";
import { clientWithoutPrivileges } from "./rules/clientWithoutPrivileges.ts";
import { clientWithoutRole } from "./rules/clientWithoutRole.ts";
import { clientWithoutSecret } from "./rules/clientWithoutSecret.ts";
import { equalPatterns } from "./rules/equalPatterns.ts";
import { implicitGrant } from "./rules/implicitGrant.ts";
import { jwtEmptyRoleClaim } from "./rules/jwtEmptyRoleClaim.ts";
import { jwtScopeCannotName } from "./rules/jwtScopeCannotName.ts";
import { listedWithoutRole } from "./rules/listedWithoutRole.ts";
import { loginBehindPrivilege } from "./rules/loginBehindPrivilege.ts";
import { longTokens } from "./rules/longTokens.ts";
import { missingRole } from "./rules/missingRole.ts";
import { moduleLeftOut } from "./rules/moduleLeftOut.ts";
import { moduleNotPublished } from "./rules/moduleNotPublished.ts";
import { openOrigins } from "./rules/openOrigins.ts";
import { patternMeetsNothing } from "./rules/patternMeetsNothing.ts";
import { patternMissesBelow } from "./rules/patternMissesBelow.ts";
import { patternMistake } from "./rules/patternMistake.ts";
import { patternNeverDecides } from "./rules/patternNeverDecides.ts";
import { plainRedirect } from "./rules/plainRedirect.ts";
import { privilegeProtectsNothing } from "./rules/privilegeProtectsNothing.ts";
import { privilegeWithoutRole } from "./rules/privilegeWithoutRole.ts";
import { publicHandler } from "./rules/publicHandler.ts";
import { publicObject } from "./rules/publicObject.ts";
import { publicWrite } from "./rules/publicWrite.ts";
import { reservedParameter } from "./rules/reservedParameter.ts";
import { roleLeadsNowhere } from "./rules/roleLeadsNowhere.ts";
import { roleNobodyHas } from "./rules/roleNobodyHas.ts";
import { rolesAlike } from "./rules/rolesAlike.ts";
import { schemaNotEnabled } from "./rules/schemaNotEnabled.ts";
import { sodaOpen } from "./rules/sodaOpen.ts";
import { sqlFromInput } from "./rules/sqlFromInput.ts";
import { twoSecrets } from "./rules/twoSecrets.ts";
import { weakJwtProfile } from "./rules/weakJwtProfile.ts";

/** Every rule, in the order in which findings of one severity are shown. */
export const allRules: readonly Rule[] = [
  publicWrite,
  publicObject,
  missingRole,
  patternMistake,
  plainRedirect,
  weakJwtProfile,
  broadGrant,
  sqlFromInput,
  moduleLeftOut,
  publicHandler,
  barePathOpen,
  patternMissesBelow,
  sodaOpen,
  privilegeProtectsNothing,
  patternMeetsNothing,
  equalPatterns,
  privilegeWithoutRole,
  clientWithoutRole,
  listedWithoutRole,
  broadReach,
  rolesAlike,
  autoRestRoleOfAlias,
  openOrigins,
  implicitGrant,
  longTokens,
  twoSecrets,
  jwtScopeCannotName,
  reservedParameter,
  bracedTemplate,
  catalogsOpen,
  patternNeverDecides,
  loginBehindPrivilege,
  roleNobodyHas,
  roleLeadsNowhere,
  clientWithoutPrivileges,
  clientWithoutSecret,
  jwtEmptyRoleClaim,
  moduleNotPublished,
  schemaNotEnabled,
];
