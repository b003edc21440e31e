import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import type { Caller } from "../../../../src/domain/access/caller.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { buildGrid } from "../../../../src/features/accessMatrix/buildGrid.ts";
import { matrixCallers } from "../../../../src/features/accessMatrix/matrixCallers.ts";
import { matrixInParts } from "../../../../src/features/accessMatrix/matrixInParts.ts";
import type { MatrixGrid } from "../../../../src/features/accessMatrix/matrixGrid.ts";

/** The grid of a catalog, or of two, made without a pause. */
export function gridOf(catalog: Catalog, other?: Catalog, own: readonly Caller[] = []): MatrixGrid {
  const columns = matrixCallers(catalog, other, own);
  const callers = columns.map(({ caller }) => caller);
  const sideOf = (one: Catalog) => ({
    matrix: runThrough(matrixInParts(indexAccess(one), callers, partSize)),
    catalog: one,
  });
  return runThrough(
    buildGrid({ here: sideOf(catalog), there: other && sideOf(other), callers: columns }),
  );
}

/** Smaller than any schema, so that there is always more than one part. */
const partSize = 3;

export function runThrough<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
