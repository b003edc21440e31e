import { createRequire } from "node:module";

/** The driver as it is installed, as far as the tests of the listener use it; it has no types of its own. */
export const rawDriver: RawDriver = createRequire(import.meta.url)("oracledb");

export interface RawDriver {
  getConnection(options: Readonly<Record<string, unknown>>): Promise<RawConnection>;
  readonly BIND_IN: number;
  readonly BIND_OUT: number;
  readonly BIND_INOUT: number;
  readonly STRING: object;
  readonly NUMBER: object;
  readonly DATE: object;
  readonly CLOB: object;
  readonly DB_TYPE_CLOB: object;
  readonly DB_TYPE_VARCHAR: object;
  readonly DB_TYPE_NUMBER: object;
}

export interface RawConnection {
  execute(
    sql: string,
    binds?: unknown,
    options?: Readonly<Record<string, unknown>>,
  ): Promise<RawResult>;
  executeMany(
    sql: string,
    binds: unknown,
    options?: Readonly<Record<string, unknown>>,
  ): Promise<RawResult>;
  getStatementInfo(sql: string): Promise<{ readonly metaData: readonly RawColumn[] }>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  ping(): Promise<void>;
  break(): Promise<void>;
  close(): Promise<void>;
  isHealthy(): boolean;
  readonly transactionInProgress: boolean;
  readonly oracleServerVersionString: string;
  callTimeout: number;
  module: string;
  currentSchema: string;
}

export interface RawColumn {
  readonly name: string;
  readonly dbType: object;
  readonly byteSize?: number;
}

export interface RawResult {
  readonly rows?: readonly (readonly unknown[])[];
  readonly metaData?: readonly RawColumn[];
  readonly rowsAffected?: number;
  readonly outBinds?: Readonly<Record<string, unknown>>;
  readonly resultSet?: RawResultSet;
  readonly warning?: { readonly message: string };
}

export interface RawResultSet {
  getRows(count?: number): Promise<readonly (readonly unknown[])[]>;
  close(): Promise<void>;
}

export interface RawLob extends AsyncIterable<string> {
  readonly length: number;
  pieceSize: number;
  setEncoding(encoding: string): void;
  getData(): Promise<string>;
}

export interface RawError {
  readonly code?: string;
  readonly errorNum?: number;
  readonly offset?: number;
  readonly message: string;
}

/** What a promise rejects with; fails when it does not. */
export async function errorOf(promise: Promise<unknown>): Promise<RawError> {
  try {
    await promise;
  } catch (error) {
    return error as RawError;
  }
  throw new Error("It did not fail");
}
