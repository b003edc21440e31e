/**
 * SQLite refused a statement. Told apart from mistakes of our own, which are never shown as answers of a
 * database.
 */
export class SqliteError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "SqliteError";
  }
}
