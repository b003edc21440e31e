import { assertNever } from "../../base/assertNever.ts";
import { UserFacingError } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import type {
  ConnectionProfile,
  LoginProfile,
  ProfileId,
} from "../../services/profiles/profile.ts";

/** The database user of a connection as somebody who calls endpoints by name and password (Basic). */
export interface DatabaseUser {
  readonly label: string;
  /** Why the user cannot; the rest of a sentence. */
  readonly refused: string | undefined;
}

export function databaseUser(profile: ConnectionProfile): DatabaseUser {
  switch (profile.kind) {
    case "restSql":
      return { label: `Database user ${profile.user}`, refused: undefined };
    case "oracle":
      return {
        label: `Database user ${profile.user}`,
        refused: profile.user.includes("[")
          ? "a proxy user cannot sign in to ORDS by name and password"
          : undefined,
      };
    case "sqlDeveloper":
      return {
        label: "Database user",
        refused: "this connection borrows a session; its password is not known here",
      };
    default:
      return assertNever(profile);
  }
}

/** The password that a connection has signed in with; undefined when it is not known. Never asks anybody. */
export type KnownPassword = (profile: LoginProfile) => Promise<Secret | undefined>;

/** Nothing is asked in the middle of a call. */
export function passwordNotKnown(connection: ProfileId): UserFacingError {
  return new UserFacingError({
    code: "notConnected",
    message: "The password of this connection is not known here.",
    why: "Connect again and type it; then it counts for this window.",
    remedy: { label: "Enter password", action: "enterPassword", argument: connection },
  });
}
