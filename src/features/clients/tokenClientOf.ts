import { schemaUrlOf, tokenUrlOf } from "../../domain/http/schemaUrlOf.ts";
import type { OAuthClient } from "../../domain/model/catalog.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { SignInAddresses, TokenClient } from "../../services/tokens/tokenProvider.ts";

/** What the token provider must know of a client: which one, where its tokens come from, and over what wire. */
export function tokenClientOf(
  profile: ConnectionProfile,
  client: Pick<OAuthClient, "clientId"> &
    Partial<Pick<OAuthClient, "name" | "grantType" | "redirectUri">>,
): TokenClient {
  return {
    profile: profile.id,
    clientId: client.clientId,
    ...(client.name === undefined ? {} : { name: client.name }),
    tokenUrl: tokenUrlOf(profile),
    allowPlainHttp: profile.allowPlainHttp,
    ...(client.grantType === "authorization_code" ? { signIn: signInOf(profile, client) } : {}),
  };
}

function signInOf(
  profile: ConnectionProfile,
  { redirectUri }: Partial<Pick<OAuthClient, "redirectUri">>,
): SignInAddresses | undefined {
  const schemaUrl = schemaUrlOf(profile);
  if (schemaUrl === undefined || redirectUri === undefined) return undefined;
  return { authUrl: `${schemaUrl}/oauth/auth`, redirectUri };
}
