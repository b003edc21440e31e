import type { Api, Connection } from "@oracle/sql-developer-api";
import { extensions, l10n } from "vscode";
import { messageOf, UserFacingError } from "../../base/errors.ts";
import type { BorrowedBind, BorrowedSession } from "../../services/sql/createBorrowedSqlRunner.ts";

/** The connections of Oracle's own extension, whose sessions it lends. */
export interface SqlDeveloperConnections {
  readonly installed: boolean;
  /** What is known without starting that extension; undefined when it was not started, or is not understood. */
  known(): readonly SqlDeveloperConnection[] | undefined;
  /** Starts that extension when it was not, so only for somebody who wants its connections. */
  list(): Promise<readonly SqlDeveloperConnection[]>;
  /** Its session when it has one, else it connects, asking for what it needs by itself. */
  connect(id: string, signal: AbortSignal): Promise<BorrowedSession>;
}

export interface SqlDeveloperConnection {
  readonly id: string;
  readonly name: string;
  readonly connected: boolean;
}

export function createSqlDeveloperConnections(): SqlDeveloperConnections {
  const extension = () => extensions.getExtension<unknown>("Oracle.sql-developer");
  const start = async (): Promise<readonly Connection[]> => {
    const found = extension();
    if (!found) throw notInstalled();
    return connectionsOf(await activated(async () => await found.activate()));
  };
  return {
    get installed() {
      return extension() !== undefined;
    },
    known: () => {
      const found = extension();
      if (!found?.isActive) return undefined;
      try {
        return connectionsOf(found.exports).map(toOurs);
      } catch {
        // Whoever chooses it is told why.
        return undefined;
      }
    },
    list: async () => (await start()).map(toOurs),
    connect: async (id, signal) => {
      signal.throwIfAborted();
      const connection = (await unlessAborted(start(), signal)).find((one) => one.id === id);
      if (!connection) throw connectionRemoved();
      const session = await unlessAborted(sessionOf(connection), signal);
      return {
        execute: async ({ sql, binds, pageSize }) =>
          await session.execute({ sql, binds }, { responseFormat: "json", pageSize }),
      };
    },
  };
}

/**
 * As much of its session as is used. Oracle's package has an enum for the types of binds; their values are these texts.
 */
interface LentSession {
  readonly status?: string;
  execute(
    script: { readonly sql: string; readonly binds: readonly BorrowedBind[] },
    options: { readonly responseFormat: "json"; readonly pageSize: number },
  ): Promise<unknown>;
}

function toOurs({ id, name, isConnected }: Connection): SqlDeveloperConnection {
  return { id, name, connected: isConnected };
}

async function activated(activate: () => Promise<unknown>): Promise<unknown> {
  try {
    return await activate();
  } catch (cause) {
    throw new UserFacingError({
      code: "notConnected",
      message: l10n.t("Oracle SQL Developer could not be started."),
      why: oracleWords(cause) ?? l10n.t("Open it in the side bar to see what keeps it."),
      cause,
    });
  }
}

/** Another version may export something else, so nothing of it is believed before it was looked at. */
function connectionsOf(exported: unknown): readonly Connection[] {
  let listed: unknown;
  try {
    listed = (exported as Api).connections().list();
  } catch (cause) {
    throw notUnderstood(cause);
  }
  if (!Array.isArray(listed) || !listed.every(isConnection)) throw notUnderstood(undefined);
  return listed;
}

function isConnection(value: unknown): value is Connection {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, connect } = value as Partial<Record<keyof Connection, unknown>>;
  return typeof id === "string" && typeof name === "string" && typeof connect === "function";
}

async function sessionOf(connection: Connection): Promise<LentSession> {
  const { name, isConnected } = connection;
  const session: unknown = connection.session;
  if (isConnected && isSession(session) && session.status !== "disconnected") return session;
  const fresh = await opened(connection);
  if (isSession(fresh)) return fresh;
  throw new UserFacingError({
    code: "notConnected",
    message: l10n.t("Oracle SQL Developer did not connect {0}.", name),
    why: l10n.t("Connect it there first; then its session can be used here."),
  });
}

async function opened(connection: Connection): Promise<unknown> {
  try {
    return await connection.connect();
  } catch (cause) {
    throw new UserFacingError({
      code: "notConnected",
      message: l10n.t("Oracle SQL Developer could not connect {0}.", connection.name),
      why: oracleWords(cause) ?? l10n.t("Connect it there to see why."),
      cause,
    });
  }
}

function isSession(value: unknown): value is LentSession {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Partial<Record<"execute", unknown>>).execute === "function"
  );
}

/** What it does cannot be ended, yet nobody has to wait for it. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener("abort", onAbort);
    // Nobody is left to hear of a failure that comes after the cancelling.
    work.catch(() => undefined);
  }
}

/** Oracle's own code and sentence, when there is one; the rest of a stranger's message may hold anything. */
function oracleWords(cause: unknown): string | undefined {
  return /\b(?:ORA|TNS|DPY|NJS)-\d{3,5}:[^\r\n]{1,200}/.exec(messageOf(cause))?.[0];
}

function notInstalled(): UserFacingError {
  return new UserFacingError({
    code: "notConnected",
    message: l10n.t("Oracle SQL Developer is not installed here, or is disabled."),
    why: l10n.t(
      "This connection borrows a session of that extension. Install or enable it, or add a connection of another kind.",
    ),
  });
}

function notUnderstood(cause: unknown): UserFacingError {
  return new UserFacingError({
    code: "answerNotUnderstood",
    message: l10n.t("This version of Oracle SQL Developer does not offer its connections."),
    why: l10n.t("It has to be 25.1 or newer, and to be as this extension knows it."),
    cause,
  });
}

function connectionRemoved(): UserFacingError {
  return new UserFacingError({
    code: "profileNotFound",
    message: l10n.t("Oracle SQL Developer does not have this connection any more."),
    why: l10n.t("It was removed there. Edit the connection here to choose another one."),
  });
}
