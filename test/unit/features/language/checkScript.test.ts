import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { allScriptRules } from "../../../../src/features/language/allScriptRules.ts";
import {
  checkScript,
  fixAllOf,
  type RuledFinding,
} from "../../../../src/features/language/checkScript.ts";
import { applyFix, inOrder } from "../../../../src/features/language/textFix.ts";
import { connections, type ConnectionWord, contextOf, keyOf } from "./ruleSupport.ts";

const folder = join(import.meta.dirname, "../../../fixtures/diagnostics");
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".sql"));

for (const file of fixtures) {
  const text = readFileSync(join(folder, file), "utf8");
  const word = wordIn(text);
  const context = contextOf(text, word);
  const findings = checkScript(context);

  test(`finds in ${file} what its .expected.txt says`, () => {
    const expected = join(folder, `${basename(file, ".sql")}.expected.txt`);
    const shown = describeFindings(text, findings);
    if (process.env["UPDATE"] === "1") writeFileSync(expected, shown);
    expect(shown).toBe(readFileSync(expected, "utf8"));
  });

  test(`every fix of ${file} mends what it is for, and breaks nothing`, () => {
    for (const finding of findings) {
      for (const fix of finding.fixes()) {
        const mended = applyFix(text, fix);
        const after = checkScript(contextOf(mended, word));
        const left = after.map((each) => keyOf(mended, each));
        const before = findings.filter((each) => keyOf(text, each) === keyOf(text, finding));
        const again = left.filter((each) => each === keyOf(text, finding));
        expect(again.length, `${fix.title}\n${mended}`).toBeLessThan(before.length);
        const broken = after.filter(({ rule }) => ["syntax", "notUnderstood"].includes(rule.id));
        const wasBroken = findings.filter(({ rule }) =>
          ["syntax", "notUnderstood"].includes(rule.id),
        );
        expect(broken.length, `${fix.title}\n${mended}`).toBeLessThanOrEqual(wasBroken.length);
      }
    }
  });

  test(`the fixes for all findings of a kind in ${file} leave none that has a preferred one`, () => {
    for (const rule of new Set(findings.map((each) => each.rule))) {
      const fix = fixAllOf(context, rule, rule.check(context));
      if (fix === undefined) continue;
      const mended = applyFix(text, fix);
      const left = checkScript(contextOf(mended, word))
        .filter((each) => each.rule === rule)
        .filter((each) => each.fixes().some(({ isPreferred }) => isPreferred));
      expect(
        left.map((each) => each.message),
        `${fix.title}\n${mended}`,
      ).toEqual([]);
    }
  });
}

