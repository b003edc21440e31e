import fc from "fast-check";
import { expect, test } from "vitest";
import {
  innerFolds,
  toFoldableText,
  toPlainText,
  visibleLines,
} from "../../../../src/webviews/requestPanel/foldedLines.ts";

const sample = [
  "{",
  '  "a": [',
  "    1,",
  "    {",
  '      "b": "{"',
  "    }",
  "  ],",
  '  "c": {}',
  "}",
];
const text = toFoldableText(sample.join("\n"));

test("a line that opens knows the line that closes it", () => {
  expect([...text.foldEnds]).toEqual([8, 6, 0, 5, 0, 0, 0, 0, 0]);
  expect([...text.depths]).toEqual([0, 1, 2, 2, 3, 2, 1, 1, 0]);
});

test("a folded line stands for all that it opens", () => {
  expect([...visibleLines(text, new Set())]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...visibleLines(text, new Set([1]))]).toEqual([0, 1, 7, 8]);
  expect([...visibleLines(text, new Set([3]))]).toEqual([0, 1, 2, 3, 6, 7, 8]);
  expect([...visibleLines(text, new Set([0, 1, 3]))]).toEqual([0]);
});

test("folding all leaves the outermost open", () => {
  expect([...innerFolds(text)]).toEqual([1, 3]);
});

test("a text that was cut folds what is complete", () => {
  const cut = toFoldableText(sample.slice(0, 6).join("\n"));
  expect([...cut.foldEnds]).toEqual([0, 0, 0, 5, 0, 0]);
});

test("plain text folds nowhere", () => {
  expect([...toPlainText("{\n}").foldEnds]).toEqual([0, 0]);
});

test("of laid out JSON every opening line is closed at its own depth", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const { lines, foldEnds, depths } = toFoldableText(JSON.stringify(value, undefined, 2));
      lines.forEach((line, index) => {
        const opens = /[[{]$/.test(line);
        expect((foldEnds[index] ?? 0) > 0).toBe(opens);
        expect(depths[index]).toBe((line.length - line.trimStart().length) / 2);
        if (opens) expect(depths[foldEnds[index] ?? 0]).toBe(depths[index]);
      });
    }),
  );
});
