import { expect, test } from "vitest";
import { csvLines } from "../../../../src/features/accessMatrix/csvLines.ts";
import { markdownLines } from "../../../../src/features/accessMatrix/markdownLines.ts";
import { wholeMatrix } from "../../../../src/features/accessMatrix/matrixQuery.ts";
import { selectView } from "../../../../src/features/accessMatrix/selectView.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { gridOf } from "./gridOf.ts";

const before = catalog()
  .module('=1, "hr"', "/hr/")
  .handler("GET", "a|b")
  .handler("POST", "a|b")
  .privilege("p", { roles: ["R"], patterns: ["/hr/*"] })
  .client("=cmd|' /C calc'!A0")
  .client("<b>x</b>\n| y", { roles: ["R"] })
  .build();
const after = { ...before, privileges: [] };

function sourceOf(grid: ReturnType<typeof gridOf>, otherName: string | undefined) {
  const view = selectView(grid, { ...wholeMatrix, text: "hr" });
  return { grid, view, title: "Who can call what: HR", otherName };
}

test("as CSV: quoted where it has to be, and nothing that a spreadsheet would run", () => {
  const lines = [...csvLines(sourceOf(gridOf(before), undefined))];
  expect(lines).toMatchInlineSnapshot(`
    [
      "Module,Method,Path,anonymous,client =cmd|' /C calc'!A0,"client ""<b>x</b>\\n| y""",a database user
    ",
      ""'=1, ""hr""",GET,/hr/a|b,denied,denied,allowed,denied
    ",
      ""'=1, ""hr""",POST,/hr/a|b,denied,denied,allowed,denied
    ",
    ]
  `);
});

test("no cell of a CSV begins as a formula does", () => {
  const text = [...csvLines(sourceOf(gridOf(before, after), "=TEST"))].join("");
  expect(text).toContain("=TEST: allowed");
  expect(text.match(/(^|,|\n)"?\s*[=+@-]/g)).toBeNull();
});

test("as Markdown: names are no markup and do not end a cell", () => {
  const lines = [...markdownLines(sourceOf(gridOf(before, after), "TEST"))];
  expect(lines.join("")).toMatchInlineSnapshot(`
    "# Who can call what: HR

    | Module | Method | Path | Where | anonymous | client =cmd\\|' /C calc'\\!A0 | client "\\<b\\>x\\</b\\>\\\\n\\| y" | a database user |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    | =1, "hr" | GET | /hr/a\\|b | both | denied; TEST: allowed | denied; TEST: allowed | allowed | denied; TEST: allowed |
    | =1, "hr" | POST | /hr/a\\|b | both | denied; TEST: allowed | denied; TEST: allowed | allowed | denied; TEST: allowed |
    "
  `);
});
