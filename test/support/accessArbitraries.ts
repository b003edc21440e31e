import fc from "fast-check";
import type { Caller } from "../../src/domain/access/caller.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import { grantTypes, methods } from "../../src/domain/model/catalog.ts";
import { clientName, roleName, uriPattern } from "../../src/domain/model/names.ts";
import type { Call } from "./bruteForceAccess.ts";
import { catalog, type CatalogBuilder } from "./catalogBuilder.ts";

/**
 * Small schemas in which everything meets everything: few segments, so that patterns overlap, modules stand in each
 * other's paths, and names differ by case or by a slash.
 */

const segment = fc.constantFrom("a", "b", "c", "A");
const roles = ["R1", "R2", "r1", "SQL Developer"] as const;
const objectRoles = [
  "oracle.dbtools.role.autorest.HR.EMP",
  "oracle.dbtools.role.autorest.any.HR",
  "oracle.dbtools.role.autorest.HR",
  "oracle.dbtools.autorest.any.schema",
] as const;
const objectPrivilege = "oracle.dbtools.autorest.privilege.HR.EMP";
const privilegeNames = ["p1", "p2", "p3", "p4", objectPrivilege] as const;
const moduleNames = ["m1", "m2", "m3"] as const;
const clientNames = ["c1", "c2", "c3"] as const;

const someOf = <T>(items: readonly T[], most = 2) => fc.subarray([...items], { maxLength: most });

const basePath = fc.oneof(
  { weight: 4, arbitrary: fc.array(segment, { maxLength: 2 }).map((all) => rooted(all, "/")) },
  { weight: 1, arbitrary: segment },
);

