import { expect, test } from "vitest";
import { isCancelled, isUserFacingError, UserFacingError } from "../../../../src/base/errors.ts";
import { clientName, moduleName } from "../../../../src/domain/model/names.ts";
import {
  catalogParts,
  catalogQuery,
  clientSecretQuery,
  handlerSourceQuery,
  shapeQuery,
} from "../../../../src/plsql/catalogQueries.ts";
import {
  catalogViewIds,
  catalogViews,
  type CatalogViewId,
} from "../../../../src/plsql/catalogViews.ts";
import { readCatalog } from "../../../../src/services/catalog/readCatalog.ts";
import { readHandlerSource } from "../../../../src/services/catalog/readHandlerSource.ts";
import { readClientSecret } from "../../../../src/services/clients/readClientSecret.ts";
import type { Rows, SqlValue } from "../../../../src/services/sql/sqlRunner.ts";
import { toCatalogShape } from "../../../../src/services/catalog/toCatalogShape.ts";
import { FakeSqlRunner, inspectAll } from "../../../support/fakes.ts";

type Table = readonly (readonly SqlValue[])[];

/** The rows of one small schema, query by query, in the order of the columns. */
const sample: Readonly<Record<CatalogViewId, Table>> = {
  schema: [["HR", "/hr", "ENABLED", "DISABLED"]],
  modules: [[1, "hr.api", "/hr/", "PUBLISHED", 25, null]],
  moduleOrigins: [[1, "https://a.example, https://b.example"]],
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
    [1, "payroll", "Pays", "CLIENT_CREDENTIALS", "abc..", null],
    [2, "web", null, "authorization_code", "def..", "https://web.example/cb"],
    [3, "odd", null, "DEVICE", "ghi..", null],
  ],
  clientSupport: [[1, "a@b.example", null]],
  clientDetails: [
    [1, 600, null, null, null],
    [2, null, null, null, "https://web.example"],
  ],
  clientPrivileges: [["payroll", "hr.read"]],
  clientRoles: [["payroll", "HR Reader"]],
  objects: [["EMPLOYEES", "emp", "TABLE", "ENABLED", "ENABLED"]],
  jwtProfile: [["https://a.example", "ords", "https://a.example/jwk", null, 30, null]],
  jwtRoleClaim: [["roles"]],
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
    jwtProfile: {
      issuer: "https://a.example",
      audience: "ords",
      jwkUrl: "https://a.example/jwk",
      description: undefined,
      allowedSkew: 30,
      allowedAge: undefined,
      roleClaimName: "roles",
    },
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
      supportEmail: "a@b.example",
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

test("two statements read it all, however many views there are", async () => {
  const runner = runnerOf({});
  await readCatalog(runner);
  expect(runner.asked).toHaveLength(2);
});

test("a schema that is not enabled is told", async () => {
  const rows: Table = [["HR", "people", "DISABLED", "ENABLED"]];
  const { schema, problems } = await readCatalog(runnerOf({ rows: { schema: rows } }));
  expect(schema).toEqual({ name: "HR", alias: "people", enabled: false, autoRestAuth: true });
  expect(problems.map(({ subject }) => subject)).toContain("USER_ORDS_SCHEMAS");
});

test("when secrets were issued is told by releases that have the columns, and missed by none", async () => {
  const rows = {
    ...sample,
    clientSupport: [
      [1, null, null, "2026-11-25T14:30:00", null],
      [2, null, null, null, null],
    ],
  };
  const datesOf = async (withoutColumns: readonly string[]) => {
    const { clients, problems } = await readCatalog(runnerOf({ rows, withoutColumns }));
    return [clients.map(({ secretsIssuedOn }) => secretsIssuedOn), problems.length];
  };
  const [, problems] = await datesOf([]);
  expect(await datesOf([])).toEqual([
    [
      { first: "2026-11-25T14:30:00", second: undefined },
      { first: undefined, second: undefined },
    ],
    problems,
  ]);
  expect(await datesOf(["USER_ORDS_CLIENTS.CLIENT_SECRET_2_ISSUED_ON"])).toEqual([
    [undefined, undefined],
    problems,
  ]);
});

