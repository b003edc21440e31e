import { expect, test } from "vitest";
import { bodyHint, composeRequest } from "../../../../src/features/requestPanel/composeRequest.ts";
import { emptyDraft, type Draft } from "../../../../src/features/requestPanel/draft.ts";

const compose = (change: Partial<Draft>) =>
  composeRequest("https://h/ords/hr", { ...emptyDraft, ...change });

test("a body goes with POST, PUT and PATCH, as JSON unless a header says otherwise", () => {
  const body = '{"a":1}';
  expect(compose({ method: "POST", body }).request).toMatchObject({
    body,
    headers: { "content-type": "application/json" },
  });
  expect(compose({ method: "GET", body }).request).toMatchObject({ body: undefined, headers: {} });
  const headers = [{ name: "Content-Type", value: "text/csv" }];
  expect(compose({ method: "PUT", body, headers }).request.headers).toEqual({
    "content-type": "text/csv",
  });
});

test("headers of one name are joined, rows without a name are left out", () => {
  const headers = [
    { name: "Accept", value: "a" },
    { name: " accept ", value: " b " },
    { name: "", value: "" },
  ];
  expect(compose({ headers }).request.headers).toEqual({ accept: "a, b" });
});

test.each([
  ["Authorization", "Bearer abc", "The caller brings"],
  ["Host", "x", "sets this header by itself"],
  ["X Y", "1", "letters, digits and hyphens"],
  ["X-Y", "a\nb: c", "line breaks"],
  ["X-Y", "€", "Latin-1"],
  ["", "1", "name"],
])("the header %s: %j is refused with a reason and without its value", (name, value, reason) => {
  const { problems } = compose({
    headers: [
      { name: "a", value: "" },
      { name, value },
    ],
  });
  expect(problems).toMatchObject([{ field: "header", index: 1 }]);
  expect(problems[0]?.message).toContain(reason);
  expect(problems[0]?.message).not.toContain("abc");
});

test("a body that is not the JSON it claims to be gets a hint, and only that", () => {
  const broken = { ...emptyDraft, method: "POST", body: "{" } as const;
  expect(bodyHint(broken)).toContain("not valid JSON");
  expect(compose(broken).problems).toEqual([]);
  expect(bodyHint({ ...broken, body: "{}" })).toBeUndefined();
  expect(bodyHint({ ...broken, method: "GET" })).toBeUndefined();
  expect(
    bodyHint({ ...broken, headers: [{ name: "content-type", value: "text/plain" }] }),
  ).toBeUndefined();
});
