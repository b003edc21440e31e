import fc from "fast-check";
import { expect, test } from "vitest";
import { endpointKey } from "../../../../src/domain/access/endpoints.ts";
import { methods } from "../../../../src/domain/model/catalog.ts";
import { roleName } from "../../../../src/domain/model/names.ts";
import { verdictOfCode } from "../../../../src/features/accessMatrix/cellCode.ts";
import {
  codeAt,
  codeThereAt,
  type MatrixGrid,
} from "../../../../src/features/accessMatrix/matrixGrid.ts";
import {
  verdicts,
  wholeMatrix,
  type MatrixQuery,
} from "../../../../src/features/accessMatrix/matrixQuery.ts";
import { selectView } from "../../../../src/features/accessMatrix/selectView.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { sampleCatalog } from "../sampleCatalog.ts";
import { gridOf } from "./gridOf.ts";

const otherRelease = {
  ...sampleCatalog,
  privileges: sampleCatalog.privileges.slice(1),
  clients: sampleCatalog.clients.slice(1),
  objects: sampleCatalog.objects.slice(1),
};
const own = [{ kind: "user", roles: [roleName("HR Reader")] }] as const;
const grids = [
  gridOf(sampleCatalog),
  gridOf(sampleCatalog, otherRelease, own),
  gridOf(otherRelease, sampleCatalog),
  gridOf(catalog().build()),
];
const keys = grids.flatMap(({ callers }) => callers.map(({ key }) => key));

const queries: fc.Arbitrary<MatrixQuery> = fc.record({
  text: fc.constantFrom("", "hr", "GET", "get hr", "EMPLOYEES :id", "objects", "nowhere", "  "),
  method: fc.option(fc.constantFrom(...methods), { nil: undefined }),
  verdict: fc.option(fc.constantFrom(...verdicts), { nil: undefined }),
  callers: fc.option(fc.subarray(keys), { nil: undefined }),
  onlyPublic: fc.boolean(),
  onlyWrites: fc.boolean(),
  onlyDifferent: fc.boolean(),
  grouped: fc.boolean(),
  sortBy: fc.option(fc.constantFrom(...keys, "gone"), { nil: undefined }),
});

test("a query leaves what looking at each cell leaves", () => {
  fc.assert(
    fc.property(fc.constantFrom(...grids), queries, (grid, query) => {
      const view = selectView(grid, query);
      const { rows, columns, publicOnes } = plainView(grid, query);
      const shown = view.rows.filter((row) => row >= 0);
      expect(shown.toSorted((a, b) => a - b)).toEqual(rows);
      expect(view.columns).toEqual(columns);
      expect(view.endpoints).toBe(rows.length);
      expect(view.publicOnes).toBe(publicOnes);
    }),
    { numRuns: 500 },
  );
});

test("the line of a group stands before its endpoints, once, and only where there are some", () => {
  fc.assert(
    fc.property(fc.constantFrom(...grids), queries, (grid, query) => {
      const { rows } = selectView(grid, { ...query, grouped: true });
      const groups = rows.filter((row) => row < 0);
      expect(new Set(groups).size).toBe(groups.length);
      let group: number | undefined;
      for (const [at, row] of rows.entries()) {
        if (row < 0) {
          group = -1 - row;
          expect(rows[at + 1] ?? -1).toBeGreaterThanOrEqual(0);
        } else {
          expect(grid.endpoints[row]?.group).toBe(group);
        }
      }
    }),
  );
});

test("without groups endpoints stand by path, or by what a caller may call", () => {
  const grid = gridOf(sampleCatalog);
  const paths = selectView(grid, { ...wholeMatrix, grouped: false }).rows.map(
    (row) => grid.endpoints[row]?.path ?? "",
  );
  expect(paths).toEqual(paths.toSorted());
  const portal = grid.callers.findIndex(({ label }) => label === "client portal");
  const sortBy = grid.callers[portal]?.key;
  const sorted = selectView(grid, { ...wholeMatrix, grouped: false, sortBy, text: "pay hr" });
  expect(sorted.rows).toEqual([]);
  const codes = selectView(grid, { ...wholeMatrix, grouped: false, sortBy }).rows.map((row) =>
    codeAt(grid, row, portal),
  );
  const ranks = codes.map((code) => "apuqdrn".indexOf(code));
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
});

test("only what is public, only what writes", () => {
  const grid = gridOf(sampleCatalog);
  const { rows } = selectView(grid, { ...wholeMatrix, onlyPublic: true, onlyWrites: true });
  const shown = rows.flatMap((row) => grid.endpoints[row] ?? []).map(endpointKey);
  expect(shown).toEqual([
    "POST /jobs/",
    "PUT /jobs/:id",
    "DELETE /jobs/:id",
    "POST /jobs/batchload",
  ]);
});

/** The same in the plainest way: each cell is looked at. */
function plainView(grid: MatrixGrid, query: MatrixQuery) {
  const all = grid.callers.map((_, at) => at);
  const chosen = all.filter((at) => query.callers?.includes(grid.callers[at]?.key ?? "") ?? true);
  const columns = chosen.length === 0 ? all : chosen;
  const rows = grid.endpoints.flatMap(({ method, path, group }, row) => {
    const text = `${method} ${path} ${grid.groups[group]?.label ?? ""}`.toLowerCase();
    const isShown =
      query.text
        .toLowerCase()
        .split(" ")
        .every((word) => text.includes(word)) &&
      (query.method ?? method) === method &&
      (!query.onlyWrites || method !== "GET") &&
      (!query.onlyPublic || codeAt(grid, row, 0) === "a") &&
      (query.verdict === undefined ||
        columns.some((at) => verdictOfCode(codeAt(grid, row, at)) === query.verdict)) &&
      (!query.onlyDifferent ||
        !grid.there ||
        columns.some((at) => codeAt(grid, row, at) !== codeThereAt(grid, row, at)));
    return isShown ? [row] : [];
  });
  return { rows, columns, publicOnes: rows.filter((row) => codeAt(grid, row, 0) === "a").length };
}
