import { expect, test } from "vitest";
import { isUserFacingError } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import { httpProxyFor, type ProxySettings } from "../../../../src/services/http/httpProxy.ts";
import { inspectAll } from "../../../support/fakes.ts";

const url = new URL("https://db.example.com:8443/ords/hr/");

function settings(address: string | undefined, changes: Partial<ProxySettings> = {}) {
  return {
    address: address === undefined ? undefined : new Secret(address),
    authorization: undefined,
    noProxy: [],
    checksCertificate: true,
    ...changes,
  };
}

test.each([
  ["http://proxy.example.com:3128", { host: "proxy.example.com", port: 3128, tls: "none" }],
  ["proxy.example.com:3128", { host: "proxy.example.com", port: 3128, tls: "none" }],
  ["http://proxy.example.com/", { host: "proxy.example.com", port: 80, tls: "none" }],
  ["https://proxy.example.com", { host: "proxy.example.com", port: 443, tls: "checked" }],
  ["http://[::1]:3128", { host: "::1", port: 3128, tls: "none" }],
])("%s is a proxy", (address, expected) => {
  expect(httpProxyFor(url, settings(address))).toEqual({ ...expected, authorization: undefined });
});

test("none is set, or nothing of it is left", () => {
  expect(httpProxyFor(url, settings(undefined))).toBeUndefined();
  expect(httpProxyFor(url, settings("  "))).toBeUndefined();
});

test("its login becomes a header that is never printed", () => {
  const proxy = httpProxyFor(url, settings("http://me:p%40ss-MARKED@proxy:3128"));
  const sent = proxy?.authorization?.reveal().replace("Basic ", "") ?? "";
  expect(Buffer.from(sent, "base64").toString("utf8")).toBe("me:p@ss-MARKED");
  expect(inspectAll(proxy)).not.toMatch(/MARKED|bWU6/);
  const given = { authorization: new Secret("Basic own") };
  const other = httpProxyFor(url, settings("http://me:x@proxy:3128", given));
  expect(other?.authorization?.reveal()).toBe("Basic own");
});

test("its certificate is not checked where VS Code is told so", () => {
  const proxy = httpProxyFor(url, settings("https://proxy", { checksCertificate: false }));
  expect(proxy?.tls).toBe("notChecked");
});

test.each([
  ["fd00::12", true],
  ["[fd00::12]", true],
  ["[fd00::12]:8443", true],
  ["[fd00::12]:443", false],
  ["fd00::13", false],
])("an IPv6 address beside %s is reached directly: %s", (pattern, isDirect) => {
  const there = new URL("https://[fd00::12]:8443/ords/hr/");
  const proxy = httpProxyFor(there, settings("http://proxy:3128", { noProxy: [pattern] }));
  expect(proxy === undefined).toBe(isDirect);
});

test.each([
  ["db.example.com", true],
  ["DB.EXAMPLE.COM", true],
  ["example.com", true],
  [".example.com", true],
  ["*.example.com", true],
  ["db.example.com:8443", true],
  ["db.example.com:443", false],
  ["*", true],
  ["ample.com", false],
  ["other.example.com", false],
  ["", false],
])("a host that fits %j in http.noProxy: %s", (pattern, direct) => {
  const proxy = httpProxyFor(url, settings("http://proxy:3128", { noProxy: [pattern] }));
  expect(proxy === undefined).toBe(direct);
});

test("this machine itself is never reached through a proxy", () => {
  for (const address of ["http://localhost:8080/", "http://127.0.0.1/", "https://[::1]:8443/"]) {
    expect(httpProxyFor(new URL(address), settings("http://proxy:3128"))).toBeUndefined();
  }
});

test.each(["socks5://me:MARKED@proxy:1080", "http://", "http://me:MARKED@:80:80"])(
  "what is no address of a proxy is said without being repeated: %s",
  (address) => {
    let failure: unknown;
    try {
      httpProxyFor(url, settings(address));
    } catch (error) {
      failure = error;
    }
    expect(isUserFacingError(failure) && failure.code).toBe("proxyFailed");
    expect(inspectAll(failure)).not.toMatch(/MARKED/);
  },
);
