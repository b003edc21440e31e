import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import type { Caller } from "../../../../src/domain/access/caller.ts";
import { evaluateAccess } from "../../../../src/domain/access/evaluateAccess.ts";
import { waysToAllow, waysToForbid, type Way } from "../../../../src/domain/access/waysToChange.ts";
import { applyChanges } from "../../../../src/domain/model/applyChange.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { clientName, roleName } from "../../../../src/domain/model/names.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { accessCallers, accessCalls, accessCatalogs } from "./accessCases.ts";

const anonymous: Caller = { kind: "anonymous" };
const payroll: Caller = { kind: "client", name: clientName("payroll") };
const employees = { method: "GET", path: "/hr/employees/" };
const hr = catalog()
  .module("hr", "/hr/")
  .handler("GET", "employees/")
  .handler("POST", "employees/");
const secured = hr
  .role("HR Reader")
  .privilege("hr.read", { roles: ["HR Reader"], patterns: ["/hr/*"] })
  .client("payroll");

describe("what would allow a call", () => {
  test("a role for the client", () => {
    expect(labels(waysToAllow(indexAccess(secured.build()), payroll, employees))).toEqual([
      "Grant role HR Reader to client payroll",
    ]);
  });

  test("a role that does not exist is created first", () => {
    const built = hr
      .privilege("p", { roles: ["New"], modules: ["hr"] })
      .client("payroll")
      .build();
    const [way] = waysToAllow(indexAccess(built), payroll, employees);
    expect(way?.changes.map(({ kind }) => kind)).toEqual(["createRole", "grantClientRole"]);
  });

  test("each of several roles is a way of its own", () => {
    const built = hr
      .role("A")
      .role("B")
      .privilege("p", { roles: ["A", "B"], modules: ["hr"] })
      .client("payroll")
      .build();
    expect(labels(waysToAllow(indexAccess(built), payroll, employees))).toEqual([
      "Grant role A to client payroll",
      "Grant role B to client payroll",
    ]);
  });

  test("a role of the product that opens far more is offered only where there is no other, with a word about it", () => {
    const privileged = (roles: readonly string[]) =>
      indexAccess(
        hr
          .role("SQL Developer", { builtIn: true })
          .privilege("p", { roles, patterns: ["/hr/*"] })
          .client("payroll")
          .build(),
      );
    const both = waysToAllow(privileged(["SQL Developer", "Clerk"]), payroll, employees);
    expect(labels(both)).toEqual(["Grant role Clerk to client payroll"]);
    expect(both[0]?.changes.map(({ kind }) => kind)).toEqual(["createRole", "grantClientRole"]);
    const [only] = waysToAllow(privileged(["SQL Developer"]), payroll, employees);
    expect(only?.label).toBe("Grant role SQL Developer to client payroll");
    expect(only?.warning).toBe(
      "The client can then run any SQL in the schema, where REST-Enabled SQL is switched on.",
    );
  });

  test("a role that several privileges are to accept is created once", () => {
    const built = hr
      .privilege("a", { roles: ["A"], patterns: ["/hr/*"] })
      .privilege("b", { roles: ["B"], patterns: ["/hr/*"] })
      .build();
    const person: Caller = { kind: "user", roles: [roleName("Clerk")] };
    const ways = waysToAllow(indexAccess(built), person, employees);
    const way = ways.find(({ label }) => label === "Let privileges a and b accept role Clerk");
    expect(way?.changes.map(({ kind }) => kind)).toEqual([
      "createRole",
      "definePrivilege",
      "definePrivilege",
    ]);
  });

  test("two equal patterns need both roles", () => {
    const built = secured
      .role("Pay")
      .privilege("pay", { roles: ["Pay"], patterns: ["/hr/*"] })
      .build();
    expect(labels(waysToAllow(indexAccess(built), payroll, employees))).toEqual([
      "Grant roles HR Reader and Pay to client payroll",
    ]);
  });

  test("nobody without a token gets in unless everybody may", () => {
    const [way, ...more] = waysToAllow(indexAccess(secured.build()), anonymous, employees);
    expect(more).toEqual([]);
    expect(way?.label).toBe("Take privilege hr.read away from the path");
    expect(way?.warning).toContain("Everybody may call it then");
  });

  test("an AutoREST object no longer asks for authorization, whether its privilege is shown or not", () => {
    const built = catalog().object("EMP", { alias: "emp", requiresAuthorization: true });
    const own = "oracle.dbtools.autorest.privilege.HR.EMP";
    for (const schema of [built, built.privilege(own, { roles: ["R"], patterns: ["/emp/*"] })]) {
      const index = indexAccess(schema.build());
      const [way] = waysToAllow(index, anonymous, { method: "GET", path: "/emp/" });
      expect(way?.changes).toMatchObject([{ kind: "enableObject", requiresAuthorization: false }]);
    }
  });

  test("the metadata catalog no longer asks for authorization, whether its privilege is shown or not", () => {
    const built = hr.schema({ autoRestAuth: true });
    const own = "oracle.dbtools.autorest.privilege.HR";
    const shown = built.privilege(own, { roles: ["R"], patterns: ["/metadata-catalog/*"] });
    for (const schema of [built, shown]) {
      const call = { method: "GET", path: "/metadata-catalog/" };
      const [way] = waysToAllow(indexAccess(schema.build()), anonymous, call);
      expect(way?.changes).toMatchObject([{ kind: "enableSchema", autoRestAuth: false }]);
    }
  });

  test("a module that is not published is published, and the role granted", () => {
    const built = catalog()
      .module("hr", "/hr/", { published: false })
      .handler("GET", "employees/")
      .role("HR")
      .privilege("p", { roles: ["HR"], modules: ["hr"] })
      .client("payroll")
      .build();
    expect(labels(waysToAllow(indexAccess(built), payroll, employees))).toEqual([
      "Publish module hr, then grant role HR to client payroll",
    ]);
  });

  test("a client whose people sign in has to list the privilege", () => {
    const built = secured.client("web", { grantType: "authorization_code" }).build();
    const person: Caller = {
      kind: "endUser",
      client: clientName("web"),
      roles: [roleName("HR Reader")],
    };
    expect(labels(waysToAllow(indexAccess(built), person, employees))).toEqual([
      "Add privilege hr.read to the list of client web",
    ]);
  });

  test("a privilege without roles gets one, since otherwise it stays open", () => {
    const built = hr
      .privilege("any", { patterns: ["/hr/*"] })
      .client("payroll")
      .build();
    const [way] = waysToAllow(indexAccess(built), payroll, employees);
    expect(way?.changes.map(({ kind }) => kind)).toEqual([
      "createRole",
      "definePrivilege",
      "grantClientRole",
    ]);
  });

  test("nothing is offered where a handler is missing, or where it is allowed already", () => {
    const index = indexAccess(secured.build());
    expect(waysToAllow(index, payroll, { method: "GET", path: "/hr/none" })).toEqual([]);
    expect(waysToAllow(indexAccess(hr.build()), anonymous, employees)).toEqual([]);
  });
});

