import { catalogQuery, shapeQuery } from "../../src/plsql/catalogQueries.ts";
import { catalogViewIds, catalogViews, type CatalogViewId } from "../../src/plsql/catalogViews.ts";
import { toCatalogShape } from "../../src/services/catalog/toCatalogShape.ts";
import type {
  ListenerAnswer,
  ListenerCell,
  QueryAnswer,
} from "../support/oracleListener/listenerDatabase.ts";

type Cells = readonly ListenerCell[];

/** As many things as a very large schema has: 200 modules, 2,000 templates, 10,000 handlers and so on. */
const rowsOf: Readonly<Record<CatalogViewId, readonly Cells[]>> = {
  schema: [["HR", "hr", "ENABLED", "ENABLED"]],
  modules: many(200, (n) => [
    n,
    `module.${n}`,
    `/module${n}/`,
    "PUBLISHED",
    25,
    `The services of department ${n}`,
  ]),
  moduleOrigins: many(200, (n) => [n, null]),
  templates: many(2000, (n) => [n, (n % 200) + 1, `things/${n}/:id`, 0]),
  handlers: many(10_000, (n) => [
    n,
    Math.floor((n - 1) / 5) + 1,
    ["GET", "POST", "PUT", "DELETE", "PATCH"][n % 5] ?? "GET",
    n % 5 === 0 ? "json/collection" : "plsql/block",
    n % 5 === 0 ? 25 : null,
    n % 3 === 0 ? `Handler ${n} of the module` : null,
  ]),
  parameters: many(2000, (n) => [n * 5, `X-Header-${n}`, `header_${n}`, "HEADER", "STRING", "IN"]),
  privileges: many(500, (n) => [n, `privilege.${n}`, `Privilege ${n}`, "What it is for", null]),
  privilegeRoles: many(700, (n) => [(n % 500) + 1, `Role ${n % 300}`]),
  privilegeModules: many(100, (n) => [n, `module.${n}`]),
  privilegeMappings: many(2000, (n) => [(n % 500) + 1, `/module${n % 200}/things/${n}/*`]),
  roles: many(300, (n) => [`Role ${n}`, 101]),
  clients: many(1000, (n) => [
    n,
    `client_${n}`,
    `The application ${n}`,
    "CLIENT_CREDENTIALS",
    `aBcDeFgHiJkLmNoP${n}..`,
    null,
  ]),
  clientSupport: many(1000, (n) => [n, `team${n}@example.com`, null]),
  clientDetails: many(1000, (n) => [n, 3600, 86_400, 300, null]),
  clientPrivileges: many(1000, (n) => [`client_${n}`, `privilege.${(n % 500) + 1}`]),
  clientRoles: many(1500, (n) => [`client_${(n % 1000) + 1}`, `Role ${n % 300}`]),
  objects: many(100, (n) => [`TABLE_${n}`, `table${n}`, "TABLE", "ENABLED", "DISABLED"]),
  jwtProfile: [["https://issuer.example", "ords", "https://issuer.example/jwk", null, null, null]],
  jwtRoleClaim: [[null]],
};

/** The same rows as single statements, as a program would fetch them that asks view by view. */
export const plainQueries: readonly string[] = catalogViewIds.map((id) => {
  const { name, columns, orderBy } = catalogViews[id];
  return `select ${columns.join(", ")} from user_ords_${name} order by ${orderBy.join(", ")}`.toLowerCase();
});

export const rowsInAll = catalogViewIds.reduce((sum, id) => sum + rowsOf[id].length, 0);

/** What the database answers, from memory. Arrays of rows are the same each time, so they are encoded once. */
export function answerLargeSchema(sql: string): ListenerAnswer {
  const answer = answers.get(sql);
  if (answer) return answer;
  if (/^begin/i.test(sql)) return { kind: "plsql" };
  throw new Error(`The large schema has no answer to: ${sql}`);
}

const shapeRows: readonly Cells[] = [
  ...catalogViewIds.flatMap((id) =>
    catalogViews[id].columns.map((column) => [
      "column",
      `USER_ORDS_${catalogViews[id].name}`,
      column,
      "VARCHAR2",
    ]),
  ),
  ["procedure", "ORDS", "INSTALLED_VERSION", null],
  ["procedure", "ORDS_SECURITY", "REGISTER_CLIENT", null],
];
const shapeColumns = ["KIND", "NAME", "MEMBER", "TYPE"];
const shape = toCatalogShape({
  columns: shapeColumns,
  rows: shapeRows.map((row) => row.map((cell) => (cell === null ? null : String(cell)))),
});

const answers: ReadonlyMap<string, ListenerAnswer> = new Map<string, ListenerAnswer>([
  [shapeQuery("own"), texts(shapeColumns, shapeRows)],
  [catalogQuery(shape, "own"), wholeCatalog()],
  ...catalogViewIds.map((id, at): [string, ListenerAnswer] => [
    plainQueries[at] ?? "",
    plainAnswer(id),
  ]),
]);

function wholeCatalog(): QueryAnswer {
  const columns = [...Array.from({ length: 6 }, (_, at) => `C${at + 1}`), "PART"];
  const parts: readonly { readonly part: ListenerCell; readonly row: Cells }[] = [
    { part: "version", row: ["25.4.0.r0000001"] },
    ...catalogViewIds
      .toSorted()
      .flatMap((id) => rowsOf[id].map((row, at) => ({ part: at === 0 ? id : null, row }))),
  ];
  return texts(
    columns,
    parts.map(({ part, row }) => columns.map((_, at) => (at === 6 ? part : (row[at] ?? null)))),
  );
}

function texts(names: readonly string[], rows: readonly Cells[]): QueryAnswer {
  return {
    kind: "query",
    columns: names.map((name) => ({ name, type: "VARCHAR2" })),
    rows: rows.map((row) => row.map((cell) => (cell === null ? null : String(cell)))),
  };
}

function plainAnswer(id: CatalogViewId): QueryAnswer {
  const rows = rowsOf[id];
  return {
    kind: "query",
    columns: catalogViews[id].columns.map((name, at) => ({
      name,
      type: rows.some((row) => typeof row[at] === "number") ? "NUMBER" : "VARCHAR2",
    })),
    rows,
  };
}

function many(count: number, row: (n: number) => Cells): readonly Cells[] {
  return Array.from({ length: count }, (_, at) => row(at + 1));
}
