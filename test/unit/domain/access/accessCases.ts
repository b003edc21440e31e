import fc from "fast-check";
import type { Caller } from "../../../../src/domain/access/caller.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { clientName, roleName } from "../../../../src/domain/model/names.ts";
import { catalog, type CatalogBuilder } from "../../../support/catalogBuilder.ts";

/** Few of everything, so that rows meet: patterns that overlap, tie and miss by a slash or a letter's case. */
const roles = ["R1", "R2"];
const patterns = [
  "/*",
  "/m/*",
  "/m/x",
  "/m/x/*",
  "/M/*",
  "/m/x/1",
  "m/*",
  "/m/*/y",
  "/n/*",
  "/o/*",
];
const templates = ["x", "x/", "x/:id", "x/1", "x/:id/y"];

const someRoles = fc.subarray(roles).map((all) => all.map(roleName));
const privilege = fc.record({
  roles: fc.subarray([...roles, "SQL Developer"]),
  patterns: fc.subarray(patterns, { maxLength: 3 }),
  modules: fc.subarray(["m", "n"], { maxLength: 1 }),
});
const client = fc.record({
  roles: fc.subarray(roles),
  privileges: fc.subarray(["p1", "p2", "p3"]),
  grantType: fc.constantFrom("client_credentials" as const, "authorization_code" as const),
});

/** Small schemas in which the rules of access meet each other. */
export const accessCatalogs: fc.Arbitrary<Catalog> = fc
  .record({
    m: fc.subarray(templates, { minLength: 1 }),
    n: fc.subarray(templates),
    published: fc.boolean(),
    nested: fc.boolean(),
    privileges: fc.array(privilege, { maxLength: 3 }),
    clients: fc.array(client, { maxLength: 2 }),
    secured: fc.constantFrom(undefined, true, false),
    profile: fc.constantFrom(undefined, "scopes", "roles"),
    lacks: fc.constantFrom(undefined, undefined, undefined, "CLIENT_ROLES", "PRIVILEGE_ROLES"),
  })
  .map((facts) => {
    let built: CatalogBuilder = catalog().module("m", "/m/");
    for (const one of facts.m) built = built.handler("GET", one).handler("POST", one);
    built = built.module("n", facts.nested ? "/m/x/" : "/n/", { published: facts.published });
    for (const one of facts.n) built = built.handler("GET", one);
    for (const [place, one] of facts.privileges.entries()) {
      built = built.privilege(`p${place + 1}`, one);
    }
    for (const role of roles) built = built.role(role);
    for (const [place, one] of facts.clients.entries()) built = built.client(`c${place}`, one);
    if (facts.secured !== undefined) {
      built = built.object("O", {
        alias: "o",
        type: "TABLE",
        requiresAuthorization: facts.secured,
      });
    }
    if (facts.profile) {
      built = built.jwtProfile({ roleClaimName: facts.profile === "roles" ? "/roles" : undefined });
    }
    if (facts.lacks) built = built.problem(`USER_ORDS_${facts.lacks}`, "No.");
    return built.build();
  });

/** Of every kind; some clients are not there. */
export const accessCallers: fc.Arbitrary<Caller> = fc.oneof(
  fc.constant<Caller>({ kind: "anonymous" }),
  fc.constantFrom("c0", "c1").map((name): Caller => ({ kind: "client", name: clientName(name) })),
  someRoles.map((all): Caller => ({ kind: "user", roles: all })),
  someRoles.map((all): Caller => ({ kind: "endUser", client: clientName("c0"), roles: all })),
  fc
    .record({ roles: someRoles, scopes: fc.subarray(["p1", "p2", "P3"]) })
    .map((all): Caller => ({ kind: "jwt", ...all })),
);

/** At, near and off the endpoints. */
export const accessCalls: fc.Arbitrary<{ readonly method: string; readonly path: string }> =
  fc.record({
    method: fc.constantFrom("GET", "POST", "DELETE"),
    path: fc.constantFrom(
      "/m/x",
      "/m/x/",
      "/m/x/1",
      "/m/x/2",
      "/m/x/2/y",
      "/m/%78",
      "/n/x",
      "/o/",
      "/o/7",
      "/M/x",
      "/_/sql",
      "/soda/latest/z",
      "/metadata-catalog/",
      "/none",
    ),
  });
