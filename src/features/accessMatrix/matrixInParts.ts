import type { AccessIndex } from "../../domain/access/accessIndex.ts";
import { accessMatrix, allEndpoints, type AccessMatrix } from "../../domain/access/accessMatrix.ts";
import type { Caller } from "../../domain/access/caller.ts";

/** What a grid needs of a matrix. */
export type MatrixRows = Pick<AccessMatrix, "endpoints" | "rows"> & {
  /** For each endpoint the place of its row. */
  readonly rowOf: readonly number[];
};

/**
 * The matrix of verdicts, a part of the endpoints at a time with a yield after each: the whole of a very large schema
 * takes longer than others in the extension host should wait. Endpoints of different parts may have rows that are alike.
 */
export function* matrixInParts(
  index: AccessIndex,
  callers: readonly Caller[],
  partSize = 200,
): Generator<void, MatrixRows> {
  const endpoints = allEndpoints(index);
  const rowOf: number[] = [];
  const rows: AccessMatrix["rows"][number][] = [];
  for (let at = 0; at < endpoints.length; at += partSize) {
    const part = accessMatrix(index, callers, endpoints.slice(at, at + partSize));
    for (const row of part.rowOf) rowOf.push(rows.length + row);
    rows.push(...part.rows);
    yield;
  }
  return { endpoints, rowOf, rows };
}
