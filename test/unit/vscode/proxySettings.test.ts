import { beforeEach, afterEach, expect, test, vi } from "vitest";
import { readProxySettings } from "../../../src/vscode/proxySettings.ts";

const stored = vi.hoisted(() => new Map<string, unknown>());

vi.mock("vscode", () => ({
  workspace: {
    getConfiguration: (section: string) => ({
      get: (key: string) => stored.get(`${section}.${key}`),
    }),
  },
}));

const names = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

beforeEach(() => {
  stored.clear();
  for (const name of names) vi.stubEnv(name, undefined);
});

afterEach(() => void vi.unstubAllEnvs());

const addressNow = (): string | undefined => readProxySettings().address?.reveal();

test("without a setting and without a word of the environment there is no proxy", () => {
  expect(readProxySettings()).toEqual({
    address: undefined,
    authorization: undefined,
    noProxy: [""],
    checksCertificate: true,
  });
});

test("the settings of VS Code count, and are asked each time", () => {
  stored.set("http.proxy", " http://proxy:3128 ");
  stored.set("http.proxyAuthorization", "Basic x");
  stored.set("http.noProxy", ["*.example.com", 7]);
  stored.set("http.proxyStrictSSL", false);
  const read = readProxySettings();
  expect(read.address?.reveal()).toBe("http://proxy:3128");
  expect(read.authorization?.reveal()).toBe("Basic x");
  expect(read.noProxy).toEqual(["*.example.com"]);
  expect(read.checksCertificate).toBe(false);
  stored.clear();
  expect(addressNow()).toBeUndefined();
});

test("the environment counts where the settings say nothing, in capitals or not", () => {
  vi.stubEnv("http_proxy", "http://third:1");
  expect(addressNow()).toBe("http://third:1");
  vi.stubEnv("https_proxy", "http://second:1");
  expect(addressNow()).toBe("http://second:1");
  vi.stubEnv("HTTPS_PROXY", "http://first:1");
  expect(addressNow()).toBe("http://first:1");
  // One that is set to nothing says nothing.
  vi.stubEnv("HTTPS_PROXY", "");
  expect(addressNow()).toBe("http://second:1");
  stored.set("http.proxy", "http://setting:1");
  expect(addressNow()).toBe("http://setting:1");
});

test("hosts without a proxy are those of the setting, or else of the environment", () => {
  vi.stubEnv("NO_PROXY", "localhost,.example.com");
  expect(readProxySettings().noProxy).toEqual(["localhost", ".example.com"]);
  stored.set("http.noProxy", ["db"]);
  expect(readProxySettings().noProxy).toEqual(["db"]);
});

test("where VS Code is told to use no proxy for extensions, the environment counts as little", () => {
  stored.set("http.proxySupport", "off");
  stored.set("http.proxy", "http://setting:1");
  vi.stubEnv("HTTPS_PROXY", "http://first:1");
  expect(addressNow()).toBeUndefined();
});
