import { expect, test } from "vitest";
import type { HttpRequest } from "../../../../src/domain/http/httpMessage.ts";
import { redactHeaders, redactRequest } from "../../../../src/domain/http/redactRequest.ts";

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

test.each([
  ["none", undefined],
  ["bearer", "Bearer •••"],
  ["basic", "Basic •••"],
] as const)("the line of a credential that is added on the way out: %s", (kind, shown) => {
  const { headers, body } = redactRequest(request, kind);
  expect(headers["authorization"]).toBe(shown);
  expect(body).toBe(request.body);
  expect(JSON.stringify(headers)).not.toContain("s3cret");
});
