import { readdirSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import { allRules } from "../../../../src/domain/lint/allRules.ts";
import { severities } from "../../../../src/domain/lint/finding.ts";
import { findingsOf } from "../../../../src/domain/lint/findingsOf.ts";
import { ruleIds } from "../../../../src/domain/lint/rule.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { anyCatalog } from "../../../support/catalogArbitraries.ts";
import { accessCatalogs } from "../access/accessCases.ts";
import { findingCases, tidy } from "./findingCases.ts";

const now = Date.UTC(2026, 10, 25);

test.each(ruleIds)("%s", (id) => {
  const [catalog, expected] = findingCases[id];
  const found = findings(catalog).filter(({ rule }) => rule === id);
  expect(found.map(({ message }) => message)).toEqual(expected);
});

test("a tidy schema has none", () => {
  expect(findings(tidy).map(({ message }) => message)).toEqual([]);
});

test("every rule has its file, its place in the list and its words", () => {
  const files = readdirSync("src/domain/lint/rules").map((file) => file.replace(".ts", ""));
  expect(files.toSorted()).toEqual([...ruleIds].toSorted());
  expect(allRules.map(({ id }) => id).toSorted()).toEqual([...ruleIds].toSorted());
  for (const { title, why } of allRules) {
    expect(title).toMatch(/^[A-Z][^.]+$/);
    expect(why).toMatch(/\.$/);
  }
});

test("what could not be read gives no finding that rests on it", () => {
  for (const [catalog] of Object.values(findingCases)) {
    const unreadable: Catalog = {
      ...catalog,
      problems: [
        "PRIVILEGES",
        "PRIVILEGE_MAPPINGS",
        "PRIVILEGE_ROLES",
        "CLIENT_ROLES",
        "ROLES",
      ].map((view) => ({ subject: `USER_ORDS_${view}`, message: "No.", severity: "problem" })),
    };
    const rules = findings(unreadable).map(({ rule }) => rule);
    for (const quiet of [
      "publicWrite",
      "publicHandler",
      "missingRole",
      "clientWithoutRole",
    ] as const) {
      expect(rules).not.toContain(quiet);
    }
  }
});

test("keys are unique, the worst comes first, and the order of the rows does not matter", () => {
  fc.assert(
    fc.property(fc.oneof(anyCatalog, accessCatalogs), (catalog) => {
      const found = findings(catalog);
      const keys = found.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const ranks = found.map(({ severity }) => severities.indexOf(severity));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      const turned: Catalog = {
        ...catalog,
        modules: catalog.modules.toReversed(),
        clients: catalog.clients.toReversed(),
      };
      expect(findings(turned).map(({ key }) => key)).toEqual(keys);
    }),
    { numRuns: 200 },
  );
});

function findings(catalog: Catalog) {
  return findingsOf(indexAccess(catalog), now);
}
