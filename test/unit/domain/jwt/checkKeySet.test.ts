import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { checkKeySet } from "../../../../src/domain/jwt/checkKeySet.ts";
import type { DecodedJwt } from "../../../../src/domain/jwt/decodeJwt.ts";

const jwt: DecodedJwt = { header: { alg: "RS256", kid: "k1" }, claims: {}, signature: "present" };
const keyOf = (modulusLength: number) =>
  generateKeyPairSync("rsa", { modulusLength }).publicKey.export({ format: "jwk" });

test("a key of the set that ORDS takes", () => {
  const key = { ...keyOf(2048), kid: "k1" };
  expect(words({ keys: [key] })).toEqual([
    "passed: It can be reached from this machine and holds 1 key.",
    'passed: The key "k1" is in the set, RSA of 2048 bits.',
  ]);
});

test.each<[string, unknown, RegExp, { status?: number; truncated?: boolean }?]>([
  ["a key that is too short", { keys: [{ ...keyOf(1024), kid: "k1" }] }, /1024 bits/],
  ["a key of another kind", { keys: [{ kid: "k1", kty: "EC" }] }, /"EC", not RSA/],
  ["another key", { keys: [{ kid: "k2", kty: "RSA" }] }, /"k1" is not in the set/],
  ["no set", ["keys"], /no key set/],
  ["a page to sign in", {}, /without signing in/, { status: 401 }],
  ["a redirect", {}, /not followed/, { status: 302 }],
  ["a set that is too large", { keys: [] }, /larger than 10000 bytes/, { truncated: true }],
])("%s", (_name, body, text, given) => {
  expect(words(body, given).at(-1)).toMatch(new RegExp(`^failed: .*${text.source}`));
});

function words(
  body: unknown,
  { status = 200, truncated = false }: { status?: number; truncated?: boolean } = {},
): readonly string[] {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const checks = checkKeySet({ status, body: bytes, truncated }, jwt);
  return checks.map(({ outcome, text }) => `${outcome}: ${text}`);
}
