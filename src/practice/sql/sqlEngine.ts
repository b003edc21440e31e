import { readFile } from "node:fs/promises";
import initSqlJs from "sql.js";
import type { BindParams, Database, SqlJsStatic, Statement } from "sql.js";
import type { Disposable } from "../../base/disposable.ts";
import { SqliteError } from "./sqliteError.ts";

export type SqlCell = string | number | null;
export type SqlRow = Readonly<Record<string, SqlCell>>;
export type SqlParameters = Readonly<Record<string, SqlCell>> | readonly SqlCell[];

/** Functions that the SQL of the dictionary and of the person calls. */
export type SqlFunctions = Readonly<Record<string, (...args: SqlCell[]) => SqlCell>>;

export interface SqlEngineOptions {
  /** Where `sql-wasm.wasm` is: its path, or its bytes. */
  readonly wasm: string | Uint8Array;
  readonly bytes: Uint8Array | undefined;
  readonly functions: SqlFunctions;
}

/**
 * The embedded SQLite. Everything runs at once and to its end, so no request ever sees half of another one; a
 * transaction is open only while a script runs.
 */
export class SqlEngine implements Disposable {
  readonly #database: Database;
  readonly #functions: SqlFunctions;

  private constructor(database: Database, functions: SqlFunctions) {
    this.#database = database;
    this.#functions = functions;
    this.#prepareDatabase();
  }

  static async open({ wasm, bytes, functions }: SqlEngineOptions): Promise<SqlEngine> {
    const sqlite = await loadSqlite(wasm);
    return new SqlEngine(new sqlite.Database(bytes), functions);
  }

  /** Rows of one statement of our own; the columns keep the names of the statement. */
  rows(sql: string, parameters: SqlParameters = []): SqlRow[] {
    return this.#withStatement(sql, parameters, (statement) => {
      const rows: SqlRow[] = [];
      while (statement.step()) rows.push(statement.getAsObject() as SqlRow);
      return rows;
    });
  }

  row(sql: string, parameters: SqlParameters = []): SqlRow | undefined {
    return this.rows(sql, parameters)[0];
  }

  /** One page of a query, read row by row: what lies behind the page is not computed. */
  page(sql: string, parameters: SqlParameters, { offset, limit }: PageRange): SqlPage {
    return this.#withStatement(sql, parameters, (statement) => {
      const columns = statement.getColumnNames();
      for (let i = 0; i < offset; i++)
        if (!statement.step()) return { columns, rows: [], hasMore: false };
      const rows: SqlCell[][] = [];
      while (rows.length < limit && statement.step()) rows.push(statement.get() as SqlCell[]);
      return { columns, rows, hasMore: rows.length === limit && statement.step() };
    });
  }

  /** The number of rows that were changed. */
  run(sql: string, parameters: SqlParameters = []): number {
    return this.#withStatement(sql, parameters, (statement) => {
      statement.step();
      return this.#database.getRowsModified();
    });
  }

  /** The id of the row that was inserted last. */
  lastId(): number {
    return Number(this.row("select last_insert_rowid() as id")?.["id"]);
  }

  /** Several statements of our own, without parameters. */
  runAll(sql: string): void {
    ask(() => this.#database.exec(sql));
  }

  /** The whole database as a file. There must be no open transaction. */
  export(): Uint8Array {
    const bytes = this.#database.export();
    // sql.js closes and opens the database for this, which forgets functions and pragmas.
    this.#prepareDatabase();
    return bytes;
  }

  dispose(): void {
    this.#database.close();
  }

  #prepareDatabase(): void {
    for (const [name, call] of Object.entries(this.#functions))
      this.#database.create_function(name, call);
    // Oracle's LIKE tells upper from lower case.
    this.#database.exec("pragma foreign_keys = on; pragma case_sensitive_like = on;");
  }

  #withStatement<T>(sql: string, parameters: SqlParameters, use: (statement: Statement) => T): T {
    const statement = ask(() => this.#database.prepare(sql));
    try {
      return ask(() => {
        statement.bind(toBindParams(parameters));
        return use(statement);
      });
    } finally {
      statement.free();
    }
  }
}

/** What sql.js throws is a plain Error, or a text. */
function ask<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new SqliteError(error);
  }
}

export interface PageRange {
  readonly offset: number;
  readonly limit: number;
}

export interface SqlPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlCell[])[];
  readonly hasMore: boolean;
}

/** Names are given without their colon. */
function toBindParams(parameters: SqlParameters): BindParams {
  if (isList(parameters)) return [...parameters];
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`:${name}`, value]));
}

function isList(parameters: SqlParameters): parameters is readonly SqlCell[] {
  return Array.isArray(parameters);
}

/** The file is read here: what sql.js cannot read itself, it also throws where nobody can catch it. */
async function loadSqlite(wasm: string | Uint8Array): Promise<SqlJsStatic> {
  const bytes = typeof wasm === "string" ? await readFile(wasm) : wasm;
  return await initSqlJs({ wasmBinary: toArrayBuffer(bytes) });
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}
