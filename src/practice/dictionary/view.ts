/** A view as it is created, and as ALL_TAB_COLUMNS tells of it. */
export interface View {
  readonly owner: "ORDS_METADATA" | "SYS";
  readonly columns: readonly Column[];
  readonly query: string;
}

export interface Column {
  /** In upper case. */
  readonly name: string;
  readonly type: "NUMBER" | "VARCHAR2" | "CLOB" | "BLOB" | "TIMESTAMP(6)";
}

/** The text of an SQL condition: whether the user who asks is this one. */
export function asks(user: string): string {
  // Inside a query of its own it is worked out once, not for each row.
  return `(select ords$user()) = '${user}'`;
}
