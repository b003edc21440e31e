import { inspect } from "node:util";
import { expect, test } from "vitest";
import { parsePastedToken } from "../../../../src/features/requestPanel/pastedToken.ts";

test.each([
  "QSBsaXR0bGUgdG9rZW4x..",
  "  QSBsaXR0bGUgdG9rZW4x..\n",
  "Bearer QSBsaXR0bGUgdG9rZW4x..",
  "Authorization: bearer QSBsaXR0bGUgdG9rZW4x..",
])("%j holds the token", (text) => {
  const pasted = parsePastedToken(text);
  expect(pasted.kind === "token" && pasted.token.reveal()).toBe("QSBsaXR0bGUgdG9rZW4x..");
  expect(pasted).toMatchObject({ length: 22 });
  expect(inspect(pasted)).not.toContain("QSBs");
});

test.each(["two words", "zeile\nbruch", "tökèn", "a\u0000b"])(
  "%j is refused, without being repeated",
  (text) => {
    const pasted = parsePastedToken(text);
    expect(pasted.kind).toBe("refused");
    expect(JSON.stringify(pasted)).not.toContain(text.slice(0, 4));
  },
);

test("nothing pasted is nothing", () => {
  expect(parsePastedToken("  ")).toEqual({ kind: "none" });
});
