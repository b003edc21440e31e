import { assertNever } from "../../base/assertNever.ts";
import type { OAuthClient, Privilege } from "../model/catalog.ts";
import { catalogLacks } from "../model/catalogLacks.ts";
import { roleName } from "../model/names.ts";
import type { RoleName } from "../model/names.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Caller } from "./caller.ts";
import { decide, joinDecisions } from "./decision.ts";
import type { Decision, Reason } from "./decision.ts";
import { protectionOf } from "./protection.ts";
import type { Protector } from "./protection.ts";
import { endpointFor, methodsOf } from "./resolveCall.ts";
import { toSchemaPath } from "./schemaPath.ts";

export interface Call {
  readonly method: string;
  /** Below the schema, percent-encoded as in an address. */
  readonly path: string;
}

/**
 * Decides from the catalog alone: first whether something answers (assumption `routingBeforeProtection`), then which
 * privilege stands before it, then whether the caller satisfies it. Pre-hooks, origins and what stands in front of ORDS
 * are not looked at.
 */
export function evaluateAccess(index: AccessIndex, caller: Caller, call: Call): Decision {
  if (!index.catalog.schema.enabled) {
    return decide("notFound", [{ kind: "schemaDisabled" }], ["disabledSchemaAnswers404"]);
  }
  const resolution = endpointFor(index.endpoints, call.method, call.path);
  const path = toSchemaPath(call.path);
  switch (resolution.kind) {
    case "found": {
      const served: Reason = { kind: "servedBy", endpoint: resolution.endpoint };
      const decision = evaluateProtection(index, caller, call.path);
      return { ...decision, reasons: [served, ...decision.reasons] };
    }
    case "methodMissing": {
      const offered = methodsOf(resolution.endpoints);
      const reason: Reason = { kind: "methodMissing", method: call.method, offered };
      return decide("notFound", [reason], ["routingBeforeProtection", "missingMethodAnswers405"]);
    }
    case "notPublished": {
      const reason: Reason = { kind: "notPublished", endpoint: resolution.endpoint };
      return decide("notFound", [reason], ["unpublishedModuleAnswers404"]);
    }
    case "notFound":
      if (/^\/(?:_|oauth|soda)\//.test(path)) {
        return decide("unknown", [{ kind: "outsideCatalog", path }], []);
      }
      return decide("notFound", [{ kind: "noSuchPath", path }], ["routingBeforeProtection"]);
    default:
      return assertNever(resolution);
  }
}

/** The second half of the decision, for a path that something answers. */
export function evaluateProtection(index: AccessIndex, caller: Caller, path: string): Decision {
  const protection = protectionOf(index.protection, path);
  switch (protection.kind) {
    case "unknown":
      return decide("unknown", [{ kind: "privilegesUnreadable" }], []);
    case "public": {
      const reason: Reason = { kind: "noPrivilegeProtects", path: toSchemaPath(path) };
      return decide("allowed", [reason], ["noPrivilegeMeansPublic"]);
    }
    case "protected": {
      const { by, overridden } = protection;
      const rivals = overridden.filter((other) =>
        by.some((one) => one.privilege !== other.privilege),
      );
      const single = distinctPrivileges(by);
      const reasons: Reason[] = by.map(toReason);
      if (rivals.length > 0) reasons.push({ kind: "overridden", protectors: rivals });
      const parts = single.map((privilege) => evaluatePrivilege(index, caller, privilege));
      const whole = joinDecisions(parts, reasons);
      return { ...whole, assumptions: [...protectionBeliefs(by, rivals), ...whole.assumptions] };
    }
    default:
      return assertNever(protection);
  }
}

/** Whether a caller satisfies one privilege (assumptions `anyRoleSuffices`, `rolesAreExactText`). */
function evaluatePrivilege(index: AccessIndex, caller: Caller, privilege: Privilege): Decision {
  switch (caller.kind) {
    case "anonymous":
      return decide("denied", [{ kind: "tokenMissing" }], []);
    case "user":
      return evaluateUser(caller.roles, privilege);
    case "client": {
      const client = index.clients.get(caller.name);
      if (!client) return decide("denied", [{ kind: "unknownClient", client: caller.name }], []);
      return evaluateClient(index, client, privilege);
    }
    default:
      return assertNever(caller);
  }
}

function evaluateUser(roles: readonly RoleName[], privilege: Privilege): Decision {
  const client = undefined;
  if (privilege.roles.length === 0) {
    const reason: Reason = { kind: "privilegeWithoutRoles", privilege, client, listed: false };
    return decide("allowed", [reason], ["rolelessPrivilegeTakesAnyUser"]);
  }
  const held = new Set([...roles, roleName("SQL Developer")]);
  const role = privilege.roles.find((one) => held.has(one));
  if (role === undefined) return decide("denied", [{ kind: "lacksRole", privilege, client }], []);
  const beliefs: AssumptionId[] = roles.includes(role) ? [] : ["databaseUserHasSqlDeveloper"];
  return decide("allowed", [{ kind: "hasRole", role, privilege, client }], beliefs);
}

function evaluateClient(index: AccessIndex, row: OAuthClient, privilege: Privilege): Decision {
  const client = row.name;
  if (row.grantType !== "client_credentials") {
    return decide("unknown", [{ kind: "userDecides", client }], []);
  }
  if (privilege.roles.length === 0) {
    const listed = row.privileges.includes(privilege.name);
    const reason: Reason = { kind: "privilegeWithoutRoles", privilege, client, listed };
    const presumed = listed ? "allowed" : "denied";
    const assumptions: readonly AssumptionId[] = ["rolelessPrivilegeNeedsListing"];
    return { verdict: "unknown", presumed, reasons: [reason], assumptions };
  }
  const role = privilege.roles.find((one) => row.roles.includes(one));
  if (role !== undefined)
    return decide("allowed", [{ kind: "hasRole", role, privilege, client }], []);
  if (rolesViews.some((view) => catalogLacks(index.catalog, view))) {
    return decide("unknown", [{ kind: "rolesUnreadable", client }], []);
  }
  const beliefs: AssumptionId[] = row.privileges.includes(privilege.name)
    ? ["clientPrivilegesAreNotRoles"]
    : [];
  return decide("denied", [{ kind: "lacksRole", privilege, client }], beliefs);
}

const rolesViews = ["CLIENT_ROLES", "PRIVILEGE_ROLES"];

function protectionBeliefs(
  by: readonly Protector[],
  rivals: readonly Protector[],
): readonly AssumptionId[] {
  const beliefs: AssumptionId[] = [];
  if (by.some((one) => one.pattern.wildcard)) beliefs.push("wildcardCoversAllBelow");
  if (by.some((one) => one.via === "module")) beliefs.push("modulePrivilegeActsAsPattern");
  if (rivals.length > 0) beliefs.push("mostSpecificPatternWins");
  if (distinctPrivileges(by).length > 1) beliefs.push("equalPatternsAllDecide");
  return beliefs;
}

function distinctPrivileges(protectors: readonly Protector[]): readonly Privilege[] {
  return [...new Set(protectors.map((one) => one.privilege))];
}

function toReason(protector: Protector): Reason {
  const { privilege, via, module, pattern } = protector;
  return { kind: "protectedBy", privilege, via, pattern: pattern.text, module };
}
