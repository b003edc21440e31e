import { expect, test } from "vitest";
import { rowsTitle } from "../../../../src/webviews/requestPanel/rowsTitle.ts";

test("rows that were emptied are not counted", () => {
  const limit = { name: "limit", value: "" };
  const emptied = { name: "", value: "" };
  const nameless = { name: "", value: "x" };
  expect(rowsTitle("Query", [limit, emptied, nameless])).toBe("Query (2)");
  expect(rowsTitle("Query", [emptied])).toBe("Query");
  expect(rowsTitle("Query", [])).toBe("Query");
});