const template = fc
  .tuple(
    fc.array(fc.oneof(segment, fc.constantFrom(":id", "{id}", ":one,:two")), { maxLength: 2 }),
    fc.constantFrom("", "", "/", "/*rest", "/:id?"),
  )
  .map(([parts, end]) => `${parts.join("/")}${end}`.replace(/^\//, ""));

const pattern = fc
  .tuple(
    fc.array(fc.oneof({ weight: 6, arbitrary: segment }, fc.constant("*")), { maxLength: 3 }),
    fc.constantFrom("", "/", "/*", "/*", "/*", "*", "b*"),
    fc.constantFrom("/", "/", "/", "/", ""),
  )
  .map(([parts, end, start]) => `${start}${parts.join("/")}${end}`.replace(/^\/\//, "/"))
  .filter((text) => text !== "");

type Step = (builder: CatalogBuilder) => CatalogBuilder;

const moduleStep = fc
  .record({
    name: fc.constantFrom(...moduleNames),
    basePath,
    published: mostly(true, false),
    handlers: fc.uniqueArray(
      fc.record({
        method: fc.constantFrom("GET", "GET", "POST", "DELETE"),
        template,
      }),
      { maxLength: 3, selector: ({ method, template: text }) => `${method} ${text}` },
    ),
    priority: fc.constantFrom(0, 0, 0, 7),
  })
  .map(
    ({ name, basePath: at, published, handlers, priority }): Step =>
      (builder) =>
        handlers.reduce(
          (built, { method, template: text }) => built.handler(method, text, { priority }),
          builder.module(name, at, { published }),
        ),
  );

const privilegeStep = fc
  .record({
    name: fc.constantFrom(...privilegeNames),
    roles: fc.oneof({ weight: 4, arbitrary: someOf(roles) }, someOf([...roles, ...objectRoles])),
    patterns: fc.array(pattern, { maxLength: 3 }),
    modules: someOf(moduleNames),
  })
  .map(
    ({ name, ...facts }): Step =>
      (builder) =>
        builder.privilege(name, facts),
  );

const clientStep = fc
  .record({
    name: fc.constantFrom(...clientNames),
    grantType: fc.oneof(
      { weight: 3, arbitrary: fc.constant("client_credentials" as const) },
      fc.constantFrom(...grantTypes),
    ),
    roles: someOf([...roles, ...objectRoles]),
    privileges: someOf(privilegeNames, 3),
  })
  .map(
    ({ name, ...facts }): Step =>
      (builder) =>
        builder.client(name, facts),
  );

const objectStep = fc
  .record({
    name: fc.constantFrom("EMP", "DEPT"),
    alias: fc.oneof(segment, fc.constant("emp")),
    type: mostly("TABLE", "VIEW", "PROCEDURE", "PACKAGE"),
    enabled: mostly(true, false),
    requiresAuthorization: fc.boolean(),
  })
  .map(
    ({ name, ...facts }): Step =>
      (builder) =>
        builder.object(name, facts),
  );

const jwtStep = fc.constantFrom<Step>(
  (builder) => builder,
  (builder) => builder.jwtProfile(),
  (builder) => builder.jwtProfile({ roleClaimName: "/roles" }),
);

const problemStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Step>((builder) => builder) },
  fc
    .constantFrom(
      "USER_ORDS_PRIVILEGES",
      "USER_ORDS_PRIVILEGE_MAPPINGS",
      "USER_ORDS_PRIVILEGE_MODULES",
      "USER_ORDS_PRIVILEGE_ROLES",
      "USER_ORDS_CLIENT_ROLES",
      "USER_ORDS_ROLES",
    )
    .map(
      (view): Step =>
        (builder) =>
          builder.problem(view, "It could not be read."),
    ),
);

const schemaStep = fc
  .record({ enabled: fc.integer({ min: 0, max: 19 }), autoRestAuth: mostly(false, true) })
  .map(
    ({ enabled, autoRestAuth }): Step =>
      (builder) =>
        builder.schema({ enabled: enabled > 0, autoRestAuth }),
  );

const parts = fc
  .tuple(
    fc.array(moduleStep, { minLength: 1, maxLength: 3 }),
    fc.array(privilegeStep, { maxLength: 5 }),
    fc.array(clientStep, { maxLength: 3 }),
    fc.array(objectStep, { maxLength: 2 }),
  )
  .map((all) => all.flat());

/** What a catalog as it was read can hold, whatever a database would have refused. */
export const nastyCatalog: fc.Arbitrary<Catalog> = fc
  .tuple(schemaStep, parts, jwtStep, problemStep)
  .map(([schema, steps, jwt, problem]) =>
    onlyFirst([schema, ...steps, jwt, problem].reduce((built, step) => step(built), catalog())),
  )
  .chain((built) =>
    fc.array(nearPattern(built), { maxLength: 2 }).map((near) => withPatterns(built, near)),
  );

/** A pattern that hits a path of the schema, or misses it by little. */
function nearPattern(built: Catalog): fc.Arbitrary<string> {
  const path = fc
    .tuple(fc.constantFrom(...pathsOf(built)), fc.constantFrom("a", "b", "x"))
    .map(([route, value]) => withValue(route, value));
  return fc.tuple(path, fc.constantFrom(...asPatterns)).map(([text, toPattern]) => toPattern(text));
}

const asPatterns = [
  (path: string) => path,
  (path: string) => (path.endsWith("/") ? path.slice(0, -1) : `${path}/`),
  (path: string) => `${path.replace(/\/$/, "")}/*`,
  (path: string) => `${path.slice(0, -1)}*`,
  (path: string) => path.slice(1),
  (path: string) => path.toUpperCase(),
  (path: string) => path.replace(/[^/]+/, "*"),
  (path: string) => `/*${path}`,
].map((toPattern) => (path: string) => toPattern(path) || "/");

function withPatterns(built: Catalog, near: readonly string[]): Catalog {
  return {
    ...built,
    privileges: built.privileges.map((privilege, position) => {
      const more = near[position];
      return more === undefined
        ? privilege
        : { ...privilege, patterns: [...privilege.patterns, uriPattern(more)] };
    }),
  };
}

/** The routes of the schema and of ORDS below it. */
function pathsOf({ modules, objects }: Catalog): readonly string[] {
  return [
    ...modules.flatMap(({ basePath: at, templates }) =>
      templates.map(({ uriTemplate }) => `/${at}/${uriTemplate}`),
    ),
    ...objects.flatMap(({ alias }) => [`/${alias}/`, `/${alias}/:id`]),
    "/metadata-catalog/",
    "/metadata-catalog/emp/",
    "/open-api-catalog/",
  ].map((path) => path.replaceAll(/\/+/g, "/"));
}

/** A path of a route, every variable with the same value. */
export function withValue(route: string, value: string): string {
  return route.replaceAll(":one,:two", "a,b").replaceAll(/[:*]\w+\??|\{\w+\}/g, value);
}

/** Names are unique, and templates within their module have one priority. */
function onlyFirst(builder: CatalogBuilder): Catalog {
  const built = builder.build();
  return {
    ...built,
    modules: firstOf(built.modules, ({ name }) => name),
    privileges: firstOf(built.privileges, ({ name }) => name),
    clients: firstOf(built.clients, ({ name }) => name),
    objects: firstOf(built.objects, ({ name }) => name),
  };
}

/** Of those that have the same key, the first. */
export function firstOf<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)));
}

