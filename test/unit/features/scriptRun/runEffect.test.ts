import { describe, expect, test } from "vitest";
import { runEffect } from "../../../../src/features/scriptRun/runEffect.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

const hr = catalog()
  .module("hr", "/hr/")
  .handler("GET", "employees/")
  .handler("POST", "employees/")
  .handler("GET", "employees/:id")
  .module("open", "/open/")
  .handler("GET", "status")
  .privilege("hr.read", { roles: ["HR"], patterns: ["/hr/*"] })
  .object("JOBS", { requiresAuthorization: true })
  .build();

const publicAfter = (text: string, before = hr) =>
  runEffect(`BEGIN ${text} END;\n/\n`, before).becomesPublic;

describe("what becomes public", () => {
  test.each([
    [
      "what a privilege protected, what writes first",
      "ORDS.DELETE_PRIVILEGE('hr.read');",
      ["POST /hr/employees/", "GET /hr/employees/", "GET /hr/employees/:id"],
    ],
    [
      "a new handler that nothing protects",
      "ORDS.DEFINE_HANDLER('open', 'status', 'POST', p_source => 'x');",
      ["POST /open/status"],
    ],
    [
      "a new handler that is protected",
      "ORDS.DEFINE_HANDLER('hr', 'employees/', 'PUT', p_source => 'x');",
      [],
    ],
    [
      "what is protected again at the end",
      "ORDS.DELETE_PRIVILEGE('hr.read'); ORDS.CREATE_PRIVILEGE('two', 'HR'); ORDS.CREATE_PRIVILEGE_MAPPING('two', '/hr/*');",
      [],
    ],
    [
      "a module that leaves what protects it",
      "ORDS.RENAME_MODULE('hr', p_new_base_path => '/people/');",
      ["POST /people/employees/", "GET /people/employees/", "GET /people/employees/:id"],
    ],
    ["a public module that moves", "ORDS.RENAME_MODULE('open', p_new_base_path => '/free/');", []],
    [
      "some paths of a template",
      "ORDS.DELETE_PRIVILEGE('hr.read'); ORDS.CREATE_PRIVILEGE('one', 'HR'); ORDS.CREATE_PRIVILEGE_MAPPING('one', '/hr/employees/1'); ORDS.CREATE_PRIVILEGE_MAPPING('one', '/hr/employees/');",
      ["some paths of GET /hr/employees/:id"],
    ],
    [
      "who gains it with a role",
      "OAUTH.CREATE_CLIENT('c', 'client_credentials'); OAUTH.GRANT_CLIENT_ROLE('c', 'HR');",
      [],
    ],
    [
      "the metadata catalogs of an object that goes",
      "ORDS.ENABLE_OBJECT(FALSE, p_object => 'JOBS');",
      [],
    ],
  ])("%s", (_, text, expected) => {
    expect(publicAfter(text)).toEqual(expected);
  });

  test("a schema that is empty is enabled without a question, its modules not", () => {
    const off = catalog().schema({ enabled: false });
    const enable = "ORDS.ENABLE_SCHEMA;";
    expect(publicAfter(enable, off.build())).toEqual([]);
    expect(publicAfter(enable, off.module("m").handler("GET", "x").build())).toEqual(["GET /m/x"]);
  });

  test("the metadata catalogs of a schema that protected them", () => {
    const guarded = catalog().schema({ autoRestAuth: true }).build();
    expect(publicAfter("ORDS.ENABLE_SCHEMA(p_auto_rest_auth => FALSE);", guarded)).toContain(
      "GET /metadata-catalog/",
    );
  });
});

test("what the sources leave open may become public", () => {
  const { becomesPublic, mayBecomePublic } = runEffect(
    "BEGIN ORDS.DEFINE_TEMPLATE('m', 'x'); ORDS.DEFINE_HANDLER('m', 'x', 'GET', p_source => 'x'); END;\n/\n",
    catalog()
      .module("m", "/")
      .privilege("p", { roles: ["R"], patterns: ["/x/*"] })
      .build(),
  );
  expect([becomesPublic, mayBecomePublic]).toEqual([[], ["GET /x"]]);
});

test("what cannot be told is told as that, with its line", () => {
  const text = `BEGIN
  -- EXECUTE IMMEDIATE 'no';
  EXECUTE IMMEDIATE 'BEGIN ORDS.DELETE_PRIVILEGE(''hr.read''); END;';
  ORDS.DELETE_ROLE(:role);
END;
/
`;
  expect(runEffect(text, hr)).toEqual({
    becomesPublic: [],
    mayBecomePublic: [],
    unknown: [
      { line: 3, message: "What EXECUTE IMMEDIATE runs cannot be told before it runs." },
      {
        line: 4,
        message:
          "The value of p_role_name is the bind :role, which is only known when the script runs.",
      },
    ],
  });
});