test("a view that is missing is a problem, and the rest is still read", async () => {
  const catalog = await readCatalog(runnerOf({ withoutViews: ["CLIENT_ROLES"] }));
  expect(catalog.problems[0]).toEqual({
    subject: "USER_ORDS_CLIENT_ROLES",
    message: expect.stringMatching(/^USER_ORDS_CLIENT_ROLES is not there/) as string,
    severity: "problem",
  });
  expect(catalog.clients[0]).toMatchObject({ name: "payroll", roles: [], privileges: ["hr.read"] });
});

test("a column that is missing is a problem, and the rest of its view is still read", async () => {
  const catalog = await readCatalog(runnerOf({ withoutColumns: ["USER_ORDS_PRIVILEGES.LABEL"] }));
  expect(catalog.problems[0]).toMatchObject({
    subject: "USER_ORDS_PRIVILEGES",
    message: expect.stringContaining("LABEL") as string,
    severity: "problem",
  });
  expect(catalog.privileges[0]).toMatchObject({ name: "hr.read", label: undefined });
});

test("what an older release never had is a quiet line", async () => {
  const catalog = await readCatalog(
    runnerOf({
      withoutColumns: [
        "USER_ORDS_CLIENTS.TOKEN_DURATION",
        "USER_ORDS_CLIENTS.REFRESH_DURATION",
        "USER_ORDS_CLIENTS.CODE_DURATION",
        "USER_ORDS_CLIENTS.ALLOWED_ORIGINS",
      ],
      withoutViews: ["JWT_PROFILE"],
      withoutProcedures: ["ORDS_SECURITY.REGISTER_CLIENT"],
      version: "21.4.2.r0621806",
    }),
  );
  const notes = catalog.problems.filter(({ severity }) => severity === "note");
  expect(notes.map(({ message }) => message)).toEqual([
    "Token durations of clients: not in this release",
    "JWT profiles: not in this release",
  ]);
  expect(catalog.problems).toHaveLength(4);
  expect(catalog.release).toMatchObject({ major: 21, minor: 4, hasOrdsSecurity: false });
  expect(catalog.clients[0]?.tokenDuration).toBeUndefined();
  expect(catalog.jwtProfile).toBeUndefined();
});

test("a profile without the claim of a later release, and a schema without a profile, need no word", async () => {
  const older = await readCatalog(
    runnerOf({ withoutColumns: ["USER_ORDS_JWT_PROFILE.ROLE_CLAIM_NAME"] }),
  );
  expect(older.jwtProfile).toMatchObject({ issuer: "https://a.example", roleClaimName: undefined });
  expect(older.problems).toHaveLength(2);
  const none = await readCatalog(runnerOf({ rows: { jwtProfile: [], jwtRoleClaim: [] } }));
  expect(none.jwtProfile).toBeUndefined();
  expect(none.problems).toHaveLength(2);
});

test("an administrator who cannot look at JWT profiles is told", async () => {
  const runner = runnerOf({ scope: "otherSchema", withoutViews: ["JWT_PROFILE"] });
  const { problems } = await readCatalog(runner, { schema: "HR" });
  expect(problems).toContainEqual({
    subject: "DBA_ORDS_JWT_PROFILE",
    message: "JWT profiles: not shown to an administrator in this release",
    severity: "note",
  });
});

test("a package that is missing beside views that are there is a problem only", async () => {
  const catalog = await readCatalog(runnerOf({ withoutProcedures: ["ORDS.INSTALLED_VERSION"] }));
  expect(catalog.release).toMatchObject({ text: "", major: 0, minor: 0 });
  expect(catalog.problems[0]?.message).toMatch(/^The package ORDS is not there/);
});

test("nothing of ORDS, and a schema without services, are told", async () => {
  const empty = { columns: ["KIND", "NAME", "MEMBER", "TYPE"], rows: [] };
  const nothing = new FakeSqlRunner([[shapeQuery("own"), empty]]);
  expect((await failureOf(readCatalog(nothing))).code).toBe("ordsNotInstalled");
  const error = await failureOf(readCatalog(runnerOf({ rows: { schema: [] } })));
  expect(error.code).toBe("schemaNotEnabled");
  expect(error.why).toContain("ords.enable_schema");
});

