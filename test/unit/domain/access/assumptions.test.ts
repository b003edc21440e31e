import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { assumptions, type Assumption } from "../../../../src/domain/access/assumptions.ts";

const rows: readonly [string, Assumption][] = Object.entries(assumptions);

test.each(rows)("%s is said in full sentences", (_, row) => {
  for (const text of [row.statement, row.evidence, row.experiment]) {
    expect(text).toMatch(/^[^\s].*\.$/s);
  }
});

test("what is only remembered or open says what would settle it", () => {
  for (const [, row] of rows) expect(row.experiment.length).toBeGreaterThan(12);
});

test("every assumption that a comment of the source names is in the table", () => {
  const source = new URL("../../../../src/", import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: "utf8" });
  const named = files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => namedIn(readFileSync(new URL(file, source), "utf8")));
  expect(named.length).toBeGreaterThan(20);
  const ids = new Set(Object.keys(assumptions));
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

/** The ids in "assumption `x`" and "assumptions `x`, `y`", also where a comment goes on in the next line. */
function namedIn(text: string): readonly string[] {
  const flat = text.replaceAll(/\s*\n\s*(?:\*|\/\/)?\s*/g, " ");
  const lists = flat.match(/\bassumptions? (?:`\w+`(?:, | and )?)+/g) ?? [];
  return lists.flatMap((list) => [...list.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? ""));
}
