import { afterEach, expect, test } from "vitest";
import { Secret } from "../../src/base/secret.ts";
import { schemaUrlOf, tokenUrlOf } from "../../src/domain/http/schemaUrlOf.ts";
import { allScaffolds } from "../../src/features/scaffold/allScaffolds.ts";
import type { Answers } from "../../src/features/scaffold/question.ts";
import type { ScaffoldId } from "../../src/features/scaffold/scaffold.ts";
import { scaffoldScript } from "../../src/features/scaffold/scaffoldScript.ts";
import { bindsOf } from "../../src/features/scriptRun/bindsOf.ts";
import { describeRun } from "../../src/features/scriptRun/describeRun.ts";
import { firstError } from "../../src/features/scriptRun/locateErrors.ts";
import { runWarnings } from "../../src/features/scriptRun/runWarnings.ts";
import { dialectFor } from "../../src/plsql/dialect.ts";
import { readClientSecret } from "../../src/services/clients/readClientSecret.ts";
import type { SqlRunner } from "../../src/services/sql/sqlRunner.ts";
import {
  catalogOf,
  closePractice,
  type OpenSchema,
  practiceId,
  practiceWays,
} from "./practiceSchemas.ts";
import { walkThrough } from "../unit/features/scaffold/walkThrough.ts";

const secret = new Secret("AbCdEfGhIjKlMnOpQrStUv..");
afterEach(closePractice);

/**
 * What the scaffolds write is run by a server, from a schema that has no security at all to a call that is answered:
 * over REST-Enabled SQL, over Oracle's driver, and by an administrator who looks at the schema.
 */
const ways = practiceWays;

test.each([
  ["rest", "25.4"],
  ["rest", "23.4.0"],
  ["driver", "25.4"],
  ["driver", "23.4.0"],
  // Older releases have no views for administrators.
  ["administrator", "25.4"],
] as const)("the five steps work by %s on release %s", async (way, release) => {
  const schema = await ways[way]("empty", release);
  const { sessions, profile } = schema;
  const step = stepOn(schema);
  const catalog = await sessions.open(practiceId);
  const url = `${schemaUrlOf(profile)}/hr/employees/`;
  expect((await fetch(url)).status).toBe(200);

  await step("createRole", { name: "HR Reader" });
  await step("createPrivilege", {
    name: "hr.read",
    roles: ["HR Reader"],
    description: "Read",
  });
  await step("mapPrivilege", {
    privilege: "hr.read",
    how: "patterns",
    patterns: ["/hr/*"],
  });
  expect((await fetch(url)).status).toBe(401);

  await step("registerClient", {
    name: "payroll",
    grantType: "client_credentials",
    privileges: [],
    roles: [],
    description: "",
    supportEmail: "payroll@example.com",
  });
  const [client] = catalogOf(sessions).clients;
  if (!client) throw new Error("No client was registered");
  const readSecret = async (runner: SqlRunner) => await readClientSecret(runner, client.name);
  const known =
    dialectFor(catalog.release).api === "oauth"
      ? await sessions.read(practiceId, readSecret)
      : secret;
  const credentials = Buffer.from(`${client.clientId}:${known?.reveal()}`).toString("base64");
  const answer = await fetch(`${tokenUrlOf(profile)}`, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(url, { headers })).status).toBe(401);

  await step("grantRole", { client: "payroll", roles: ["HR Reader"] });
  expect((await fetch(url, { headers })).status).toBe(200);

  await step("revokeRole", { client: "payroll", roles: ["HR Reader"] });
  expect((await fetch(url, { headers })).status).toBe(401);
  await step("deleteMapping", { privilege: "hr.read", patterns: ["/hr/*"] });
  await step("deletePrivilege", { privilege: "hr.read" });
  await step("deleteClient", { client: "payroll" });
  await step("deleteRole", { role: "HR Reader" });
  expect(catalogOf(sessions)).toEqual(catalog);
});

