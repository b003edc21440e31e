import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges } from "../../../src/domain/model/applyChange.ts";
import type { Catalog } from "../../../src/domain/model/catalog.ts";
import type { Change } from "../../../src/domain/model/change.ts";
import { diffCatalogs } from "../../support/diffCatalogs/diffCatalogs.ts";
import { anyCatalog } from "../../support/catalogArbitraries.ts";
import { catalog, type CatalogBuilder, emptyCatalog } from "../../support/catalogBuilder.ts";
import { anyChange } from "../../support/changeArbitraries.ts";

function sorted<T>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Without the order of lists, and without objects that are not published, which the diff cannot take out. */
function canonical(original: Catalog): unknown {
  return {
    ...original,
    roles: sorted(original.roles),
    modules: sorted(
      original.modules.map((module) => ({
        ...module,
        templates: sorted(
          module.templates.map((template) => ({
            ...template,
            handlers: sorted(template.handlers),
          })),
        ),
      })),
    ),
    privileges: sorted(
      original.privileges.map((privilege) => ({
        ...privilege,
        roles: sorted(privilege.roles),
        patterns: sorted(privilege.patterns),
        modules: sorted(privilege.modules),
      })),
    ),
    clients: sorted(
      original.clients.map((client) => ({
        ...client,
        roles: sorted(client.roles),
        privileges: sorted(client.privileges),
      })),
    ),
    objects: sorted(original.objects.filter((object) => object.enabled)),
  };
}

test("the difference, applied, makes the one of the other", () => {
  fc.assert(
    fc.property(anyCatalog, anyCatalog, (before, after) => {
      const changes = diffCatalogs(before, after);
      expect(canonical(applyChanges(before, changes))).toEqual(canonical(after));
    }),
    { numRuns: 500 },
  );
});

test("nothing differs from itself, and a catalog is all that differs from nothing", () => {
  fc.assert(
    fc.property(anyCatalog, (one) => {
      expect(diffCatalogs(one, one)).toEqual([]);
      const made = applyChanges(
        { ...emptyCatalog, roles: one.roles.filter((role) => role.builtIn) },
        diffCatalogs(emptyCatalog, one),
      );
      expect(canonical(made)).toEqual(canonical(one));
    }),
    { numRuns: 200 },
  );
});

test("applying never throws, whatever the change and the catalog", () => {
  fc.assert(
    fc.property(anyCatalog, fc.array(anyChange, { maxLength: 5 }), (start, changes) => {
      const after = applyChanges(start, changes);
      expect(after.release).toEqual(start.release);
    }),
  );
});

function checkDiff(
  before: CatalogBuilder,
  after: CatalogBuilder,
  kinds: readonly Change["kind"][],
) {
  expect(diffCatalogs(before.build(), after.build()).map(({ kind }) => kind)).toEqual(kinds);
}

test("says a difference by the smallest change there is", () => {
  const base = catalog()
    .role("R")
    .privilege("p", { roles: ["R"], patterns: ["/a"] });
  checkDiff(base, base.role("S"), ["createRole"]);
  checkDiff(
    base,
    catalog()
      .role("R")
      .privilege("p", { roles: ["R"], patterns: ["/a", "/b"] }),
    ["createPrivilegeMapping"],
  );
  checkDiff(
    base,
    catalog()
      .role("R")
      .privilege("p", { roles: ["R"] }),
    ["deletePrivilegeMapping"],
  );
  checkDiff(
    base,
    catalog()
      .role("R")
      .privilege("p", { patterns: ["/a"] }),
    ["definePrivilege"],
  );
  checkDiff(base.client("c"), base.client("c", { roles: ["R"] }), ["grantClientRole"]);
  checkDiff(base.client("c"), base.client("c", { tokenDuration: 5 }), [
    "updateClientTokenDuration",
  ]);
  checkDiff(base.client("c"), base.client("c", { description: "new" }), ["updateClient"]);
  checkDiff(base.client("c"), base.client("c", { grantType: "implicit" }), [
    "deleteClient",
    "registerClient",
  ]);
  checkDiff(base, base.schema({ alias: "people" }), ["setUrlMapping"]);
  checkDiff(base, base.schema({ alias: "people", enabled: false }), ["enableSchema"]);
  checkDiff(base, base.jwtProfile(), ["createJwtProfile"]);
  checkDiff(base.jwtProfile(), base, ["deleteJwtProfile"]);
  checkDiff(base.jwtProfile(), base.jwtProfile({ allowedAge: 5 }), [
    "deleteJwtProfile",
    "createJwtProfile",
  ]);
  checkDiff(base.module("m"), base.module("m", "/m/", { published: false }), ["publishModule"]);
});

test("a built-in role is neither created nor deleted", () => {
  checkDiff(catalog().role("SQL Developer", { builtIn: true }), catalog(), []);
  checkDiff(catalog(), catalog().role("SQL Developer", { builtIn: true }), []);
});

test("a module that moves keeps its handlers, also those whose source has not been read", () => {
  const unread = (path: string) =>
    catalog().module("m", path).handler("GET", "t", { source: undefined });
  checkDiff(unread("/m/"), unread("/n/"), ["renameModule"]);
});

test("a handler whose source has not been read is left out", () => {
  const unread = catalog().module("m").handler("GET", "t", { source: undefined });
  checkDiff(catalog(), unread, ["defineModule", "defineTemplate"]);
});
