import type { AccessIndex } from "./accessIndex.ts";
import type { Caller } from "./caller.ts";
import { evaluateAccess, placeOf, type Call } from "./evaluateAccess.ts";
import { evaluateProtection } from "./evaluateProtection.ts";
import { knownCallers } from "./knownCallers.ts";

/**
 * The callers that the catalog tells of and lets in for certain, in the order of `knownCallers`. Where nothing answers by
 * the catalog it is those whom the privileges alone let in, for a server that knows more.
 */
export function callersLetIn(index: AccessIndex, call: Call): readonly Caller[] {
  const anybody = evaluateAccess(index, { kind: "anonymous" }, call);
  const place = placeOf(index, call);
  return knownCallers(index.catalog).filter((caller) => {
    const { verdict } =
      anybody.presumed === "notFound"
        ? evaluateProtection(index, caller, place)
        : evaluateAccess(index, caller, call);
    return verdict === "allowed";
  });
}
