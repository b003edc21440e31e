import fc from "fast-check";
import { expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import { accessMatrix } from "../../../../src/domain/access/accessMatrix.ts";
import { evaluateAccess, evaluateEndpoint } from "../../../../src/domain/access/evaluateAccess.ts";
import { knownCallers } from "../../../../src/domain/access/knownCallers.ts";
import { accessCallers, accessCatalogs } from "./accessCases.ts";

test("every cell is what the decision for its caller and endpoint says", () => {
  fc.assert(
    fc.property(accessCatalogs, fc.array(accessCallers, { maxLength: 4 }), (catalog, more) => {
      const index = indexAccess(catalog);
      const matrix = accessMatrix(index, [...knownCallers(catalog), ...more]);
      for (const [row, endpoint] of matrix.endpoints.entries()) {
        for (const [column, caller] of matrix.callers.entries()) {
          const { verdict, presumed } = evaluateEndpoint(index, caller, endpoint);
          expect(matrix.verdictAt(row, column)).toBe(verdict);
          expect(matrix.presumedAt(row, column)).toBe(presumed);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("an endpoint without variables is what a call of its path is", () => {
  fc.assert(
    fc.property(accessCatalogs, accessCallers, (catalog, caller) => {
      const index = indexAccess(catalog);
      const { endpoints } = accessMatrix(index, []);
      for (const endpoint of endpoints) {
        if (endpoint.path.includes(":") || !endpoint.published) continue;
        const call = evaluateAccess(index, caller, endpoint);
        // A call may be answered by another template of the same path.
        if (call.reasons[0]?.kind !== "servedBy" || call.reasons[0].endpoint !== endpoint) continue;
        const { verdict, presumed } = evaluateEndpoint(index, caller, endpoint);
        expect([call.presumed, call.verdict]).toEqual([
          presumed,
          call.open.includes("templatesShareMethods") ? "unknown" : verdict,
        ]);
      }
    }),
    { numRuns: 500 },
  );
});

test("endpoints that are guarded alike share a row", () => {
  const catalog = fc.sample(accessCatalogs, { numRuns: 1, seed: 1 })[0];
  if (!catalog) throw new Error("No catalog was made.");
  const matrix = accessMatrix(indexAccess(catalog), knownCallers(catalog));
  expect(matrix.rows.length).toBeLessThan(matrix.endpoints.length);
  expect(() => matrix.verdictAt(0, 99)).toThrow(RangeError);
});
