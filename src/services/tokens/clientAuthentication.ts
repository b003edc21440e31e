import { assertNever } from "../../base/assertNever.ts";
import { Secret } from "../../base/secret.ts";
import type { Credential } from "../http/httpClient.ts";

/**
 * How a client shows its id and secret to the token endpoint, both by Basic. `raw` sends them as they are, which is
 * what every ORDS example does (assumption basicCredentialsAreRaw); `encoded` percent-encodes them first, as
 * RFC 6749 section 2.3.1 asks and strict servers expect.
 */
export type ClientAuthentication = "raw" | "encoded";

export function clientCredential(
  authentication: ClientAuthentication,
  clientId: string,
  secret: Secret,
): Credential {
  switch (authentication) {
    case "raw":
      return { kind: "basic", user: clientId, password: secret };
    case "encoded":
      return {
        kind: "basic",
        user: formEncoded(clientId),
        password: new Secret(formEncoded(secret.reveal())),
      };
    default:
      return assertNever(authentication);
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}
