import { expect, test } from "vitest";
import { withoutCredentials, type TypedRequest } from "../../../src/base/withoutCredentials.ts";

const nothing: TypedRequest = { address: "/", parameters: [], query: [], headers: [], body: "" };
const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl";

test.each([
  ["/hr/?limit=5&access_token=hush", "/hr/?limit=5&access_token="],
  ["/hr/?limit=5#access_token=hush&state=x", "/hr/?limit=5#access_token=&state=x"],
  ["/hr/#id_token=hush", "/hr/#id_token="],
  [`/hr/${jwt}/x`, "/hr//x"],
  [`/hr/?state=${jwt}`, "/hr/?state="],
  ["https://ann:hush@db.example.com/ords/hr/", "https://db.example.com/ords/hr/"],
  ['/hr/?q={"password":{"$eq":"hush"}}', '/hr/?q={"password":{}}'],
  ["/hr/:id?/employees/?q={}", "/hr/:id?/employees/?q={}"],
])("an address: %s", (address, kept) => {
  expect(withoutCredentials({ ...nothing, address }).address).toBe(kept);
});

test.each([
  ['{"client_assertion": "hush", "id": 7}', '{"client_assertion": "", "id": 7}'],
  ['{"tokens": ["hush", {"a": "]hush"}], "id": 7}', '{"tokens": [], "id": 7}'],
  ['{"secret": {"value": "}hush"}, "id": 7}', '{"secret": {}, "id": 7}'],
  ['{"secret": {"value": "hush', '{"secret": {}'],
  ['{"api_key": "hush", "key": "row"}', '{"api_key": "", "key": "row"}'],
  ['{"pwd": -47.11e+5, "passwd": true}', '{"pwd": "", "passwd": true}'],
  ['{"note": "a \\"password\\": \\"word\\"", "n": "x"}', undefined],
  [`{"note": "${jwt}"}`, '{"note": ""}'],
  ['{"callback": "https://ann:hush@x.example/"}', '{"callback": "https://x.example/"}'],
  ["\ngrant_type=password&password=hush", "\ngrant_type=password&password="],
  [
    '<login user="ann" password="hush"><p:password a="1">hush</p:password></login>',
    '<login user="ann" password=""><p:password a="1"></p:password></login>',
  ],
  ["<secret>\n<![CDATA[hush]]></secret>", "<secret></secret>"],
  ["<secret>hush", "<secret>"],
  ["<secret a='hush", "<secret a='hush"],
  ["Bearer of news, see https://x.example/a:b@c", undefined],
])("a body: %s", (body, kept = body) => {
  expect(withoutCredentials({ ...nothing, body }).body).toBe(kept);
});

test.each([
  ["X-Auth", "hush", ""],
  ["X-Forwarded-Authorization", "hush", ""],
  ["Set-Cookie", "hush", ""],
  ["X-Anything", "Bearer hush", ""],
  ["X-Anything", " basic aHVzaA==", ""],
  ["X-Anything", jwt, ""],
  ["X-Signature", "hush", ""],
  ["X-Session-Id", "hush", ""],
  ["Accept", "application/json", "application/json"],
  ["X-Level", "Basic", "Basic"],
])("a header: %s: %s", (name, value, kept) => {
  const headers = [{ name, value }];
  expect(withoutCredentials({ ...nothing, headers }).headers).toEqual([{ name, value: kept }]);
});

test("what has no credential stays the same to the letter", () => {
  const request: TypedRequest = {
    address: "/hr/employees/:id?x=1&y=a=b",
    parameters: [{ name: "id", value: "7" }],
    query: [{ name: "q", value: '{"name":{"$like":"A%"}}' }],
    headers: [{ name: "If-Match", value: '"W/abc"' }],
    body: '{ "name": "Ann", "nested": { "list": [1, "two", null] } }',
  };
  expect(withoutCredentials(request)).toEqual(request);
});

test.each([
  "eyJ",
  '"token":[',
  "<a",
  '"a":',
  "https://a:",
  "a=",
  "<!--",
  '"\\',
  "<token a=",
  "://",
  "a",
  "a:",
  " ",
])("a long text of %s is searched in linear time", (piece) => {
  const body = piece.repeat(300_000);
  // A search whose cost is the square would take minutes, which the limit of the test does not give.
  withoutCredentials({ ...nothing, body, address: body });
  withoutCredentials({ ...nothing, body: `x=://${body}`, address: `/?${body}` });
  withoutCredentials({ ...nothing, body: `{${body}`, query: [{ name: "q", value: `<${body}` }] });
});
