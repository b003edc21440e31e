import { expect, test, vi } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import type { DatabaseAddress } from "../../../../src/domain/database/databaseAddress.ts";
import { parseProfile } from "../../../../src/services/profiles/parseProfile.ts";
import { connectionPrompts } from "../../../../src/vscode/connections/connectionForm.ts";
import { parseProxy } from "../../../../src/vscode/connections/waySteps.ts";
import type { Outcome } from "../../../../src/vscode/prompts/prompt.ts";
import { walkPrompts } from "../../../../src/vscode/prompts/walkPrompts.ts";
import { oracleProfileWith } from "../../../support/fakes.ts";
import {
  cloud,
  complaintOf,
  fill,
  find,
  formWith,
  initialOf,
  noTnsNames,
  usable,
} from "./formSupport.ts";

vi.mock("vscode", () => ({
  l10n: {
    t: (text: string, ...values: readonly string[]) =>
      text.replace(/\{(\d)\}/g, (_, position: string) => values[Number(position)] ?? ""),
  },
}));

const kind = "oracle";
const login = { kind, user: "hr", password: "secret" };
const folder = "/oracle/admin";
const known = { tnsFolder: folder, tnsNames: { [folder]: cloud } };

test("host, port and service, with nothing asked that does not apply", async () => {
  const { asked, profile, passwords } = await fill(formWith(), {
    ...login,
    addressing: "basic",
    host: "db.example.com",
    service: "FREEPDB1",
  });
  expect(asked).toEqual([
    "kind",
    "addressing",
    "host",
    "port",
    "service",
    "tls",
    "user",
    "storage",
    "password",
    "address",
    "name",
  ]);
  expect(profile).toEqual(
    oracleProfileWith({
      id: profile.id,
      name: "hr on db.example.com",
      baseUrl: undefined,
      alias: undefined,
    }),
  );
  expect(passwords.password?.reveal()).toBe("secret");
  expect(passwords.walletPassword).toBeUndefined();
});

test("what is stored is read back as it was made", async () => {
  const { profile } = await fill(formWith(), {
    ...login,
    addressing: "basic",
    host: "h",
    service: "s",
    tls: "yes",
    more: ["proxy"],
    proxy: "proxy.example.com:8080",
  });
  const stored = parseProfile(JSON.parse(JSON.stringify(profile)));
  expect(JSON.stringify(stored)).toBe(JSON.stringify({ ...stored, ...profile }));
  expect(stored).toEqual(profile);
  // So that editing without a change is seen to lead to the same database.
  const again = await fill(formWith({}, { edited: stored! }), {}, profile.id);
  expect(again.profile).toEqual(profile);
  expect(again.passwords.password).toBeUndefined();
});

test.each([
  ["1521", "no"],
  ["1522", "yes"],
  ["2484", "yes"],
])("with port %s Enter takes TLS: %s", async (port, tls) => {
  const { answers } = await fill(formWith(), { ...login, host: "h", port, service: "s" });
  expect(answers["tls"]).toBe(tls);
});

test("a whole address that is pasted for the host fills in the rest", async () => {
  const { profile } = await fill(formWith(), {
    ...login,
    host: "tcps://db.example.com:2484/PDB1",
  });
  expect(profile).toMatchObject({
    database: { kind: "basic", host: "db.example.com", port: 2484, service: "PDB1", tls: true },
  });
});

test.each([
  ["db.example.com:1599", "db.example.com", 1599],
  ["[2001:db8::1]:1599", "2001:db8::1", 1599],
])(
  "a port that is pasted with the host is not taken for a part of it: %s",
  async (host, name, port) => {
    const { profile } = await fill(formWith(), { ...login, host, service: "s" });
    expect(profile).toMatchObject({ database: { host: name, port, service: "s" } });
  },
);

test("a JDBC URL that names its folder has the wallet offered that lies there", async () => {
  const outside = { tnsNames: { "/w": cloud }, wallets: { "/w": usable } };
  const { profile } = await fill(formWith(outside), {
    ...login,
    addressing: "connectString",
    connectString: "jdbc:oracle:thin:@hr_high?TNS_ADMIN=/w",
    walletPassword: "w",
  });
  expect(profile).toMatchObject({
    database: { kind: "tnsAlias", alias: "hr_high", folder: "/w" },
    wallet: { folder: "/w" },
  });
});