test.each([
  ["rest", "25.4"],
  ["rest", "23.4.0"],
  ["driver", "25.4"],
  ["driver", "23.4.0"],
  ["administrator", "25.4"],
] as const)("each thing lives and ends by %s on release %s", async (way, release) => {
  const schema = await ways[way]("empty", release);
  const { sessions } = schema;
  const step = stepOn(schema);
  const catalog = await sessions.open(practiceId);
  const [module] = catalog.modules;
  if (!module) throw new Error("The lesson has no module");

  await step("definePrivilege", {
    name: "hr.all",
    roles: ["HR Reader", "HR Writer"],
    patterns: ["/hr/employees/*"],
    modules: [module.name],
    description: "All of it",
  });
  await step("editPrivilege", {
    privilege: "hr.all",
    roles: ["HR Reader"],
    patterns: ["/hr/employees/*", "/hr"],
    modules: [module.name],
    label: "HR",
    description: "All of it",
  });
  await step("renamePrivilege", { privilege: "hr.all", newName: "hr.some" });
  await step("editMapping", { privilege: "hr.some", pattern: "/hr", newPattern: "/hr/*" });
  await step("renameRole", { role: "HR Reader", newName: "Reader of HR" });
  expect(catalogOf(sessions).privileges).toContainEqual({
    name: "hr.some",
    label: "HR",
    description: "All of it",
    comments: undefined,
    roles: ["Reader of HR"],
    patterns: ["/hr/*", "/hr/employees/*"],
    modules: [module.name],
  });
  await step("unprotectModule", { module: module.name });
  await step("setModuleOrigins", { module: module.name, origins: ["https://app.example.com"] });
  await step("unpublishModule", { module: module.name });
  expect(catalogOf(sessions).modules[0]).toMatchObject({
    published: false,
    originsAllowed: ["https://app.example.com"],
  });
  await step("publishModule", { module: module.name });
  await step("setModuleOrigins", { module: module.name, origins: [] });
  await step("deletePrivilege", { privilege: "hr.some" });
  await step("deleteRole", { role: "Reader of HR" });
  await step("deleteRole", { role: "HR Writer" });

  await step("registerClient", {
    name: "payroll",
    grantType: "client_credentials",
    privileges: [],
    roles: [],
    description: "",
    supportEmail: "",
  });
  await step("renameClient", { client: "payroll", newName: "pay" });
  const facts = { supportUri: "", origins: ["https://app.example.com"] };
  await step("editClient", {
    client: "pay",
    description: "Monthly run",
    supportEmail: "pay@example.com",
    ...facts,
  });
  await step("createPrivilege", { name: "hr.read", roles: ["R"], description: "" });
  await step("setClientPrivileges", { client: "pay", privileges: ["hr.read"] });
  // Before 24.1 a client has no durations.
  const tokenDuration = catalog.release.hasOrdsSecurity ? 600 : undefined;
  if (tokenDuration !== undefined) {
    await step("setTokenDurations", { client: "pay", token: String(tokenDuration) });
  }
  // Each of the three changes keeps what the others have set.
  await step("editClient", {
    client: "pay",
    description: "Monthly",
    supportEmail: "pay@example.com",
    ...facts,
  });
  expect(catalogOf(sessions).clients).toEqual([
    expect.objectContaining({
      name: "pay",
      description: "Monthly",
      supportEmail: "pay@example.com",
      originsAllowed: facts.origins,
      privileges: ["hr.read"],
      tokenDuration,
    }),
  ]);
  await step("deletePrivilege", { privilege: "hr.read" });
  await step("deleteRole", { role: "R" });
  await step("deleteClient", { client: "pay" });

  const { name, basePath } = module;
  await step("renameModule", { module: name, newName: "people", newBasePath: "/people/" });
  expect(catalogOf(sessions).modules).toEqual([
    { ...module, name: "people", basePath: "/people/" },
  ]);
  await step("renameModule", { module: "people", newName: name, newBasePath: basePath });

  const jwt = {
    issuer: "https://issuer.example.com",
    audience: "ords/hr",
    jwkUrl: "https://issuer.example.com/keys",
    roleClaim: "",
    skew: "30",
    age: "",
    description: "Ours",
  };
  await step("createJwtProfile", jwt);
  await step("replaceJwtProfile", { ...jwt, skew: "0" });
  expect(catalogOf(sessions).jwtProfile).toMatchObject({ issuer: jwt.issuer, allowedSkew: 0 });
  await step("deleteJwtProfile", { profile: jwt.issuer });

  await step("protectCatalogs", { authorization: "protected" });
  await step("protectCatalogs", { authorization: "public" });
  expect(catalogOf(sessions).schema).toEqual(catalog.schema);
  expect(catalogOf(sessions)).toEqual(catalog);
});

