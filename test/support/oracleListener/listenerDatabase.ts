/** What answers the SQL that a listener is given. */
export interface ListenerDatabase {
  /** By the user's name in upper case; undefined for a user that there is not. */
  account(user: string): ListenerAccount | undefined;
  /**
   * `schema` is that of a proxy login, `hr[app]`: HR logs in and works as APP. Throws `OracleFailure` to refuse the
   * session.
   */
  openSession(user: string, schema: string | undefined): ListenerSession;
}

export interface ListenerAccount {
  readonly password: string;
  readonly state: "open" | "locked" | "expired";
}

export interface ListenerSession {
  /** Throws `OracleFailure`. The text has no terminator, a block has its last `;`. */
  execute(sql: string, binds: ListenerBinds): ListenerAnswer | Promise<ListenerAnswer>;
  commit(): void;
  rollback(): void;
  readonly inTransaction: boolean;
  /** Rolls back. */
  close(): void;
}

/** By name, in upper case unless it is quoted; what goes out too (`:x := 1`) comes in as null or as it was. */
export type ListenerBinds = ReadonlyMap<string, ListenerValue | readonly ListenerValue[]>;

export type ListenerValue = string | number | boolean | Date | null;

export type ListenerAnswer =
  | QueryAnswer
  | { readonly kind: "dml"; readonly rowsAffected: number }
  | {
      readonly kind: "plsql";
      /** What the block has assigned to binds, by name as in `ListenerBinds`; the others keep their values. */
      readonly out?: Readonly<Record<string, ListenerValue | readonly ListenerValue[]>>;
    }
  | {
      readonly kind: "other";
      /** A stored unit was created and does not compile: the driver gives a warning. */
      readonly compiledWithErrors?: boolean;
    };

/**
 * An answer with the same `rows` array as an earlier one is not encoded again, so that a benchmark that answers from
 * memory does not measure the listener.
 */
export interface QueryAnswer {
  readonly kind: "query";
  readonly columns: readonly ListenerColumn[];
  readonly rows: readonly (readonly ListenerCell[])[];
}

export interface ListenerColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Of VARCHAR2, in bytes; 4000 unless it is given, at most 32767. */
  readonly maxSize?: number;
}

export type ColumnType =
  "VARCHAR2" | "NUMBER" | "CLOB" | "LONG" | "DATE" | "TIMESTAMP" | "TIMESTAMP WITH TIME ZONE";

/** A NUMBER may be given as text, for more digits than JavaScript has. */
export type ListenerCell = string | number | Date | null;

/** An error of the database; `message` is the text after `ORA-00942: `. */
export class OracleFailure extends Error {
  readonly number: number;
  /** From 0, in the text of the statement. */
  readonly offset: number;

  constructor(number: number, message: string, offset = 0) {
    super(message);
    this.name = "OracleFailure";
    this.number = number;
    this.offset = offset;
  }

  /** `ORA-00942: table or view does not exist` */
  get text(): string {
    return `ORA-${String(this.number).padStart(5, "0")}: ${this.message}`;
  }
}
