import fc from "fast-check";
import { expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import { allEndpoints } from "../../../../src/domain/access/accessMatrix.ts";
import { callerInWords } from "../../../../src/domain/access/callerInWords.ts";
import { endpointKey } from "../../../../src/domain/access/endpoints.ts";
import { evaluateEndpoint } from "../../../../src/domain/access/evaluateAccess.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { roleName } from "../../../../src/domain/model/names.ts";
import { cellCode } from "../../../../src/features/accessMatrix/cellCode.ts";
import { matrixCallers } from "../../../../src/features/accessMatrix/matrixCallers.ts";
import { codeAt, codeThereAt } from "../../../../src/features/accessMatrix/matrixGrid.ts";
import { anySecuredCatalog } from "../../../support/securedCatalogArbitraries.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { sampleCatalog } from "../sampleCatalog.ts";
import { gridOf } from "./gridOf.ts";

test("anonymous stands first, then whom the person has added", () => {
  const own = { kind: "user", roles: [roleName("Payroll")] } as const;
  expect(gridOf(sampleCatalog, undefined, [own]).callers.map(({ label }) => label)).toEqual([
    "anonymous",
    "a database user with role Payroll",
    "client payroll run",
    "client forgotten",
    "client portal",
    "a database user",
  ]);
});

test("endpoints stand by their modules, by path and by method", () => {
  const { groups, endpoints } = gridOf(sampleCatalog);
  expect(groups.map(({ label, base }) => `${label} ${base}`.trim())).toEqual([
    "hr /hr/",
    "payroll /pay/",
    "status /status/",
    "AutoREST objects",
    "Services of ORDS",
  ]);
  expect(endpoints.slice(0, 6).map(endpointKey)).toEqual([
    "GET /hr/departments/",
    "GET /hr/employees/",
    "POST /hr/employees/",
    "GET /hr/employees/:id",
    "PUT /hr/employees/:id",
    "GET /pay/runs/",
  ]);
});

test("each cell is what is decided about the endpoint", () => {
  fc.assert(
    fc.property(anySecuredCatalog, (one) => expectDecisions(one)),
    { numRuns: 40 },
  );
  expectDecisions(sampleCatalog);
});

test("what is in one of two catalogs only is told so, and found by nobody in the other", () => {
  const before = catalog().module("hr").handler("GET", "a").handler("GET", "b").client("old");
  const after = catalog().module("hr").handler("GET", "b").handler("POST", "c").client("new");
  const grid = gridOf(after.build(), before.build());
  const own = grid.endpoints.slice(0, 3);
  expect(own.map((one) => `${endpointKey(one)} ${one.place}`)).toEqual([
    "GET /hr/a there",
    "GET /hr/b both",
    "POST /hr/c here",
  ]);
  expect(own.map((_, at) => `${codeAt(grid, at, 0)} ${codeThereAt(grid, at, 0)}`)).toEqual([
    "n a",
    "a a",
    "a n",
  ]);
  expect(grid.callers.map(({ label, place }) => `${label}: ${place}`)).toEqual([
    "anonymous: both",
    "client new: here",
    "a database user: both",
    "client old: there",
  ]);
});

test("an endpoint that two modules offer is compared with one of the other catalog each", () => {
  const twice = catalog()
    .module("one", "/x/")
    .handler("GET", "a")
    .module("two", "/x/")
    .handler("GET", "a");
  const once = catalog().module("one", "/x/").handler("GET", "a");
  const places = (grid: ReturnType<typeof gridOf>) =>
    grid.endpoints.filter(({ path }) => path === "/x/a").map(({ place }) => place);
  expect(places(gridOf(twice.build(), once.build()))).toEqual(["both", "here"]);
  expect(places(gridOf(once.build(), twice.build()))).toEqual(["both", "there"]);
});

test("callers who have the same everywhere share a place, so that a grid stays small", () => {
  let builder = catalog()
    .module("hr")
    .handler("GET", "a")
    .privilege("p", {
      roles: ["R"],
      modules: ["hr"],
    });
  for (let n = 0; n < 100; n += 1) builder = builder.client(`c${n}`, { roles: n % 2 ? ["R"] : [] });
  const { classes, callerClasses } = gridOf(builder.build());
  expect(new Set(callerClasses).size).toBeLessThan(6);
  expect(new Set(classes.map(({ length }) => length))).toEqual(
    new Set([new Set(callerClasses).size]),
  );
});

function expectDecisions(one: Catalog): void {
  const index = indexAccess(one);
  const grid = gridOf(one);
  const decided = matrixCallers(one, undefined, []).flatMap(({ caller }) =>
    allEndpoints(index).map((endpoint) => {
      const { verdict, presumed } = evaluateEndpoint(index, caller, endpoint);
      return `${callerInWords(caller)} ${endpointKey(endpoint)} ${cellCode(verdict, presumed)}`;
    }),
  );
  const shown = grid.callers.flatMap(({ label }, caller) =>
    grid.endpoints.map(
      (endpoint, at) => `${label} ${endpointKey(endpoint)} ${codeAt(grid, at, caller)}`,
    ),
  );
  expect(shown.toSorted()).toEqual(decided.toSorted());
}
