import { UserFacingError } from "../../base/errors.ts";
import type { TokenClient } from "./tokenProvider.ts";

/** A client whose tokens come from a known address. */
export interface ReachableClient extends TokenClient {
  readonly tokenUrl: string;
}

/** Throws `UserFacingError` ordsAddressMissing: a connection to the database may not say where ORDS is. */
export function requireTokenUrl(client: TokenClient): ReachableClient {
  const { tokenUrl } = client;
  if (tokenUrl !== undefined) return { ...client, tokenUrl };
  throw new UserFacingError({
    code: "ordsAddressMissing",
    message: "This connection does not say where ORDS is.",
    why: "Tokens and requests go to ORDS, not to the database. Add its address, such as https://host:8443/ords, to the connection. If it is there already, connect once, so that the schema's alias is read.",
    remedy: { label: "Set address of ORDS", action: "setOrdsAddress", argument: client.profile },
  });
}
