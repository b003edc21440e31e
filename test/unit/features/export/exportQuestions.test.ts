import { expect, test } from "vitest";
import {
  type ExportContext,
  exportOptionsIn,
  exportQuestions,
} from "../../../../src/features/export/exportQuestions.ts";
import { emptyCatalog, sampleCatalog } from "../sampleCatalog.ts";

const dialect = { api: "oauth", schema: "HR" } as const;
const palette: ExportContext = { catalog: sampleCatalog, dialect, scope: undefined };

test("in the palette it is asked what, how often, and for which releases", () => {
  expect(ids(palette)).toEqual(["scope", "runs", "api"]);
});

test("where nothing depends on it the dialect is not asked for", () => {
  expect(ids(palette, { scope: "roles" })).toEqual(["scope", "runs"]);
  expect(ids({ ...palette, catalog: emptyCatalog })).toEqual(["scope", "runs"]);
  expect(ids({ ...palette, scope: { kind: "group", group: "clients" } })).toEqual(["runs", "api"]);
});

test("the dialect of the schema comes first", () => {
  const question = exportQuestions(palette, {}).find(({ id }) => id === "api");
  expect(question?.options.map(({ value, description }) => [value, description])).toEqual([
    ["oauth", "as here"],
    ["ordsSecurity", undefined],
  ]);
});

test("the answers become options", () => {
  expect(exportOptionsIn(palette, { scope: "schema", runs: "again", api: "ordsSecurity" })).toEqual(
    {
      scope: { kind: "schema" },
      dialect: { api: "ordsSecurity", schema: "HR" },
      runs: "again",
    },
  );
  expect(exportOptionsIn(palette, { scope: "modules", runs: "once" })).toEqual({
    scope: { kind: "group", group: "modules" },
    dialect,
    runs: "once",
  });
});

function ids(context: ExportContext, answers = {}): readonly string[] {
  return exportQuestions(context, answers).map(({ id }) => id);
}