test.each([
  ["host", "", "error"],
  ["host", "db example", "error"],
  ["host", "2001:db8::1", undefined],
  ["host", "[2001:db8::1]", undefined],
  ["host", "db.example.com:1521", undefined],
  ["port", "70000", "error"],
  ["port", "x", "error"],
  ["port", " 1521 ", undefined],
  ["service", "", "error"],
  ["service", "x)(y", "error"],
  ["user", "", "error"],
  ["user", "hr/secret", "error"],
  ["user", "hr@db", "error"],
  ["user", "app[hr]", undefined],
  ["user", '"h/r"', undefined],
  ["address", "not an address", "error"],
  ["address", "https://db.example.com/ords/hr/", undefined],
])("%s %j: %s", (id, text, severity) => {
  expect(complaintOf(formWith(), id, text, { kind })?.severity).toBe(severity);
});

test.each<[string, DatabaseAddress, string]>([
  [
    "jdbc:oracle:thin:@//db.example.com:1521/PDB1",
    { kind: "basic", host: "db.example.com", port: 1521, service: "PDB1", tls: false },
    "hr on db.example.com",
  ],
  [
    "sqlplus scott@db.example.com/PDB1",
    { kind: "basic", host: "db.example.com", port: 1521, service: "PDB1", tls: false },
    "scott on db.example.com",
  ],
  [
    "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h1)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=s1)))",
    {
      kind: "connectString",
      text: "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=h1)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=s1)))",
    },
    "hr on h1:1521/s1",
  ],
])("whatever is pasted: %s", async (connectString, database, name) => {
  const { asked, profile } = await fill(formWith(), {
    kind,
    addressing: "connectString",
    connectString,
    password: "secret",
    ...(connectString.includes("scott") ? {} : { user: "hr" }),
  });
  expect(profile).toMatchObject({ database, name });
  expect(asked).not.toContain("more");
});

test("a password in an address is refused, and not repeated", () => {
  const complaint = complaintOf(formWith(), "connectString", "hr/tiger@db.example.com/PDB1", {
    kind,
    addressing: "connectString",
  });
  expect(complaint?.severity).toBe("error");
  expect(complaint?.message).not.toContain("tiger");
});

test("an alias in place of an address needs a folder to be found in", () => {
  const answers = { kind, addressing: "connectString" };
  const without = complaintOf(formWith(), "connectString", "hr_high", answers);
  expect(without).toMatchObject({ severity: "error" });
  expect(without?.message).toContain("ordsSecurity.tnsAdmin");
  expect(complaintOf(formWith(known), "connectString", "hr_high", answers)).toBeUndefined();
});

test("the aliases of the known folder are offered, with where they lead", async () => {
  const form = formWith(known);
  await form.tnsNames.read(folder);
  const step = find(form, "tnsAlias", { kind, addressing: "tnsAlias" });
  const options = step.kind === "pickOne" ? step.options : [];
  expect(options.map(({ value, description }) => [value, description])).toEqual([
    ["hr_high", "adb.example.com:1522/hr_high.adb (TLS)"],
    ["LOCAL", "localhost:1521/FREEPDB1"],
  ]);
  expect(step.prompt).toContain(folder);
  const other = step.kind === "pickOne" ? step.other : undefined;
  expect(other?.check("elsewhere")?.severity).toBe("warning");
  expect(other?.check("not an alias")?.severity).toBe("error");
});

test("an alias without TLS asks for no wallet, and its folder stays with the setting", async () => {
  const { asked, profile } = await fill(formWith(known), {
    ...login,
    addressing: "tnsAlias",
    tnsAlias: "LOCAL",
  });
  expect(asked).toEqual([
    "kind",
    "addressing",
    "tnsAlias",
    "user",
    "storage",
    "password",
    "address",
    "name",
  ]);
  expect(profile).toMatchObject({
    name: "hr on LOCAL",
    database: { kind: "tnsAlias", alias: "LOCAL", folder: undefined },
    wallet: undefined,
  });
});

test("a wallet beside tnsnames.ora is offered, and its password asked for", async () => {
  const form = formWith({ ...known, wallets: { [folder]: usable } });
  const { asked, profile, passwords } = await fill(form, {
    ...login,
    addressing: "tnsAlias",
    tnsAlias: "hr_high",
    walletPassword: "of the wallet",
  });
  expect(asked.slice(2)).toEqual([
    "tnsAlias",
    "more",
    "wallet",
    "user",
    "storage",
    "password",
    "walletPassword",
    "address",
    "name",
  ]);
  expect(profile).toMatchObject({ wallet: { folder, needsPassword: true } });
  expect(passwords.walletPassword?.reveal()).toBe("of the wallet");
});

