import { assertNever } from "../../base/assertNever.ts";
import type { OAuthClient, Privilege } from "../model/catalog.ts";
import { roleName, type ClientName, type RoleName } from "../model/names.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Caller } from "./caller.ts";
import type { Reason, RoleHolder } from "./decision.ts";
import { findSimilarName } from "./similarName.ts";
import { sqlProtector } from "./productEndpoints.ts";

/** Whether a caller satisfies one privilege, and why. */
export interface Satisfaction {
  /** undefined where the catalog does not say. */
  readonly passes: boolean | undefined;
  readonly reason: Reason;
  readonly assumptions: readonly AssumptionId[];
  /** Those that the sources leave open and of which each, taken the other way, turns `passes` round. */
  readonly flips: readonly AssumptionId[];
}

/** Assumptions `anyRoleSuffices` and `rolesAreExactText`; what each kind of caller needs stands at its function. */
export function satisfactionOf(
  index: AccessIndex,
  caller: Caller,
  privilege: Privilege,
): Satisfaction {
  switch (caller.kind) {
    case "anonymous":
      return no({ kind: "tokenMissing" });
    case "user":
      return ofUser(index, caller.roles, privilege);
    case "client": {
      const client = index.clients.get(caller.name);
      if (!client) return no({ kind: "unknownClient", client: caller.name });
      return ofClient(index, client, privilege);
    }
    case "endUser":
      return ofEndUser(index, caller, privilege);
    case "jwt":
      return ofJwt(index, caller, privilege);
    default:
      return assertNever(caller);
  }
}

/** How what a caller brings fares where nothing is asked for. */
export interface Credentials {
  /** undefined where the catalog does not say. */
  readonly passes: boolean | undefined;
  /** Why not. */
  readonly reason: Reason | undefined;
  /** As in `Satisfaction`. */
  readonly flips: readonly AssumptionId[];
}

/**
 * Everybody passes where no privilege stands, but for who brings a token that cannot be good: of a client that is not
 * there, or of an issuer whom the schema does not know (assumption `badCredentialsAreRefusedEverywhere`).
 */
export function credentialsOf(index: AccessIndex, caller: Caller): Credentials {
  const reason = badToken(index, caller);
  if (!reason) return goodCredentials;
  return reason.kind === "jwtProfileUnreadable"
    ? { passes: undefined, reason, flips: none }
    : { passes: false, reason, flips: ["badCredentialsAreRefusedEverywhere"] };
}

function badToken(index: AccessIndex, caller: Caller): Reason | undefined {
  switch (caller.kind) {
    case "anonymous":
    case "user":
      return undefined;
    case "client":
      return index.clients.has(caller.name)
        ? undefined
        : { kind: "unknownClient", client: caller.name };
    case "endUser": {
      const row = index.clients.get(caller.client);
      if (!row) return { kind: "unknownClient", client: caller.client };
      return row.grantType === "client_credentials"
        ? { kind: "clientHasNoPeople", client: row.name }
        : undefined;
    }
    case "jwt":
      if (index.catalog.jwtProfile) return undefined;
      return { kind: index.lacks.jwtProfile ? "jwtProfileUnreadable" : "noJwtProfile" };
    default:
      return assertNever(caller);
  }
}

const sqlDeveloper = roleName("SQL Developer");

/** Assumptions `databaseUserHasSqlDeveloper`, `rolelessPrivilegeTakesAnyUser`. */
function ofUser(
  index: AccessIndex,
  roles: readonly RoleName[],
  privilege: Privilege,
): Satisfaction {
  const held = roles.includes(sqlDeveloper) ? roles : [...roles, sqlDeveloper];
  const found = byRole(index, privilege, { held, holder: "user", client: undefined });
  const isOwn = found.reason.kind !== "hasRole" || roles.includes(found.reason.role);
  return isOwn ? found : believing(found, "databaseUserHasSqlDeveloper");
}

/** The roles granted to the client (assumptions `clientPrivilegesAreNotRoles`, `rolelessPrivilegeNeedsListing`). */
function ofClient(index: AccessIndex, row: OAuthClient, privilege: Privilege): Satisfaction {
  const client = row.name;
  if (row.grantType !== "client_credentials") return open({ kind: "userDecides", client });
  const listed = row.privileges.includes(privilege.name);
  if (isRoleless(index, privilege)) {
    const holder = "client";
    const reason: Reason = { kind: "privilegeWithoutRoles", privilege, holder, client, listed };
    return flipping({ ...no(reason), passes: listed }, "rolelessPrivilegeNeedsListing");
  }
  const found = byRole(index, privilege, { held: row.roles, holder: "client", client });
  if (found.passes === true) return found;
  if (index.lacks.clientRoles) return open({ kind: "rolesUnreadable", client, privilege });
  return listed ? believing(found, "clientPrivilegesAreNotRoles") : found;
}

/**
 * The client's list limits what people can do through it, and the person has to have a role (assumption
 * `endUserNeedsListedPrivilege`).
 */
