import type { SqlCell, SqlEngine, SqlRow } from "../../../src/practice/sql/sqlEngine.ts";

/** What a session has changed and not committed, row by row, for playing it again in another transaction. */
export type SessionChanges = readonly RowChange[];

interface RowChange {
  readonly table: string;
  readonly rowId: SqlCell;
  readonly how: "insert" | "update" | "delete";
  readonly values: SqlRow;
}

/** All rows of all tables, by the table and then by the row's id. */
export type Snapshot = ReadonlyMap<string, ReadonlyMap<SqlCell, SqlRow>>;

export function takeSnapshot(engine: SqlEngine): Snapshot {
  const tables = engine.rows(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'",
  );
  return new Map(
    tables.map(({ name }) => {
      const rows = engine.rows(`select rowid as ${idColumn}, * from ${quoted(String(name))}`);
      return [String(name), new Map(rows.map((row) => [row[idColumn] ?? null, withoutId(row)]))];
    }),
  );
}

export function changesBetween(before: Snapshot, after: Snapshot): SessionChanges {
  const changes: RowChange[] = [];
  const names = new Set([...before.keys(), ...after.keys()]);
  for (const table of names) {
    const old = before.get(table) ?? new Map<SqlCell, SqlRow>();
    const now = after.get(table) ?? new Map<SqlCell, SqlRow>();
    for (const [rowId, values] of old)
      if (!now.has(rowId)) changes.push({ table, rowId, how: "delete", values });
    for (const [rowId, values] of now) {
      const known = old.get(rowId);
      if (!known) changes.push({ table, rowId, how: "insert", values });
      else if (!areEqual(known, values)) changes.push({ table, rowId, how: "update", values });
    }
  }
  return changes.toSorted((a, b) => order.indexOf(a.how) - order.indexOf(b.how));
}

/** Throws what the engine throws when another session has committed something that is in the way. */
export function applyChanges(engine: SqlEngine, changes: SessionChanges): void {
  if (changes.length === 0) return;
  // Rows come in no order that their references would like.
  engine.runAll("pragma defer_foreign_keys = on");
  for (const change of changes) apply(engine, change);
  engine.runAll("pragma defer_foreign_keys = off");
}

function apply(engine: SqlEngine, { table, rowId, how, values }: RowChange): void {
  const columns = Object.keys(values);
  const cells = Object.values(values);
  switch (how) {
    case "delete":
      engine.run(`delete from ${quoted(table)} where rowid = ?`, [rowId]);
      return;
    case "update": {
      const sets = columns.map((column) => `${quoted(column)} = ?`).join(", ");
      engine.run(`update ${quoted(table)} set ${sets} where rowid = ?`, [...cells, rowId]);
      return;
    }
    case "insert": {
      const names = ["rowid", ...columns.map(quoted)].join(", ");
      const places = ["?", ...columns.map(() => "?")].join(", ");
      engine.run(`insert into ${quoted(table)} (${names}) values (${places})`, [rowId, ...cells]);
      return;
    }
    default:
      how satisfies never;
  }
}

const order = ["delete", "update", "insert"] as const;
const idColumn = "session_changes_row";

function withoutId({ [idColumn]: _id, ...values }: SqlRow): SqlRow {
  return values;
}

function areEqual(one: SqlRow, other: SqlRow): boolean {
  return Object.entries(one).every(([name, value]) => other[name] === value);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
