import { assertNever } from "../../base/assertNever.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { AssumptionId } from "./assumptions.ts";
import type { Caller } from "./caller.ts";
import type { Decision, Reason, Verdict } from "./decision.ts";
import type { Endpoint } from "./endpoints.ts";
import {
  guardingOf,
  guardingOfRoute,
  privilegesOf,
  type GuardedPlace,
  type Guarding,
} from "./guarding.ts";
import { judgeGuarding, type Judgement } from "./judgeGuarding.ts";
import { outsideFactorsOf } from "./outsideFactors.ts";
import { productEndpointFor, sqlProtector } from "./productEndpoints.ts";
import type { Protector } from "./protection.ts";
import { isTakenFromOtherTemplate, methodsOf, resolveSchemaPath } from "./resolveCall.ts";
import { isBracedRoute } from "./routePattern.ts";
import { satisfactionOf } from "./satisfaction.ts";
import { toSchemaPath } from "./schemaPath.ts";

export interface Call {
  readonly method: string;
  /** Below the schema, percent-encoded as in an address; a query may follow. */
  readonly path: string;
}

/**
 * Decides from the catalog alone: first whether something answers (assumption `routingBeforeProtection`), then which
 * privilege stands before it, then whether the caller satisfies it. What the sources leave open gives "unknown" where
 * it matters, never a guess; what no catalog tells is named in `outside`. Never throws.
 */
export function evaluateAccess(index: AccessIndex, caller: Caller, call: Call): Decision {
  const path = toSchemaPath(call.path);
  const hasQuery = call.path.includes("?");
  const decision = decideCall(index, caller, { method: call.method, path, hasQuery });
  const sent = rawPath(call.path);
  // A path that is the same decoded leaves nothing open.
  if (sent === path || !index.catalog.schema.enabled) return decision;
  const undecoded = decideCall(index, caller, { method: call.method, path: sent, hasQuery });
  const differs = isAllowed(undecoded.presumed) !== isAllowed(decision.presumed);
  return differs ? doubting(decision, "pathsAreDecodedBeforeMatching") : decision;
}

/**
 * The same for an endpoint instead of a call: where a template has variables and its paths are not all protected
 * alike, the verdict is "unknown" and the reasons say so.
 */
export function evaluateEndpoint(index: AccessIndex, caller: Caller, endpoint: Endpoint): Decision {
  if (!index.catalog.schema.enabled) return schemaDisabled;
  if (!endpoint.published) return notPublished(index, caller, endpoint);
  if (endpoint.kind === "sql" || endpoint.kind === "soda") {
    return decideProduct(index, caller, { endpoint, path: endpoint.path });
  }
  const place: GuardedPlace = { path: endpoint.path, module: moduleOf(endpoint) };
  const decision = decideProtection(index, caller, {
    place,
    guarding: guardingOfRoute(index.protection, place),
  });
  return servedBy(index, caller, { endpoint, decision });
}

/** The second half of the decision, for a path that something answers. */
export function evaluateProtection(
  index: AccessIndex,
  caller: Caller,
  place: GuardedPlace,
): Decision {
  return decideProtection(index, caller, {
    place,
    guarding: guardingOf(index.protection, place),
  });
}

/** Where a call ends up as `evaluateProtection` wants it; `path` percent-encoded as in an address. */
export function placeOf(index: AccessIndex, call: Call): GuardedPlace {
  const path = toSchemaPath(call.path);
  const resolution = resolveSchemaPath(index.endpoints, call.method, path);
  const module = resolution.kind === "found" ? moduleOf(resolution.endpoint) : undefined;
  return { path, module };
}

/** The module that serves an endpoint. */
export function moduleOf({ ref }: Endpoint): GuardedPlace["module"] {
  return ref?.kind === "handler" ? ref.module : undefined;
}

const schemaDisabled = conclude(
  "notFound",
  [{ kind: "schemaDisabled" }],
  ["disabledSchemaAnswers404"],
);

/** `path` without its query. */
interface BareCall extends Call {
  readonly hasQuery: boolean;
}

