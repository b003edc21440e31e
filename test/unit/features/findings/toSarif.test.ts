import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Acceptance } from "../../../../src/domain/lint/acceptance.ts";
import type { FindingSeverities } from "../../../../src/domain/lint/withSeverities.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { schemaFindings } from "../../../../src/features/findings/schemaFindings.ts";
import { toSarif } from "../../../../src/features/findings/toSarif.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { fixtureDay, parseFindingCases } from "../../../support/findingCases.ts";
import { sarifProblems } from "../../../support/sarifProblems.ts";
import { tidyCatalog } from "../../../support/tidyCatalog.ts";

const folder = "test/fixtures/findings";
const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));

test.each(files)("what is found in %s is a log that the standard knows", (file) => {
  for (const { catalog: schema } of parseFindingCases(readFileSync(`${folder}/${file}`, "utf8"))) {
    expect(problemsOf(schema)).toEqual([]);
  }
});

test("so is one of a schema in order, of one that could not be read, and of one with strange names", () => {
  expect(problemsOf(tidyCatalog)).toEqual([]);
  const message = "USER_ORDS_PRIVILEGES could not be read: {0} [x](https://evil.example).";
  const problem = { subject: "USER_ORDS_PRIVILEGES", message, severity: "problem" } as const;
  expect(problemsOf({ ...tidyCatalog, problems: [problem] })).toEqual([]);
  expect(problemsOf(strange)).toEqual([]);
});

test("so is one with what was accepted, chosen and switched off", () => {
  const acceptances = [
    {
      schema: "HR",
      key: "publicWrite:module/hr",
      reason: "A demo",
      until: undefined,
      on: "2026-11-01",
    },
  ];
  const severities = { publicHandler: "error", implicitGrant: "off" } as const;
  const text = sarifOf(strange, acceptances, severities);
  expect(sarifProblems(JSON.parse(text))).toEqual([]);
  expect(text).toContain("A demo");
});

test("braces of a path stay braces, and a name is no link", () => {
  const text = sarifOf(strange);
  expect(text).toContain("/hr/{{id}}");
  expect(text).toContain(String.raw`[pay\\](https://evil.example)`);
});

test("logs of several schemas stand beside each other, and of one schema after each other", () => {
  const idOf = (name: string): unknown => {
    const { runs } = JSON.parse(sarifOf(catalog().schema({ name }).build())) as Log;
    return runs[0]?.automationDetails.id;
  };
  expect(idOf("HR")).toBe("ordsSecurity/HR/");
  expect(idOf("A/B")).toBe("ordsSecurity/A%2FB/");
});

interface Log {
  readonly runs: readonly { readonly automationDetails: { readonly id: string } }[];
}

const strange = catalog()
  .module("hr", "/hr/")
  .handler("POST", "{id}")
  .client("[pay](https://evil.example) {0}", { grantType: "implicit" })
  .build();

function problemsOf(schema: Catalog): readonly string[] {
  return sarifProblems(JSON.parse(sarifOf(schema)));
}

function sarifOf(
  schema: Catalog,
  acceptances: readonly Acceptance[] = [],
  severities: FindingSeverities = {},
): string {
  const facts = { acceptances, severities, now: fixtureDay };
  return toSarif(schemaFindings({ id: profileId("p"), name: "DB" }, schema, facts), "1.2.3");
}
