import { expect, test } from "vitest";
import { accessMatrixTexts as texts } from "../../../../src/features/accessMatrix/accessMatrixTexts.ts";
import { wholeMatrix } from "../../../../src/features/accessMatrix/matrixQuery.ts";
import { selectView } from "../../../../src/features/accessMatrix/selectView.ts";
import { activeAt, placeOf } from "../../../../src/webviews/accessMatrix/activePlace.ts";
import { icons } from "../../../../src/webviews/accessMatrix/cellWords.ts";
import { parseKept, toMemento } from "../../../../src/webviews/accessMatrix/pageState.ts";
import {
  toTableContent,
  type TableContent,
} from "../../../../src/webviews/accessMatrix/tableContent.ts";
import { measureTable } from "../../../../src/webviews/accessMatrix/tableMeasures.ts";
import { gridOf } from "../../features/accessMatrix/gridOf.ts";
import { sampleCatalog } from "../../features/sampleCatalog.ts";
import { readFileSync } from "node:fs";

const grid = gridOf(sampleCatalog);
const view = selectView(grid, wholeMatrix);
const content = contentOf([]);

test("a cell says its verdict in a word, a letter and a sentence", () => {
  const row = rowOf(content, "GET /hr/employees/");
  const portal = columnOf(content, "client portal");
  expect(content.cellAt(row, 0).here).toMatchObject({
    look: "denied",
    letter: "D",
    word: "Denied",
  });
  expect(content.describe(row, portal)).toBe("GET /hr/employees/, client portal: Unknown");
  expect(content.describe(row, -1)).toBe("GET /hr/employees/");
  expect(content.describe(-1, portal)).toBe("client portal");
});

test("a path is told from what the paths of its module begin with", () => {
  const line = content.rowAt(rowOf(content, "GET /hr/employees/:id"));
  expect(line).toMatchObject({ base: "/hr/", rest: "employees/:id", isPublic: false });
  expect(content.rowAt(rowOf(content, "GET /hr/departments/"))).toMatchObject({ isPublic: true });
});

test("a folded group keeps its line and its number", () => {
  const folded = contentOf(["hr"]);
  expect(folded.rows).toBe(content.rows - 5);
  expect(folded.rowAt(0)).toMatchObject({ kind: "group", endpoints: 5, isCollapsed: true });
  expect(folded.rowAt(1)).toMatchObject({ kind: "group", isCollapsed: false });
});

test("what differs is said of both catalogs", () => {
  const other = { ...sampleCatalog, privileges: [], modules: sampleCatalog.modules.slice(0, 1) };
  const both = gridOf(sampleCatalog, other);
  const compared = toTableContent({
    grid: both,
    view: selectView(both, wholeMatrix),
    texts,
    collapsed: new Set(),
    otherName: "TEST",
  });
  expect(compared.describe(rowOf(compared, "GET /hr/employees/"), 0)).toBe(
    "GET /hr/employees/, anonymous: Denied; in TEST: allowed",
  );
  expect(compared.describe(rowOf(compared, "GET /pay/runs/"), 0)).toBe(
    "GET /pay/runs/ (only here), anonymous: Denied; in TEST: not found",
  );
});

test("the keyboard finds back to its cell by names", () => {
  for (const place of [
    { row: 0, column: 0 },
    { row: 4, column: 3 },
    { row: content.rows - 1, column: content.columns },
  ]) {
    expect(placeOf(activeAt(place, content), content)).toEqual(place);
  }
  expect(placeOf({ row: "GET /gone", column: "client gone" }, content)).toEqual({
    row: 0,
    column: 0,
  });
});

test("what the page keeps is understood again, and nothing else is", () => {
  const kept = { collapsed: ["hr"], active: { row: "GET /x", column: undefined } };
  const memento = toMemento({
    model: { memento: { profile: "p1" } },
    kept,
  } as unknown as Parameters<typeof toMemento>[0]);
  expect(parseKept(structuredClone(memento))).toEqual(kept);
  const nothing = { collapsed: [], active: { row: undefined, column: undefined } };
  for (const value of [undefined, null, 7, "x", {}, { page: 7 }, { page: { collapsed: 7 } }]) {
    expect(parseKept(value)).toEqual(nothing);
  }
});

test("there are words where there is room, and letters where there is not", () => {
  const parts = { height: 600, fontSize: 13, isComparing: false, longestName: 80 };
  expect(measureTable({ ...parts, width: 1000, columns: 5 }).isRoomy).toBe(true);
  const narrow = measureTable({ ...parts, width: 1000, columns: 1000 });
  expect(narrow.isRoomy).toBe(false);
  expect(narrow.headerHeight).toBeLessThan(200);
  const phone = measureTable({ ...parts, width: 300, columns: 5 });
  expect(300 - phone.headerWidth).toBeGreaterThan(2 * phone.columnWidth);
});

test("the icons are those of the icon font", () => {
  const css = readFileSync("node_modules/@vscode/codicons/dist/codicon.css", "utf8");
  for (const [name, character] of Object.entries(icons)) {
    const code = character.charCodeAt(0).toString(16);
    expect(css).toContain(`.codicon-${name}:before { content: "\\${code}" }`);
  }
});

function contentOf(collapsed: readonly string[]): TableContent {
  return toTableContent({ grid, view, texts, collapsed: new Set(collapsed), otherName: "" });
}

function rowOf(table: TableContent, title: string): number {
  for (let row = 0; row < table.rows; row += 1) {
    const line = table.rowAt(row);
    if (line?.kind === "endpoint" && `${line.endpoint.method} ${line.endpoint.path}` === title) {
      return row;
    }
  }
  throw new Error(`No row is ${title}`);
}

function columnOf(table: TableContent, label: string): number {
  for (let column = 0; column < table.columns; column += 1) {
    if (table.callerLabel(column) === label) return column;
  }
  throw new Error(`No column is ${label}`);
}
