import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { methods } from "../../src/domain/model/catalog.ts";
import { verdictOfCode } from "../../src/features/accessMatrix/cellCode.ts";
import { codeAt, type MatrixGrid } from "../../src/features/accessMatrix/matrixGrid.ts";
import { wholeMatrix } from "../../src/features/accessMatrix/matrixQuery.ts";
import { selectView, type MatrixView } from "../../src/features/accessMatrix/selectView.ts";
import { profileId } from "../../src/services/profiles/profile.ts";
import { largeAccess } from "../bench/largeAccess.ts";
import { openMatrixPage, postToMatrix } from "../support/openMatrixPage.ts";
import { gridOf } from "../unit/features/accessMatrix/gridOf.ts";
import { launchBrowser } from "../workbench/launchBrowser.ts";
import { takePicture } from "./support/takePicture.ts";

/** The page of the access matrix with more cells than a document could hold, without an editor around it. */

let browser: Browser;
let page: Page;
let grid: MatrixGrid;
let view: MatrixView;

beforeAll(async () => {
  const catalog = largeAccess({ clients: 1_000, endpoints: 10_000, privileges: 500 });
  grid = gridOf(catalog);
  view = selectView(grid, wholeMatrix);
  browser = await launchBrowser();
  page = await openMatrixPage(browser, { viewport: { width: 1000, height: 700 } });
  await postToMatrix(page, {
    kind: "model",
    model: {
      connection: { name: "PROD", schema: "HR" },
      notice: undefined,
      busy: false,
      query: wholeMatrix,
      queryVersion: 1,
      methods,
      callersShown: "All 1,002 callers",
      hasOwnCallers: false,
      comparison: undefined,
      counts: "10,000 endpoints",
      memento: {
        profile: profileId("p"),
        query: wholeMatrix,
        own: [],
        comparison: undefined,
      },
    },
  });
  await postToMatrix(page, { kind: "grid", id: 1, grid });
  await postToMatrix(page, { kind: "view", gridId: 1, view });
  await page.locator("td").first().waitFor();
});

afterAll(async () => {
  await browser?.close();
});

it("holds a screenful in the document and says how large the whole is", async () => {
  const table = page.getByRole("grid");
  expect(await table.getAttribute("aria-rowcount")).toBe(String(view.rows.length + 1));
  expect(await table.getAttribute("aria-colcount")).toBe(String(grid.callers.length + 1));
  expect(await page.locator("td").count()).toBeLessThan(1500);
});

it("shows the right verdicts wherever it is scrolled to", async () => {
  const height = view.rows.length * 24;
  for (const [top, left] of [
    [100, 0],
    [0, 333],
    [height / 2, 20_000],
    [height / 2 - 300, 20_100],
    [height, 50_000],
    [7, 7],
  ] as const) {
    await scrollTo(top, left);
    await expectInSight();
  }
  await takePicture(page, "large-matrix");
});

it("stands in the document in its order when it rests", async () => {
  await scrollTo(5000, 5000);
  await scrollTo(5300, 5200);
  await expect.poll(documentOrder).toBe("in order");
});

it("keeps the focus on its cell while the mouse scrolls it away", async () => {
  await scrollTo(0, 0);
  const cell = page.locator('tr[aria-rowindex="4"] td[aria-colindex="3"]');
  await cell.focus();
  await scrollTo(100_000, 20_000);
  await expect.poll(documentOrder).toBe("in order");
  expect(await focusedPlace()).toBe("4, 3");
  await page.keyboard.press("ArrowDown");
  expect(await focusedPlace()).toBe("5, 3");
  await expectInSight();
  expect(await page.locator(".scroller").evaluate((box) => box.scrollTop)).toBeLessThan(200);
});

it("is at the other end with one key, and back with another", async () => {
  await page.keyboard.press("Control+End");
  expect(await focusedPlace()).toBe(`${view.rows.length + 1}, ${grid.callers.length + 1}`);
  await expectInSight();
  await page.keyboard.press("Control+Home");
  expect(await focusedPlace()).toBe("1, 1");
  await expectInSight();
});

async function scrollTo(top: number, left: number): Promise<void> {
  await page.locator(".scroller").evaluate((box, to) => box.scrollTo(to), { top, left });
}

/** Every cell that is drawn is what the grid says, and what is in sight is drawn. */
async function expectInSight(): Promise<void> {
  await expect.poll(emptyPlaces).toBe(0);
  const cells = await page.locator("td").evaluateAll((all) =>
    all.map((cell) => ({
      row: Number(cell.parentElement?.getAttribute("aria-rowindex")) - 2,
      column: Number(cell.getAttribute("aria-colindex")) - 2,
      look: cell.className,
    })),
  );
  expect(cells.length).toBeGreaterThan(100);
  const wrong = cells.filter(({ row, column, look }) => {
    const code = codeAt(grid, view.rows[row] ?? -1, view.columns[column] ?? -1);
    return verdictOfCode(code) !== look;
  });
  expect(wrong).toEqual([]);
}

/** How many of some places in sight show no cell, no line of a group and no name. */
function emptyPlaces(): Promise<number> {
  return page.locator(".scroller").evaluate((box) => {
    const { left, top } = box.getBoundingClientRect();
    let empty = 0;
    for (let x = 10; x < box.clientWidth; x += 40) {
      for (let y = 10; y < box.clientHeight; y += 20) {
        const found = document.elementFromPoint(left + x, top + y);
        if (!found?.closest("td, th")) empty += 1;
      }
    }
    return empty;
  });
}

function documentOrder(): Promise<string> {
  return page.getByRole("grid").evaluate((table) => {
    const numbers = (elements: Iterable<Element>, name: string): number[] =>
      Array.from(elements, (one) => Number(one.getAttribute(name)));
    const isRising = (list: readonly number[]): boolean =>
      list.every((number, at) => at === 0 || number > (list[at - 1] ?? 0));
    const rows = Array.from(table.querySelectorAll("tr"));
    if (!isRising(numbers(rows, "aria-rowindex"))) return "rows are not";
    const isEach = rows.every((row) => isRising(numbers(row.children, "aria-colindex")));
    return isEach ? "in order" : "cells are not";
  });
}

function focusedPlace(): Promise<string> {
  return page.evaluate(() => {
    const cell = document.activeElement;
    const row = cell?.parentElement?.getAttribute("aria-rowindex") ?? "";
    return `${row}, ${cell?.getAttribute("aria-colindex") ?? ""}`;
  });
}
