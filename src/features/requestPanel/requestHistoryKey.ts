import type { ProfileId } from "../../services/profiles/profile.ts";

/** Where the history of a connection is stored; removed together with the connection. */
export function requestHistoryKey(profile: ProfileId): string {
  return `requestHistory/${profile}`;
}
