import { assertNever } from "../../base/assertNever.ts";
import { Secret } from "../../base/secret.ts";
import type { Credential } from "../http/httpClient.ts";

export const clientAuthentications = ["raw", "encoded", "body"] as const;

/**
 * How a client shows its id and secret to the token endpoint. `raw` sends them by Basic as they are, which is what every
 * ORDS example does (assumption basicCredentialsAreRaw); `encoded` percent-encodes them first, as RFC 6749 section 2.3.1
 * asks and strict servers expect; `body` puts them into the form, for gateways that take nothing else (assumption
 * bodyCredentialsAreRefused).
 */
export type ClientAuthentication = (typeof clientAuthentications)[number];

/** Where a credential goes: into the header, or as further fields into the form. */
export type PlacedCredential =
  | { readonly kind: "header"; readonly value: Credential }
  | { readonly kind: "form"; readonly form: Secret };

export function clientCredential(
  authentication: ClientAuthentication,
  clientId: string,
  secret: Secret,
): PlacedCredential {
  switch (authentication) {
    case "raw":
      return { kind: "header", value: { kind: "basic", user: clientId, password: secret } };
    case "encoded": {
      const password = new Secret(formEncoded(secret.reveal()));
      return { kind: "header", value: { kind: "basic", user: formEncoded(clientId), password } };
    }
    case "body": {
      const fields = new URLSearchParams({ client_id: clientId, client_secret: secret.reveal() });
      return { kind: "form", form: new Secret(fields.toString()) };
    }
    default:
      return assertNever(authentication);
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}
