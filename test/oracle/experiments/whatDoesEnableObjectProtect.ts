import { sql } from "../../../src/plsql/quote.ts";
import type { Answers } from "../record/answer.ts";
import { type Experiment, nothingToSetUp } from "../record/experiment.ts";
import { allHold, given, hasStatus, sqlOf, succeeded } from "../record/verdict.ts";

const path = "/ordssec_test_object/";

/** The roles, privileges and patterns that ENABLE_SCHEMA and ENABLE_OBJECT make. */
export const whatDoesEnableObjectProtect: Experiment = {
  name: "whatDoesEnableObjectProtect",
  question: "Which roles, privileges and patterns do ENABLE_OBJECT and ENABLE_SCHEMA make?",
  setUp: nothingToSetUp,
  ask: async (bench) => {
    const row = { headers: { "content-type": "application/json" }, body: '{"id":2,"name":"b"}' };
    await bench.run(
      "create a table",
      sql`create table ordssec_test_object (id number primary key, name varchar2(20));`,
    );
    await bench.run(
      "insert a row",
      sql`begin
  insert into ordssec_test_object values (1, 'a');
  commit;
end;
/
`,
    );
    await bench.change("enable it without authorization", enable(false));
    await bench.settle();
    await bench.call("the collection", { path });
    await bench.call("the item", { path: `${path}1` });
    await bench.call("insert", { method: "POST", path, ...row });
    await bench.call("update", { method: "PUT", path: `${path}2`, ...row });
    await bench.call("delete", { method: "DELETE", path: `${path}2` });
    await bench.call("the metadata catalog", { path: "/metadata-catalog/" });
    await bench.call("its metadata", { path: "/metadata-catalog/ordssec_test_object/" });
    await bench.call("the OpenAPI catalog", { path: "/open-api-catalog/" });
    await bench.call("its OpenAPI document", { path: "/open-api-catalog/ordssec_test_object/" });
    await bench.change("enable it with authorization", enable(true));
    await bench.settle();
    await bench.call("the collection, with authorization", { path });
    await bench.call("its metadata, with authorization", {
      path: "/metadata-catalog/ordssec_test_object/",
    });
    await bench.query(
      "roles of the product",
      sql`select name, schema_id from user_ords_roles where name like 'oracle.%' order by name`,
    );
    await bench.query(
      "privileges of the product",
      sql`select name, label, description from user_ords_privileges where name like 'oracle.%' order by name`,
    );
    await bench.query(
      "their roles",
      sql`select privilege_name, role_name from user_ords_privilege_roles where privilege_name like 'oracle.%' order by privilege_name, role_name`,
    );
    await bench.query(
      "their patterns",
      sql`select name, pattern from user_ords_privilege_mappings where name like 'oracle.%' order by name, pattern`,
    );
    await bench.query(
      "the object",
      sql`select * from user_ords_enabled_objects where parsing_object = 'ORDSSEC_TEST_OBJECT'`,
    );
    await bench.query(
      "the schema",
      sql`select parsing_schema, auto_rest_auth from user_ords_schemas`,
    );
    await bench.change("disable it", { ...enable(false), enabled: false });
    await bench.query(
      "privileges after it is disabled",
      sql`select name from user_ords_privileges where name like 'oracle.%' order by name`,
    );
  },
  judgements: {
    autoRestPaths: (answers) =>
      allHold(
        hasStatus(answers, "the collection", 200),
        hasStatus(answers, "the item", 200),
        hasStatus(answers, "insert", 201),
        hasStatus(answers, "update", 200),
        hasStatus(answers, "delete", 200),
      ),
    autoRestPrivilegeNames: (answers) => {
      const schema = schemaOf(answers);
      const privilege = `oracle.dbtools.autorest.privilege.${schema}.ORDSSEC_TEST_OBJECT`;
      const role = `oracle.dbtools.role.autorest.${schema}.ORDSSEC_TEST_OBJECT`;
      return allHold(
        given(succeeded(answers, "enable it with authorization"), () =>
          hasRow(answers, "their roles", [privilege, role]),
        ),
        given(succeeded(answers, "enable it with authorization"), () =>
          hasRow(answers, "their patterns", [privilege, "/ordssec_test_object/*"]),
        ),
        given(succeeded(answers, "enable it with authorization"), () =>
          hasRow(answers, "their patterns", [privilege, "/metadata-catalog/ordssec_test_object/*"]),
        ),
      );
    },
    autoRestSchemaPrivilege: (answers) => {
      const schema = schemaOf(answers);
      const privilege = `oracle.dbtools.autorest.privilege.${schema}`;
      const mapped = hasRow(answers, "their patterns", [privilege, "/metadata-catalog/*"]);
      const auth = sqlOf(answers, "the schema")?.rows?.[0]?.[1] === "ENABLED";
      return allHold(
        hasRow(answers, "roles of the product", [`oracle.dbtools.role.autorest.${schema}`]),
        hasRow(answers, "roles of the product", [`oracle.dbtools.role.autorest.any.${schema}`]),
        hasRow(answers, "privileges of the product", [privilege]),
        mapped === undefined ? undefined : mapped === auth,
        hasRow(answers, "their patterns", ["oracle.soda.privilege.developer", "/soda/*"]),
      );
    },
    metadataCatalogPaths: (answers) =>
      allHold(
        hasStatus(answers, "the metadata catalog", 200),
        hasStatus(answers, "the OpenAPI catalog", 200),
        hasStatus(answers, "its metadata", 200),
        hasStatus(answers, "its OpenAPI document", 200),
      ),
  },
};

function enable(requiresAuthorization: boolean) {
  return {
    kind: "enableObject",
    enabled: true,
    object: "ORDSSEC_TEST_OBJECT",
    objectType: "TABLE",
    alias: "ordssec_test_object",
    requiresAuthorization,
  } as const;
}

function schemaOf(answers: Answers): string {
  return String(sqlOf(answers, "the schema")?.rows?.[0]?.[0]);
}

/** Whether a row begins with these values. */
function hasRow(answers: Answers, label: string, values: readonly string[]): boolean | undefined {
  const rows = sqlOf(answers, label)?.rows;
  return rows?.some((row) => values.every((value, at) => row[at] === value));
}