test.each(["rest", "driver", "administrator"] as const)(
  "a client lives and ends by %s where ORDS_SECURITY is",
  async (way) => {
    const schema = await ways[way]("empty", "25.4");
    const { sessions } = schema;
    const step = stepOn(schema);
    const catalog = await sessions.open(practiceId);
    await step("createPrivilege", { name: "hr.read", roles: ["R"], description: "" });
    await step("importClient", {
      name: "moved",
      clientId: "0123456789abcdefABCDEF..",
      grantType: "authorization_code",
      redirectUri: "https://app.example.com/back",
      privileges: [],
      description: "An application",
    });
    await step("setClientPrivileges", { client: "moved", privileges: ["hr.read"] });
    await step("setTokenDurations", { client: "moved", token: "600", refresh: "7200", code: "" });
    expect(catalogOf(sessions).clients).toEqual([
      expect.objectContaining({
        name: "moved",
        clientId: "0123456789abcdefABCDEF..",
        description: "An application",
        privileges: ["hr.read"],
        tokenDuration: 600,
        refreshDuration: 7200,
        codeDuration: undefined,
      }),
    ]);
    await step("deleteClient", { client: "moved" });
    await step("deletePrivilege", { privilege: "hr.read" });
    await step("deleteRole", { role: "R" });
    expect(catalogOf(sessions)).toEqual(catalog);
  },
);

test("a table is published, guarded and taken back, and the schema with all that is in it", async () => {
  const schema = await ways.driver("empty", "25.4");
  const { sessions, profile } = schema;
  const step = stepOn(schema);
  await sessions.open(practiceId);
  const url = `${schemaUrlOf(profile)}/departments/`;
  const table = { object: "DEPARTMENTS", type: "TABLE", alias: "departments" };
  await step("enableObject", { ...table, authorization: "public" });
  expect((await fetch(url)).status).toBe(200);
  await step("enableObject", {
    object: "DEPARTMENTS",
    alias: "departments",
    authorization: "role",
  });
  expect((await fetch(url)).status).toBe(401);
  await step("disableObject", { object: "DEPARTMENTS" });
  expect((await fetch(url)).status).toBe(404);

  await step("setSchemaAlias", { alias: "people" });
  const moved = `${schemaUrlOf({ ...profile, alias: "people" })}/hr/employees/`;
  expect((await fetch(moved)).status).toBe(200);
  await step("disableSchema", { sure: "yes" });
  expect((await fetch(moved)).status).toBe(404);
});

test("names that are hard to quote arrive as they were typed", async () => {
  const schema = await ways.rest("empty", "25.4");
  const { sessions } = schema;
  const step = stepOn(schema);
  await sessions.open(practiceId);
  const odd = `o'hr & "you" :x; -- /* ñ€😀 \\ $1 ${"x".repeat(200)}`;
  await step("createRole", { name: odd });
  await step("createPrivilege", { name: odd, roles: [odd], description: `'${odd}'` });
  await step("registerClient", {
    name: odd,
    grantType: "client_credentials",
    privileges: [odd],
    roles: [odd],
    description: "line one''",
    supportEmail: "",
  });
  const catalog = catalogOf(sessions);
  expect(catalog.roles.map(({ name }) => String(name))).toContain(odd);
  expect(catalog.privileges).toContainEqual(
    expect.objectContaining({ name: odd, roles: [odd], description: `'${odd}'` }),
  );
  expect(catalog.clients).toContainEqual(
    expect.objectContaining({ name: odd, roles: [odd], privileges: [odd] }),
  );
});

/** Asks, writes, runs and reads again, as the editor does. */
function stepOn({ sessions, profile }: OpenSchema) {
  return async (scaffold: ScaffoldId, wanted: Answers): Promise<void> => {
    const catalog = catalogOf(sessions);
    const schema = profile.otherSchema?.name;
    const context = { catalog, dialect: dialectFor(catalog.release, schema) };
    const { answers } = walkThrough(allScaffolds[scaffold], context, wanted);
    const { text } = scaffoldScript(allScaffolds[scaffold], context, answers);
    expect(runWarnings(text, "perRequest")).toEqual([]);
    if (schema !== undefined) expect(text).toMatch(/_ADMIN\.[^]*p_schema/);
    const binds = bindsOf(text).includes("client_secret") ? { client_secret: secret } : {};
    const results = await sessions.run(practiceId, text, { binds });
    expect(firstError(results), describeRun(results)).toBeUndefined();
    await sessions.refresh(practiceId);
  };
}
