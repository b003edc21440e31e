import { expect, test } from "vitest";
import { clientSecretQuery, handlerSourceQuery } from "../../../../src/plsql/catalogQueries.ts";
import { administratorName } from "../../../../src/practice/dictionary/session.ts";
import { openTestWorld } from "../../../support/practiceWorld.ts";

const current = await openTestWorld("hr", "25.4");
const older = await openTestWorld("hr", "23.4");

const clientColumns =
  "ID NAME DESCRIPTION AUTH_FLOW RESPONSE_TYPE CLIENT_ID CLIENT_SECRET REDIRECT_URI SUPPORT_EMAIL SUPPORT_URI ABOUT_URL LOGO_CONTENT_TYPE LOGO_IMAGE SCHEMA_ID CREATED_BY CREATED_ON UPDATED_BY UPDATED_ON";

test.each([
  [
    "USER_ORDS_SCHEMAS",
    "ID PARSING_SCHEMA TYPE PATTERN STATUS AUTO_REST_AUTH OPS_ALLOWED PRE_HOOK",
  ],
  [
    "USER_ORDS_MODULES",
    "ID NAME URI_PREFIX ITEMS_PER_PAGE STATUS COMMENTS PRE_HOOK SCHEMA_ID CREATED_BY CREATED_ON UPDATED_BY UPDATED_ON ORIGINS_ALLOWED",
  ],
  [
    "USER_ORDS_TEMPLATES",
    "ID MODULE_ID URI_TEMPLATE PRIORITY ETAG_TYPE ETAG_QUERY COMMENTS SCHEMA_ID CREATED_BY CREATED_ON UPDATED_BY UPDATED_ON",
  ],
  [
    "USER_ORDS_HANDLERS",
    "ID TEMPLATE_ID SOURCE_TYPE METHOD MIMES_ALLOWED ITEMS_PER_PAGE SOURCE COMMENTS SCHEMA_ID CREATED_BY CREATED_ON UPDATED_BY UPDATED_ON",
  ],
  [
    "USER_ORDS_PARAMETERS",
    "ID HANDLER_ID NAME BIND_VARIABLE_NAME SOURCE_TYPE ACCESS_METHOD PARAM_TYPE COMMENTS SCHEMA_ID CREATED_BY CREATED_ON UPDATED_BY UPDATED_ON",
  ],
  [
    "USER_ORDS_PRIVILEGES",
    "ID LABEL NAME COMMENTS DESCRIPTION SCHEMA_ID CREATED_BY CREATED_ON UPDATED_BY UPDATED_ON",
  ],
  ["USER_ORDS_PRIVILEGE_ROLES", "PRIVILEGE_ID PRIVILEGE_NAME ROLE_ID ROLE_NAME SCHEMA_ID"],
  ["USER_ORDS_PRIVILEGE_MODULES", "PRIVILEGE_ID PRIVILEGE_NAME MODULE_ID MODULE_NAME SCHEMA_ID"],
  [
    "USER_ORDS_PRIVILEGE_MAPPINGS",
    "PRIVILEGE_ID NAME PATTERN SCHEMA_ID CREATED_BY CREATED_ON UPDATED_BY UPDATED_ON",
  ],
  ["USER_ORDS_ROLES", "ID NAME SCHEMA_ID CREATED_BY CREATED_ON UPDATED_BY UPDATED_ON"],
  ["USER_ORDS_CLIENT_PRIVILEGES", "NAME PRIV_ID CLIENT_NAME CLIENT_ID"],
  ["USER_ORDS_CLIENT_ROLES", "CLIENT_ID CLIENT_NAME ROLE_ID ROLE_NAME"],
  [
    "USER_ORDS_ENABLED_OBJECTS",
    "ID SCHEMA_ID PARSING_SCHEMA PARSING_OBJECT OBJECT_ALIAS TYPE STATUS AUTO_REST_AUTH OPS_ALLOWED TYPE_PATH PRE_HOOK",
  ],
  [
    "USER_ORDS_CLIENTS",
    `${clientColumns} TOKEN_DURATION REFRESH_DURATION CODE_DURATION ALLOWED_ORIGINS CLIENT_SECRET_ISSUED_ON CLIENT_SECRET_2 CLIENT_SECRET_2_ISSUED_ON`,
  ],
])("%s has the columns of ORDS", (view, columns) => {
  const [outcome] = current.run(`select * from ${view} where 1 = 0`);
  expect(outcome?.page?.columns.join(" ")).toBe(columns);
});

