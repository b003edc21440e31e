import { assertNever } from "../../base/assertNever.ts";
import type { AccessIndex } from "./accessIndex.ts";
import type { Caller } from "./caller.ts";
import { believing, conclude, doubting } from "./conclude.ts";
import type { Decision, Reason, Verdict } from "./decision.ts";
import { moduleOf, type Endpoint } from "./endpoints.ts";
import { evaluateGuarding, evaluateProtection } from "./evaluateProtection.ts";
import { guardingOfRoute, type GuardedPlace, type Guarding } from "./guarding.ts";
import { outsideFactorsOf } from "./outsideFactors.ts";
import { productEndpointFor, sqlProtector } from "./productEndpoints.ts";
import { isTakenFromOtherTemplate, methodsOf, resolveSchemaPath } from "./resolveCall.ts";
import { isBracedRoute } from "./routePattern.ts";
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
  const decision = evaluateGuarding(index, caller, {
    place,
    guarding: guardingOfRoute(index.protection, place),
  });
  return servedBy(index, caller, { endpoint, decision });
}

/** Where a call ends up as `evaluateProtection` wants it; `path` percent-encoded as in an address. */
export function placeOf(index: AccessIndex, call: Call): GuardedPlace {
  const path = toSchemaPath(call.path);
  const resolution = resolveSchemaPath(index.endpoints, call.method, path);
  const module = resolution.kind === "found" ? moduleOf(resolution.endpoint) : undefined;
  return { path, module };
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
    const decision = believing(evaluateGuarding(index, caller, { place, guarding }), [
      "restSqlNeedsSqlDeveloper",
    ]);
    return servedBy(index, caller, { endpoint, decision });
  }
  const guarding = guardingOfRoute(index.protection, place);
  const found = evaluateGuarding(index, caller, { place, guarding });
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

function isAllowed(verdict: Verdict): boolean | undefined {
  return verdict === "unknown" ? undefined : verdict === "allowed";
}

function rawPath(path: string): string {
  const bare = path.split(/[?#]/, 1)[0] ?? "";
  return bare.startsWith("/") ? bare : `/${bare}`;
}
