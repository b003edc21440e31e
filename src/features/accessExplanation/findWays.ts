import type { AccessIndex } from "../../domain/access/accessIndex.ts";
import type { Caller } from "../../domain/access/caller.ts";
import type { Verdict } from "../../domain/access/decision.ts";
import type { Call } from "../../domain/access/evaluateAccess.ts";
import { productEndpointFor } from "../../domain/access/productEndpoints.ts";
import { resolveSchemaPath } from "../../domain/access/resolveCall.ts";
import { credentialsOf } from "../../domain/access/satisfaction.ts";
import { toSchemaPath } from "../../domain/access/schemaPath.ts";
import { waysToAllow, waysToForbid, type Way } from "../../domain/access/waysToChange.ts";
import { applyChanges } from "../../domain/model/applyChange.ts";
import type { Change } from "../../domain/model/change.ts";
import { describeChange } from "../scaffold/describeChange.ts";
import { refusalOfChanges } from "../scaffold/refusalIn.ts";
import type { WayItem, Ways } from "./accessExplanationProtocol.ts";
import type { AnswerContext } from "./answerContext.ts";
import { otherEffects, type ToldAlready } from "./differenceLines.ts";

export interface FoundWays {
  /** Undefined where the question makes no sense: what is allowed needs no allowing. */
  readonly allow: Ways | undefined;
  readonly forbid: Ways | undefined;
  /** By the keys of the ways. */
  readonly scripts: ReadonlyMap<string, readonly Change[]>;
}

/** What is to be changed for a call to be let in, or not to be, and what else each change does. */
export function findWays(
  context: AnswerContext,
  caller: Caller,
  call: Call & { readonly verdict: Verdict; readonly presumed: Verdict },
): FoundWays {
  const { index } = context;
  const { verdict, presumed } = call;
  const scripts = new Map<string, readonly Change[]>();
  const told = toldAlready(context, caller, call);
  const items = (kind: "allow" | "forbid", ways: readonly Way[]): readonly WayItem[] =>
    ways.map((way) => {
      const item = wayItem(context, { key: `${kind}: ${way.label}`, way, told });
      scripts.set(item.key, way.changes);
      return item;
    });
  const forbidding = items("forbid", waysToForbid(index, caller, call));
  // What is refused as far as can be told has no need of a sentence that nothing forbids it.
  const isIn = verdict === "allowed" || (verdict === "unknown" && presumed !== "notFound");
  return {
    allow:
      verdict === "allowed"
        ? undefined
        : {
            ways: items("allow", waysToAllow(index, caller, call)),
            none: noWayToAllow(index, caller, presumed),
          },
    forbid: isIn || forbidding.length > 0 ? { ways: forbidding, none: noWayToForbid } : undefined,
    scripts,
  };
}

const noWayToForbid = "No change of the schema's security keeps this caller out for certain.";

function noWayToAllow(index: AccessIndex, caller: Caller, presumed: Verdict): string {
  if (presumed === "notFound") {
    return "No change of the schema's security does it: something has to be written that answers this call.";
  }
  switch (credentialsOf(index, caller).reason?.kind) {
    case "noJwtProfile":
      return "The schema needs a JWT profile for the issuer of the token first.";
    case "unknownClient":
      return "The client has to be registered in the schema first.";
    case "clientHasNoPeople":
      return "A client of the authorization code grant has to be registered first.";
    default:
      return "No change of the schema's security does it: the caller has to bring something else.";
  }
}

function wayItem(
  { index, scaffold }: AnswerContext,
  { key, way, told }: { readonly key: string; readonly way: Way; readonly told: ToldAlready },
): WayItem {
  const after = applyChanges(index.catalog, way.changes);
  return {
    key,
    label: way.label,
    steps: way.changes.length > 1 ? way.changes.map(describeChange) : [],
    warning: way.warning,
    effects: otherEffects(index.catalog, after, told),
    refused: refusalOfChanges(scaffold, way.changes),
  };
}

/** That the caller gets what was asked for is no news. */
function toldAlready({ index }: AnswerContext, caller: Caller, call: Call): ToldAlready {
  const path = toSchemaPath(call.path);
  const resolution = resolveSchemaPath(index.endpoints, call.method, path);
  const endpoint =
    productEndpointFor(call.method, path) ??
    (resolution.kind === "found" || resolution.kind === "notPublished"
      ? resolution.endpoint
      : undefined);
  return { caller, endpoint: { method: endpoint?.method ?? "GET", path: endpoint?.path ?? path } };
}
