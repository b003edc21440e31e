import { expect, test } from "vitest";
import { isCancelled, isUserFacingError, UserFacingError } from "../../../../src/base/errors.ts";
import { clientName, moduleName } from "../../../../src/domain/model/names.ts";
import {
  catalogQueries,
  type CatalogQueryId,
  clientSecretQuery,
  handlerSourceQuery,
} from "../../../../src/plsql/catalogQueries.ts";
import { readCatalog } from "../../../../src/services/catalog/readCatalog.ts";
import { readHandlerSource } from "../../../../src/services/catalog/readHandlerSource.ts";
import { readClientSecret } from "../../../../src/services/clients/readClientSecret.ts";
import type { Rows, SqlValue } from "../../../../src/services/sql/sqlRunner.ts";
import { FakeSqlRunner, inspectAll } from "../../../support/fakes.ts";

type Table = readonly (readonly SqlValue[])[];

/** The rows of one small schema, query by query, in the order of the columns. */
const sample: Readonly<Record<CatalogQueryId, Table>> = {
  version: [["24.4.1.r3619010"]],
  ordsSecurity: [[2]],
  schema: [["HR", "BASE_PATH", "/hr", "ENABLED", "DISABLED"]],
  modules: [[1, "hr.api", "/hr/", "PUBLISHED", 25, "https://a.example, https://b.example", null]],
  templates: [
    ["10", 1, "employees/", 0],
    ["11", 1, "employees/:id", 0],
    [12, 99, "orphan/", 0],
  ],
  handlers: [
    [100, 10, "GET", "json/collection", 7, "list"],
    [101, 11, "delete", "plsql/block", null, null],
    [102, 11, "BREW", "plsql/block", null, null],
  ],
  parameters: [[100, "X-Dept", "dept", "HEADER", "STRING", "IN"]],
  privileges: [[5, "hr.read", "Read", null, null]],
  privilegeRoles: [
    [5, "HR Reader"],
    [5, "HR 'quoted'"],
    [6, "orphan"],
  ],
  privilegeModules: [[5, "hr.api"]],
  privilegeMappings: [[5, "/hr/*"]],
  roles: [
    ["HR Reader", 7],
    ["SQL Developer", null],
    ["oracle.dbtools.role.autorest.HR", 7],
  ],
  clients: [
    [1, "payroll", "Pays", "CLIENT_CREDENTIALS", "abc..", null, "a@b.example", null],
    [2, "web", null, "authorization_code", "def..", "https://web.example/cb", null, null],
    [3, "odd", null, "DEVICE", "ghi..", null, null, null],
  ],
  clientDurations: [[1, 600, null, null]],
  clientOrigins: [[2, "https://web.example"]],
  clientPrivileges: [["payroll", "hr.read"]],
  clientRoles: [["payroll", "HR Reader"]],
  objects: [["EMPLOYEES", "emp", "TABLE", "ENABLED", "ENABLED"]],
};

test("the rows of the views become a catalog", async () => {
  const catalog = await readCatalog(runnerOf({}));
  expect(catalog).toMatchObject({
    release: { text: "24.4.1.r3619010", major: 24, minor: 4, hasOrdsSecurity: true },
    schema: { name: "HR", alias: "hr", enabled: true, autoRestAuth: false },
    privileges: [
      {
        name: "hr.read",
        label: "Read",
        description: undefined,
        roles: ["HR Reader", "HR 'quoted'"],
        patterns: ["/hr/*"],
        modules: ["hr.api"],
      },
    ],
    objects: [{ name: "EMPLOYEES", alias: "emp", enabled: true, requiresAuthorization: true }],
  });
  expect(catalog.modules).toEqual([
    {
      name: "hr.api",
      basePath: "/hr/",
      published: true,
      itemsPerPage: 25,
      originsAllowed: ["https://a.example", "https://b.example"],
      comments: undefined,
      templates: [
        {
          uriTemplate: "employees/",
          priority: 0,
          handlers: [
            {
              method: "GET",
              sourceType: "json/collection",
              source: undefined,
              itemsPerPage: 7,
              comments: "list",
              parameters: [
                {
                  name: "X-Dept",
                  bindVariable: "dept",
                  sourceType: "HEADER",
                  paramType: "STRING",
                  accessMethod: "IN",
                },
              ],
            },
          ],
        },
        {
          uriTemplate: "employees/:id",
          priority: 0,
          handlers: [expect.objectContaining({ method: "DELETE", itemsPerPage: undefined })],
        },
      ],
    },
  ]);
  expect(catalog.roles).toEqual([
    { name: "HR Reader", builtIn: false },
    { name: "SQL Developer", builtIn: true },
    { name: "oracle.dbtools.role.autorest.HR", builtIn: true },
  ]);
  expect(catalog.clients).toMatchObject([
    {
      name: "payroll",
      clientId: "abc..",
      grantType: "client_credentials",
      privileges: ["hr.read"],
      roles: ["HR Reader"],
      tokenDuration: 600,
      refreshDuration: undefined,
      originsAllowed: [],
    },
    {
      name: "web",
      grantType: "authorization_code",
      redirectUri: "https://web.example/cb",
      originsAllowed: ["https://web.example"],
      tokenDuration: undefined,
    },
  ]);
  expect(catalog.problems.map(({ message }) => message)).toEqual([
    expect.stringContaining("BREW"),
    expect.stringContaining("DEVICE"),
  ]);
});

test("no query of the catalog asks for a secret", () => {
  for (const { text } of Object.values(catalogQueries)) expect(text).not.toMatch(/client_secret/i);
});

