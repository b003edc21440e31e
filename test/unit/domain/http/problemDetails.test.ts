import fc from "fast-check";
import { expect, test } from "vitest";
import { isOrdsProblem, parseProblem } from "../../../../src/domain/http/problemDetails.ts";

const ords = {
  code: "NotFound",
  title: "Not Found",
  message: "The request could not be mapped to any database.",
  type: "tag:oracle.com,2020:error/NotFound",
  instance: "tag:oracle.com,2020:ecid/wUhyeJJxDcfuKxZRJ9uAUQ",
};

test("what ORDS writes", () => {
  const problem = read("application/problem+json", JSON.stringify(ords, undefined, 4));
  expect(problem).toEqual(ords);
  expect(isOrdsProblem(problem)).toBe(true);
});

test("what older releases write, without a title", () => {
  const { title: _, ...old } = ords;
  expect(read("application/problem+json", JSON.stringify(old))).toEqual({
    ...ords,
    title: undefined,
  });
});

test("what others write", () => {
  const problem = read(
    "application/problem+json",
    '{"title":"Bad","detail":"No\\nway","status":400}',
  );
  expect(problem).toMatchObject({ title: "Bad", message: "No way" });
  expect(isOrdsProblem(problem)).toBe(false);
});

test.each([
  ["an HTML page", "text/html", "<html>"],
  ["broken JSON", "application/json", '{"code":'],
  ["a list", "application/json", "[]"],
  ["a number", "application/json", "7"],
  ["nothing", "application/json", ""],
  ["other data", "application/json", '{"items":[],"code":7}'],
])("%s is no problem document", (_, type, body) => {
  expect(read(type, body)).toBeUndefined();
});

test("an endless text is cut", () => {
  const problem = read("application/json", JSON.stringify({ message: "x".repeat(100_000) }));
  expect(problem?.message).toHaveLength(1000);
});

test("reading never throws", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: "binary" })), (body) => {
      read("application/json", body);
    }),
  );
});

function read(type: string, body: string) {
  return parseProblem({
    headers: { "content-type": type },
    body: new TextEncoder().encode(body),
  });
}
