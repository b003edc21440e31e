import { expect, test } from "vitest";
import {
  catalogQueries,
  clientSecretQuery,
  handlerSourceQuery,
} from "../../../../src/plsql/catalogQueries.ts";
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

test.each(Object.values(catalogQueries))("the catalog query $id runs", ({ text, columns }) => {
  const [outcome] = current.run(text);
  expect(outcome?.failure).toBeUndefined();
  expect(outcome?.page?.columns).toEqual(columns);
});

test.each(Object.values(catalogQueries))(
  "on an older release the catalog query $id runs, or is optional",
  ({ text, optional }) => {
    const [outcome] = older.run(text);
    expect(outcome?.failure === undefined || optional).toBe(true);
  },
);

test("the durations are what an older release lacks", () => {
  const [outcome] = older.run(catalogQueries.clientDurations.text);
  expect(outcome?.failure?.code).toBe("ORA-00904");
});

test("the new interface is found by its member, and only where it is", () => {
  expect(current.rows(catalogQueries.ordsSecurity.text)).not.toEqual([[0]]);
  expect(older.rows(catalogQueries.ordsSecurity.text)).toEqual([[0]]);
});

test("sources and readable secrets are read one by one", () => {
  const [source] = current.run(handlerSourceQuery.text, {
    module: "hr",
    template: "employees/:id",
    method: "GET",
  });
  expect(source?.page?.rows).toEqual([["select * from employees where employee_id = :id"]]);
  const [secret] = older.run(clientSecretQuery.text, { name: "payroll_export" });
  expect(secret?.page?.rows[0]?.[0]).toMatch(/^[A-Za-z0-9_-]{22}\.\.$/);
});