test("a text that is cut off anywhere is checked and mended without a failure", () => {
  const texts = fixtures.map((file) => readFileSync(join(folder, file), "utf8"));
  const cut = fc.tuple(fc.constantFrom(...texts), fc.nat(), fc.nat({ max: 40 }));
  fc.assert(
    fc.property(cut, ([text, place, length]) => {
      const start = place % text.length;
      // Something is left out in the middle, and then all the rest.
      for (const torn of [
        text.slice(0, start),
        text.slice(0, start) + text.slice(start + length),
      ]) {
        for (const { range, fixes } of checkScript(contextOf(torn, wordIn(text)))) {
          expect(range.start <= range.end && range.end <= torn.length).toBe(true);
          for (const { edits } of fixes()) {
            expect(edits.every((edit) => edit.range.end <= torn.length)).toBe(true);
            expect(() => applyFix(torn, { edits })).not.toThrow();
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("edits of a fix never overlap", () => {
  for (const file of fixtures) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const { fixes } of checkScript(contextOf(text, wordIn(text)))) {
      for (const { edits, title } of fixes()) {
        inOrder(edits).reduce((end, { range }) => {
          expect(range.start, title).toBeGreaterThanOrEqual(end);
          return range.end;
        }, 0);
      }
    }
  }
});

test("what the scaffolds write has nothing that is worth a warning", () => {
  const scaffolds = join(import.meta.dirname, "../../../fixtures/scaffold");
  for (const file of readdirSync(scaffolds)) {
    const shown = readFileSync(join(scaffolds, file), "utf8");
    const script = shown.slice(shown.indexOf("\n\n") + 2, shown.indexOf("--- snippet ---"));
    const told = checkScript(contextOf(script)).filter(({ severity }) =>
      ["error", "warning"].includes(severity),
    );
    expect(
      told.map(({ message }) => message),
      file,
    ).toEqual([]);
  }
});

test("a megabyte of an export is checked while somebody types", () => {
  const text = readFileSync(join(folder, "exportIsFine.sql"), "utf8").repeat(700);
  const context = contextOf(text, "filled");
  const begin = performance.now();
  expect(checkScript(context)).toEqual([]);
  // Far more than it takes, so that a busy machine does not fail the test; the square would be.
  expect(performance.now() - begin).toBeLessThan(3000);
});

test("no message and no title repeats a secret", () => {
  const text = readFileSync(join(folder, "secrets.sql"), "utf8");
  const words = checkScript(contextOf(text, "empty")).flatMap(({ message, fixes }) => [
    message,
    ...fixes().map(({ title }) => title),
  ]);
  expect(words.length).toBeGreaterThan(20);
  expect(words.filter((each) => /top secret|another secret|kept-in|eyJ|aB3dE/.test(each))).toEqual(
    [],
  );
});

test("the list of rules is the folder, and each rule has a fixture", () => {
  const files = readdirSync("src/features/language/rules").map((name) => basename(name, ".ts"));
  expect(allScriptRules.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  const found = new Set(
    fixtures.flatMap((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      return checkScript(contextOf(text, wordIn(text))).map(({ rule }) => rule.id);
    }),
  );
  expect(allScriptRules.map(({ id }) => id).filter((id) => !found.has(id))).toEqual([]);
});

test("a rule says why in one sentence", () => {
  for (const { why, id } of allScriptRules) expect(why, id).toMatch(/^[A-Z].*\.$/);
});

test("a severity that is chosen is the most that a rule tells; off is off", () => {
  const text = "begin\n  ords.create_role('x');\nend;\n/\n";
  const rulesOf = (wanted: Parameters<typeof checkScript>[1]) =>
    checkScript(contextOf(text), wanted).map(({ rule, severity }) => `${rule.id} ${severity}`);
  expect(rulesOf({})).toEqual(["noCommit warning"]);
  expect(rulesOf({ noCommit: "hint" })).toEqual(["noCommit hint"]);
  expect(rulesOf({ noCommit: "error" })).toEqual(["noCommit error"]);
  expect(rulesOf({ noCommit: "off" })).toEqual([]);
});

function wordIn(text: string): ConnectionWord {
  const [, word = ""] = /^-- connected to: (\w+)/.exec(text.replace("\ufeff", "")) ?? [];
  const known = Object.keys(connections) as readonly ConnectionWord[];
  const found = known.find((one) => one === word);
  if (found === undefined) throw new Error(`The first line says ${word}`);
  return found;
}

/** Findings as lines that a person can check against the script, with what each fix writes. */
function describeFindings(text: string, findings: readonly RuledFinding[]): string {
  const at = (offset: number) => {
    const before = text.slice(0, offset).split("\n");
    return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  };
  const lines = findings.flatMap(({ rule, severity, message, range, fixes }) => [
    `${at(range.start)}-${at(range.end)} ${severity} ${rule.id}: ${message}`,
    ...fixes().flatMap(({ title, edits, isPreferred }) => [
      `    ${isPreferred ? "*" : "-"} ${title}`,
      ...edits.map(
        (edit) =>
          `        ${at(edit.range.start)}-${at(edit.range.end)} ${JSON.stringify(edit.text)}`,
      ),
    ]),
  ]);
  return lines.map((line) => `${line}\n`).join("");
}
