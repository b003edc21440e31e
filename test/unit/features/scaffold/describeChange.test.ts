import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "../../../../src/domain/model/change.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../../src/domain/model/names.ts";
import {
  describeChange,
  describeChanges,
} from "../../../../src/features/scaffold/describeChange.ts";
import { anyChange } from "../../../support/changeArbitraries.ts";

const [c, m, p, r] = [clientName("c"), moduleName("m"), privilegeName("p"), roleName("R")];

test.each<[Change, string]>([
  [{ kind: "createRole", name: roleName(" R ") }, 'Creates the role " R "'],
  [
    { kind: "setModulePrivilege", module: m, privilege: p },
    "Protects the module m with the privilege p",
  ],
  [
    { kind: "setModulePrivilege", module: m, privilege: null },
    "Takes its privilege away from the module m",
  ],
  [
    {
      kind: "createPrivilege",
      name: p,
      roles: [r, roleName("S")],
      label: undefined,
      description: undefined,
    },
    "Creates the privilege p, which asks for R or S",
  ],
  [
    { kind: "createPrivilege", name: p, roles: [], label: undefined, description: undefined },
    "Creates the privilege p, which asks for no role",
  ],
  [
    {
      kind: "createPrivilegeMapping",
      privilege: p,
      patterns: ["/a/*", "/b/*", "/c"].map(uriPattern),
    },
    "Maps the privilege p to /a/*, /b/* and /c",
  ],
  [
    { kind: "updateClientPrivileges", name: c, privileges: [] },
    "Empties the privilege list of the client c",
  ],
  [{ kind: "publishModule", name: m, published: false }, "Hides the module m"],
  [{ kind: "deleteClient", name: c }, "Deletes the client c; its tokens stop working"],
])("%j: %s", (change, words) => {
  expect(describeChange(change)).toBe(words);
});

test("every change has a sentence", () => {
  fc.assert(
    fc.property(anyChange, (change) => {
      expect(describeChange(change)).toMatch(/^[A-Z][A-Za-z-]+ /);
    }),
  );
});

test("several changes are told in their order, one a line", () => {
  const changes: Change[] = [
    { kind: "createRole", name: r },
    { kind: "grantClientRole", client: c, role: r },
  ];
  expect(describeChanges(changes)).toBe("Creates the role R.\nGrants the role R to the client c.");
});
