import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMediaType } from "../../../../src/domain/http/mediaType.ts";

test.each<[string | undefined, string, string, string | undefined]>([
  ["application/json", "application/json", "json", undefined],
  ["application/problem+json; charset=UTF-8", "application/problem+json", "json", "utf-8"],
  ['Text/HTML;charset="ISO-8859-1"', "text/html", "html", "iso-8859-1"],
  ["application/xhtml+xml", "application/xhtml+xml", "html", undefined],
  ["application/atom+xml", "application/atom+xml", "xml", undefined],
  ["image/svg+xml", "image/svg+xml", "xml", undefined],
  ["image/png", "image/png", "image", undefined],
  ["text/csv; header=present; charset = utf-16", "text/csv", "text", "utf-16"],
  ["application/sql", "application/sql", "text", undefined],
  ["application/octet-stream", "application/octet-stream", "binary", undefined],
  ["application/json; charset=", "application/json", "json", undefined],
  ["json", "", "binary", undefined],
  ["", "", "binary", undefined],
  [undefined, "", "binary", undefined],
])("%j", (header, essence, kind, charset) => {
  expect(parseMediaType(header)).toEqual({ essence, kind, charset });
});

test("reading never throws", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void parseMediaType(text)));
});
