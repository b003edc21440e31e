import { expect, test } from "vitest";
import { isUserFacingError, UserFacingError } from "../../../../src/base/errors.ts";
import type { ConnectionTls } from "../../../../src/services/http/connectionTls.ts";
import { createConnectionHttpClient } from "../../../../src/services/http/createConnectionHttpClient.ts";
import type { HttpClient } from "../../../../src/services/http/httpClient.ts";
import {
  profileId,
  type ConnectionProfile,
  type ProfileId,
} from "../../../../src/services/profiles/profile.ts";
import { profileWith, textAnswer } from "../../../support/fakes.ts";

const unchecked: ConnectionTls = {
  caFile: undefined,
  fingerprint: undefined,
  clientCertificate: undefined,
  check: "none",
};
const ownCa: ConnectionTls = { ...unchecked, caFile: "/ca.pem", check: "full" };

/** Answers with the way on which a request went. */
function world(...profiles: readonly ConnectionProfile[]) {
  const made: string[] = [];
  const way =
    (name: string): HttpClient =>
    async () =>
      textAnswer(200, name);
  const http = createConnectionHttpClient({
    profiles: { list: () => profiles, get: (id) => profiles.find((one) => one.id === id) },
    plain: async () => way("plain"),
    withTls: async ({ profile, tls }) => {
      made.push(profile);
      return way(`${profile} ${tls.check}`);
    },
  });
  const go = async (url: string, connection?: ProfileId): Promise<string> => {
    const request = { method: "GET", url, headers: {}, body: undefined };
    const { body } = await http(request, connection === undefined ? {} : { connection });
    return new TextDecoder().decode(body);
  };
  return { go, made };
}

const [p1, p2] = [profileId("p1"), profileId("p2")];
const here = "https://db.example.com/ords/hr/employees/";

test("a connection without certificates of its own goes as everybody does", async () => {
  const { go, made } = world(profileWith({ id: p1 }));
  expect(await go(here, p1)).toBe("plain");
  expect(made).toEqual([]);
});

test("one with certificates goes with them, over a client that is kept", async () => {
  const { go, made } = world(profileWith({ id: p1, tls: ownCa }));
  expect(await go(here, p1)).toBe("p1 full");
  expect(await go(here)).toBe("p1 full");
  expect(made).toEqual(["p1"]);
});

test.each(["https://other.example.com/ords/", "https://db.example.com:8443/ords/", "nothing"])(
  "they belong to its own server: %s is another one",
  async (url) => {
    const { go } = world(profileWith({ id: p1, tls: unchecked }));
    expect(await go(url, p1)).toBe("plain");
    expect(await go(url)).toBe("plain");
  },
);

test("another connection's choice not to check is not taken over", async () => {
  for (const strict of [profileWith({ id: p2 }), profileWith({ id: p2, tls: ownCa })]) {
    const expected = strict.tls ? "p2 full" : "plain";
    for (const profiles of [
      [profileWith({ id: p1, tls: unchecked }), strict],
      [strict, profileWith({ id: p1, tls: unchecked })],
    ]) {
      const { go } = world(...profiles);
      expect(await go(here, p1)).toBe("p1 none");
      expect(await go(here, p2)).toBe(expected);
      expect(await go(here)).toBe(expected);
    }
  }
  const { go } = world(profileWith({ id: p1, tls: unchecked }));
  expect(await go(here)).toBe("p1 none");
});

test("a connection that is gone has no certificates", async () => {
  const { go } = world(profileWith({ id: p1, tls: unchecked }));
  expect(await go(here, p2)).toBe("plain");
});

test("who is not believed is told where certificates are set", async () => {
  const failing = new UserFacingError({ code: "tlsFailed", message: "Not trusted.", why: "CA." });
  const profile = profileWith({ id: p1 });
  const http = createConnectionHttpClient({
    profiles: { list: () => [profile], get: (id) => (id === p1 ? profile : undefined) },
    plain: async () => async () => await Promise.reject(failing),
    withTls: async () => await Promise.reject(new Error("Not expected")),
  });
  const failureAt = async (url: string, options = {}): Promise<unknown> =>
    await http({ method: "GET", url, headers: {}, body: undefined }, options).catch(
      (failure: unknown) => failure,
    );
  const told = await failureAt(here);
  expect(isUserFacingError(told) && told.remedy).toEqual({
    label: "Set certificates",
    action: "setCertificates",
    argument: "p1",
  });
  expect(await failureAt("https://other.example.com/")).toBe(failing);
  expect(await failureAt("https://other.example.com/", { connection: p1 })).toBe(failing);
  // One that is only being tried.
  const tried = await failureAt("https://other.example.com/", { connection: p2 });
  expect(isUserFacingError(tried) && tried.remedy?.argument).toBe("p2");
});
