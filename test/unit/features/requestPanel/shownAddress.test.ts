import { expect, test } from "vitest";
import { shownAddress } from "../../../../src/features/requestPanel/shownAddress.ts";

test.each([
  ["/hr/", [], "/hr/"],
  ["/hr/?a=1", [], "/hr/?a=1"],
  ["/hr/", [{ name: "b", value: "2" }], "/hr/?b=2"],
  [
    "/hr/?a=1",
    [
      { name: "b", value: "2" },
      { name: "", value: "" },
    ],
    "/hr/?a=1&b=2",
  ],
  ["/hr/:id?", [{ name: "b", value: "2" }], "/hr/:id??b=2"],
])("%s with %j", (address, query, shown) => {
  expect(shownAddress({ address, query })).toBe(shown);
});
