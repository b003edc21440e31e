import { createHash } from "node:crypto";
import type { Secret } from "../../base/secret.ts";
import type { TokenClient } from "./tokenProvider.ts";

/** Differs as soon as the secret, the client or the token's address differs; tells nothing about the secret. */
export function fingerprintOf(client: TokenClient, secret: Secret): string {
  const parts = [client.tokenUrl, client.clientId, secret.reveal()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
