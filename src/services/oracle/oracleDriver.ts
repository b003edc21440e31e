import { AsyncLocalStorage } from "node:async_hooks";
import oracledb from "oracledb";
import networkSessionModule from "oracledb/lib/thin/sqlnet/networkSession.js";

/**
 * Logs in. `drop` destroys the socket at once, whatever the login is waiting for; a login that gets through all the
 * same is closed. This module brings the driver and is loaded by `await import(...)` only.
 */
export function beginLogin(options: LoginOptions): Login {
  const opened: NetworkSession[] = [];
  let dropped = false;
  const connection = networkSessions.run(
    opened,
    async () => await (oracledb as Driver).getConnection({ ...options }),
  );
  connection.then(
    (late) => {
      if (dropped) forceClose(late);
    },
    () => {
      // Whoever waits for the login is told. What is left of it must not say goodbye later, see `cutOff`.
      opened.forEach(cutOff);
    },
  );
  return {
    connection,
    drop: () => {
      dropped = true;
      opened.forEach(cutOff);
    },
  };
}

export interface Login {
  readonly connection: Promise<DriverConnection>;
  drop(): void;
}

/**
 * Destroys the socket of a connection, which ends a call that the server does not answer: the driver has no way of its
 * own out of it (its `close` waits for an answer too).
 */
export function forceClose(connection: DriverConnection): void {
  if (connection._impl?.nscon) cutOff(connection._impl.nscon);
}

/**
 * Without the mark the driver would say goodbye on the destroyed socket as soon as the connection is collected as
 * garbage, and throw where nobody can catch it.
 */
function cutOff(session: NetworkSession): void {
  session.ntAdapter?.stream?.destroy();
  session.connected = false;
}

/** The driver's names for types and directions. */
export const driverNames: DriverNames = oracledb as Driver;

/** What `getConnection` takes of what we set; see `toConnectOptions`. */
export interface LoginOptions {
  readonly user: string;
  readonly password: string;
  readonly connectString: string;
  readonly configDir?: string;
  readonly walletLocation?: string;
  readonly walletPassword?: string;
  readonly httpsProxy?: string;
  readonly httpsProxyPort?: number;
  /** As a DBA sees the session in V$SESSION. */
  readonly program?: string;
}

/** The part of the driver's Connection that is used; it has no types of its own. */
export interface DriverConnection {
  execute(
    sql: string,
    binds: Readonly<Record<string, DriverBind>>,
    options: ExecuteOptions,
  ): Promise<DriverResult>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  ping(): Promise<void>;
  break(): Promise<void>;
  close(): Promise<void>;
  isHealthy(): boolean;
  readonly transactionInProgress: boolean;
  /** Milliseconds for one round trip; the driver then breaks the call. */
  callTimeout: number;
  module: string;
  /** Not of the driver's documented surface: the only way to a socket that hangs. */
  readonly _impl?: { readonly nscon?: NetworkSession };
}

export interface DriverBind {
  readonly dir?: number;
  readonly type?: DriverType;
  readonly val?: unknown;
  readonly maxSize?: number;
  readonly maxArraySize?: number;
}

export interface ExecuteOptions {
  readonly resultSet?: boolean;
  readonly prefetchRows?: number;
  readonly fetchArraySize?: number;
  readonly fetchTypeHandler?: (column: DriverColumn) => FetchAs | undefined;
}

export interface FetchAs {
  readonly type?: DriverType;
  readonly converter?: (value: never) => unknown;
}

export interface DriverColumn {
  readonly name: string;
  readonly dbType: DriverType;
}

export interface DriverResult {
  readonly metaData?: readonly DriverColumn[];
  readonly resultSet?: DriverResultSet;
  readonly rowsAffected?: number;
  readonly outBinds?: Readonly<Record<string, unknown>>;
  readonly warning?: Error;
}

export interface DriverResultSet {
  readonly metaData: readonly DriverColumn[];
  getRows(count: number): Promise<readonly (readonly unknown[])[]>;
  close(): Promise<void>;
}

/** The driver throws errors with these; NJS codes are its own, ORA codes the server's. */
export interface DriverError extends Error {
  readonly code?: string;
  readonly errorNum?: number;
  /** From 0, in the text of the statement; 0 also when the server names none. */
  readonly offset?: number;
}

/** Compared by identity only. */
export type DriverType = object;

interface Driver extends DriverNames {
  getConnection(options: LoginOptions): Promise<DriverConnection>;
}

interface DriverNames {
  readonly BIND_IN: number;
  readonly BIND_OUT: number;
  readonly BIND_INOUT: number;
  readonly STRING: DriverType;
  readonly NUMBER: DriverType;
  readonly DB_TYPE_VARCHAR: DriverType;
  readonly DB_TYPE_NUMBER: DriverType;
  readonly DB_TYPE_DATE: DriverType;
  readonly DB_TYPE_TIMESTAMP: DriverType;
  readonly DB_TYPE_TIMESTAMP_TZ: DriverType;
  readonly DB_TYPE_TIMESTAMP_LTZ: DriverType;
  readonly DB_TYPE_CLOB: DriverType;
  readonly DB_TYPE_NCLOB: DriverType;
  readonly DB_TYPE_BLOB: DriverType;
  readonly DB_TYPE_RAW: DriverType;
}

interface NetworkSession {
  connected: boolean;
  readonly ntAdapter?: { readonly stream?: { destroy(): void } | null } | null;
}

const networkSessions = new AsyncLocalStorage<NetworkSession[]>();
noteNetworkSessions();

/**
 * The driver gives nobody a connection before the login has succeeded, and a server that falls silent in the middle of
 * it leaves the socket open for ever. So each network session is noted by the login that began it.
 */
function noteNetworkSessions(): void {
  const { prototype } = (networkSessionModule as NetworkSessionModule).NetworkSession;
  const { connect } = prototype;
  prototype.connect = function connectNoted(...args) {
    networkSessions.getStore()?.push(this);
    return connect.apply(this, args);
  };
}

interface NetworkSessionModule {
  readonly NetworkSession: {
    readonly prototype: NetworkSession & {
      connect: (this: NetworkSession, ...args: unknown[]) => Promise<unknown>;
    };
  };
}