test("without a known folder it is said how to set one, and asked for", async () => {
  const form = formWith({ tnsNames: { "/mine": cloud } });
  const step = find(form, "folder", { kind, addressing: "tnsAlias" });
  expect(step.prompt).toMatch(/ordsSecurity\.tnsAdmin.*TNS_ADMIN/);
  expect(step).toMatchObject({ browse: "folder" });
  const given = { ...login, addressing: "tnsAlias", tnsAlias: "LOCAL" };
  await expect(fill(form, { ...given, folder: "/nothing" })).rejects.toThrow(
    "/nothing/tnsnames.ora: There is no such file.",
  );
  const { profile } = await fill(form, { ...given, folder: " /mine " });
  expect(profile).toMatchObject({
    database: { kind: "tnsAlias", alias: "LOCAL", folder: "/mine" },
  });
});

test("a file that cannot be read is told, and the alias typed", async () => {
  const form = formWith({ tnsFolder: folder, tnsNames: { [folder]: noTnsNames(folder) } });
  await form.tnsNames.read(folder);
  const step = find(form, "tnsAlias", { kind, addressing: "tnsAlias" });
  expect(step.prompt).toMatch(/Type the alias.*There is no such file.*ordsSecurity\.tnsAdmin/);
  const { profile } = await fill(form, { ...login, addressing: "tnsAlias", tnsAlias: "X.WORLD" });
  expect(profile).toMatchObject({ database: { kind: "tnsAlias", alias: "X.WORLD" } });
});

test("a cloud wallet says all in one folder", async () => {
  const outside = { tnsNames: { "/w": cloud }, wallets: { "/w": usable } };
  const { asked, profile } = await fill(formWith(outside), {
    ...login,
    addressing: "cloudWallet",
    folder: "/w",
    tnsAlias: "hr_high",
    more: ["proxy"],
    proxy: "http://proxy.example.com:8080/",
    walletPassword: "w",
    address: "https://adb.example.com/ords/hr/sign-in",
  });
  expect(asked).not.toContain("wallet");
  expect(profile).toMatchObject({
    database: { kind: "tnsAlias", alias: "hr_high", folder: "/w" },
    wallet: { folder: "/w", needsPassword: true },
    httpsProxy: { host: "proxy.example.com", port: 8080 },
    baseUrl: "https://adb.example.com/ords",
  });
});

test("a wallet that cannot be used is told at the step, and looked at anew", async () => {
  const wallets: Record<string, typeof usable> = {};
  const form = formWith({ wallets });
  const given = {
    ...login,
    host: "h",
    service: "s",
    tls: "yes",
    more: ["wallet"],
    wallet: "/w",
    walletPassword: "w",
  };
  await expect(fill(form, given)).rejects.toThrow(
    "wallet: There is no ewallet.pem in this folder.",
  );
  wallets["/w"] = { ...usable, needsPassword: false } as typeof usable;
  const { asked, profile } = await fill(form, given);
  expect(profile).toMatchObject({ wallet: { folder: "/w", needsPassword: false } });
  expect(asked).not.toContain("walletPassword");
});

test("wallet and proxy are gone when the way is not encrypted any more", async () => {
  const edited = oracleProfileWith({
    database: { kind: "basic", host: "h", port: 2484, service: "s", tls: true },
    wallet: { folder: "/w", needsPassword: true },
    httpsProxy: { host: "p", port: 80 },
  });
  const form = formWith({ wallets: { "/w": usable } }, { edited });
  const same = await fill(form, {}, edited.id);
  expect(same.profile).toEqual(edited);
  const { asked, profile } = await fill(form, { tls: "no", password: "x" }, edited.id);
  expect(profile).toMatchObject({ wallet: undefined, httpsProxy: undefined });
  expect(asked).not.toContain("more");
});