describe("what would forbid a call", () => {
  test("a public path is mapped to a privilege that is near, or its module is protected", () => {
    const built = hr
      .role("R")
      .privilege("near", { roles: ["R"], patterns: ["/hr/x/*"] })
      .build();
    expect(labels(waysToForbid(indexAccess(built), anonymous, employees))).toEqual([
      "Map privilege near to /hr/employees/",
      "Take module hr off line",
      "Protect module hr by a new privilege hr.access",
    ]);
  });

  test("a client loses its role", () => {
    const built = hr
      .role("R")
      .privilege("p", { roles: ["R"], patterns: ["/hr/*"] })
      .client("payroll", { roles: ["R"] })
      .build();
    expect(labels(waysToForbid(indexAccess(built), payroll, employees))[0]).toBe(
      "Revoke role R from client payroll",
    );
  });

  test("a client loses all roles that let it in", () => {
    const built = hr
      .role("A")
      .role("B")
      .privilege("p", { roles: ["A", "B"], patterns: ["/hr/*"] })
      .client("payroll", { roles: ["A", "B"] })
      .build();
    const ways = waysToForbid(indexAccess(built), payroll, employees);
    const way = ways.find(({ label }) => label === "Revoke roles A and B from client payroll");
    expect(way?.warning).toBe("The client loses everything else that asks for these roles, too.");
  });

  test("a privilege without roles asks for one, whoever it is that passes", () => {
    const built = hr
      .privilege("any", { patterns: ["/hr/*"] })
      .client("payroll", { privileges: ["any"] })
      .client("web", { grantType: "authorization_code", privileges: ["any"] })
      .build();
    const index = indexAccess(built);
    const asking = "Let privilege any ask for a new role any.access";
    const person: Caller = { kind: "endUser", client: clientName("web"), roles: [] };
    for (const caller of [payroll, person, { kind: "user", roles: [] } as const]) {
      const ways = waysToForbid(index, caller, employees);
      const way = ways.find(({ label }) => label === asking);
      expect(way?.changes.map(({ kind }) => kind)).toEqual(["createRole", "definePrivilege"]);
      expect(way?.warning).toBe(
        "Whoever calls what it protects has to be granted role any.access first.",
      );
    }
    expect(labels(waysToForbid(index, person, employees))).toContain(
      "Take privilege any off the list of client web",
    );
  });

  test("a privilege whose only role is one that every database user has asks for another", () => {
    const built = hr.privilege("p", { roles: ["SQL Developer"], patterns: ["/hr/*"] }).build();
    const user: Caller = { kind: "user", roles: [] };
    expect(labels(waysToForbid(indexAccess(built), user, employees))).toContain(
      "Let privilege p ask for a new role p.access instead",
    );
  });

  test("the metadata catalogs and SODA are protected although no module is behind them", () => {
    const index = indexAccess(hr.build());
    const waysAt = (path: string) =>
      labels(waysToForbid(index, anonymous, { method: "GET", path }));
    expect(waysAt("/metadata-catalog/")).toEqual([
      "Ask for authorization on the metadata catalog",
      "Protect /metadata-catalog/* by a new privilege metadata-catalog.access",
    ]);
    expect(waysAt("/open-api-catalog/hr/")).toEqual([
      "Protect /open-api-catalog/* by a new privilege open-api-catalog.access",
    ]);
    const mapped = hr.privilege("oracle.soda.privilege.developer", { roles: ["SODA Developer"] });
    const soda = { method: "GET", path: "/soda/latest/x" };
    expect(labels(waysToForbid(indexAccess(mapped.build()), anonymous, soda))).toEqual([
      "Map privilege oracle.soda.privilege.developer to /soda/* again",
      "Protect /soda/* by a new privilege soda.access",
    ]);
  });

  test("an AutoREST object asks for authorization", () => {
    const built = catalog().object("EMP", { alias: "emp" }).build();
    const [way] = waysToForbid(indexAccess(built), anonymous, { method: "GET", path: "/emp/" });
    expect(way?.label).toBe("Ask for authorization on EMP");
  });
});

test("after any way the call is decided as wished, and no change of it can be left out", () => {
  fc.assert(
    fc.property(accessCatalogs, accessCallers, accessCalls, (built, caller, call) => {
      const index = indexAccess(built);
      for (const { changes } of waysToAllow(index, caller, call)) {
        expect(presumedAfter(built, changes)(caller, call)).toBe("allowed");
      }
      for (const { changes } of waysToForbid(index, caller, call)) {
        expect(["denied", "notFound"]).toContain(presumedAfter(built, changes)(caller, call));
      }
    }),
    { numRuns: 2000 },
  );
});

function presumedAfter(built: Catalog, changes: Way["changes"]) {
  const index = indexAccess(applyChanges(built, changes));
  return (caller: Caller, call: { readonly method: string; readonly path: string }) =>
    evaluateAccess(index, caller, call).presumed;
}

function labels(ways: readonly Way[]): readonly string[] {
  return ways.map(({ label }) => label);
}
