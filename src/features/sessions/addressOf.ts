import { assertNever } from "../../base/assertNever.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";

/** Everything of a profile that decides where a session leads, as whom, and at what it looks. */
export function addressOf(profile: ConnectionProfile): string {
  const looksAt = profile.otherSchema?.name;
  switch (profile.kind) {
    case "restSql": {
      const { baseUrl, alias, user, allowPlainHttp } = profile;
      return JSON.stringify([baseUrl, alias, user, allowPlainHttp, looksAt]);
    }
    case "oracle": {
      const { database, user, wallet, httpsProxy } = profile;
      return JSON.stringify([database, user, wallet, httpsProxy, looksAt]);
    }
    case "sqlDeveloper":
      return JSON.stringify([profile.connectionId, looksAt]);
    default:
      return assertNever(profile);
  }
}
