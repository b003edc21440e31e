import { expect, test } from "vitest";
import { toBodyEnd, toBodyText } from "../../../../src/domain/http/bodyText.ts";

const bytes = (...values: readonly number[]): Uint8Array => new Uint8Array(values);

test.each<[string, string | undefined, Uint8Array, string]>([
  ["UTF-8 when nothing is said", undefined, bytes(0xc3, 0xa9), "é"],
  ["the character set that is named", "text/plain; charset=iso-8859-1", bytes(0xe9), "é"],
  ["UTF-8 for one that nobody knows", "text/plain; charset=klingon", bytes(0xc3, 0xa9), "é"],
  ["a replacement for what is no text", "text/plain", bytes(0x61, 0xff), "a\ufffd"],
  ["nothing", "text/plain", bytes(), ""],
])("%s", (_, type, body, expected) => {
  const headers: Record<string, string> = type === undefined ? {} : { "content-type": type };
  expect(toBodyText({ headers, body })).toBe(expected);
});

test("the end of a body is as long as is asked for, and no longer than the body", () => {
  const body = new TextEncoder().encode("abcdé");
  expect(toBodyEnd({ headers: {}, body }, 4)).toBe("cdé");
  expect(toBodyEnd({ headers: {}, body }, 1)).toBe("\ufffd");
  expect(toBodyEnd({ headers: {}, body }, 99)).toBe("abcdé");
});
