import type { AccessIndex } from "../access/accessIndex.ts";
import { allEndpoints } from "../access/accessMatrix.ts";
import { coverOf, mostSpecific, protectionOfRoute, type Protector } from "../access/protection.ts";
import { sampleRoute } from "../access/sampleRoute.ts";

/** Which ties of privileges to paths meet anything that the schema has, published or not. */
export interface PatternUse {
  /** Covers a path of some endpoint. */
  readonly covering: ReadonlySet<Protector>;
  /** Is the most specific one for some path of some endpoint, so that it decides there. */
  readonly deciding: ReadonlySet<Protector>;
}

/** Computed once for an index. */
export function patternUseOf(index: AccessIndex): PatternUse {
  const known = uses.get(index);
  if (known) return known;
  const covering = new Set<Protector>();
  const deciding = new Set<Protector>();
  for (const { path } of allEndpoints(index)) {
    const all = coverOf(index.protection, sampleRoute(path));
    for (const one of all) covering.add(one);
    for (const one of mostSpecific(all).by) deciding.add(one);
    const protection = protectionOfRoute(index.protection, path);
    if (protection.kind !== "partly") continue;
    for (const one of protection.some) {
      covering.add(one);
      deciding.add(one);
    }
  }
  const use: PatternUse = { covering, deciding };
  uses.set(index, use);
  return use;
}

const uses = new WeakMap<AccessIndex, PatternUse>();
