import { expect, test } from "vitest";
import { indexCatalog } from "../../../../src/domain/model/catalogIndex.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../../src/domain/model/names.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

const built = catalog()
  .module("hr")
  .role("HR")
  .role("Other")
  .privilege("p", { roles: ["HR"], patterns: ["/a"], modules: ["hr"] })
  .privilege("q", { roles: ["HR", "Other"], patterns: ["/a"] })
  .client("c", { roles: ["HR", "gone"], privileges: ["p"] })
  .client("d", { roles: ["HR"] })
  .build();
const index = indexCatalog(built);
const names = (items: readonly { readonly name: string }[]) => items.map(({ name }) => name);

test("finds each thing by its name", () => {
  expect(index.privilegeByName(privilegeName("p"))?.patterns).toEqual(["/a"]);
  expect(index.roleByName(roleName("Other"))?.name).toBe("Other");
  expect(index.clientByName(clientName("c"))?.clientId).toBe("c-id");
  expect(index.moduleByName(moduleName("hr"))?.basePath).toBe("/hr/");
});

test("names are case-sensitive, and what does not exist is undefined", () => {
  expect(index.roleByName(roleName("hr"))).toBeUndefined();
  expect(index.privilegeByName(privilegeName("toString"))).toBeUndefined();
});

test("finds what belongs together, in the catalog's order", () => {
  expect(names(index.privilegesOfModule(moduleName("hr")))).toEqual(["p"]);
  expect(names(index.privilegesOfRole(roleName("HR")))).toEqual(["p", "q"]);
  expect(names(index.privilegesOfPattern(uriPattern("/a")))).toEqual(["p", "q"]);
  expect(names(index.clientsOfRole(roleName("HR")))).toEqual(["c", "d"]);
  expect(names(index.clientsOfPrivilege(privilegeName("p")))).toEqual(["c"]);
  expect(index.clientsOfRole(roleName("Other"))).toEqual([]);
});

test("the roles of a client are those that the catalog holds", () => {
  expect(names(index.rolesOfClient(clientName("c")))).toEqual(["HR"]);
  expect(index.rolesOfClient(clientName("nobody"))).toEqual([]);
});

test("is built once for each catalog", () => {
  expect(indexCatalog(built)).toBe(index);
  expect(indexCatalog({ ...built })).not.toBe(index);
});
