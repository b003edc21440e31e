import { expect, test } from "vitest";
import { parseVerificationIntent } from "../../../../src/features/verification/verificationProtocol.ts";

const selection = {
  endpoints: ["GET /hr/"],
  callers: ["anonymous"],
  values: [{ path: "/hr/:id", name: "id", value: "1" }],
};

test.each([
  { kind: "ready" },
  { kind: "cancel" },
  { kind: "choose" },
  { kind: "runAgain" },
  { kind: "compareAgain" },
  { kind: "runRemedy" },
  { kind: "edit", selection },
  { kind: "run", selection },
  { kind: "explain", row: 3 },
  { kind: "enterSecret", caller: "client payroll" },
  { kind: "exportResults", format: "csv" },
])("an intent is read as it was sent: $kind", (intent) => {
  expect(parseVerificationIntent({ ...intent, more: "of no use" })).toEqual(intent);
});

test.each([
  undefined,
  "run",
  [],
  { kind: "delete" },
  { kind: "run" },
  { kind: "run", selection: { ...selection, endpoints: "all" } },
  { kind: "run", selection: { ...selection, callers: [1] } },
  { kind: "run", selection: { ...selection, values: [{ path: "/x" }] } },
  { kind: "run", selection: { ...selection, endpoints: ["x".repeat(5000)] } },
  { kind: "explain", row: "3" },
  { kind: "explain", row: 1.5 },
  { kind: "exportResults", format: "exe" },
])("anything else is no intent: %j", (value) => {
  expect(parseVerificationIntent(value)).toBeUndefined();
});
