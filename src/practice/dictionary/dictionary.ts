import type { OrdsRelease } from "../../domain/model/catalog.ts";
import { noDataFound } from "../sql/oracleError.ts";
import type { SqlCell, SqlEngine } from "../sql/sqlEngine.ts";
import type { Session } from "./session.ts";

/** The ORDS metadata of the one schema that the practice server has. */
export interface Dictionary {
  readonly engine: SqlEngine;
  readonly release: OrdsRelease;
  /** The database user in upper case to whom the services belong. */
  readonly schema: string;
  readonly session: Session;
}

/** The tables whose rows are known by a name. */
export type NamedTable = "roles" | "privileges" | "modules" | "clients";
export type DictionaryTable =
  | NamedTable
  | "schemas"
  | "templates"
  | "handlers"
  | "parameters"
  | "privilege_mappings"
  | "objects"
  | "jwt_profile";

export type Cells = Readonly<Record<string, SqlCell | undefined>>;

/** Inserts a row with who and when; gives its id. What is undefined is stored as NULL. */
export function insertRow(dictionary: Dictionary, table: DictionaryTable, cells: Cells): number {
  const names = Object.keys(cells);
  dictionary.engine.run(
    `insert into ords$${table} (${[...names, "created_by", "created_on", "updated_by", "updated_on"].join(", ")})
     values (${names.map(() => "?").join(", ")}${names.length > 0 ? "," : ""} ords$user(), ords$now(), ords$user(), ords$now())`,
    names.map((name) => cells[name] ?? null),
  );
  return dictionary.engine.lastId();
}

export function updateRow(
  dictionary: Dictionary,
  row: { readonly table: DictionaryTable; readonly id: number },
  cells: Cells,
): void {
  const names = Object.keys(cells);
  dictionary.engine.run(
    `update ords$${row.table} set ${names.map((name) => `${name} = ?, `).join("")}
     updated_by = ords$user(), updated_on = ords$now() where id = ?`,
    [...names.map((name) => cells[name] ?? null), row.id],
  );
}

export function findId(
  dictionary: Dictionary,
  table: NamedTable,
  name: string,
): number | undefined {
  const row = dictionary.engine.row(`select id from ords$${table} where name = ?`, [name]);
  return row && Number(row["id"]);
}

/** Throws ORA-01403 for a name that does not exist (assumption `missingParentRaisesNoDataFound`). */
export function requireId(dictionary: Dictionary, table: NamedTable, name: string): number {
  const id = findId(dictionary, table, name);
  if (id === undefined) throw noDataFound();
  return id;
}

export function deleteNamed(dictionary: Dictionary, table: NamedTable, name: string): void {
  dictionary.engine.run(`delete from ords$${table} where name = ?`, [name]);
}

/** The new name must not be taken: the unique index says so. */
export function renameNamed(
  dictionary: Dictionary,
  table: NamedTable,
  names: { readonly name: string; readonly newName: string },
): void {
  updateRow(
    dictionary,
    { table, id: requireId(dictionary, table, names.name) },
    { name: names.newName },
  );
}