export const anyCaller: fc.Arbitrary<Caller> = fc.oneof(
  fc.constant<Caller>({ kind: "anonymous" }),
  fc
    .constantFrom(...clientNames, "nobody")
    .map((name): Caller => ({ kind: "client", name: clientName(name) })),
  someOf([...roles, ...objectRoles]).map((held): Caller => ({
    kind: "user",
    roles: held.map(roleName),
  })),
  fc
    .record({
      client: fc.constantFrom(...clientNames),
      held: someOf([...roles, ...objectRoles]),
    })
    .map(({ client, held }): Caller => {
      return { kind: "endUser", client: clientName(client), roles: held.map(roleName) };
    }),
  fc
    .record({ scopes: someOf([...privilegeNames, "P1"]), held: someOf([...roles, ...objectRoles]) })
    .map(({ scopes, held }): Caller => ({ kind: "jwt", scopes, roles: held.map(roleName) })),
);

/** At an endpoint of the schema, beside one, or anywhere. */
export function anyCall(built: Catalog): fc.Arbitrary<Call> {
  const method = fc.oneof(
    { weight: 3, arbitrary: fc.constant("GET") },
    fc.constantFrom(...methods),
  );
  const at = fc
    .tuple(fc.constantFrom(...pathsOf(built)), fc.constantFrom("a", "b", "c/b", "x", ""), nudge)
    .map(([path, value, move]) => move(withValue(path, value)));
  const off = fc
    .tuple(
      fc.array(fc.oneof(segment, fc.constantFrom("", "%61", "a%2Fb", "*", "%zz")), {
        maxLength: 4,
      }),
      fc.constantFrom("", "/", "?x=1"),
    )
    .map(([all, end]) => `/${all.join("/")}${end}`);
  const product = fc.constantFrom("/_/sql", "/_/other", "/soda/latest/a", "/soda/", "/oauth/token");
  return fc.record({
    method,
    path: fc.oneof(
      { weight: 8, arbitrary: at },
      { weight: 2, arbitrary: off },
      { weight: 1, arbitrary: product },
    ),
  });
}

const oneNudge = fc.constantFrom(
  (path: string) => `${path}/`,
  (path: string) => path.replace(/\/$/, ""),
  (path: string) => path.replace(/a/, "A"),
  (path: string) => path.replace(/a/, "%61"),
  (path: string) => path.replace(/\/(?=[^/]+$)/, "//"),
  (path: string) => (path.includes("?") ? path : `${path}?x=1`),
);

/** Two or three at once too: what an address is taken for may hang on how they meet. */
const nudge = fc.oneof(
  { weight: 6, arbitrary: fc.constant((path: string) => path) },
  oneNudge,
  fc
    .array(oneNudge, { minLength: 2, maxLength: 3 })
    .map((moves) => (path: string) => moves.reduce((moved, move) => move(moved), path)),
);

function rooted(segments: readonly string[], end: string): string {
  return segments.length === 0 ? "/" : `/${segments.join("/")}${end}`;
}

function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, fc.constantFrom(usual, ...others));
}