test("a cloud wallet is edited as one", async () => {
  const edited = oracleProfileWith({
    database: { kind: "tnsAlias", alias: "hr_high", folder: "/w" },
    wallet: { folder: "/w", needsPassword: true },
    otherSchema: { name: "APP", alias: "app" },
  });
  const outside = { tnsNames: { "/w": cloud }, wallets: { "/w": usable } };
  const form = formWith(outside, { edited });
  const { asked, profile, passwords } = await fill(form, {}, edited.id);
  expect(asked.slice(0, 3)).toEqual(["addressing", "folder", "tnsAlias"]);
  expect(profile).toEqual(edited);
  expect(passwords).toEqual({ password: undefined, walletPassword: undefined });
  const other = await fill(form, { user: "sales" }, edited.id);
  expect(other.profile).toMatchObject({ alias: undefined, otherSchema: undefined });
});

test.each([
  ["host", { host: "other.example.com" }],
  ["storage", { storage: "askEveryTime" }],
])("the stored password is not kept when the %s changes", async (_, change) => {
  const form = formWith({}, { edited: oracleProfileWith() });
  await expect(fill(form, change)).rejects.toThrow("password: Type the password.");
  const { profile } = await fill(form, { ...change, password: "new" });
  expect(profile.alias).toBe("storage" in change ? "hr" : undefined);
});

test("another wallet needs its own password", async () => {
  const edited = oracleProfileWith({
    database: { kind: "basic", host: "h", port: 2484, service: "s", tls: true },
    wallet: { folder: "/w", needsPassword: true },
  });
  const form = formWith({ wallets: { "/w": usable, "/other": usable } }, { edited });
  await expect(fill(form, { wallet: "/other" })).rejects.toThrow("walletPassword:");
});

test("what was agreed to for an address of ORDS counts for this one only", async () => {
  const edited = oracleProfileWith({
    baseUrl: "http://ords.example.com/ords",
    allowPlainHttp: true,
  });
  const form = formWith({}, { edited });
  expect((await fill(form, {})).profile.allowPlainHttp).toBe(true);
  const moved = await fill(form, { address: "http://other.example.com/ords" });
  expect(moved.profile.allowPlainHttp).toBe(false);
  expect((await fill(form, { address: "" })).profile.baseUrl).toBeUndefined();
});

test("going back keeps what was typed, also over another kind of address", async () => {
  const answer = (value: string): Outcome => ({ kind: "answered", answer: value });
  const back = (draft: string): Outcome => ({ kind: "back", draft });
  const deeds: Record<string, Outcome[]> = {
    kind: [answer("oracle")],
    addressing: [answer("basic"), answer("connectString"), answer("basic")],
    host: [answer("db.example.com"), back("db.example.com"), answer("db.example.com")],
    port: [back("1599"), answer("1599")],
    connectString: [back("h2/s2")],
    service: [answer("s")],
    tls: [answer("no")],
    user: [answer("hr")],
    storage: [answer("stored")],
    password: [{ kind: "answered", answer: new Secret("x") }],
    address: [answer("")],
    name: [answer("N")],
  };
  const drafts: string[] = [];
  const form = formWith();
  const answers = await walkPrompts(
    { title: "", drafts: {}, startAt: "first", prompts: (soFar) => connectionPrompts(form, soFar) },
    async ({ id }, { draft }) => {
      if (draft !== undefined) drafts.push(`${id} ${String(draft)}`);
      const deed = deeds[id]?.shift();
      if (!deed) throw new Error(`The person did not expect to be asked for ${id}`);
      return deed;
    },
  );
  expect(answers["port"]).toBe("1599");
  expect(answers).not.toHaveProperty("connectString");
  expect(drafts).toEqual([
    "host db.example.com",
    "addressing basic",
    "addressing connectString",
    "host db.example.com",
    "port 1599",
  ]);
});

test.each([
  ["proxy.example.com:8080", { host: "proxy.example.com", port: 8080 }],
  ["http://proxy:80/", { host: "proxy", port: 80 }],
  ["[2001:db8::1]:3128", { host: "2001:db8::1", port: 3128 }],
  ["proxy.example.com", expect.any(String)],
  ["proxy:99999", expect.any(String)],
  ["(x):80", expect.any(String)],
])("the proxy %s", (text, read) => {
  expect(parseProxy(text)).toEqual(read);
});

test("a password for the proxy is refused, and not repeated", () => {
  const read = parseProxy("http://me:tiger@proxy:80");
  expect(read).toMatch(/cannot log in/);
  expect(read).not.toContain("tiger");
});

test("the port that is offered is that of the stored database", () => {
  const edited = oracleProfileWith({
    database: { kind: "basic", host: "h", port: 1599, service: "s", tls: false },
  });
  expect(initialOf(formWith({}, { edited }), "port", { host: "h" })).toBe("1599");
});
