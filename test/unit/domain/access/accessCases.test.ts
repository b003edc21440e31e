import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import { evaluateAccess } from "../../../../src/domain/access/evaluateAccess.ts";
import { explainDecision } from "../../../../src/domain/access/explainDecision.ts";
import {
  type AccessCase,
  type CasesOfSchema,
  parseAccessCases,
  writeReasons,
} from "../../../support/accessCases.ts";
import { findingsOf } from "../../../../src/domain/lint/findingsOf.ts";
import { ruleIds } from "../../../../src/domain/lint/rule.ts";
import { bruteForceAccess } from "../../../support/bruteForceAccess.ts";

/**
 * The cases of test/fixtures/access. What they expect was written down from what is known of ORDS; only the reasons are
 * recorded, with UPDATE=1, and never a verdict.
 */

const folder = `${import.meta.dirname}/../../../fixtures/access`;
const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));
const update = process.env["UPDATE"] === "1";

describe.each(names)("%s", (name) => {
  const file = `${folder}/${name}`;
  const text = readFileSync(file, "utf8");
  const { schemas } = parseAccessCases(text);
  const reasons = new Map<number, readonly string[]>();

  for (const { schema, one } of schemas.flatMap((each) =>
    each.cases.map((one) => ({ schema: each, one })),
  ))
    test(`line ${one.line}, ${one.text}`, () => {
      const decision = decide(schema, one);
      expect(`${decision.verdict}, presumed ${decision.presumed}`).toBe(
        `${one.verdict}, presumed ${one.presumed}`,
      );
      expect(decision.assumptions).toEqual(expect.arrayContaining([...one.believing]));
      if (one.open) expect(decision.open).toEqual(one.open);
      else if (one.verdict !== "unknown") expect(decision.open).toEqual([]);
      expect(decision.outside).toEqual(expect.arrayContaining([...one.outside]));
      const { sentences } = explainDecision(decision);
      if (update) reasons.set(one.line, sentences);
      else expect(sentences).toEqual(one.because);
    });

  if (update)
    test("is recorded", () => {
      writeFileSync(
        file,
        writeReasons(text, (line) => reasons.get(line)),
      );
    });

  for (const { schema, one } of schemas.flatMap((each) =>
    each.findings.map((one) => ({ schema: each, one })),
  ))
    test(`line ${one.line}, ${one.subject === undefined ? "no " : ""}finding ${one.rule}`, () => {
      const found = findingsOf(indexAccess(schema.catalog), Date.UTC(2026, 10, 25))
        .filter(({ rule }) => rule === one.rule)
        .map(({ subject }) => (subject ? Object.values(subject).join(" ") : "schema"));
      if (one.subject === undefined) expect(found).toEqual([]);
      else expect(found).toContain(one.subject);
      expect(ruleIds).toContain(one.rule);
    });

  test("an evaluator that shares nothing with the product says the same", () => {
    for (const { catalog, cases } of schemas)
      for (const { text: asked, caller, method, path, verdict, presumed } of cases)
        expect({ asked, ...bruteForceAccess(catalog, caller, { method, path }) }).toMatchObject({
          asked,
          verdict,
          presumed,
        });
  });
});

/** How many rows the lists have that the cases were written from. */
const numbers = [
  ...Array.from({ length: 9 }, (_, place) => `D.1.${place + 1}`),
  ...Array.from({ length: 8 }, (_, place) => `D.2.${place + 1}`),
  ...Array.from({ length: 15 }, (_, place) => `D.3.${place + 1}`),
  ...Array.from({ length: 40 }, (_, place) => `G.${place + 1}`),
];

test("every statement has a case, or a reason why a catalog cannot show it", () => {
  const shown = names.map((name) => parseAccessCases(readFileSync(`${folder}/${name}`, "utf8")).id);
  const readme = readFileSync(`${folder}/README.md`, "utf8");
  const excused = [...readme.matchAll(/^\| ([DG][\d.]+) +\| \S/gm)].map(
    ([, number]) => number ?? "",
  );
  expect([...shown, ...excused].toSorted()).toEqual(numbers.toSorted());
});

function decide(schema: CasesOfSchema, { caller, method, path }: AccessCase) {
  return evaluateAccess(indexAccess(schema.catalog), caller, { method, path });
}
