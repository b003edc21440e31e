import { expect, test } from "vitest";
import {
  catalogQuery,
  type CatalogShape,
  clientSecretQuery,
  handlerSourceQuery,
  missingColumns,
  shapeQuery,
} from "../../../src/plsql/catalogQueries.ts";
import { catalogViewIds, catalogViews } from "../../../src/plsql/catalogViews.ts";

const whole: CatalogShape = {
  columns: new Map(
    (["USER", "DBA"] as const).flatMap((prefix) =>
      catalogViewIds.flatMap((id) =>
        catalogViews[id].columns.map((column): [string, string] => [
          `${prefix}_ORDS_${catalogViews[id].name}.${column}`,
          "VARCHAR2",
        ]),
      ),
    ),
  ),
  procedures: new Set(["ORDS.INSTALLED_VERSION"]),
};

test("no query of the catalog reads a secret or the source of a handler", () => {
  for (const scope of ["own", "otherSchema"] as const) {
    for (const text of [shapeQuery(scope), catalogQuery(whole, scope)]) {
      expect(text).not.toMatch(/secret\b(?!')|\bsource\b|select \*/i);
    }
  }
});

test("only one query names the secret, of one client by a bind", () => {
  expect(clientSecretQuery.own).toBe(
    "select client_secret from user_ords_clients where name = :name",
  );
  expect(clientSecretQuery.otherSchema).toContain(":schema");
  expect(handlerSourceQuery.own).toContain(":module");
});

test("every part stands in the one statement, with as many columns as every other", () => {
  const branches = catalogQuery(whole, "own").split("union all");
  expect(branches).toHaveLength(catalogViewIds.length + 1);
  for (const branch of branches) expect(branch.match(/ as c\d/g)).toHaveLength(6);
  for (const id of catalogViewIds) expect(branches.join("")).toContain(`'${id}' as kind`);
});

test("what a release does not have is not asked for", () => {
  const columns = new Map(whole.columns);
  columns.delete("USER_ORDS_PRIVILEGES.LABEL");
  for (const column of catalogViews.clientRoles.columns) {
    columns.delete(`USER_ORDS_CLIENT_ROLES.${column}`);
  }
  const shape = { ...whole, columns };
  const text = catalogQuery(shape, "own");
  expect(text).not.toMatch(/to_char\(label\)|user_ords_client_roles/);
  expect(text).toContain("from user_ords_privileges");
  expect(missingColumns("privileges", shape, "own")).toEqual(["LABEL"]);
  expect(missingColumns("clientRoles", shape, "own")).toEqual(catalogViews.clientRoles.columns);
});

test("of a large text only the beginning is asked for", () => {
  const columns = new Map(whole.columns).set("USER_ORDS_MODULES.COMMENTS", "CLOB");
  const text = catalogQuery({ ...whole, columns }, "own");
  expect(text).toContain("to_char(substr(comments, 1, 1000)) as c6");
});

test("an administrator's statement is limited to one schema everywhere", () => {
  for (const branch of catalogQuery(whole, "otherSchema").split("union all").slice(1)) {
    expect(branch).toMatch(/from dba_ords_\w+ where .*:schema/);
  }
});
