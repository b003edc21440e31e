import { refKey } from "../model/entityRef.ts";
import type { Renames } from "../model/applyWithRenames.ts";
import type { AccessSheet, GuardedEndpoint } from "./accessSheet.ts";
import type { Endpoint } from "./endpoints.ts";

/** An endpoint before a change and after it; one of them is missing where it is new or gone. */
export interface EndpointPair {
  readonly was: GuardedEndpoint | undefined;
  readonly now: GuardedEndpoint | undefined;
}

/**
 * Pairs by method and path. Of what is left, the handlers and objects that are the same by name are endpoints that have
 * moved.
 */
export function pairEndpoints(
  was: AccessSheet,
  now: AccessSheet,
  renames: Renames,
): readonly EndpointPair[] {
  const pairs: EndpointPair[] = [];
  const fresh: GuardedEndpoint[] = [];
  for (const [key, entry] of now.entries) {
    const old = was.entries.get(key);
    if (old) pairs.push({ was: old, now: entry });
    else fresh.push(entry);
  }
  const arrived = new Map<string, GuardedEndpoint>();
  for (const entry of fresh) {
    const key = sourceOf(entry.endpoint, undefined);
    if (key !== undefined && !arrived.has(key)) arrived.set(key, entry);
  }
  const moved = new Set<GuardedEndpoint>();
  for (const [key, entry] of was.entries) {
    if (now.entries.has(key)) continue;
    const source = sourceOf(entry.endpoint, renames);
    const place = source === undefined ? undefined : arrived.get(source);
    if (source !== undefined && place) {
      arrived.delete(source);
      moved.add(place);
    }
    pairs.push({ was: entry, now: place });
  }
  for (const entry of fresh) {
    if (!moved.has(entry)) pairs.push({ was: undefined, now: entry });
  }
  return pairs;
}

/** What answers, by the names that it has afterwards; undefined for what is no thing of the catalog. */
function sourceOf(
  { ref, method, path }: Endpoint,
  renames: Renames | undefined,
): string | undefined {
  switch (ref?.kind) {
    case "handler":
      return refKey({ ...ref, module: renames?.modules.get(ref.module) ?? ref.module });
    case "object":
      return `${refKey(ref)} ${method} ${path.slice(path.lastIndexOf("/"))}`;
    default:
      return undefined;
  }
}
