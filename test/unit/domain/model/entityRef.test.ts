import fc from "fast-check";
import { expect, test } from "vitest";
import { refKey, type EntityRef } from "../../../../src/domain/model/entityRef.ts";
import {
  moduleName,
  privilegeName,
  roleName,
  uriPattern,
} from "../../../../src/domain/model/names.ts";

test("a key can be read", () => {
  expect(refKey({ kind: "privilege", name: privilegeName("hr.read") })).toBe("privilege/hr.read");
  expect(
    refKey({
      kind: "handler",
      module: moduleName("hr"),
      uriTemplate: "employees/:id",
      method: "GET",
    }),
  ).toBe("handler/hr/employees%2F:id/GET");
});

test("two different refs never have the same key", () => {
  const name = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("a/b", "a%2Fb", "a", "b", "%"),
  );
  const ref: fc.Arbitrary<EntityRef> = fc.oneof(
    name.map((text) => ({ kind: "role" as const, name: roleName(text) })),
    fc.tuple(name, name).map(([privilege, pattern]) => ({
      kind: "mapping" as const,
      privilege: privilegeName(privilege),
      pattern: uriPattern(pattern),
    })),
    fc.tuple(name, name).map(([module, uriTemplate]) => ({
      kind: "template" as const,
      module: moduleName(module),
      uriTemplate,
    })),
  );
  fc.assert(
    fc.property(ref, ref, (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b);
      expect(refKey(a) === refKey(b)).toBe(same);
    }),
  );
});
