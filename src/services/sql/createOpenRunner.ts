import { assertNever } from "../../base/assertNever.ts";
import type { Clock } from "../../base/clock.ts";
import type { Logger } from "../../base/logger.ts";
import { Secret } from "../../base/secret.ts";
import type { HttpClient } from "../http/httpClient.ts";
import type { ConnectionProfile } from "../profiles/profile.ts";
import type { LoginPasswords } from "../profiles/profileStore.ts";
import type { BorrowedSession } from "./createBorrowedSqlRunner.ts";
import type { SqlRunner } from "./sqlRunner.ts";

/** Logs in as a connection says. Throws `UserFacingError` for all that keeps a person from connecting. */
export type OpenRunner = (
  profile: ConnectionProfile,
  passwords: LoginPasswords,
  signal: AbortSignal | undefined,
) => Promise<SqlRunner>;

export interface OpenRunnerParts {
  readonly http: HttpClient;
  /** Where tnsnames.ora is, unless the connection says. */
  readonly tnsFolder: () => string | undefined;
  /** Milliseconds that one step of a database may take. */
  readonly timeoutMs: () => number;
  readonly borrowSession: (id: string, signal: AbortSignal) => Promise<BorrowedSession>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Chooses the runner by the kind of the connection; each kind is loaded when the first of it is opened. */
export function createOpenRunner(parts: OpenRunnerParts): OpenRunner {
  const { http, timeoutMs, clock, log } = parts;
  return async (profile, passwords, signal) => {
    const password = passwords.password ?? new Secret("");
    switch (profile.kind) {
      case "restSql": {
        const { createRestSqlRunner } = await import("./createRestSqlRunner.ts");
        return createRestSqlRunner({ profile, password, http });
      }
      case "oracle": {
        const { openOracleSqlRunner } = await import("../oracle/openOracleSqlRunner.ts");
        const { walletPassword } = passwords;
        const tnsFolder = parts.tnsFolder();
        return await openOracleSqlRunner(
          { profile, password, walletPassword, tnsFolder, timeoutMs, clock, log },
          signal,
        );
      }
      case "sqlDeveloper": {
        const { createBorrowedSqlRunner } = await import("./createBorrowedSqlRunner.ts");
        return createBorrowedSqlRunner({
          session: async (waiting) =>
            await parts.borrowSession(profile.connectionId, waiting ?? neverAborted),
          timeoutMs,
        });
      }
      default:
        return assertNever(profile);
    }
  };
}

const neverAborted = new AbortController().signal;
