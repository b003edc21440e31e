import { expect, test } from "vitest";
import { catalogQuery, shapeQuery } from "../../../../src/plsql/catalogQueries.ts";
import type { CatalogScope, CatalogShape } from "../../../../src/plsql/catalogQueries.ts";
import { administratorName } from "../../../../src/practice/dictionary/session.ts";
import type { SqlCell } from "../../../../src/practice/sql/sqlEngine.ts";
import { jsonOf, openTestWorld } from "../../../support/practiceWorld.ts";
import type { TestWorld } from "../../../support/practiceWorld.ts";

const worlds = [
  ["25.4", await openTestWorld("hr", "25.4")],
  ["23.4", await openTestWorld("hr", "23.4")],
] as const;

/** Whoever reads the catalog of a schema. */
const readers: Readonly<Record<CatalogScope, string>> = {
  own: "PRACTICE",
  otherSchema: administratorName,
};

function shapeOf(rows: readonly (readonly SqlCell[])[]): CatalogShape {
  const found = rows.map(([kind, name, member, type]) => ({
    kind,
    name: `${String(name)}.${String(member)}`,
    type: String(type),
  }));
  const ofKind = (wanted: string) => found.filter(({ kind }) => kind === wanted);
  return {
    columns: new Map(ofKind("column").map(({ name, type }) => [name, type])),
    procedures: new Set(ofKind("procedure").map(({ name }) => name)),
  };
}

function readParts({ rows, run }: TestWorld, scope: CatalogScope) {
  const user = readers[scope];
  const shape = shapeOf(rows(shapeQuery(scope), user));
  const [outcome] = run(catalogQuery(shape, scope), { schema: "PRACTICE" }, user);
  expect(outcome?.failure?.text).toBeUndefined();
  const { columns = [], rows: found = [] } = outcome?.page ?? {};
  const parts = new Map<SqlCell, (readonly SqlCell[])[]>();
  let part: SqlCell = null;
  for (const row of found) {
    // Only the first row of a part names it.
    part = row[columns.indexOf("PART")] ?? part;
    const cells = row.filter((_, i) => /^C\d+$/.test(columns[i] ?? ""));
    parts.set(part, [...(parts.get(part) ?? []), cells]);
  }
  return { shape, parts };
}

test.each(worlds)("a schema reads its catalog in two statements on %s", (release, world) => {
  const { shape, parts } = readParts(world, "own");
  expect(parts.get("version")?.[0]?.[0]).toBe(`${release}.0.r0`);
  expect(shape.procedures.has("ORDS_SECURITY.REGISTER_CLIENT")).toBe(release === "25.4");
  expect(shape.columns.has("USER_ORDS_JWT_PROFILE.ISSUER")).toBe(true);
  expect(shape.columns.has("USER_ORDS_CLIENTS.TOKEN_DURATION")).toBe(release === "25.4");
  const { catalog } = world.world.access;
  expect(parts.get("modules")).toHaveLength(catalog.modules.length);
  expect(parts.get("roles")).toHaveLength(catalog.roles.length);
  expect(parts.get("privileges")?.map(([, name]) => name)).toEqual(
    catalog.privileges.map(({ name }) => String(name)).toSorted(),
  );
  for (const cells of parts.values())
    for (const cell of cells.flat()) expect(cell === null || typeof cell === "string").toBe(true);
});

test("an administrator reads the same rows of the schema", () => {
  const [[, world]] = worlds;
  const own = readParts(world, "own");
  const other = readParts(world, "otherSchema");
  expect(other.parts).toEqual(own.parts);
});

test("on an older release an administrator reads the schema alone", () => {
  const [, [, world]] = worlds;
  const { parts } = readParts(world, "otherSchema");
  expect([...parts.keys()]).toEqual(["schema", "version"]);
  expect(parts.get("schema")?.[0]?.slice(0, 4)).toEqual([
    "PRACTICE",
    "practice",
    "ENABLED",
    "DISABLED",
  ]);
});

test("of another schema there is nothing", () => {
  const [[, { rows, run }]] = worlds;
  const shape = shapeOf(rows(shapeQuery("otherSchema"), administratorName));
  const [outcome] = run(
    catalogQuery(shape, "otherSchema"),
    { schema: "ELSEWHERE" },
    administratorName,
  );
  const parts = outcome?.page?.rows.flatMap((row) => row.at(-1) ?? []);
  expect(parts).toEqual(["roles", "version"]);
});

test.each(worlds)("REST-Enabled SQL gives the catalog page by page on %s", (_, world) => {
  const shape = shapeOf(world.rows(shapeQuery("own")));
  const statementText = catalogQuery(shape, "own");
  const whole = pageOf(world, { statementText });
  expect(whole.hasMore).toBe(false);
  const pages = [0, 1, 2, 3, 4, 5].map((page) =>
    pageOf(world, { statementText, offset: page * 20, limit: 20 }),
  );
  expect(pages.flatMap(({ items }) => items)).toEqual(whole.items.slice(0, 120));
  expect(pages[0]?.items).toHaveLength(20);
  expect(pages[0]?.hasMore).toBe(true);
});

test.each(worlds)("binds reach every branch on %s", (_, world) => {
  const statementText =
    "select part, n from (select 'a' as part, 1 as n from dual where 'x' = :wanted union all select name, row_number() over (order by name) from user_ords_modules where name = :wanted) order by part, n";
  const bound = (value: string) =>
    pageOf(world, {
      statementText,
      binds: [{ name: "wanted", data_type: "VARCHAR2", value }],
    }).items;
  expect(bound("x")).toEqual([{ part: "a", n: 1 }]);
  expect(bound("hr")).toEqual([{ part: "hr", n: 1 }]);
});

interface ResultSet {
  readonly items: readonly unknown[];
  readonly hasMore: boolean;
}

function pageOf({ send, basic }: TestWorld, body: unknown): ResultSet {
  const response = send("POST", "/_/sql", {
    headers: { authorization: basic, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const [item] = jsonOf(response)["items"] as { resultSet?: ResultSet; errorDetails?: string }[];
  expect(item?.errorDetails).toBeUndefined();
  return item?.resultSet ?? { items: [], hasMore: false };
}
