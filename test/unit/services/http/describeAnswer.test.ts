import { expect, test } from "vitest";
import { describeAnswer } from "../../../../src/services/http/describeAnswer.ts";
import { jsonAnswer, textAnswer } from "../../../support/fakes.ts";

test("a web page is known by its type or by its beginning", () => {
  expect(describeAnswer(textAnswer(200, "x", { "content-type": "Text/HTML; q=1" })).html).toBe(
    true,
  );
  expect(describeAnswer(textAnswer(200, "\n <!DOCTYPE html>")).html).toBe(true);
  expect(describeAnswer(jsonAnswer(200, {})).html).toBe(false);
});

test("a redirect's target is told without query and user", () => {
  expect(target("https://u:p@a.example/login?code=1#x")).toBe("https://a.example/login");
  expect(target("/ords/sign-in/?r=1")).toBe("/ords/sign-in/");
  expect(describeAnswer(textAnswer(302, "")).location).toBeUndefined();
});

test("the words of a problem document come in one line", () => {
  const problem = { code: "NotFound", title: "Not Found", message: "No such\n  thing" };
  expect(describeAnswer(jsonAnswer(404, problem)).words).toBe("No such thing");
  expect(describeAnswer(jsonAnswer(404, { title: "Not Found" })).words).toBe("Not Found");
  expect(describeAnswer(textAnswer(404, "{")).words).toBeUndefined();
});

function target(location: string): string | undefined {
  return describeAnswer(textAnswer(302, "", { location })).location;
}