function decideCall(index: AccessIndex, caller: Caller, call: BareCall): Decision {
  const { method, path } = call;
  if (!index.catalog.schema.enabled) return schemaDisabled;
  const product = productEndpointFor(method, path);
  if (product) return decideProduct(index, caller, { endpoint: product, path });
  if (path === "/_/sql") {
    const reason: Reason = { kind: "methodMissing", method, offered: ["POST"] };
    return conclude("notFound", [reason], ["missingMethodAnswers405"]);
  }
  if (/^\/(?:_|oauth|soda)\//.test(path)) {
    return conclude("unknown", [{ kind: "outsideCatalog", path }], []);
  }
  const resolution = resolveSchemaPath(index.endpoints, method, path);
  switch (resolution.kind) {
    case "found": {
      const { endpoint } = resolution;
      const place: GuardedPlace = { path, module: moduleOf(endpoint) };
      const decision = evaluateProtection(index, caller, place);
      const served = servedBy(index, caller, { endpoint, decision });
      if (call.hasQuery && isBracedRoute(endpoint.path)) return missingForQuery(endpoint, served);
      const mayBeMissing =
        served.presumed !== "denied" && isTakenFromOtherTemplate(index.endpoints, method, path);
      return mayBeMissing ? doubting(served, "templatesShareMethods") : served;
    }
    case "methodMissing": {
      const offered = methodsOf(resolution.endpoints);
      const reason: Reason = { kind: "methodMissing", method, offered };
      const missing = conclude(
        "notFound",
        [reason],
        ["routingBeforeProtection", "missingMethodAnswers405"],
      );
      return withOtherSlash(index, caller, { call, missing });
    }
    case "notPublished": {
      const missing = notPublished(index, caller, resolution.endpoint);
      return withOtherSlash(index, caller, { call, missing });
    }
    case "notFound": {
      const reason: Reason = { kind: "noSuchPath", path };
      const missing = conclude("notFound", [reason], ["routingBeforeProtection"]);
      return withOtherSlash(index, caller, { call, missing });
    }
    default:
      return assertNever(resolution);
  }
}

/** Whether something would answer, and let the caller in, if a final slash did not matter (`finalSlashMatters`). */
function withOtherSlash(
  index: AccessIndex,
  caller: Caller,
  { call, missing }: { readonly call: BareCall; readonly missing: Decision },
): Decision {
  const { method, path } = call;
  const other = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
  if (other === "") return missing;
  const resolution = resolveSchemaPath(index.endpoints, method, other);
  if (resolution.kind !== "found") return missing;
  if (call.hasQuery && isBracedRoute(resolution.endpoint.path)) return missing;
  const place: GuardedPlace = { path, module: moduleOf(resolution.endpoint) };
  const { presumed } = evaluateProtection(index, caller, place);
  return presumed === "denied" ? missing : doubting(missing, "finalSlashMatters");
}

/** A template with braces is not found when a query follows, which was seen on one release only. */
function missingForQuery(endpoint: Endpoint, served: Decision): Decision {
  const reason: Reason = { kind: "bracesBeforeQuery", endpoint };
  const missing = conclude("notFound", [reason], ["bracedTemplateFailsWithQuery"]);
  const told: Decision = { ...missing, outside: served.outside };
  return served.presumed === "denied" ? told : doubting(told, "bracedTemplateFailsWithQuery");
}

interface ProductCall {
  readonly endpoint: Endpoint;
  readonly path: string;
}

/** REST-Enabled SQL and SODA (assumptions `restSqlNeedsSqlDeveloper`, `sodaFollowsPrivileges`). */
function decideProduct(index: AccessIndex, caller: Caller, call: ProductCall): Decision {
  const { endpoint, path } = call;
  const place: GuardedPlace = { path, module: undefined };
  if (endpoint.kind === "sql") {
    const guarding: Guarding = {
      presumed: { by: [sqlProtector], overridden: [], need: "all" },
      otherwise: [],
    };
    const decision = believing(decideProtection(index, caller, { place, guarding }), [
      "restSqlNeedsSqlDeveloper",
    ]);
    return servedBy(index, caller, { endpoint, decision });
  }
  const guarding = guardingOfRoute(index.protection, place);
  const found = decideProtection(index, caller, { place, guarding });
  const decision = believing(found, ["sodaFollowsPrivileges"]);
  // Without a privilege there is no sign in the catalog that SODA is there at all.
  const isOpen = index.protection.readable && guarding.presumed.by.length === 0;
  const told: Decision = isOpen
    ? {
        ...decision,
        verdict: "unknown",
        reasons: [...decision.reasons, { kind: "outsideCatalog", path }],
      }
    : decision;
  return servedBy(index, caller, { endpoint, decision: told });
}

interface GuardedCall {
  readonly place: GuardedPlace;
  readonly guarding: Guarding;
}

