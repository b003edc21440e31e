import fc from "fast-check";
import { expect, test } from "vitest";
import { createMarker, toSnippet } from "../../../../src/features/scaffold/toSnippet.ts";

test("markers become tab stops, and what means something in a snippet is escaped", () => {
  const marker = createMarker([]);
  const text = `a '${marker.mark(1)}' costs 5 $ {x} \\ '${marker.mark(2)}'`;
  expect(toSnippet(text, marker)).toBe("a '${1}' costs 5 \\$ {x\\} \\\\ '${2}'$0");
});

test("what a person typed is never taken for a tab stop", () => {
  const typed = "tabStop1_ and tabStopX1_";
  const marker = createMarker([typed]);
  expect(toSnippet(`${typed} ${marker.mark(1)}`, marker)).toBe(`${typed} \${1}$0`);
});

test("a snippet without its tab stops is the text, whatever the text", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), (texts) => {
      const marker = createMarker(texts);
      const snippet = toSnippet(texts.join(marker.mark(1)), marker);
      const expanded = snippet.replace(
        /\\([\\$}])|\$\{\d+\}|\$0$/g,
        (_, char?: string) => char ?? "",
      );
      expect(expanded).toBe(texts.join(""));
    }),
  );
});
