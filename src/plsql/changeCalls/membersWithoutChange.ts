import type { ProcedureName } from "./codec.ts";

/**
 * Members of the packages that change nothing a catalog shows, each with what it does instead. A
 * member is in this table or is read as changes, never both.
 */
export const membersWithoutChange: ReadonlyMap<ProcedureName, MemberWithoutChange> = new Map<
  ProcedureName,
  MemberWithoutChange
>([
  ["ORDS.INSTALLED_VERSION", question("it tells the release")],
  ["ORDS_SECURITY.VERIFY_CLIENT", question("it tells whether a client id and a secret are good")],
  [
    "OAUTH.MODIFY_APPROVAL_STATUS",
    elsewhere("it decides on one person's approval of a client, and approvals are not shown"),
  ],
  [
    "ORDS_SECURITY.UPDATE_CLIENT_LOGO",
    elsewhere("it replaces the picture that people see when they approve a client"),
  ],
  [
    "ORDS_SECURITY.ROTATE_SECURITY_KEYS",
    elsewhere("it makes new keys by which ORDS protects what it stores for a schema"),
  ],
  [
    "ORDS_SECURITY.ROTATE_ALL_SECURITY_KEYS",
    elsewhere("it makes new keys by which ORDS protects what it stores for all schemas"),
  ],
  [
    "ORDS.PROVISION_RUNTIME_ROLE",
    elsewhere("it lets a database user serve as the runtime user of ORDS"),
  ],
  [
    "ORDS.UNPROVISION_RUNTIME_ROLE",
    elsewhere("it takes from a database user the right to serve as the runtime user of ORDS"),
  ],
  ["ORDS.CONFIG_PLSQL_GATEWAY", elsewhere("it configures the PL/SQL gateway")],
  ["ORDS.ENABLE_HOUSEKEEPING_JOB", elsewhere("it starts the job that deletes expired sessions")],
  ["ORDS.DROP_HOUSEKEEPING_JOB", elsewhere("it ends the job that deletes expired sessions")],
  ["ORDS.PERFORM_HOUSEKEEPING", elsewhere("it deletes expired sessions")],
  ["ORDS.SET_PROPERTY", elsewhere("it sets a property of the installation")],
  ["ORDS.UNSET_PROPERTY", elsewhere("it unsets a property of the installation")],
]);

export interface MemberWithoutChange {
  /** A question changes nothing at all, anything else something that is not shown. */
  readonly kind: "question" | "elsewhere";
  /** What it does, as the second half of a sentence. */
  readonly what: string;
}

function question(what: string): MemberWithoutChange {
  return { kind: "question", what };
}

function elsewhere(what: string): MemberWithoutChange {
  return { kind: "elsewhere", what };
}
