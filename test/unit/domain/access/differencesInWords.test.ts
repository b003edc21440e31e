import fc from "fast-check";
import { expect, test } from "vitest";
import { accessDifferences } from "../../../../src/domain/access/accessDifferences.ts";
import { callersInWords } from "../../../../src/domain/access/callersInWords.ts";
import type { Caller } from "../../../../src/domain/access/caller.ts";
import { differenceInWords } from "../../../../src/domain/access/differenceInWords.ts";
import { differencesInWords } from "../../../../src/domain/access/differencesInWords.ts";
import { applyChanges } from "../../../../src/domain/model/applyChange.ts";
import { clientName, roleName } from "../../../../src/domain/model/names.ts";
import { anyScript, anySecuredCatalog } from "../../../support/securedCatalogArbitraries.ts";

const roles = (...names: string[]) => names.map(roleName);
const client = (name: string): Caller => ({ kind: "client", name: clientName(name) });
const user = (...names: string[]): Caller => ({ kind: "user", roles: roles(...names) });
const through = (name: string, ...names: string[]): Caller => {
  return { kind: "endUser", client: clientName(name), roles: roles(...names) };
};
const token = (...scopes: string[]): Caller => ({ kind: "jwt", scopes, roles: [] });
const many = Array.from({ length: 9 }, (_, place) => client(`c${place}`));

test.each<[string, readonly Caller[], readonly Caller[], string]>([
  ["one client", [client("payroll")], [], "client payroll"],
  ["several clients", [client("b"), client("a")], [], "clients a and b"],
  ["many clients", many, [], "clients c0, c1, c2, c3, c4 and 4 more"],
  [
    "people of a role",
    [user("HR"), user("Pay")],
    [user()],
    "people who sign in with role HR or Pay",
  ],
  ["people without a role", [user()], [user("HR")], "people who sign in without role HR"],
  ["all people", [user(), user("HR")], [], "people who sign in"],
  [
    "people by both ways",
    [user("HR"), through("portal", "HR"), through("shop", "HR")],
    [user(), through("portal"), through("shop")],
    "people who sign in or use clients portal and shop with role HR",
  ],
  [
    "people who fare differently by way",
    [user("HR"), through("portal"), through("portal", "HR")],
    [user()],
    "people who sign in with role HR and people who use client portal",
  ],
  [
    "roles that ORDS makes",
    [user("oracle.dbtools.role.autorest.HR.JOBS"), user("HR")],
    [user()],
    "people who sign in with role HR or a role of AutoREST",
  ],
  ["tokens by scope", [token("hr.read")], [token()], "JWTs with scope hr.read"],
  [
    "a bit of everybody",
    [{ kind: "anonymous" }, client("payroll"), user(), token()],
    [],
    "anonymous, client payroll, people who sign in and JWTs",
  ],
])("%s", (_, callers, others, words) => {
  expect(callersInWords(callers, others).words).toBe(words);
});

test("on a line only as much is told as fits", () => {
  expect(callersInWords(many, [], "short").words).toBe("clients c0, c1 and 7 more");
  const all = [client("payroll"), user("HR"), through("portal", "HR"), token("hr.read")];
  expect(callersInWords(all, [user()], "short").words).toBe("client payroll and others");
});

test("each difference is told, and none by name that does not differ", () => {
  fc.assert(
    fc.property(anySecuredCatalog, anyScript, (before, changes) => {
      const differences = accessDifferences(before, applyChanges(before, changes));
      for (const one of differences.endpoints) {
        const words = differenceInWords(one);
        expect(words).toMatch(/(?: (?:is|becomes) public(?: as a whole)?|: \S.*)$/);
        expect(words).not.toMatch(/undefined|\(was \)|, ,|: ,/);
        for (const { name } of before.clients) {
          const isTold = [...one.callers.map(({ caller }) => caller), ...one.keepers].some(
            (caller) =>
              (caller.kind === "client" && caller.name === name) ||
              (caller.kind === "endUser" && caller.client === name),
          );
          if (!isTold) expect(words).not.toContain(` ${name} `);
        }
      }
      const text = differencesInWords(differences);
      expect(text === "").toBe(differences.endpoints.length === 0);
      expect(text.split("\n").every((line) => text === "" || line.endsWith("."))).toBe(true);
    }),
  );
});
