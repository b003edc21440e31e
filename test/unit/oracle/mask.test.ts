import { expect, test } from "vitest";
import { createMask, shapeOf } from "../../oracle/record/mask.ts";

test("a secret is taken out wherever it stands, and in every form", () => {
  const mask = createMask();
  const secret = 'MARKED "a&b" ä/+';
  mask.add(secret);
  const shown = mask.apply({
    plain: `x${secret}y`,
    list: [`?p=${encodeURIComponent(secret)}`, 7, null],
    json: JSON.stringify({ secret }),
    html: "MARKED &quot;a&amp;b&quot; ä/+",
    basic: `Basic ${Buffer.from(secret).toString("base64")}`,
  });
  const text = JSON.stringify(shown);
  expect(text).not.toMatch(/MARKED/);
  expect(text).not.toContain(Buffer.from(secret).toString("base64").slice(0, 12));
  expect(shown.list.slice(1)).toEqual([7, null]);
});

test("the longer of two secrets goes first, so that nothing of it is left", () => {
  const mask = createMask();
  mask.add("MARKED");
  mask.add("MARKED-and-more");
  expect(mask.apply("MARKED-and-more MARKED")).toBe(
    "‹masked: 15 url-safe characters› ‹masked: 6 url-safe characters›",
  );
});

test.each([
  '{"access_token":"MARKED-token","token_type":"bearer"}',
  '{"refresh_token" : "MARKED-token"}',
  "https://client.example.com/back?state=s&code=MARKED-token",
  "https://client.example.com/back#token_type=bearer&access_token=MARKED-token&state=s",
  "New secret of payroll, shown only now: MARKED-token",
])("what is secret by its name is learned from an answer: %s", (text) => {
  const mask = createMask();
  mask.learn(text);
  expect(mask.apply(text)).not.toContain("MARKED");
});

test("asterisks of ORDS and very short texts stay, since they tell something", () => {
  const mask = createMask();
  for (const each of ["********", "abc", ""]) mask.add(each);
  expect(mask.apply("******** abc")).toBe("******** abc");
});

test("the shape of a secret is told", () => {
  expect(shapeOf("abcdefghijklmnopqrst_-..")).toBe(
    "‹masked: 22 url-safe characters, then two dots›",
  );
  expect(shapeOf("pass word")).toBe("‹masked: 9 characters›");
});
