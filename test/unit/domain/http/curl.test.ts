import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toCurl } from "../../../../src/domain/http/curl.ts";
import type { HttpRequest } from "../../../../src/domain/http/httpMessage.ts";

const get: HttpRequest = {
  method: "GET",
  url: "https://db.example.com/ords/hr/employees/",
  headers: { accept: "application/json" },
  body: undefined,
};

test("a call with a token", () => {
  expect(toCurl(get, "bearer")).toBe(
    [
      "curl 'https://db.example.com/ords/hr/employees/' \\",
      '  -H "Authorization: Bearer $ORDS_TOKEN" \\',
      "  -H 'accept: application/json'",
    ].join("\n"),
  );
});

test.each<[string, Partial<HttpRequest>, readonly string[]]>([
  ["PUT without a body", { method: "PUT" }, ["-X", "PUT"]],
  ["DELETE", { method: "DELETE" }, ["-X", "DELETE"]],
  ["HEAD", { method: "HEAD" }, ["--head"]],
  [
    "GET with a body",
    { headers: { "content-type": "a/b" }, body: "x" },
    ["-X", "GET", "-H", "content-type: a/b", "--data-raw", "x"],
  ],
  ["braces in the address", { url: "https://h/x?q={}" }, ["--globoff"]],
  [
    "a body of no type",
    { method: "POST", body: "@file" },
    ["-H", "content-type:", "--data-raw", "@file"],
  ],
  ["an empty header", { headers: { "x-empty": "" } }, ["-H", "x-empty;"]],
  ["a header over two lines", { headers: { x: "a\r\nb: c" } }, ["-H", "x: a b: c"]],
])("%s", (_, facts, expected) => {
  const args = argumentsInBash(toCurl({ ...get, headers: {}, ...facts }));
  expect(args.slice(1)).toEqual(expected);
});

test("POST with a body needs no method", () => {
  const headers = { "content-type": "application/json" };
  const command = toCurl({ ...get, method: "POST", headers, body: "{}" });
  expect(argumentsInBash(command).slice(1)).toEqual([
    "-H",
    "content-type: application/json",
    "--data-raw",
    "{}",
  ]);
});

test("credentials and names that curl would read as files are left out", () => {
  const headers = { authorization: "Bearer s3cret", cookie: "s3cret", "@/etc/passwd": "x" };
  expect(argumentsInBash(toCurl({ ...get, headers }))).toEqual([get.url]);
});

test("bash gives curl exactly what was meant", () => {
  const hostile = fc.array(
    fc.constantFrom(
      "'",
      '"',
      "\\",
      "$(id)",
      "`id`",
      "!",
      "\n",
      " ",
      ";",
      "&",
      "é",
      "a",
      "$HOME",
      "-",
    ),
    { maxLength: 12 },
  );
  const text = hostile.map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, text, (query, body) => {
      const url = `https://h/x?${query}`;
      const headers = { "content-type": "text/plain" };
      const args = argumentsInBash(toCurl({ method: "POST", url, headers, body }));
      expect(args[0]).toBe(url);
      expect(args.at(-1)).toBe(body);
    }),
    { numRuns: 30 },
  );
});

/** What bash hands to curl, each argument by itself. */
function argumentsInBash(command: string): readonly string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const env = { PATH: process.env["PATH"] ?? "", ORDS_TOKEN: "the token" };
  const output = execFileSync("bash", ["--norc", "-c", script], { encoding: "utf8", env });
  return output.split("\0").slice(0, -1);
}