test("a view that is there and cannot be read costs its own part only", async () => {
  const shape = shapeOf({});
  const parts = toCatalogShape(shape);
  const whole = catalogOf({}, shape);
  const answers = catalogParts.map((part): [string, Rows | Error] => [
    catalogQuery(parts, "own", [part]),
    part === "clientRoles" ? oracleError("ORA-04063") : rowsOfPart(whole, part),
  ]);
  const runner = new FakeSqlRunner([
    [shapeQuery("own"), shape],
    [catalogQuery(parts, "own"), oracleError("ORA-04063")],
    ...answers,
  ]);
  const catalog = await readCatalog(runner);
  expect(catalog.problems[0]).toEqual({
    subject: "USER_ORDS_CLIENT_ROLES",
    message: expect.stringMatching(/cannot be read: the roles of clients.*ORA-04063/) as string,
    severity: "problem",
  });
  expect(catalog.release.major).toBe(24);
  expect(catalog.modules).toHaveLength(1);
  expect(catalog.clients[0]).toMatchObject({ name: "payroll", roles: [] });
});

test("every other failure is thrown as it is, and a login that fails is tried once", async () => {
  const other = new UserFacingError({ code: "connectionLost", message: "gone" });
  expect(await failureOf(readCatalog(runnerOf({ catalog: other })))).toBe(other);
  const refused = new UserFacingError({ code: "databaseLoginFailed", message: "no" });
  const runner = new FakeSqlRunner([[shapeQuery("own"), refused]]);
  expect(await failureOf(readCatalog(runner))).toBe(refused);
  expect(runner.asked).toHaveLength(1);
});

test("cancelling ends the reading", async () => {
  const call = readCatalog(runnerOf({}), { signal: AbortSignal.abort() });
  await expect(call).rejects.toSatisfy(isCancelled);
});

test("an administrator reads another schema from the views of all schemas", async () => {
  const runner = runnerOf({ scope: "otherSchema" });
  const catalog = await readCatalog(runner, { schema: "HR" });
  expect(catalog.schema).toMatchObject({ name: "HR", alias: "hr" });
  expect(catalog.privileges).toHaveLength(1);
  expect(runner.asked.map(({ options }) => options.binds)).toEqual([undefined, { schema: "HR" }]);
  expect(runner.asked[1]?.text).not.toMatch(/user_ords/i);
  const empty = { columns: ["KIND", "NAME", "MEMBER", "TYPE"], rows: [] };
  const nobody = new FakeSqlRunner([[shapeQuery("otherSchema"), empty]]);
  expect((await failureOf(readCatalog(nobody, { schema: "HR" }))).code).toBe("roleMissing");
  const unknown = runnerOf({ scope: "otherSchema", rows: { schema: [] } });
  const error = await failureOf(readCatalog(unknown, { schema: "NO" }));
  expect(error).toMatchObject({ code: "schemaNotEnabled" });
  expect(error.message).toContain("NO");
});

test("a handler's source is read by its names", async () => {
  const source = "select '" + "x".repeat(50_000) + "' from dual";
  const runner = new FakeSqlRunner([
    [handlerSourceQuery.own, { columns: ["SOURCE"], rows: [[source]] }],
  ]);
  const key = { module: moduleName("hr'api"), uriTemplate: "x/:id", method: "GET" } as const;
  expect(await readHandlerSource(runner, key)).toBe(source);
  expect(runner.asked[0]?.options.binds).toEqual({
    module: "hr'api",
    template: "x/:id",
    method: "GET",
  });
  const gone = new FakeSqlRunner([[handlerSourceQuery.own, { columns: ["SOURCE"], rows: [] }]]);
  expect(await readHandlerSource(gone, key)).toBeUndefined();
});

