import { expect, test } from "vitest";
import type { ErrorCode } from "../../../../src/base/errors.ts";
import { toNetworkError } from "../../../../src/services/http/toNetworkError.ts";

const url = new URL("https://db.example.com:8443/ords/hr/");

const cases: readonly (readonly [string, ErrorCode, RegExp])[] = [
  ["ENOTFOUND", "hostNotFound", /http\.proxy/],
  ["EAI_AGAIN", "hostNotFound", /VPN/],
  ["ENETUNREACH", "hostNotFound", /VPN/],
  ["ECONNREFUSED", "connectionRefused", /port/],
  ["ECONNRESET", "connectionLost", /https/],
  ["UND_ERR_SOCKET", "connectionLost", /https/],
  ["ETIMEDOUT", "timedOut", /firewall/],
  ["UND_ERR_CONNECT_TIMEOUT", "timedOut", /firewall/],
  ["CERT_HAS_EXPIRED", "tlsFailed", /new certificate/],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tlsFailed", /operating system/],
  ["SELF_SIGNED_CERT_IN_CHAIN", "tlsFailed", /operating system/],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tlsFailed", /operating system/],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tlsFailed", /operating system/],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tlsFailed", /host name/],
  ["CERT_SIGNATURE_FAILURE", "tlsFailed", /certificate/],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "tlsFailed", /8443/],
  ["HPE_INVALID_CONSTANT", "answerNotUnderstood", /https/],
  ["Z_DATA_ERROR", "answerNotUnderstood", /compression/],
  ["SOMETHING_NEW", "connectionLost", /log/],
];

test.each(cases)("%s is told as %s with a remedy", (code, expected, remedy) => {
  const cause = Object.assign(new Error("in any words, in any language"), { code });
  const error = toNetworkError(new TypeError("fetch failed", { cause }), url);
  expect(error.code).toBe(expected);
  expect(error.message).toContain("db.example.com:8443");
  expect(error.why).toMatch(remedy);
  expect(error.why).toContain(code);
});

test("a host with several addresses fails by the code of one of them", () => {
  const parts = ["EHOSTUNREACH", "ECONNREFUSED"].map((code) =>
    Object.assign(new Error(code), { code }),
  );
  const failure = new TypeError("fetch failed", { cause: new AggregateError(parts) });
  expect(toNetworkError(failure, url).code).toBe("hostNotFound");
});

test("a failure without any code is still told", () => {
  for (const failure of [new Error("odd"), "odd", null, undefined]) {
    expect(toNetworkError(failure, url).code).toBe("connectionLost");
  }
});
