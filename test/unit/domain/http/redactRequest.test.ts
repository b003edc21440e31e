import { expect, test } from "vitest";
import type { HttpRequest } from "../../../../src/domain/http/httpMessage.ts";
import { redactHeaders, redactRequest } from "../../../../src/domain/http/redactRequest.ts";
import { toRequestText } from "../../../../src/domain/http/requestText.ts";

const request: HttpRequest = {
  method: "POST",
  url: "https://h:8443/ords/hr/x?a=1&access_token=s3cret#f",
  headers: { accept: "application/json", Cookie: "s3cret" },
  body: '{"a":1}',
};

test.each([
  ["authorization", "Bearer s3cret", "Bearer •••"],
  ["Authorization", "s3cret", "•••"],
  ["proxy-authorization", "Basic s3cret", "Basic •••"],
  ["cookie", "s3cret", "•••"],
  ["set-cookie", "s3cret", "•••"],
  ["x-api-key", "s3cret", "•••"],
  ["accept", "application/json", "application/json"],
])("header %s", (name, value, shown) => {
  expect(redactHeaders({ [name]: value })).toEqual({ [name]: shown });
});

test.each([
  ["?client_secret=s3cret&b=2", "?client_secret=•••&b=2"],
  ["?Refresh_Token=s3cret", "?Refresh_Token=•••"],
  ["?password=s3cret&password=s3cret", "?password=•••&password=•••"],
  ["?token&q={%22a%22:1}", "?token&q={%22a%22:1}"],
  ["", ""],
])("query %s", (query, shown) => {
  const url = `https://h/ords/hr/x${query}`;
  expect(redactRequest({ ...request, url }).url).toBe(`https://h/ords/hr/x${shown}`);
});

test("the request as it went out", () => {
  expect(toRequestText(request, "bearer")).toBe(
    [
      "POST /ords/hr/x?a=1&access_token=••• HTTP/1.1",
      "host: h:8443",
      "accept: application/json",
      "Cookie: •••",
      "authorization: Bearer •••",
      "",
      '{"a":1}',
    ].join("\n"),
  );
});

test.each([
  ["https://h", "GET / HTTP/1.1\nhost: h\n"],
  ["https://h?x=1", "GET /?x=1 HTTP/1.1\nhost: h\n"],
  ["nonsense", "GET nonsense HTTP/1.1\n"],
])("the address %s", (url, shown) => {
  expect(toRequestText({ method: "GET", url, headers: {}, body: undefined })).toBe(shown);
});
