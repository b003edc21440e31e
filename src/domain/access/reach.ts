import type { AccessIndex } from "./accessIndex.ts";
import { accessMatrix } from "./accessMatrix.ts";
import type { Caller } from "./caller.ts";
import type { Verdict } from "./decision.ts";
import type { Endpoint } from "./endpoints.ts";
import { knownCallers } from "./knownCallers.ts";

/** Every endpoint with what a caller gets there. */
export function reachOf(
  index: AccessIndex,
  caller: Caller,
): readonly { readonly endpoint: Endpoint; readonly verdict: Verdict }[] {
  const matrix = accessMatrix(index, [caller]);
  return matrix.endpoints.map((endpoint, place) => {
    return { endpoint, verdict: matrix.verdictAt(place, 0) };
  });
}

/** Every known caller with what it gets at an endpoint. */
export function callersOf(
  index: AccessIndex,
  endpoint: Endpoint,
): readonly { readonly caller: Caller; readonly verdict: Verdict }[] {
  const matrix = accessMatrix(index, knownCallers(index.catalog), [endpoint]);
  return matrix.callers.map((caller, place) => {
    return { caller, verdict: matrix.verdictAt(0, place) };
  });
}
