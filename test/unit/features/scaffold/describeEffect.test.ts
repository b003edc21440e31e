import { expect, test } from "vitest";
import type { Change } from "../../../../src/domain/model/change.ts";
import { moduleName, privilegeName, uriPattern } from "../../../../src/domain/model/names.ts";
import { describeEffect } from "../../../../src/features/scaffold/describeEffect.ts";
import { sampleCatalog } from "../sampleCatalog.ts";

const p = privilegeName("unused");

test.each<[Change[], string]>([
  [[], ""],
  [
    [{ kind: "setModulePrivilege", module: moduleName("status"), privilege: p }],
    "GET /status/ping asks for a token from now on.",
  ],
  [
    [{ kind: "deletePrivilege", name: privilegeName("payroll") }],
    "GET /pay/runs/ and POST /pay/runs/ become public.",
  ],
  [
    [
      { kind: "deletePrivilege", name: privilegeName("payroll") },
      { kind: "createPrivilegeMapping", privilege: p, patterns: [uriPattern("/status/*")] },
    ],
    "GET /status/ping asks for a token from now on. GET /pay/runs/ and POST /pay/runs/ become public.",
  ],
  // What was protected and still is has not changed for a caller without a token.
  [[{ kind: "setModulePrivilege", module: moduleName("payroll"), privilege: p }], ""],
])("%j: %s", (changes, words) => {
  expect(describeEffect(sampleCatalog, changes)).toBe(words);
});

test("a long list is cut, with the number that is left", () => {
  const changes: Change[] = [
    { kind: "createPrivilegeMapping", privilege: p, patterns: [uriPattern("/*")] },
  ];
  expect(describeEffect(sampleCatalog, changes)).toMatch(/, .* and \d+ more ask for a token/);
});
