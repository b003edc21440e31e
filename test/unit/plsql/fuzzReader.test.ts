import { join } from "node:path";
import { expect, test } from "vitest";
import { fuzzReader } from "../../fuzz/fuzzReader.ts";
import { shrink } from "../../fuzz/shrink.ts";

const folder = join(import.meta.dirname, "../../fixtures/scripts");

test("reads changed scripts and random text without an error, the same from anew and after typing", () => {
  const { cases, failure } = fuzzReader({
    seed: 20_261_125,
    folder,
    goesOn: (done) => done < 500,
    measuresEach: undefined,
  });
  expect(failure).toBeUndefined();
  expect(cases).toBe(500);
});

test("makes what fails as small as it can", () => {
  const text = `BEGIN ${"NULL; ".repeat(200)} ORDS.CREATE_ROLE('x'); ${"NULL; ".repeat(200)} END;`;
  expect(shrink(text, (shorter) => shorter.includes("ROLE") && shorter.includes("x"))).toBe(
    "ROLEx",
  );
});
