import fc from "fast-check";
import { expect, test } from "vitest";
import { normalizeBaseUrl } from "../../../../src/services/profiles/normalizeBaseUrl.ts";

const cases: readonly (readonly [string, string, string | undefined])[] = [
  ["https://db.example.com:8443/ords", "https://db.example.com:8443/ords", undefined],
  ["https://db.example.com:8443/ords/", "https://db.example.com:8443/ords", undefined],
  ["  https://db.example.com/ords//  ", "https://db.example.com/ords", undefined],
  ["<https://db.example.com/ords>", "https://db.example.com/ords", undefined],
  ["https://db.example.com", "https://db.example.com/ords", undefined],
  ["HTTPS://DB.Example.com/ORDS", "https://db.example.com/ORDS", undefined],
  ["https://db.example.com/ords/hr/_/sql", "https://db.example.com/ords", "hr"],
  ["https://db.example.com/ords/hr/employees/?limit=1#x", "https://db.example.com/ords", "hr"],
  ["https://db.example.com/ords/hr/oauth/token", "https://db.example.com/ords", "hr"],
  ["https://db.example.com/proxy/ords/hr", "https://db.example.com/proxy/ords", "hr"],
  ["https://db.example.com/ords/h%C3%A4/", "https://db.example.com/ords", "hä"],
  ["https://db.example.com/ords/100%/", "https://db.example.com/ords", "100%"],
  ["https://db.example.com/api/hr/_/sql", "https://db.example.com/api", "hr"],
  ["https://db.example.com/hr/oauth/token", "https://db.example.com", "hr"],
  ["https://db.example.com/api", "https://db.example.com/api", undefined],
  ["https://db.example.com/ords/_/landing", "https://db.example.com/ords", undefined],
  ["https://db.example.com/ords/sql-developer", "https://db.example.com/ords", undefined],
  ["db.example.com/ords/hr/", "https://db.example.com/ords", "hr"],
  ["db.example.com:8443", "https://db.example.com:8443/ords", undefined],
  ["localhost:8080/ords/hr/", "http://localhost:8080/ords", "hr"],
  ["localhost:8443/ords", "https://localhost:8443/ords", undefined],
  ["http://127.0.0.1:8181/ords", "http://127.0.0.1:8181/ords", undefined],
];

test.each(cases)("%s is read", (text, baseUrl, alias) => {
  expect(normalizeBaseUrl(text)).toEqual({ kind: "address", baseUrl, alias });
});

const problems: readonly (readonly [string, RegExp])[] = [
  ["", /Enter the address/],
  ["   ", /Enter the address/],
  ["my database", /no address/],
  ["https://", /no address/],
  ["https://host:99999/ords", /no address/],
  ["ftp://host/ords", /https/],
  ["jdbc:oracle:thin:@host:1521/x", /web address/],
  ["https://hr:secret@host/ords", /Leave user and password out/],
];

test.each(problems)("%j is told as a problem", (text, message) => {
  const read = normalizeBaseUrl(text);
  if (read.kind !== "problem") throw new Error(`Taken for ${read.baseUrl}`);
  expect(read.message).toMatch(message);
  expect(read.message).not.toContain("secret");
});

test("whatever is typed, it is read or told, and what was read is read again as itself", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.webUrl()), (text) => {
      const read = normalizeBaseUrl(text);
      if (read.kind === "problem") return;
      const again = normalizeBaseUrl(read.baseUrl);
      if (again.kind === "problem") throw new Error(again.message);
      expect(new URL(again.baseUrl).origin).toBe(new URL(read.baseUrl).origin);
      expect(read.baseUrl.endsWith("/")).toBe(false);
    }),
  );
});
