import * as oauth from "oauth4webapi";
import { isCancelled, isUserFacingError } from "../../base/errors.ts";
import { parseJson } from "../../base/parseJson.ts";
import { Secret } from "../../base/secret.ts";
import type { HttpResponse } from "../../domain/http/httpMessage.ts";
import type { HttpClient, HttpOptions } from "../http/httpClient.ts";
import { checkRequest } from "../http/checkRequest.ts";
import { clientCredential, type ClientAuthentication } from "./clientAuthentication.ts";
import { toTokenExchange, type TokenExchange } from "./tokenExchange.ts";
import { notUnderstood, signInFailed, toTokenError } from "./tokenErrors.ts";
import type { ReachableClient } from "./requireTokenUrl.ts";

/*
 * The grants by which tokens are got (RFC 6749). The requests and the judgement of the answers are oauth4webapi's; what
 * goes over the wire goes through our own `HttpClient`, so that its rules about plain http, redirects, limits and the
 * log hold. The library's `ClientSecretBasic` is not used, because it percent-encodes.
 *
 * This module is loaded by `await import(...)` only: it brings the library, which a start must not pay for.
 */

export interface GrantRequest {
  readonly http: HttpClient;
  readonly client: ReachableClient;
  readonly secret: Secret;
  readonly authentication: ClientAuthentication;
  /** Told of the exchange, masked, whatever comes of it. */
  readonly onExchange: (exchange: TokenExchange) => void;
}

export interface Grant {
  readonly token: Secret;
  /** undefined when the server does not say, or says nonsense. */
  readonly lifetimeMs: number | undefined;
  /** Buys the next token without a person; only where one has signed in. */
  readonly refreshToken: Secret | undefined;
}

/** Exchanges id and secret for a token (section 4.4). A refresh token has no place in it. */
export async function clientCredentialsGrant(
  request: GrantRequest,
  signal: AbortSignal,
): Promise<Grant> {
  const grant = await exchange(request, signal, async ({ server, application, none, options }) => {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      application,
      none,
      {},
      options,
    );
    return await oauth.processClientCredentialsResponse(server, application, response);
  });
  return { ...grant, refreshToken: undefined };
}

/** What a person is sent to in the browser, and what is needed to judge the answer. */
export interface SignInRequest {
  readonly url: URL;
  readonly state: string;
  /** undefined where PKCE is switched off. */
  readonly verifier: string | undefined;
}

/**
 * The address at which a person signs in and approves (section 4.1.1). A state is always sent; PKCE (RFC 7636) when
 * `withPkce`, which a server that does not know it ignores (assumption pkceIsIgnored). Throws "plainHttpRefused" and
 * "addressNotUnderstood".
 */
export async function createSignInRequest(
  client: ReachableClient,
  { redirectUri, authUrl }: { readonly redirectUri: string; readonly authUrl: string },
  pkce: "pkce" | "plain",
): Promise<SignInRequest> {
  const state = oauth.generateRandomState();
  const verifier = pkce === "pkce" ? oauth.generateRandomCodeVerifier() : undefined;
  // A person types a password there.
  const url = checkRequest(
    { method: "POST", url: authUrl, headers: {}, body: "" },
    { secretBody: true, allowPlainHttp: client.allowPlainHttp },
  );
  const parameters: readonly (readonly [string, string])[] = [
    ["response_type", "code"],
    ["client_id", client.clientId],
    ["redirect_uri", redirectUri],
    ["state", state],
    ...(verifier === undefined
      ? []
      : ([
          ["code_challenge", await oauth.calculatePKCECodeChallenge(verifier)],
          ["code_challenge_method", "S256"],
        ] as const)),
  ];
  for (const [name, value] of parameters) url.searchParams.set(name, value);
  return { url, state, verifier };
}

/** Judges the address that the browser was sent back to, and exchanges its code for a token (section 4.1.3). */
export async function authorizationCodeGrant(
  request: GrantRequest,
  answer: { readonly signIn: SignInRequest; readonly redirectUri: string; readonly answered: URL },
  signal: AbortSignal,
): Promise<Grant> {
  const { signIn, redirectUri, answered } = answer;
  return await exchange(request, signal, async ({ server, application, none, options }) => {
    const parameters = readSignInAnswer(request.client, { server, application, signIn, answered });
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      application,
      none,
      parameters,
      redirectUri,
      signIn.verifier ?? oauth.nopkce,
      options,
    );
    return await oauth.processAuthorizationCodeResponse(server, application, response);
  });
}

/** The next token for a person who has signed in before (section 6); ORDS gives a new refresh token with it. */
export async function refreshTokenGrant(
  request: GrantRequest,
  refreshToken: Secret,
  signal: AbortSignal,
): Promise<Grant> {
  const grant = await exchange(request, signal, async ({ server, application, none, options }) => {
    const token = refreshToken.reveal();
    const response = await oauth.refreshTokenGrantRequest(
      server,
      application,
      none,
      token,
      options,
    );
    return await oauth.processRefreshTokenResponse(server, application, response);
  });
  // A server that gives no new one means that the old one goes on (section 6).
  return { ...grant, refreshToken: grant.refreshToken ?? refreshToken };
}

