import fc from "fast-check";
import { expect, test } from "vitest";
import {
  parseCatalogSnapshot,
  writeCatalogSnapshot,
} from "../../../../src/features/accessMatrix/catalogSnapshot.ts";
import { anySecuredCatalog } from "../../../support/securedCatalogArbitraries.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { sampleCatalog } from "../sampleCatalog.ts";
import { gridOf } from "./gridOf.ts";

const now = "2026-11-25T00:00:00.000Z";

test("who may call what is the same in a catalog and in its snapshot", () => {
  fc.assert(
    fc.property(anySecuredCatalog, (one) => {
      const read = parseCatalogSnapshot(writeCatalogSnapshot(one, now));
      expect(read && gridOf(read)).toEqual(gridOf(one));
    }),
    { numRuns: 40 },
  );
});

test("a snapshot holds what decides about access and nothing else", () => {
  const one = catalog()
    .module("hr", "/hr/", { comments: "hush" })
    .handler("GET", "a", { source: "select hush from dual", comments: "hush" })
    .client("c", { supportEmail: "hush@example.com", description: "hush" })
    .privilege("p", { description: "hush", comments: "hush" })
    .jwtProfile({ description: "hush" })
    .build();
  const more = { token: "hush" };
  const text = writeCatalogSnapshot({ ...one, ...more }, now);
  expect(text).not.toContain("hush");
  expect(parseCatalogSnapshot(text)?.jwtProfile?.issuer).toBe("https://issuer.example");
});

test("a snapshot of a snapshot is the same text", () => {
  const text = writeCatalogSnapshot(sampleCatalog, now);
  const read = parseCatalogSnapshot(text);
  expect(read && writeCatalogSnapshot(read, now)).toBe(text);
});

test.each([
  "",
  "{",
  "[]",
  "{}",
  '{"format":"ords-security/catalog","version":2,"catalog":{}}',
  '{"format":"ords-security/catalog","version":1,"catalog":{}}',
  '{"format":"ords-security/catalog","version":1,"catalog":null}',
  writeCatalogSnapshot(sampleCatalog, now).replace('"GET"', '"TRACE"'),
  writeCatalogSnapshot(sampleCatalog, now).replace('"published": true', '"published": "yes"'),
])("%s is no snapshot", (text) => {
  expect(parseCatalogSnapshot(text)).toBeUndefined();
});
