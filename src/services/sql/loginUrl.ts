import type { RestSqlProfile } from "../profiles/profile.ts";

/** The root under which REST-Enabled SQL logs in: the alias of the connection, whichever schema is looked at. */
export function loginUrl({ baseUrl, alias }: Pick<RestSqlProfile, "baseUrl" | "alias">): string {
  return `${baseUrl}/${encodeURIComponent(alias)}`;
}
