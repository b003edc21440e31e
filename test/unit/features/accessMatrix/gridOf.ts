import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import { accessMatrix } from "../../../../src/domain/access/accessMatrix.ts";
import type { Caller } from "../../../../src/domain/access/caller.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { buildGrid } from "../../../../src/features/accessMatrix/buildGrid.ts";
import { matrixCallers } from "../../../../src/features/accessMatrix/matrixCallers.ts";
import type { MatrixGrid } from "../../../../src/features/accessMatrix/matrixGrid.ts";

/** The grid of a catalog, or of two, made without a pause. */
export function gridOf(catalog: Catalog, other?: Catalog, own: readonly Caller[] = []): MatrixGrid {
  const columns = matrixCallers(catalog, other, own);
  const callers = columns.map(({ caller }) => caller);
  const sideOf = (one: Catalog) => ({
    matrix: accessMatrix(indexAccess(one), callers),
    catalog: one,
  });
  return runThrough(
    buildGrid({ here: sideOf(catalog), there: other && sideOf(other), callers: columns }),
  );
}

export function runThrough<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
