import { assertNever } from "../../base/assertNever.ts";
import { UserFacingError } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import type { HttpRequest } from "../../domain/http/httpMessage.ts";
import type { HttpClient, HttpOptions } from "../http/httpClient.ts";
import { requireTokenUrl } from "../tokens/requireTokenUrl.ts";
import type { AccessToken, TokenClient, TokenProvider } from "../tokens/tokenProvider.ts";
import type { Attempt, Exchange, RequestDraft, SendRequest } from "./sendRequest.ts";

/**
 * Throws `UserFacingError` "credentialNotSent" when a client's token would go to another origin than the one that
 * issues it, and what the token provider and the HTTP client throw.
 */
export function createSendRequest({ http, tokens }: SendRequestParts): SendRequest {
  return async (draft, signal) => {
    const { caller } = draft;
    const request = withDefaultAccept(draft.request);
    const options = optionsOf(draft, signal);
    const attempt: ClientCall["attempt"] = async ({ token, tokenSource, tokenMs }) => ({
      request,
      authorization: token ? "bearer" : "none",
      tokenSource,
      tokenMs,
      response: await http(request, {
        ...options,
        ...(token ? { credential: { kind: "bearer", token } } : {}),
      }),
    });
    switch (caller.kind) {
      case "anonymous":
        return { attempts: [await attempt(noToken)] };
      case "pastedToken": {
        const pasted = { token: caller.token, tokenSource: "pasted", tokenMs: undefined } as const;
        return { attempts: [await attempt(pasted)] };
      }
      case "client":
        refuseOtherOrigin(draft, caller.client);
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

function refuseOtherOrigin({ request }: RequestDraft, client: TokenClient): void {
  if (!URL.canParse(request.url)) return; // The HTTP client says so in its own words.
  const target = new URL(request.url);
  const home = new URL(requireTokenUrl(client).tokenUrl);
  if (target.origin === home.origin) return;
  throw new UserFacingError({
    code: "credentialNotSent",
    message: `The token was not sent: ${target.host} is not the server that issued it.`,
    why: `A token of ${home.host} in the hands of another server could be used against you. Call an address on ${home.host}, or choose another caller.`,
  });
}
