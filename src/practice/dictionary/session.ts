/**
 * Who asks. Scripts run one after the other and each to its end, so one place says it for the engine's functions and
 * views as well.
 */
export interface Session {
  /** The database user in upper case. */
  user: string;
}

/**
 * The second database user: it has no services and no tables of its own, and the role ORDS_ADMINISTRATOR_ROLE, by
 * which it sees and changes those of the schema.
 */
export const administratorName = "ORDSADMIN";

export function isAdministrator({ user }: Session): boolean {
  return user === administratorName;
}