function ofEndUser(
  index: AccessIndex,
  caller: { readonly client: ClientName; readonly roles: readonly RoleName[] },
  privilege: Privilege,
): Satisfaction {
  const row = index.clients.get(caller.client);
  if (!row) return no({ kind: "unknownClient", client: caller.client });
  const client = row.name;
  if (row.grantType === "client_credentials") return no({ kind: "clientHasNoPeople", client });
  const found = byRole(index, privilege, { held: caller.roles, holder: "person", client });
  const isListed = row.privileges.includes(privilege.name);
  // Who is not listed is out, whatever roles there are.
  if (found.passes === false) return isListed ? found : { ...found, flips: none };
  if (privilege === sqlProtector.privilege) return open({ kind: "noScopeKnown", privilege });
  if (isListed) return believing(found, "endUserNeedsListedPrivilege");
  if (index.lacks.clientPrivileges) return open({ kind: "privilegeListUnreadable", client });
  return believing(no({ kind: "notListed", privilege, client }), "endUserNeedsListedPrivilege");
}

/**
 * By the schema's profile: the roles in the claim that it names, or else scopes that name privileges (assumptions
 * `jwtRoleClaimNamesRoles`, `jwtScopeNamesPrivilege`).
 */
function ofJwt(
  index: AccessIndex,
  token: { readonly scopes: readonly string[]; readonly roles: readonly RoleName[] },
  privilege: Privilege,
): Satisfaction {
  const { jwtProfile } = index.catalog;
  if (!jwtProfile) {
    return index.lacks.jwtProfile
      ? open({ kind: "jwtProfileUnreadable" })
      : no({ kind: "noJwtProfile" });
  }
  if (jwtProfile.roleClaimName !== undefined) {
    const found = byRole(index, privilege, {
      held: token.roles,
      holder: "token",
      client: undefined,
    });
    return believing(found, "jwtRoleClaimNamesRoles");
  }
  if (privilege === sqlProtector.privilege) return open({ kind: "noScopeKnown", privilege });
  if (token.scopes.includes(privilege.name)) {
    const has = believing(yes({ kind: "hasScope", privilege }), "jwtScopeNamesPrivilege");
    return isNameUncertain(index, privilege) ? flipping(has, "autoRestPrivilegeNames") : has;
  }
  const lacking = believing(no({ kind: "lacksScope", privilege }), "jwtScopeNamesPrivilege");
  return isRoleless(index, privilege) ? flipping(lacking, "rolelessPrivilegeNeedsScope") : lacking;
}

interface Holder {
  readonly held: readonly RoleName[];
  readonly holder: RoleHolder;
  readonly client: ClientName | undefined;
}

function byRole(
  index: AccessIndex,
  privilege: Privilege,
  { held, holder, client }: Holder,
): Satisfaction {
  const role = privilege.roles.find((one) => held.includes(one));
  const isUncertain = isNameUncertain(index, privilege);
  if (role !== undefined) {
    const has = yes({ kind: "hasRole", role, privilege, holder, client });
    if (isUncertain) return flipping(has, "autoRestPrivilegeNames");
    return privilege.roles.length > 1 ? believing(has, "anyRoleSuffices") : has;
  }
  if (index.lacks.privilegeRoles && privilege !== sqlProtector.privilege) {
    return open({ kind: "rolesUnreadable", client: undefined, privilege });
  }
  if (privilege.roles.length === 0) {
    const listed = false;
    const anybody = yes({ kind: "privilegeWithoutRoles", privilege, holder, client, listed });
    return believing(anybody, "rolelessPrivilegeTakesAnyUser");
  }
  const lacks = no({ kind: "lacksRole", privilege, holder, client });
  if (!isUncertain) {
    const isAlike = privilege.roles.some((one) => findSimilarName(one, held) !== undefined);
    return isAlike ? believing(lacks, "rolesAreExactText") : lacks;
  }
  return held.some((one) => one.startsWith("oracle.dbtools."))
    ? flipping(lacks, "autoRestPrivilegeNames")
    : believing(lacks, "autoRestPrivilegeNames");
}

/** Whether the privilege is one that the catalog does not show, and its names are not known for sure. */
function isNameUncertain(index: AccessIndex, privilege: Privilege): boolean {
  return index.protection.implied.get(privilege) === "autoRestPrivilegeNames";
}

function isRoleless(index: AccessIndex, privilege: Privilege): boolean {
  return privilege.roles.length === 0 && !index.lacks.privilegeRoles;
}

const none: readonly AssumptionId[] = [];
const goodCredentials: Credentials = { passes: true, reason: undefined, flips: none };

function yes(reason: Reason): Satisfaction {
  return { passes: true, reason, assumptions: none, flips: none };
}

function no(reason: Reason): Satisfaction {
  return { passes: false, reason, assumptions: none, flips: none };
}

function open(reason: Reason): Satisfaction {
  return { passes: undefined, reason, assumptions: none, flips: none };
}

function believing(found: Satisfaction, id: AssumptionId): Satisfaction {
  return { ...found, assumptions: [...found.assumptions, id] };
}

function flipping(found: Satisfaction, id: AssumptionId): Satisfaction {
  return { ...found, flips: [...found.flips, id], assumptions: [...found.assumptions, id] };
}
