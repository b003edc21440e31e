import { expect, test } from "vitest";
import { handOverNotes } from "../../../../src/features/requestPanel/handOverNotes.ts";

const plain = {
  method: "POST",
  url: "https://db.example.com/ords/hr/x?a=1",
  headers: { accept: "application/json", "content-type": "application/json" },
  body: '{"name":"Ann"}',
};

test("a request without credentials goes as it is", () => {
  expect(handOverNotes(plain)).toEqual({ leftOut: false, secretBody: false });
  expect(handOverNotes({ ...plain, body: undefined }).secretBody).toBe(false);
});

test.each([
  [{ headers: { "x-auth-token": "s3cret" } }, { leftOut: true, secretBody: false }],
  [{ url: `${plain.url}&api_key=s3cret` }, { leftOut: true, secretBody: false }],
  [{ body: '{"password":"s3cret"}' }, { leftOut: false, secretBody: true }],
  [{ body: "grant_type=x&client_secret=s3cret" }, { leftOut: false, secretBody: true }],
])("of %j the person is told", (change, expected) => {
  expect(handOverNotes({ ...plain, ...change })).toEqual(expected);
});
