import { expect, test } from "vitest";
import { readSettings, variables } from "../../oracle/settings.ts";
import { inspectAll } from "../../support/fakes.ts";

const login = { ORDS_TEST_USER: "HR", ORDS_TEST_PASSWORD: "MARKED" };

test("each missing variable is listed with what it is for", () => {
  const message = problemOf({});
  for (const [name, use] of Object.entries(variables)) {
    expect(message).toContain(`  ${name}\n      ${use}`);
  }
  expect(problemOf({ ...login, ORDS_TEST_USER: " " })).toMatch(/Missing:\n {2}ORDS_TEST_USER/);
  expect(problemOf(login)).not.toMatch(/Missing:/);
  expect(problemOf(login)).toMatch(/one of the two or both:\n {2}ORDS_TEST_DATABASE/);
});

test("what is not understood is said, and no password is repeated", () => {
  const database = "hr/MARKED@localhost:1521/FREEPDB1";
  const message = problemOf({ ...login, ORDS_TEST_DATABASE: database });
  expect(message).toMatch(/ORDS_TEST_DATABASE: Leave the password out/);
  expect(message).not.toContain("MARKED");
  expect(problemOf({ ...login, ORDS_TEST_URL: "ftp://a" })).toMatch(/ORDS_TEST_URL: /);
  expect(problemOf({ ...login, ORDS_TEST_URL: "a", ORDS_TEST_SETTLE_SECONDS: "soon" })).toMatch(
    /ORDS_TEST_SETTLE_SECONDS: /,
  );
  expect(problemOf({ ...login, ORDS_TEST_URL: "a", ORDS_TEST_ADMIN_USER: "x" })).toMatch(
    /ORDS_TEST_ADMIN_PASSWORD: It is missing/,
  );
});

test("one of the two places is enough, and the alias is the user's name unless it is told", () => {
  expect(settingsOf({ ...login, ORDS_TEST_DATABASE: "db:1521/FREEPDB1" })).toMatchObject({
    database: { host: "db", port: 1521, service: "FREEPDB1" },
    ords: undefined,
    settleMs: 3000,
    insecureTls: false,
    allowExisting: false,
  });
  const url = "https://db:8443/ords";
  const place = { baseUrl: url, alias: "hr" };
  expect(settingsOf({ ...login, ORDS_TEST_URL: url })).toMatchObject({ ords: place });
  expect(settingsOf({ ...login, ORDS_TEST_URL: `${url}/people/` }).ords?.alias).toBe("people");
  const named = settingsOf({ ...login, ORDS_TEST_URL: url, ORDS_TEST_ALIAS: "staff" });
  expect(named.ords?.alias).toBe("staff");
});

test("passwords of the schema, the administrator and the wallet are never printed", () => {
  const settings = settingsOf({
    ...login,
    ORDS_TEST_DATABASE: "db:1521/FREEPDB1",
    ORDS_TEST_ADMIN_USER: "admin",
    ORDS_TEST_ADMIN_PASSWORD: "MARKED too",
    ORDS_TEST_WALLET: "/wallet",
    ORDS_TEST_WALLET_PASSWORD: "MARKED as well",
  });
  expect(settings.password.reveal()).toBe("MARKED");
  expect(settings.administrator?.password.reveal()).toBe("MARKED too");
  expect(settings.wallet?.password?.reveal()).toBe("MARKED as well");
  expect(inspectAll(settings) + JSON.stringify(settings)).not.toContain("MARKED");
});

function problemOf(env: Readonly<Record<string, string>>): string {
  const read = readSettings(env);
  if (read.kind !== "problem") throw new Error("The settings were taken.");
  return read.message;
}

function settingsOf(env: Readonly<Record<string, string>>) {
  const read = readSettings(env);
  if (read.kind !== "settings") throw new Error(read.message);
  return read.settings;
}
