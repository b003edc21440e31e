import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges } from "../../../../src/domain/model/applyChange.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { followChange } from "../../../../src/features/language/followChange.ts";
import {
  openSchemaState,
  type SchemaState,
} from "../../../../src/features/language/schemaState.ts";
import { anyChange } from "../../../support/changeArbitraries.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { renamed } from "./fewNames.ts";

const start = catalog()
  .role("a")
  .role("b")
  .module("a")
  .module("b")
  .privilege("a", { roles: ["a"], patterns: ["a"], modules: ["a"] })
  .privilege("b", { roles: ["a", "b"], patterns: ["/b/*"] })
  .client("a", { roles: ["a"], privileges: ["a", "b"] })
  .build();

test("following changes gives what applying them gives", () => {
  // Few names, so that the changes are about the same things.
  const changes = fc.array(anyChange.map(renamed), { maxLength: 12 });
  fc.assert(
    fc.property(changes, (all) => {
      const state = openSchemaState(start);
      all.forEach((change) => followChange(state, change));
      expect(shownState(state)).toEqual(shownCatalog(applyChanges(start, all)));
    }),
    { numRuns: 500 },
  );
});

function shownState({ alias, roles, privileges, modules, clients }: SchemaState) {
  return {
    alias,
    roles: [...roles].toSorted(),
    modules: byName(
      [...modules].map(([name, module]) => [name, module.basePath, sorted(module.templates)]),
    ),
    privileges: byName(
      [...privileges].map(([name, each]) => [
        name,
        sorted(each.roles),
        sorted(each.patterns),
        sorted(each.modules),
      ]),
    ),
    clients: byName(
      [...clients].map(([name, each]) => [
        name,
        each.grantType,
        sorted(each.roles),
        sorted(each.privileges),
      ]),
    ),
  };
}

function shownCatalog({ schema, roles, privileges, modules, clients }: Catalog) {
  return {
    alias: schema.alias,
    roles: roles.map(({ name }) => name).toSorted(),
    modules: byName(
      modules.map(({ name, basePath, templates }) => [
        name,
        basePath,
        sorted(templates.map(({ uriTemplate }) => uriTemplate)),
      ]),
    ),
    privileges: byName(
      privileges.map((each) => [
        each.name,
        sorted(each.roles),
        sorted(each.patterns),
        sorted(each.modules),
      ]),
    ),
    clients: byName(
      clients.map((each) => [
        each.name,
        each.grantType,
        sorted(each.roles),
        sorted(each.privileges),
      ]),
    ),
  };
}

function sorted(items: Iterable<string>): readonly string[] {
  return [...new Set(items)].toSorted();
}

function byName<T extends readonly [string, ...unknown[]]>(rows: readonly T[]): readonly T[] {
  return rows.toSorted(([a], [b]) => (a < b ? -1 : 1));
}