function decideProtection(
  index: AccessIndex,
  caller: Caller,
  { place, guarding }: GuardedCall,
): Decision {
  if (!index.protection.readable && guarding.presumed.by[0]?.via !== "product") {
    return conclude("unknown", [{ kind: "privilegesUnreadable" }], []);
  }
  const satisfactions = new Map(
    privilegesOf({ by: [guarding.presumed, ...guarding.otherwise].flatMap(({ by }) => by) }).map(
      (privilege) => [privilege, satisfactionOf(index, caller, privilege)] as const,
    ),
  );
  const judgement = judgeGuarding(
    guarding,
    (privilege) => satisfactions.get(privilege) ?? satisfactionOf(index, caller, privilege),
  );
  const { by, overridden } = guarding.presumed;
  const reasons: Reason[] = by.map(toReason);
  const rivals = overridden.filter((other) => by.some((one) => one.privilege !== other.privilege));
  if (rivals.length > 0) reasons.push({ kind: "overridden", protectors: rivals });
  if (by.length === 0) reasons.push({ kind: "noPrivilegeProtects", path: place.path });
  const own = privilegesOf(guarding.presumed).flatMap((one) => satisfactions.get(one) ?? []);
  const told = own.map(({ reason }) => reason);
  // Without a token it is the same for each privilege.
  reasons.push(...(told[0]?.kind === "tokenMissing" ? told.slice(0, 1) : told));
  if (judgement.dependsOnValue) {
    const others = guarding.otherwise.filter(({ because }) => because === "otherValues");
    reasons.push({ kind: "dependsOnValue", protectors: others.flatMap((one) => one.by) });
  }
  const presumed = presumedOf(judgement);
  return {
    verdict: verdictOf(judgement),
    presumed,
    reasons,
    assumptions: distinct([
      ...judgement.open,
      ...beliefsOf(index, by, rivals),
      ...own.flatMap(({ assumptions }) => assumptions),
    ]),
    open: judgement.open,
    outside: [],
  };
}

/** What a judgement is to people. */
export function verdictOf(judgement: Judgement): Verdict {
  const isOpen = judgement.open.length > 0 || judgement.dependsOnValue;
  return isOpen ? "unknown" : presumedOf(judgement);
}

/** What a judgement comes to when every assumption holds. */
export function presumedOf({ passes }: Judgement): Verdict {
  if (passes === undefined) return "unknown";
  return passes ? "allowed" : "denied";
}

function beliefsOf(
  index: AccessIndex,
  by: readonly Protector[],
  rivals: readonly Protector[],
): readonly AssumptionId[] {
  if (by.length === 0) return ["noPrivilegeMeansPublic"];
  const beliefs: AssumptionId[] = [];
  if (by.some((one) => one.pattern.wildcard)) beliefs.push("wildcardCoversAllBelow");
  if (by.some((one) => one.via === "module")) beliefs.push("modulePrivilegeActsAsPattern");
  for (const one of by) {
    const belief = index.protection.implied.get(one.privilege);
    if (belief) beliefs.push(belief);
  }
  if (rivals.length > 0) beliefs.push("mostSpecificPatternWins");
  if (privilegesOf({ by }).length > 1) beliefs.push("equalPatternsAllDecide");
  return beliefs;
}

function toReason(protector: Protector): Reason {
  const { privilege, via, module, pattern } = protector;
  return { kind: "protectedBy", privilege, via, pattern: pattern.text, module };
}

function notPublished(index: AccessIndex, caller: Caller, endpoint: Endpoint): Decision {
  const reason: Reason = { kind: "notPublished", endpoint };
  const decision = conclude("notFound", [reason], ["unpublishedModuleAnswers404"]);
  return { ...decision, outside: outsideFactorsOf(index.catalog, caller, undefined) };
}

function servedBy(
  index: AccessIndex,
  caller: Caller,
  { endpoint, decision }: { readonly endpoint: Endpoint; readonly decision: Decision },
): Decision {
  return {
    ...decision,
    reasons: [{ kind: "servedBy", endpoint }, ...decision.reasons],
    outside: outsideFactorsOf(index.catalog, caller, endpoint),
  };
}

/** A decision that rests on no open question. */
function conclude(
  verdict: Verdict,
  reasons: readonly Reason[],
  assumptions: readonly AssumptionId[],
): Decision {
  return { verdict, presumed: verdict, reasons, assumptions, open: [], outside: ["gateway"] };
}

/** The same decision, in doubt because of one more thing that the sources leave open. */
function doubting(decision: Decision, id: AssumptionId): Decision {
  return {
    ...decision,
    verdict: "unknown",
    open: distinct([...decision.open, id]),
    assumptions: distinct([id, ...decision.assumptions]),
  };
}

function believing(decision: Decision, ids: readonly AssumptionId[]): Decision {
  return { ...decision, assumptions: distinct([...decision.assumptions, ...ids]) };
}

function distinct(ids: readonly AssumptionId[]): readonly AssumptionId[] {
  return [...new Set(ids)];
}

function isAllowed(verdict: Verdict): boolean | undefined {
  return verdict === "unknown" ? undefined : verdict === "allowed";
}

function rawPath(path: string): string {
  const bare = path.split(/[?#]/, 1)[0] ?? "";
  return bare.startsWith("/") ? bare : `/${bare}`;
}
