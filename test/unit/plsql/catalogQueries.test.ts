import { expect, test } from "vitest";
import {
  catalogQueries,
  type CatalogQuery,
  clientSecretQuery,
  handlerSourceQuery,
} from "../../../src/plsql/catalogQueries.ts";

const queries: readonly CatalogQuery[] = Object.values(catalogQueries);

test("no query of the catalog reads a secret or the source of a handler", () => {
  for (const { id, text } of queries) {
    expect(text, id).not.toMatch(/secret|\bsource\b|select \*/i);
  }
});

test("only one query names the secret, of one client by a bind", () => {
  expect(clientSecretQuery.text).toBe(
    "select client_secret from user_ords_clients where name = :name",
  );
  expect(handlerSourceQuery.text).toContain(":module");
});

for (const query of queries) {
  test(`${query.id} selects what it says, from the view it says, in a fixed order`, () => {
    const [, selected = "", view = "", rest = ""] =
      /^select (.*?) from (\S+)(.*)$/.exec(query.text) ?? [];
    const names = selected.split(", ").map((column) => column.split(" as ").at(-1)?.toUpperCase());
    expect(names).toEqual(query.columns);
    if (view !== "dual") {
      expect(view.toUpperCase()).toBe(query.view);
      expect(rest.includes(" order by ") || query.columns.length === 1).toBe(true);
    }
  });
}

test("each query stands under its own id", () => {
  for (const [key, query] of Object.entries(catalogQueries)) {
    expect(query.id).toBe(key);
  }
});