test("columns are taken by name, in whatever case and order a server sends them", async () => {
  const runner = runnerOf({
    schema: {
      columns: ["status", "Pattern", "parsing_schema"],
      rows: [["DISABLED", "people", "HR"]],
    },
  });
  const { schema, problems } = await readCatalog(runner);
  expect(schema).toEqual({ name: "HR", alias: "people", enabled: false, autoRestAuth: false });
  expect(problems.map(({ subject }) => subject)).toContain("USER_ORDS_SCHEMAS");
});

test.each([
  ["ORA-00942", /^USER_ORDS_CLIENT_ROLES is not there/],
  ["ORA-00904", /^A column of USER_ORDS_CLIENT_ROLES is not there/],
])("a query that fails with %s is a problem, and the rest is still read", async (code, message) => {
  const catalog = await readCatalog(runnerOf({ clientRoles: oracleError(code) }));
  expect(catalog.problems[0]).toEqual({
    subject: "USER_ORDS_CLIENT_ROLES",
    message: expect.stringMatching(message) as string,
  });
  expect(catalog.clients[0]).toMatchObject({ name: "payroll", roles: [], privileges: ["hr.read"] });
});

test("what an older release never had is no problem", async () => {
  const catalog = await readCatalog(
    runnerOf({
      clientDurations: oracleError("ORA-00904"),
      clientOrigins: oracleError("ORA-00904"),
      ordsSecurity: { columns: ["FOUND"], rows: [["0"]] },
      version: { columns: ["VERSION"], rows: [["21.4.2.r0621806"]] },
    }),
  );
  expect(catalog.problems.map(({ subject }) => subject)).not.toContain("ORDS");
  expect(catalog.problems).toHaveLength(2);
  expect(catalog.release).toMatchObject({ major: 21, minor: 4, hasOrdsSecurity: false });
  expect(catalog.clients[0]?.tokenDuration).toBeUndefined();
});

test("a package that is missing beside views that are there is a problem only", async () => {
  const catalog = await readCatalog(runnerOf({ version: oracleError("ORA-00904") }));
  expect(catalog.release).toMatchObject({ text: "", major: 0, minor: 0 });
  expect(catalog.problems[0]?.message).toMatch(/^ORDS is not there/);
});

test("nothing of ORDS, and a schema that is not enabled, are told", async () => {
  const all = Object.keys(catalogQueries) as CatalogQueryId[];
  const nothing = Object.fromEntries(all.map((id) => [id, oracleError("ORA-00942")]));
  expect((await failureOf(readCatalog(runnerOf(nothing)))).code).toBe("ordsNotInstalled");
  const notEnabled = runnerOf({ schema: { columns: ["PATTERN"], rows: [] } });
  const error = await failureOf(readCatalog(notEnabled));
  expect(error.code).toBe("schemaNotEnabled");
  expect(error.why).toContain("ords.enable_schema");
});

test("every other failure is thrown as it is", async () => {
  const other = oracleError("ORA-01555");
  expect(await failureOf(readCatalog(runnerOf({ handlers: other })))).toBe(other);
});

test("a login that fails is tried once", async () => {
  const refused = new UserFacingError({ code: "databaseLoginFailed", message: "no" });
  const all = Object.keys(catalogQueries) as CatalogQueryId[];
  const runner = runnerOf(Object.fromEntries(all.map((id) => [id, refused])));
  expect(await failureOf(readCatalog(runner))).toBe(refused);
  expect(runner.asked).toHaveLength(1);
});

test("cancelling ends the reading", async () => {
  const call = readCatalog(runnerOf({}), AbortSignal.abort());
  await expect(call).rejects.toSatisfy(isCancelled);
});

test("a handler's source is read by its names", async () => {
  const source = "select '" + "x".repeat(50_000) + "' from dual";
  const runner = new FakeSqlRunner([
    [handlerSourceQuery.text, { columns: ["SOURCE"], rows: [[source]] }],
  ]);
  const key = { module: moduleName("hr'api"), uriTemplate: "x/:id", method: "GET" } as const;
  expect(await readHandlerSource(runner, key)).toBe(source);
  expect(runner.asked[0]?.options.binds).toEqual({
    module: "hr'api",
    template: "x/:id",
    method: "GET",
  });
  const gone = new FakeSqlRunner([[handlerSourceQuery.text, { columns: ["SOURCE"], rows: [] }]]);
  expect(await readHandlerSource(gone, key)).toBeUndefined();
});

test.each([
  ["abc..", "abc.."],
  ["********", undefined],
  ["", undefined],
  [null, undefined],
])("a client secret shown as %j is read as %j", async (shown, secret) => {
  const runner = new FakeSqlRunner([
    [clientSecretQuery.text, { columns: ["CLIENT_SECRET"], rows: [[shown]] }],
  ]);
  const read = await readClientSecret(runner, clientName("pay'roll"));
  expect(read?.reveal()).toBe(secret);
  expect(runner.asked[0]?.options.binds).toEqual({ name: "pay'roll" });
});

function runnerOf(changes: Partial<Record<CatalogQueryId, Rows | Error>>): FakeSqlRunner {
  const ids = Object.keys(catalogQueries) as CatalogQueryId[];
  return new FakeSqlRunner(
    ids.map((id) => {
      const { text, columns } = catalogQueries[id];
      return [text, changes[id] ?? { columns, rows: sample[id] }];
    }),
  );
}

function oracleError(code: string): UserFacingError {
  const cause = Object.assign(new Error(code), { code, line: undefined, column: undefined });
  return new UserFacingError({ code: "sqlFailed", message: "The query failed.", cause });
}

async function failureOf(call: Promise<unknown>): Promise<UserFacingError> {
  const error: unknown = await call.catch((failure: unknown) => failure);
  if (!isUserFacingError(error)) throw new Error(`Not told to the person: ${inspectAll(error)}`);
  return error;
}