test("an older release has neither durations nor a second slot", () => {
  const [outcome] = older.run("select * from user_ords_clients where 1 = 0");
  expect(outcome?.page?.columns.join(" ")).toBe(`${clientColumns} ALLOWED_ORIGINS`);
});

test.each([
  ["25.4", "ISSUER AUDIENCE JWK_URL DESCRIPTION ALLOWED_SKEW ALLOWED_AGE ROLE_CLAIM_NAME"],
  ["23.4", "ISSUER AUDIENCE JWK_URL DESCRIPTION ALLOWED_SKEW ALLOWED_AGE"],
])("the profile for tokens of others is there and empty on %s", async (release, columns) => {
  const { run } = await openTestWorld("empty", release);
  const [outcome] = run("select * from user_ords_jwt_profile");
  expect(outcome?.page).toMatchObject({ columns: columns.split(" "), rows: [] });
});

test("a profile for tokens of others is shown, to the schema and to an administrator", async () => {
  const { run, rows } = await openTestWorld("empty", "25.4");
  const [made] = run(
    "begin oauth.create_jwt_profile(p_issuer => 'https://a.example', p_audience => 'ords', p_jwk_url => 'https://a.example/jwk', p_allowed_skew => 30); commit; end;",
  );
  expect(made?.failure).toBeUndefined();
  const text = (view: string) =>
    `select issuer, audience, jwk_url, description, allowed_skew, allowed_age, role_claim_name from ${view}`;
  const expected = [["https://a.example", "ords", "https://a.example/jwk", null, 30, null, null]];
  expect(rows(text("user_ords_jwt_profile"))).toEqual(expected);
  expect(rows(text("dba_ords_jwt_profile"), administratorName)).toEqual(expected);
  run("begin ords_security.delete_jwt_profile; commit; end;");
  expect(rows(text("user_ords_jwt_profile"))).toEqual([]);
});

test("before 23.3 there is no such profile", async () => {
  const { run } = await openTestWorld("empty", "23.2");
  const [outcome] = run("select issuer from user_ords_jwt_profile");
  expect(outcome?.failure?.code).toBe("ORA-00942");
});

test("the new interface is found by its member, and only where it is", () => {
  const text =
    "select count(*) from all_procedures where object_name = 'ORDS_SECURITY' and procedure_name = 'REGISTER_CLIENT'";
  expect(current.rows(text)).toEqual([[1]]);
  expect(older.rows(text)).toEqual([[0]]);
});

const asAdministrator = { schema: "PRACTICE" };

test("sources are read one by one, also by an administrator", () => {
  const place = { module: "hr", template: "employees/:id", method: "GET" };
  const expected = [["select * from employees where employee_id = :id"]];
  const [own] = current.run(handlerSourceQuery.own, place);
  expect(own?.page?.rows).toEqual(expected);
  const [other] = current.run(
    handlerSourceQuery.otherSchema,
    { ...place, ...asAdministrator },
    administratorName,
  );
  expect(other?.page?.rows).toEqual(expected);
});

test("a readable secret is read by name, also by an administrator", () => {
  const name = "payroll_export";
  const [own] = older.run(clientSecretQuery.own, { name });
  expect(own?.page?.rows[0]?.[0]).toMatch(/^[A-Za-z0-9_-]{22}\.\.$/);
  const [other] = current.run(
    clientSecretQuery.otherSchema,
    { name, ...asAdministrator },
    administratorName,
  );
  expect(other?.page?.rows[0]?.[0]).toMatch(/^[A-Za-z0-9_-]{22}\.\.$/);
});
