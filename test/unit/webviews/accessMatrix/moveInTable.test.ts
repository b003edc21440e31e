import { expect, test } from "vitest";
import { moveInTable } from "../../../../src/webviews/accessMatrix/moveInTable.ts";

const size = { rows: 100, columns: 10, page: 20 };

test.each([
  ["ArrowDown", false, { row: 51, column: 5 }],
  ["ArrowUp", false, { row: 49, column: 5 }],
  ["ArrowLeft", false, { row: 50, column: 4 }],
  ["ArrowRight", false, { row: 50, column: 6 }],
  ["PageDown", false, { row: 70, column: 5 }],
  ["PageUp", false, { row: 30, column: 5 }],
  ["Home", false, { row: 50, column: 0 }],
  ["End", false, { row: 50, column: 10 }],
  ["Home", true, { row: -1, column: 0 }],
  ["End", true, { row: 99, column: 10 }],
  ["ArrowDown", true, { row: 99, column: 5 }],
  ["ArrowUp", true, { row: -1, column: 5 }],
])("%s (with Ctrl: %s) leads to %j", (key, ctrlKey, place) => {
  expect(moveInTable({ row: 50, column: 5 }, { key, ctrlKey }, size)).toEqual(place);
});

test("no key leads out of the table", () => {
  const corners = [
    { row: -1, column: 0 },
    { row: 99, column: 10 },
  ];
  const keys = ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "PageDown", "PageUp", "End"];
  for (const from of corners) {
    for (const key of keys) {
      const place = moveInTable(from, { key, ctrlKey: false }, size);
      expect(place?.row).toBeGreaterThanOrEqual(-1);
      expect(place?.row).toBeLessThan(100);
      expect(place?.column).toBeGreaterThanOrEqual(0);
      expect(place?.column).toBeLessThanOrEqual(10);
    }
  }
});

test("an empty table has the line of the callers", () => {
  const nothing = { rows: 0, columns: 3, page: 1 };
  const down = { key: "PageDown", ctrlKey: false };
  expect(moveInTable({ row: -1, column: 1 }, down, nothing)).toEqual({ row: -1, column: 1 });
});

test("other keys move nothing", () => {
  expect(
    moveInTable({ row: 1, column: 1 }, { key: "Enter", ctrlKey: false }, size),
  ).toBeUndefined();
});
