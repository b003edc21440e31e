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
  ["?api_key=s3cret", "?api_key=•••"],
  ["?apikey=s3cret&sig=s3cret", "?apikey=•••&sig=•••"],
  ["?access%5Ftoken=s3cret", "?access%5Ftoken=•••"],
  ["?id_token=s3cret&state=1", "?id_token=•••&state=1"],
  ["?a=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl", "?a=•••"],
  ["?a=https%3A%2F%2Fu%3As3cret%40h%2F", "?a=•••"],
  ["?keyword=a&empkey=7&x=%E0%A4%A", "?keyword=a&empkey=7&x=%E0%A4%A"],
])("query %s, which a person has typed", (query, shown) => {
  const url = `https://h/ords/hr/x${query}`;
  expect(redactRequest({ ...request, url }).url).toBe(`https://h/ords/hr/x${shown}`);
});

test.each([
  ["x-auth-token", "s3cret", "•••"],
  ["Ocp-Apim-Subscription-Key", "s3cret", "•••"],
  ["apikey", "s3cret", "•••"],
  ["x-forwarded-authorization", "Bearer s3cret", "•••"],
  ["x-original", "Basic s3cret", "•••"],
  ["x-assertion", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl", "•••"],
  ["idempotency-key", "7", "7"],
  ["accept", "application/json", "application/json"],
])("header %s, which a person has typed", (name, value, shown) => {
  expect(redactRequest({ ...request, headers: { [name]: value } }).headers).toEqual({
    [name]: shown,
  });
});

test("a challenge of a server is no credential", () => {
  const challenge = { "www-authenticate": 'Bearer realm="x"' };
  expect(redactHeaders(challenge)).toEqual(challenge);
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
