import fc from "fast-check";
import { expect, test } from "vitest";
import { type EntityRef, refKey } from "../../../../src/domain/model/entityRef.ts";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../../src/domain/model/names.ts";
import { anyText } from "../../../support/changeArbitraries.ts";

test("a key reads as what it points at", () => {
  const privilege = privilegeName("hr.read");
  expect(refKey({ kind: "privilege", name: privilege })).toBe("privilege/hr.read");
  expect(refKey({ kind: "mapping", privilege, pattern: uriPattern("/hr/*") })).toBe(
    "mapping/hr.read/%2Fhr%2F*",
  );
  expect(
    refKey({ kind: "handler", module: moduleName("hr"), uriTemplate: "e/:id", method: "GET" }),
  ).toBe("handler/hr/e%2F:id/GET");
});

const text = fc.oneof(anyText, fc.constantFrom("a/b", "a%2Fb", "a", "/", "%", "\ud800"));
const anyRef: fc.Arbitrary<EntityRef> = fc.oneof(
  fc.record({ kind: fc.constant("privilege"), name: text.map(privilegeName) }),
  fc.record({ kind: fc.constant("role"), name: text.map(roleName) }),
  fc.record({ kind: fc.constant("client"), name: text.map(clientName) }),
  fc.record({ kind: fc.constant("object"), name: text }),
  fc.record({
    kind: fc.constant("mapping"),
    privilege: text.map(privilegeName),
    pattern: text.map(uriPattern),
  }),
  fc.record({ kind: fc.constant("template"), module: text.map(moduleName), uriTemplate: text }),
);

test("two refs have the same key only when they are the same", () => {
  fc.assert(
    fc.property(anyRef, anyRef, (a, b) => {
      expect(refKey(a) === refKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
    { numRuns: 500 },
  );
});
