import { expect, test } from "vitest";
import { answerFactsOf } from "../../../../src/domain/access/answerFacts.ts";
import { jsonAnswer, textAnswer } from "../../../support/fakes.ts";

const call = {
  url: "https://db.example.com/ords/hr/employees/",
  schemaUrl: "https://db.example.com/ords/hr",
};
const problem = { code: "NotFound", type: "tag:oracle.com,2020:error/NotFound" };

test.each([
  ["ORDS, by its form", jsonAnswer(404, problem), "ords"],
  [
    "ORDS, by its realm",
    textAnswer(401, "", {
      "www-authenticate": 'Bearer realm="Oracle REST Data Services", error="invalid_token"',
    }),
    "ords",
  ],
  [
    "a login before ORDS",
    textAnswer(401, "", { "www-authenticate": 'Basic realm="nginx"' }),
    "other",
  ],
  ["a login of Windows", textAnswer(401, "", { "www-authenticate": "Negotiate" }), "other"],
  ["nobody says", textAnswer(401, ""), "unclear"],
  ["a web page", textAnswer(401, "<h1>No</h1>", { "content-type": "text/html" }), "unclear"],
  ["another gateway's JSON", jsonAnswer(401, { message: "Unauthorized" }), "unclear"],
  ["plain text", textAnswer(503, "no healthy upstream", { "content-type": "text/plain" }), "other"],
  ["an answer that is no error", textAnswer(200, "[1]"), "ords"],
] as const)("an error is known by who wrote it: %s", (_, answer, writer) => {
  expect(answerFactsOf(answer, call)).toEqual({ status: answer.status, writer, leads: undefined });
});

test.each([
  ["/ords/hr/employees/1", "schema"],
  ["1", "schema"],
  ["https://db.example.com/ords/hr/x", "schema"],
  ["https://db.example.com/ords/hr2/x", "elsewhere"],
  ["https://login.example.com/?to=https://db.example.com/ords/hr/", "elsewhere"],
  ["/ords/f?p=1", "elsewhere"],
  ["http://[", "elsewhere"],
])("a redirect to %s leads to %s", (location, leads) => {
  expect(answerFactsOf(textAnswer(302, "", { location }), call)).toMatchObject({ leads });
});

test("what is not changed since is of the schema; a redirect to nowhere is not", () => {
  expect(answerFactsOf(textAnswer(304, ""), call).leads).toBe("schema");
  expect(answerFactsOf(textAnswer(302, ""), call).leads).toBe("elsewhere");
});
