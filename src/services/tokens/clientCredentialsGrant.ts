import * as oauth from "oauth4webapi";
import { isCancelled, isUserFacingError } from "../../base/errors.ts";
import { Secret } from "../../base/secret.ts";
import type { HttpResponse } from "../../domain/http/httpMessage.ts";
import type { HttpClient, HttpOptions } from "../http/httpClient.ts";
import { checkRequest } from "../http/checkRequest.ts";
import { clientCredential, type ClientAuthentication } from "./clientAuthentication.ts";
import { notUnderstood, toTokenError } from "./tokenErrors.ts";
import type { ReachableClient } from "./requireTokenUrl.ts";

/**
 * Exchanges id and secret for a token (RFC 6749 section 4.4). The request and the judgement of the answer are
 * oauth4webapi's; what goes over the wire goes through our own `HttpClient`, so that its rules about plain http,
 * redirects, limits and the log hold. The library's `ClientSecretBasic` is not used, because it percent-encodes.
 *
 * This module is loaded by `await import(...)` only: it brings the library, which a start must not pay for.
 */
export async function clientCredentialsGrant(
  { http, client, secret, authentication }: GrantRequest,
  signal: AbortSignal,
): Promise<Grant> {
  const options: HttpOptions = {
    credential: clientCredential(authentication, client.clientId, secret),
    allowPlainHttp: client.allowPlainHttp,
    maxBytes: 64 * 1024,
    signal,
  };
  const send = async (url: string, body: string): Promise<Response> => {
    const response = await http({ method: "POST", url, headers: formHeaders, body }, options);
    const error = toTokenError(response, client);
    if (error) throw error;
    return new Response(relevantPart(response), {
      headers: { "content-type": "application/json" },
    });
  };
  // Refuses in our words what the library would refuse in its own.
  const url = checkRequest(
    { method: "POST", url: client.tokenUrl, headers: formHeaders, body: "" },
    options,
  );
  const server: oauth.AuthorizationServer = { issuer: url.origin, token_endpoint: url.href };
  const application: oauth.Client = { client_id: client.clientId };
  try {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      application,
      // The credential is added by the `HttpClient`.
      () => undefined,
      {},
      {
        [oauth.customFetch]: (to, { body }) => send(to, String(body)),
        [oauth.allowInsecureRequests]: url.protocol === "http:",
        signal,
      },
    );
    return toGrant(await oauth.processClientCredentialsResponse(server, application, response));
  } catch (error) {
    if (isUserFacingError(error) || isCancelled(error)) throw error;
    // Not kept as the cause: the library's errors carry the body, and with it the token.
    throw notUnderstood(`The OAuth library says ${codeOf(error)}.`);
  }
}

export interface GrantRequest {
  readonly http: HttpClient;
  readonly client: ReachableClient;
  readonly secret: Secret;
  readonly authentication: ClientAuthentication;
}

export interface Grant {
  readonly token: Secret;
  /** undefined when the server does not say, or says nonsense. */
  readonly lifetimeMs: number | undefined;
}

const formHeaders = {
  accept: "application/json",
  "content-type": "application/x-www-form-urlencoded",
};

const longestLifetimeMs = 366 * 24 * 60 * 60_000;

function toGrant(answer: oauth.TokenEndpointResponse): Grant {
  if (answer.token_type !== "bearer") throw notUnderstood("Its type is not bearer.");
  if (!/^[\x21-\x7e]+$/.test(answer.access_token)) {
    throw notUnderstood("It holds characters that no token has.");
  }
  const { expires_in: seconds } = answer;
  return {
    token: new Secret(answer.access_token),
    lifetimeMs: seconds === undefined ? undefined : Math.min(seconds * 1000, longestLifetimeMs),
  };
}

/**
 * The members that count. A lifetime that is no positive number is left out instead of failing the whole answer; a
 * refresh or id token has no place in this grant.
 */
function relevantPart({ body }: HttpResponse): string {
  const text = new TextDecoder().decode(body);
  const answer = parseJson(text);
  if (typeof answer !== "object" || answer === null) return text;
  const { access_token, token_type, expires_in } = answer as Readonly<Record<string, unknown>>;
  const seconds = typeof expires_in === "string" ? Number(expires_in) : expires_in;
  const usable = typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0;
  return JSON.stringify({ access_token, token_type, ...(usable ? { expires_in: seconds } : {}) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "nothing more";
}
