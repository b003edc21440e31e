import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges } from "../../../../src/domain/model/applyChange.ts";
import type { Catalog, Privilege } from "../../../../src/domain/model/catalog.ts";
import type { Change } from "../../../../src/domain/model/change.ts";
import { diffCatalogs } from "../../../../src/domain/model/diffCatalogs.ts";
import { catalog, type CatalogBuilder, emptyCatalog } from "../../../support/catalogBuilder.ts";
import { anyChange } from "../../../support/changeArbitraries.ts";

const few = fc.constantFrom("a", "b", "c");
const some = fc.uniqueArray(few);
const word = fc.constantFrom(undefined, "x", "y");
const duration = fc.constantFrom(undefined, 60, 3600);

type Step = (builder: CatalogBuilder) => CatalogBuilder;

const modules: fc.Arbitrary<readonly Step[]> = fc
  .uniqueArray(
    fc.record({
      name: few,
      basePath: fc.constantFrom("/a/", "/b/"),
      published: fc.boolean(),
      origins: some,
      comments: word,
      handlers: fc.uniqueArray(
        fc.record({
          method: fc.constantFrom("GET", "POST"),
          template: fc.constantFrom("t/", "t/:id"),
          source: fc.constantFrom("select 1", "select 2"),
          parameter: fc.boolean(),
        }),
        { selector: ({ method, template }) => `${method} ${template}` },
      ),
    }),
    { selector: ({ name }) => name },
  )
  .map((all) =>
    all.map(
      ({ name, basePath, published, origins, comments, handlers }): Step =>
        (builder) =>
          handlers.reduce(
            (built, { method, template, source, parameter }) =>
              built.handler(method, template, {
                source,
                parameters: parameter
                  ? [
                      {
                        name: "p",
                        bindVariable: "p",
                        sourceType: "URI",
                        paramType: "STRING",
                        accessMethod: "IN",
                      },
                    ]
                  : [],
              }),
            builder.module(name, basePath, { published, originsAllowed: origins, comments }),
          ),
    ),
  );

const privileges: fc.Arbitrary<readonly Step[]> = fc
  .uniqueArray(
    fc.record({
      name: few,
      roles: some,
      patterns: some,
      modules: some,
      label: word,
      comments: word,
    }),
    { selector: ({ name }) => name },
  )
  .map((all) =>
    all.map(
      ({ name, ...facts }): Step =>
        (builder) =>
          builder.privilege(name, facts),
    ),
  );

const clients: fc.Arbitrary<readonly Step[]> = fc
  .uniqueArray(
    fc.record({
      name: few,
      clientId: fc.constantFrom("", "id1"),
      description: word,
      roles: some,
      privileges: some,
      tokenDuration: duration,
    }),
    { selector: ({ name }) => name },
  )
  .map((all) =>
    all.map(
      ({ name, ...facts }): Step =>
        (builder) =>
          builder.client(name, facts),
    ),
  );

const objects: fc.Arbitrary<readonly Step[]> = fc
  .uniqueArray(
    fc.record({
      name: few,
      enabled: fc.boolean(),
      requiresAuthorization: fc.boolean(),
      alias: few,
    }),
    { selector: ({ name }) => name },
  )
  .map((all) =>
    all.map(
      ({ name, ...facts }): Step =>
        (builder) =>
          builder.object(name, facts),
    ),
  );

/** A catalog as a database can hold it: what names a role, a privilege or a module names one that exists. */
const anyCatalog: fc.Arbitrary<Catalog> = fc
  .record({
    alias: few,
    enabled: fc.boolean(),
    roles: some,
    modules,
    privileges,
    clients,
    objects,
  })
  .map(({ alias, enabled, roles, ...parts }) => {
    const start = roles.reduce(
      (builder, name) => builder.role(name),
      catalog().schema({ alias, enabled }).role("SQL Developer", { builtIn: true }),
    );
    const steps = [parts.modules, parts.privileges, parts.clients, parts.objects].flat();
    return consistent(steps.reduce((builder, step) => step(builder), start).build());
  });

function consistent(built: Catalog): Catalog {
  const taken = new Set<string>();
  const kept = built.privileges.map((privilege): Privilege => ({
    ...privilege,
    roles: privilege.roles.filter(has(built.roles)),
    modules: privilege.modules.filter(has(built.modules)).filter((module) => {
      const free = !taken.has(module);
      taken.add(module);
      return free;
    }),
  }));
  return {
    ...built,
    privileges: kept,
    clients: built.clients.map((client) => ({
      ...client,
      roles: client.roles.filter(has(built.roles)),
      privileges: client.privileges.filter(has(built.privileges)),
    })),
  };
}

function has(items: readonly { readonly name: string }[]): (name: string) => boolean {
  const names = new Set(items.map(({ name }) => name));
  return (name) => names.has(name);
}

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
  checkDiff(base.client("c"), base.client("c", { description: "new" }), [
    "deleteClient",
    "registerClient",
  ]);
  checkDiff(base.module("m"), base.module("m", "/m/", { published: false }), ["publishModule"]);
});

test("a built-in role is neither created nor deleted", () => {
  checkDiff(catalog().role("SQL Developer", { builtIn: true }), catalog(), []);
  checkDiff(catalog(), catalog().role("SQL Developer", { builtIn: true }), []);
});

test("a handler whose source has not been read is left out", () => {
  const unread = catalog().module("m").handler("GET", "t", { source: undefined });
  checkDiff(catalog(), unread, ["defineModule", "defineTemplate"]);
});