test.each([
  ["abc..", "abc.."],
  ["********", undefined],
  ["", undefined],
  [null, undefined],
])("a client secret shown as %j is read as %j", async (shown, secret) => {
  const runner = new FakeSqlRunner([
    [clientSecretQuery.own, { columns: ["CLIENT_SECRET"], rows: [[shown]] }],
  ]);
  const read = await readClientSecret(runner, clientName("pay'roll"));
  expect(read?.reveal()).toBe(secret);
  expect(runner.asked[0]?.options.binds).toEqual({ name: "pay'roll" });
});

interface Setting {
  readonly scope?: "own" | "otherSchema";
  readonly rows?: Partial<Record<CatalogViewId, Table>>;
  readonly withoutViews?: readonly string[];
  readonly withoutColumns?: readonly string[];
  readonly withoutProcedures?: readonly string[];
  readonly version?: string;
  readonly catalog?: Error;
}

/** A runner that has the views of a release and answers the two statements from the sample. */
function runnerOf(setting: Setting): FakeSqlRunner {
  const scope = setting.scope ?? "own";
  const shape = shapeOf(setting);
  return new FakeSqlRunner([
    [shapeQuery(scope), shape],
    [catalogQuery(toCatalogShape(shape), scope), setting.catalog ?? catalogOf(setting, shape)],
  ]);
}

function shapeOf(setting: Setting): Rows {
  const { scope = "own", withoutViews = [], withoutColumns = [], withoutProcedures = [] } = setting;
  const prefix = scope === "own" ? "USER_ORDS_" : "DBA_ORDS_";
  const columns = catalogViewIds.flatMap((id) =>
    catalogViews[id].columns.map((column) => [catalogViews[id].name as string, column] as const),
  );
  return {
    columns: ["KIND", "NAME", "MEMBER", "TYPE"],
    rows: [
      ...columns
        .filter(([view]) => !withoutViews.includes(view))
        .map(([view, column]) => ["column", `${prefix}${view}`, column, "VARCHAR2"])
        .filter(([, view, column]) => !withoutColumns.includes(`${view}.${column}`)),
      ...[
        ["procedure", "ORDS", "INSTALLED_VERSION", null],
        ["procedure", "ORDS_SECURITY", "REGISTER_CLIENT", null],
      ].filter(([, owner, name]) => !withoutProcedures.includes(`${owner}.${name}`)),
    ],
  };
}

/** As the database would: missing views have no rows, missing columns are null. */
function catalogOf(setting: Setting, shape: Rows): Rows {
  const known = new Set(shape.rows.map(([, view, column]) => `${view}.${column}`));
  const prefix = setting.scope === "otherSchema" ? "DBA_ORDS_" : "USER_ORDS_";
  const rows = catalogViewIds.flatMap((id) => {
    const { name, columns } = catalogViews[id];
    if (setting.withoutViews?.includes(name)) return [];
    return (setting.rows?.[id] ?? sample[id]).map((values, at) =>
      rowOf(
        at === 0 ? id : null,
        columns.map((column, position) =>
          known.has(`${prefix}${name}.${column}`) ? (values[position] ?? null) : null,
        ),
      ),
    );
  });
  const version = rowOf("version", [setting.version ?? "24.4.1.r3619010"]);
  const hasVersion = !setting.withoutProcedures?.includes("ORDS.INSTALLED_VERSION");
  return {
    columns: ["C1", "C2", "C3", "C4", "C5", "C6", "PART"],
    rows: hasVersion ? [version, ...rows] : rows,
  };
}

/** Of an answer for the whole, what belongs to one part. */
function rowsOfPart({ columns, rows }: Rows, wanted: string): Rows {
  let part: SqlValue = null;
  return {
    columns,
    rows: rows.filter((row) => {
      part = row.at(-1) ?? part;
      return part === wanted;
    }),
  };
}

function rowOf(part: string | null, values: readonly SqlValue[]): readonly SqlValue[] {
  const cells = Array.from({ length: 6 }, (_, at) => asText(values[at] ?? null));
  return [...cells, part];
}

function asText(value: SqlValue): SqlValue {
  return value === null ? null : String(value);
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
