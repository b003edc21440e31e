import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import { assumptions } from "../../../../src/domain/access/assumptions.ts";
import { allRules } from "../../../../src/domain/lint/allRules.ts";
import { severities } from "../../../../src/domain/lint/finding.ts";
import { findingsOf } from "../../../../src/domain/lint/findingsOf.ts";
import { ruleIds } from "../../../../src/domain/lint/rule.ts";
import { anyCatalog, shuffled } from "../../../support/catalogArbitraries.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { tidyCatalog } from "../../../support/tidyCatalog.ts";
import { accessCatalogs } from "../access/accessCases.ts";
import { fixtureDay, parseFindingCases, writeFindingCases } from "../../../support/findingCases.ts";

const folder = "test/fixtures/findings";
const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));

test("folder, list and ids of the rules agree", () => {
  const inFolder = readdirSync("src/domain/lint/rules").map((file) => file.replace(/\.ts$/, ""));
  expect(allRules.map(({ id }) => id)).toEqual([...ruleIds]);
  expect([...ruleIds].toSorted()).toEqual(inFolder.toSorted());
});

test("every rule has a fixture of its own, which shows what it finds and what it leaves alone", () => {
  for (const id of ruleIds) {
    expect(files, id).toContain(`${id}.txt`);
    const cases = parseFindingCases(readFileSync(`${folder}/${id}.txt`, "utf8"));
    const found = cases.map(({ catalog: schema }) =>
      findingsOf(indexAccess(schema), fixtureDay).filter(({ rule }) => rule === id),
    );
    expect(
      found.some((one) => one.length > 0),
      `${id} finds`,
    ).toBe(true);
    expect(
      found.some((one) => one.length === 0),
      `${id} is quiet`,
    ).toBe(true);
  }
});

describe("what is found", () => {
  test.each(files)("%s", (file) => {
    const path = `${folder}/${file}`;
    const text = readFileSync(path, "utf8");
    const shown = writeFindingCases(text);
    if (process.env["UPDATE"] === "1") writeFileSync(path, shown);
    expect(shown).toBe(process.env["UPDATE"] === "1" ? shown : text);
  });
});

test("rules have a title and a reason", () => {
  for (const { id, title, why } of allRules) {
    expect(title, id).toMatch(/^[A-Z].*[^.]$/);
    expect(why, id).toMatch(/^[A-Z/:].*\.$/);
  }
});

test("findings of any catalog are well-formed, have keys of their own and an order that rows do not change", () => {
  fc.assert(
    fc.property(
      fc
        .oneof(anyCatalog, accessCatalogs)
        .chain((one) => fc.tuple(fc.constant(one), shuffled(one))),
      ([one, mixed]) => {
        const found = findingsOf(indexAccess(one), fixtureDay);
        const keys = found.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        const ranks = found.map(({ severity }) => severities.indexOf(severity));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        for (const { message, assumptions: ids } of found) {
          expect(message).toMatch(/\S/);
          expect(ids.filter((id) => !(id in assumptions))).toEqual([]);
        }
        const again = findingsOf(indexAccess(mixed), fixtureDay);
        expect(again.map(({ key, severity }) => [severity, key])).toEqual(
          found.map(({ key, severity }) => [severity, key]),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test("of privileges on the same paths a finding names the same one, however their rows are ordered", () => {
  const privileges = ["a", "b"].map((name) => ({ name, patterns: ["/m/x/*"] }));
  const named = [privileges, privileges.toReversed()].map((all) => {
    const module = catalog().module("m", "/m/").handler("GET", "x");
    const built = all.reduce(
      (builder, { name, ...facts }) => builder.privilege(name, facts),
      module,
    );
    return findingsOf(indexAccess(built.build()), fixtureDay).map(({ key }) => key);
  });
  expect(named[0]).toContain("barePathOpen:mapping/a/%2Fm%2Fx%2F*");
  expect(named[1]).toEqual(named[0]);
});

test("a tidy schema has none", () => {
  expect(findingsOf(indexAccess(tidyCatalog), fixtureDay)).toEqual([]);
});

test("where nothing could be read, nothing is said of it", () => {
  const views =
    "MODULES TEMPLATES HANDLERS ENABLED_OBJECTS PRIVILEGES PRIVILEGE_MAPPINGS PRIVILEGE_MODULES PRIVILEGE_ROLES ROLES CLIENTS CLIENT_ROLES CLIENT_PRIVILEGES JWT_PROFILE";
  const schema = views
    .split(" ")
    .reduce(
      (builder, view) => builder.problem(`USER_ORDS_${view}`, "Not readable."),
      catalog()
        .module("hr")
        .handler("POST", "emp/")
        .object("EMP")
        .role("Clerk")
        .privilege("hr.read", { roles: ["Gone"] })
        .privilege("hr.all", { patterns: ["/none/*"] })
        .client("payroll")
        .client("web", { grantType: "authorization_code" }),
    )
    .build();
  expect(findingsOf(indexAccess(schema), fixtureDay)).toEqual([]);
});

test("what the product makes for itself is left alone", () => {
  const schema = catalog()
    .schema({ autoRestAuth: true })
    .role("SQL Developer", { builtIn: true })
    .role("oracle.dbtools.role.autorest.HR", { builtIn: true })
    .role("oracle.dbtools.role.autorest.any.HR", { builtIn: true })
    .privilege("oracle.dbtools.autorest.privilege.HR", {
      roles: ["oracle.dbtools.autorest.any.schema", "oracle.dbtools.role.autorest.HR"],
      patterns: ["/metadata-catalog/*"],
    })
    .privilege("oracle.soda.privilege.developer", {
      roles: ["SODA Developer"],
      patterns: ["/soda/*"],
    })
    .build();
  expect(findingsOf(indexAccess(schema), fixtureDay)).toEqual([]);
});
