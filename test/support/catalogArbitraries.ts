import fc from "fast-check";
import type { Catalog, Privilege } from "../../src/domain/model/catalog.ts";
import { catalog, type CatalogBuilder } from "./catalogBuilder.ts";

/** Few, so that they meet each other, and as hard to write as names can be. */
const few = fc.constantFrom("a", 'it\'s "b" &b\nÄ한😀', "c".repeat(4000));
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
      grantType: fc.constantFrom("client_credentials", "implicit"),
      description: word,
      supportUri: word,
      originsAllowed: some,
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
export const anyCatalog: fc.Arbitrary<Catalog> = fc
  .record({
    alias: few,
    enabled: fc.boolean(),
    roles: some,
    issuer: word,
    modules,
    privileges,
    clients,
    objects,
  })
  .map(({ alias, enabled, roles, issuer, ...parts }) => {
    const start = roles.reduce(
      (builder, name) => builder.role(name),
      catalog().schema({ alias, enabled }).role("SQL Developer", { builtIn: true }),
    );
    const built = issuer === undefined ? start : start.jwtProfile({ issuer });
    const steps = [parts.modules, parts.privileges, parts.clients, parts.objects].flat();
    return consistent(steps.reduce((builder, step) => step(builder), built).build());
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

/** The same catalog with the lists in another order, as another query may give them. */
export function shuffled(original: Catalog): fc.Arbitrary<Catalog> {
  const mix = <T>(items: readonly T[]): fc.Arbitrary<readonly T[]> =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
  const privileges = original.privileges.map((privilege) =>
    fc.record({
      ...constants(privilege),
      roles: mix(privilege.roles),
      patterns: mix(privilege.patterns),
      modules: mix(privilege.modules),
    }),
  );
  const clients = original.clients.map((client) =>
    fc.record({
      ...constants(client),
      roles: mix(client.roles),
      privileges: mix(client.privileges),
    }),
  );
  return fc.record({
    ...constants(original),
    roles: mix(original.roles),
    modules: mix(original.modules),
    objects: mix(original.objects),
    privileges: fc.tuple(...privileges).chain(mix),
    clients: fc.tuple(...clients).chain(mix),
  });
}

function constants<T extends object>(value: T): { readonly [K in keyof T]: fc.Arbitrary<T[K]> } {
  const entries = Object.entries(value).map(([key, one]) => [key, fc.constant(one)]);
  return Object.fromEntries(entries) as { readonly [K in keyof T]: fc.Arbitrary<T[K]> };
}
