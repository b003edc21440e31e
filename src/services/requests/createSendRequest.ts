import { assertNever } from "../../base/assertNever.ts";
import { UserFacingError } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import type { HttpRequest } from "../../domain/http/httpMessage.ts";
import type { HttpClient } from "../http/httpClient.ts";
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
    const attempt = async (
      token: Secret | undefined,
      tokenSource: Attempt["tokenSource"],
    ): Promise<Attempt> => ({
      request,
      authorization: token ? "bearer" : "none",
      tokenSource,
      response: await http(request, {
        signal,
        allowPlainHttp: draft.allowPlainHttp,
        ...(token ? { credential: { kind: "bearer", token } } : {}),
      }),
    });
    switch (caller.kind) {
      case "anonymous":
        return { attempts: [await attempt(undefined, undefined)] };
      case "pastedToken":
        return { attempts: [await attempt(caller.token, "pasted")] };
      case "client":
        refuseOtherOrigin(draft, caller.client);
        return await sendAsClient(tokens, caller.client, {
          signal,
          attempt: (token) => attempt(token.value, token.source),
        });
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
  const token = await tokens.token(client, signal);
  const first = await attempt(token);
  if (first.response.status !== 401 || token.source === "fetched") return { attempts: [first] };
  await tokens.reject(client, token);
  return { attempts: [first, await attempt(await tokens.token(client, signal))] };
}

interface ClientCall {
  readonly attempt: (token: AccessToken) => Promise<Attempt>;
  readonly signal: AbortSignal;
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
