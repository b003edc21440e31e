import type { OAuthClient } from "./catalog.ts";
import type { UpdateClient } from "./change.ts";

/** The update that makes a client what it is here, its privileges and durations with it. */
export function updateOf(client: OAuthClient): UpdateClient {
  const { name, description, redirectUri, supportEmail, supportUri, originsAllowed } = client;
  const { privileges, tokenDuration, refreshDuration, codeDuration } = client;
  return {
    kind: "updateClient",
    name,
    description,
    redirectUri,
    supportEmail,
    supportUri,
    originsAllowed,
    privilegesAndDurations: { privileges, tokenDuration, refreshDuration, codeDuration },
  };
}