interface Line {
  readonly server: oauth.AuthorizationServer;
  readonly application: oauth.Client;
  /** The credential is added on the way out, not by the library. */
  readonly none: oauth.ClientAuth;
  readonly options: oauth.TokenEndpointRequestOptions;
}

async function exchange(
  request: GrantRequest,
  signal: AbortSignal,
  ask: (line: Line) => Promise<oauth.TokenEndpointResponse>,
): Promise<Grant> {
  const { http, client, secret, authentication, onExchange } = request;
  const credential = clientCredential(authentication, client.clientId, secret);
  const options: HttpOptions = {
    ...(credential.kind === "header" ? { credential: credential.value } : {}),
    secretBody: true,
    allowPlainHttp: client.allowPlainHttp,
    connection: client.profile,
    maxBytes: 64 * 1024,
    signal,
  };
  const send = async (url: string, form: string): Promise<Response> => {
    const body = credential.kind === "form" ? `${form}&${credential.form.reveal()}` : form;
    const sent = { method: "POST", url, headers: formHeaders, body };
    const response = await http(sent, options);
    onExchange(toTokenExchange({ url, form, authentication, response }));
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
  const line: Line = {
    server: { issuer: url.origin, token_endpoint: url.href },
    application: { client_id: client.clientId },
    none: () => undefined,
    options: {
      [oauth.customFetch]: (to, { body }) => send(to, String(body)),
      [oauth.allowInsecureRequests]: url.protocol === "http:",
      signal,
    },
  };
  try {
    return toGrant(await ask(line));
  } catch (error) {
    if (isUserFacingError(error) || isCancelled(error)) throw error;
    // Not kept as the cause: the library's errors carry the body, and with it the token.
    throw notUnderstood(`The OAuth library says ${codeOf(error)}.`);
  }
}

interface SignInAnswer {
  readonly server: oauth.AuthorizationServer;
  readonly application: oauth.Client;
  readonly signIn: SignInRequest;
  readonly answered: URL;
}

/** Throws `UserFacingError` signInFailed for an answer that is not the one to our question. */
function readSignInAnswer(
  client: ReachableClient,
  { server, application, signIn, answered }: SignInAnswer,
): URLSearchParams {
  try {
    const named = { ...server, issuer: issuerOf(answered, server) };
    return oauth.validateAuthResponse(named, application, answered, signIn.state);
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) throw signInFailed(client, error.error);
    throw signInFailed(client, "state");
  }
}

/**
 * A server may say who it is (RFC 9207). By what name is not known before; another server than that of the tokens is not
 * the one that was asked.
 */
function issuerOf({ searchParams }: URL, { issuer }: oauth.AuthorizationServer): string {
  const named = searchParams.get("iss");
  return named !== null && URL.canParse(named) && new URL(named).origin === issuer ? named : issuer;
}

const formHeaders = {
  accept: "application/json",
  "content-type": "application/x-www-form-urlencoded",
};

const longestLifetimeMs = 366 * 24 * 60 * 60_000;

function toGrant(answer: oauth.TokenEndpointResponse): Grant {
  if (answer.token_type !== "bearer") throw notUnderstood("Its type is not bearer.");
  const { expires_in: seconds, refresh_token: refresh } = answer;
  return {
    token: toToken(answer.access_token),
    lifetimeMs: seconds === undefined ? undefined : Math.min(seconds * 1000, longestLifetimeMs),
    refreshToken: refresh === undefined ? undefined : toToken(refresh),
  };
}

function toToken(text: string): Secret {
  if (!/^[\x21-\x7e]+$/.test(text)) throw notUnderstood("It holds characters that no token has.");
  return new Secret(text);
}

/**
 * The members that count. A lifetime that is no positive number is left out instead of failing the whole answer, and so
 * is a refresh token that is no text; an id token has no place in these grants.
 */
function relevantPart({ body }: HttpResponse): string {
  const text = new TextDecoder().decode(body);
  const answer = parseJson(text);
  if (typeof answer !== "object" || answer === null) return text;
  const { access_token, token_type, expires_in, refresh_token } = answer as Readonly<
    Record<string, unknown>
  >;
  const isNumeral = typeof expires_in === "string" && /^\d+(?:\.\d+)?$/.test(expires_in.trim());
  const seconds = isNumeral ? Number(expires_in) : expires_in;
  const usable = typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0;
  const renewable = typeof refresh_token === "string" && refresh_token !== "";
  return JSON.stringify({
    access_token,
    token_type,
    ...(usable ? { expires_in: seconds } : {}),
    ...(renewable ? { refresh_token } : {}),
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "nothing more";
}
