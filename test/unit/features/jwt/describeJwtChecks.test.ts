import { expect, test } from "vitest";
import { checkJwt } from "../../../../src/domain/jwt/checkJwt.ts";
import { decodeJwt } from "../../../../src/domain/jwt/decodeJwt.ts";
import { describeJwtChecks } from "../../../../src/features/jwt/describeJwtChecks.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { jwtText } from "../../../support/jwtText.ts";

test("the text tells each check, and neither the token nor what else it holds", () => {
  const now = Date.UTC(2026, 0, 31, 12);
  const header = { alg: "RS256", kid: "k1" };
  const claims = { iss: "https://issuer.example/", aud: "ords", email: "ann@MARKED.example" };
  const token = jwtText(header, claims);
  const decoding = decodeJwt(token);
  if (decoding.kind !== "decoded") throw new Error(decoding.message);
  const schema = catalog().jwtProfile().build();
  const text = describeJwtChecks(decoding.jwt, checkJwt(decoding.jwt, schema, now), {
    schema: "HR",
    now,
  });
  expect(text).toMatch(/^FAILED {5}Issuer [^]*?slash\s+at\s+the\s+end/m);
  expect(text).toMatch(/^passed {5}Algorithm /m);
  expect(text).toMatch(/^not known {2}Signature /m);
  expect(text).toContain('claim iss: "https://issuer.example/"');
  expect(text).toContain("other claims, without their values: email");
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(90);
  expect(text).not.toContain("MARKED");
  for (const part of token.split(".")) expect(text).not.toContain(part);
});
