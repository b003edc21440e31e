import { expect, test } from "vitest";
import { applyWithRenames } from "../../../../src/domain/model/applyWithRenames.ts";
import type { FindingSeverities } from "../../../../src/domain/lint/withSeverities.ts";
import type { Change } from "../../../../src/domain/model/change.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
} from "../../../../src/domain/model/names.ts";
import { findingsChanged } from "../../../../src/features/language/findingsChanged.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

const hr = catalog()
  .role("HR")
  .role("Idle")
  .module("open")
  .handler("POST", "x")
  .module("hr")
  .handler("GET", "x")
  .privilege("hr.read", { roles: ["HR"], modules: ["hr"] })
  .privilege("empty", { roles: ["HR"] })
  .client("bare")
  .build();

function changed(...changes: readonly Change[]) {
  return changedAs({}, ...changes);
}

function changedAs(severities: FindingSeverities, ...changes: readonly Change[]) {
  const { after, renames } = applyWithRenames(hr, changes);
  const { introduced, solved } = findingsChanged(hr, after, { now: 0, severities, renames });
  return { introduced: introduced.map(({ key }) => key), solved: solved.map(({ key }) => key) };
}

test("what opens is found, and what is closed is settled", () => {
  const { introduced } = changed({ kind: "deletePrivilege", name: privilegeName("hr.read") });
  expect(introduced).toContainEqual(expect.stringMatching(/^publicHandler:/));
  const { solved } = changed({ kind: "deleteModule", name: moduleName("open") });
  expect(solved).toContainEqual(expect.stringMatching(/^public/));
});

test("a finding stays what it is when the thing that it is about gets another name", () => {
  expect(
    changed(
      {
        kind: "renameModule",
        name: moduleName("open"),
        newName: moduleName("free"),
        newBasePath: undefined,
      },
      { kind: "renameClient", name: clientName("bare"), newName: clientName("naked") },
      { kind: "renameRole", name: roleName("Idle"), newName: roleName("Unused") },
      { kind: "renamePrivilege", name: privilegeName("empty"), newName: privilegeName("void") },
    ),
  ).toEqual({ introduced: [], solved: [] });
  // It is not for want of findings.
  expect(changed({ kind: "deleteClient", name: clientName("bare") }).solved).not.toEqual([]);
  expect(changed({ kind: "deletePrivilege", name: privilegeName("empty") }).solved).not.toEqual([]);
});

test("of a rule that is off nothing is told", () => {
  const open: Change = { kind: "deletePrivilege", name: privilegeName("hr.read") };
  expect(changedAs({ publicHandler: "off" }, open).introduced).toEqual([]);
  expect(changedAs({ publicWrite: "off" }, open).introduced).not.toEqual([]);
});
