import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { allScaffolds } from "../../../../src/features/scaffold/allScaffolds.ts";
import { scaffoldIds } from "../../../../src/features/scaffold/scaffold.ts";
import { sampleCatalog } from "../sampleCatalog.ts";

const folder = fileURLToPath(
  new URL("../../../../src/features/scaffold/scaffolds", import.meta.url),
);

test("the list, the ids and the folder agree", () => {
  const files = readdirSync(folder).map((name) => name.replace(/\.ts$/, ""));
  expect(Object.keys(allScaffolds).toSorted()).toEqual(files.toSorted());
  expect([...scaffoldIds].toSorted()).toEqual(files.toSorted());
});

test.each(Object.entries(allScaffolds))(
  "%s is listed under its id and has words",
  (id, scaffold) => {
    expect(scaffold.id).toBe(id);
    expect(scaffold.title).toMatch(/^[A-Z].*[^.]$/);
    const dialect = { api: "ordsSecurity", schema: undefined } as const;
    const questions = scaffold.questions({ catalog: sampleCatalog, dialect }, {});
    expect(questions.length).toBeGreaterThan(0);
    expect(new Set(questions.map((question) => question.id)).size).toBe(questions.length);
    for (const { prompt } of questions) expect(prompt).toMatch(/^[A-Z].*[^.]$/);
  },
);
