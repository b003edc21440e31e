import { assertNever } from "../../base/assertNever.ts";
import type { Secret } from "../../base/secret.ts";
import type { HttpRequest, HttpResponse } from "../../domain/http/httpMessage.ts";
import type { Credential, HttpClient, HttpOptions } from "../http/httpClient.ts";
import { refuseOtherOrigin } from "../http/refuseOtherOrigin.ts";
import { requireTokenUrl } from "../tokens/requireTokenUrl.ts";
import type { AccessToken, TokenClient, TokenProvider } from "../tokens/tokenProvider.ts";
import type { Attempt, Exchange, RequestDraft, SendRequest } from "./sendRequest.ts";

/**
 * Throws `UserFacingError` "credentialNotSent" when a client's token would go to another origin than the one that issues
 * it, or a user's password to another than that of the schema, and what the token provider and the HTTP client throw.
 */
export function createSendRequest({ http, tokens }: SendRequestParts): SendRequest {
  return async (draft, signal) => {
    const { caller } = draft;
    const request = withDefaultAccept(draft.request);
    const options = optionsOf(draft, signal);
    const send = async (credential: Credential | undefined): Promise<HttpResponse> =>
      await http(request, { ...options, ...(credential ? { credential } : {}) });
    const attempt: ClientCall["attempt"] = async ({ token, tokenSource, tokenMs }) => ({
      request,
      authorization: token ? "bearer" : "none",
      tokenSource,
      tokenMs,
      response: await send(token && { kind: "bearer", token }),
    });
    switch (caller.kind) {
      case "anonymous":
        return { attempts: [await attempt(noToken)] };
      case "pastedToken": {
        const pasted = { token: caller.token, tokenSource: "pasted", tokenMs: undefined } as const;
        return { attempts: [await attempt(pasted)] };
      }
      case "user": {
        const { user, password, schemaUrl } = caller;
        refuseOtherOrigin(request.url, schemaUrl);
        const response = await send({ kind: "basic", user, password });
        const { tokenSource, tokenMs } = noToken;
        return { attempts: [{ request, authorization: "basic", tokenSource, tokenMs, response }] };
      }
      case "client":
        refuseOtherOrigin(request.url, requireTokenUrl(caller.client).tokenUrl);
        return await sendAsClient(tokens, caller.client, { signal, attempt });
      default:
        return assertNever(caller);
    }
  };
}

export interface SendRequestParts {
  readonly http: HttpClient;
  readonly tokens: Pick<TokenProvider, "token" | "reject">;
}

/**
 * A 401 to a token from the cache may mean that it was revoked or has ended early, so that one is forgotten and the
 * call made once more; a token fetched for this very call would only be refused again.
 */
async function sendAsClient(
  tokens: SendRequestParts["tokens"],
  client: TokenClient,
  { attempt, signal }: ClientCall,
): Promise<Exchange> {
  const ask = async (): Promise<{ readonly token: AccessToken; readonly given: GivenToken }> => {
    const startedAt = performance.now();
    const token = await tokens.token(client, signal);
    const tokenMs = performance.now() - startedAt;
    return { token, given: { token: token.value, tokenSource: token.source, tokenMs } };
  };
  const { token, given } = await ask();
  const first = await attempt(given);
  if (first.response.status !== 401 || token.source === "fetched") return { attempts: [first] };
  await tokens.reject(client, token);
  return { attempts: [first, await attempt((await ask()).given)] };
}

interface ClientCall {
  readonly attempt: (given: GivenToken) => Promise<Attempt>;
  readonly signal: AbortSignal;
}

interface GivenToken extends Pick<Attempt, "tokenSource" | "tokenMs"> {
  readonly token: Secret | undefined;
}

const noToken: GivenToken = { token: undefined, tokenSource: undefined, tokenMs: undefined };

function optionsOf(
  { allowPlainHttp, connection, saveTo, onProgress }: RequestDraft,
  signal: AbortSignal,
): HttpOptions {
  return {
    signal,
    allowPlainHttp,
    ...(connection === undefined ? {} : { connection }),
    ...(saveTo ? { saveTo } : {}),
    ...(onProgress ? { onProgress } : {}),
  };
}

function withDefaultAccept(request: HttpRequest): HttpRequest {
  // Without it ORDS answers an error with a web page (ORDS Developer's Guide, error.responseFormat).
  if (request.headers["accept"] !== undefined) return request;
  return { ...request, headers: { accept: "application/json", ...request.headers } };
}
