import { UserFacingError } from "../../base/errors.ts";
import { createHttpClient, type HttpClientParts } from "./createHttpClient.ts";
import type { HttpClient } from "./httpClient.ts";
import type { Transport } from "./transport.ts";

/**
 * An `HttpClient` over the host's own `fetch`. It is looked up at each call, because VS Code replaces it with one that
 * knows the person's proxy and certificates.
 */
export function createFetchHttpClient(parts: HttpClientParts): HttpClient {
  return createHttpClient(parts, send);
}

const send: Transport = async ({ method, url, headers, body, signal }) => {
  const answer = await globalThis.fetch(url, {
    method,
    headers,
    body: body ?? null,
    redirect: "manual",
    signal,
  });
  if (answer.type === "opaqueredirect") throw redirectHidden(url);
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: answer.body ?? noBody(),
    // It does not tell when the connection stood.
    connectMs: undefined,
  };
};

async function* noBody(): AsyncGenerator<Uint8Array> {}

function redirectHidden(url: URL): UserFacingError {
  return new UserFacingError({
    code: "redirectRefused",
    message: `${url.host} answered with a redirect, which is not followed.`,
    why: "A credential must not travel to another address. Use the address that the redirect leads to.",
  });
}
