import { expect, test } from "vitest";
import { decodeJwt } from "../../../../src/domain/jwt/decodeJwt.ts";
import { jwtText } from "../../../support/jwtText.ts";

test("header and claims are read, whatever letters stand in them", () => {
  const text = jwtText({ alg: "RS256", kid: "k1" }, { sub: "Jürgen 🙂", n: 1 });
  for (const pasted of [text, ` ${text}\n`, `Bearer ${text}`, `Authorization: Bearer ${text}`]) {
    expect(decodeJwt(pasted)).toEqual({
      kind: "decoded",
      jwt: {
        header: { alg: "RS256", kid: "k1" },
        claims: { sub: "Jürgen 🙂", n: 1 },
        signature: "present",
      },
    });
  }
});

test("a token without a signature is read and told", () => {
  expect(decodeJwt(jwtText({}, {}, ""))).toMatchObject({ jwt: { signature: "empty" } });
});

test.each([
  ["", /no token/],
  ["AvNSd6zuSBPjyJX7K3XZ3g", /three parts.*one part/],
  ["a.b.c.d.e", /encrypted/],
  ["*.e30.c", /header/],
  ["e30.*.c", /claims/],
  ["e30.W10.c", /claims/],
  ["e30.e30x.c", /claims/],
  [`${"a".repeat(200_000)}.e30.c`, /too long/],
])("what is no JWT is told in a sentence without it: %.20s", (text, message) => {
  const decoding = decodeJwt(text);
  if (decoding.kind !== "refused") throw new Error("It was read");
  expect(decoding.message).toMatch(message);
  if (text.length > 10) expect(decoding.message).not.toContain(text);
});
