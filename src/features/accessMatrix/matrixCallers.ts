import type { Caller } from "../../domain/access/caller.ts";
import { callerKey } from "../../domain/access/callerInWords.ts";
import { knownCallers } from "../../domain/access/knownCallers.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { ColumnCaller } from "./buildGrid.ts";
import type { GridPlace } from "./matrixGrid.ts";

/** Who stands in the columns: anonymous first, then whom the person has added, then those whom the catalogs know. */
export function matrixCallers(
  here: Catalog,
  there: Catalog | undefined,
  own: readonly Caller[],
): readonly ColumnCaller[] {
  const known = toKeyed(knownCallers(here));
  const others = there ? toKeyed(knownCallers(there)) : known;
  const place = (key: string): GridPlace => {
    if (known.has(key) && others.has(key)) return "both";
    return known.has(key) ? "here" : "there";
  };
  const anonymous: Caller = { kind: "anonymous" };
  const added = toKeyed(own);
  const all = new Map([
    [callerKey(anonymous), anonymous],
    ...added,
    ...known,
    // In a schema that does not know them, they are callers whom nobody has registered.
    ...others,
  ]);
  return [...all].map(([key, caller]) => {
    const isAdded = added.has(key) && !known.has(key) && !others.has(key);
    return { caller, place: isAdded ? "both" : place(key), own: isAdded };
  });
}

function toKeyed(callers: readonly Caller[]): ReadonlyMap<string, Caller> {
  return new Map(callers.map((caller) => [callerKey(caller), caller]));
}
