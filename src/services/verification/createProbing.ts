import { assertNever } from "../../base/assertNever.ts";
import { isCancelled } from "../../base/errors.ts";
import type { Secret } from "../../base/secret.ts";
import { answerFactsOf } from "../../domain/access/answerFacts.ts";
import type { Credential, HttpClient } from "../http/httpClient.ts";
import { refuseOtherOrigin } from "../http/refuseOtherOrigin.ts";
import { requireTokenUrl } from "../tokens/requireTokenUrl.ts";
import type { AccessToken, TokenClient, TokenProvider } from "../tokens/tokenProvider.ts";
import type { Pace } from "./createPacer.ts";
import type { BeginProbing, ProbeAnswer, ProbeBody } from "./sendProbe.ts";

/**
 * Probes go through the same HTTP client as everything else, so that no credential reaches another origin or travels
 * over plain http, and no redirect is followed.
 *
 * A token from the store may have been revoked or may be older than a grant: the first 401 to one makes the run fetch a
 * new token for that client, once, and the call is made again. From then on a 401 is an answer like any other.
 */
export function createProbing({ http, tokens, pace }: ProbingParts): BeginProbing {
  return () => {
    const newTokens = createNewTokens(tokens);
    return async (probe, signal) => {
      const send = async (credential?: Credential): Promise<ProbeAnswer["facts"]> => {
        await pace(signal);
        const { method, url, allowPlainHttp, connection } = probe;
        const response = await http(
          { method, url, headers: headersOf(probe.body), body: probe.body?.text },
          { signal, allowPlainHttp, connection, maxBytes, ...(credential ? { credential } : {}) },
        );
        return answerFactsOf(response, probe);
      };
      const { caller } = probe;
      switch (caller.kind) {
        case "anonymous":
          return { facts: await send(), withStoredToken: undefined };
        case "user": {
          const { user, password } = caller;
          refuseOtherOrigin(probe.url, probe.schemaUrl);
          const facts = await send({ kind: "basic", user, password });
          return { facts, withStoredToken: undefined };
        }
        case "client": {
          const { client } = caller;
          refuseOtherOrigin(probe.url, requireTokenUrl(client).tokenUrl);
          const asBearer = async (token: Secret) => await send({ kind: "bearer", token });
          const held = await newTokens.held(client, signal);
          const facts = await asBearer(held.token.value);
          if (facts.status !== 401 || held.isNew) return { facts, withStoredToken: undefined };
          const renewed = await newTokens.renew(client, held.token, signal);
          return { facts: await asBearer(renewed.value), withStoredToken: facts.status };
        }
        default:
          return assertNever(caller);
      }
    };
  };
}

export interface ProbingParts {
  readonly http: HttpClient;
  readonly tokens: Pick<TokenProvider, "token" | "reject">;
  /** Waited for before every call. */
  readonly pace: Pace;
}

/** Enough for the error document of ORDS, even with a stack trace; rows of data are not read. */
const maxBytes = 256 * 1024;

function headersOf(body: ProbeBody | undefined): Readonly<Record<string, string>> {
  // Without it ORDS answers an error with a web page (ORDS Developer's Guide, error.responseFormat).
  const accept = { accept: "application/json" };
  return body ? { ...accept, "content-type": body.mediaType } : accept;
}

interface NewTokens {
  /** A token, and whether it was fetched during this run. */
  held(
    client: TokenClient,
    signal: AbortSignal,
  ): Promise<{ readonly token: AccessToken; readonly isNew: boolean }>;
  /** A token in place of one that was refused; one request, however many calls were refused with it. */
  renew(client: TokenClient, refused: AccessToken, signal: AbortSignal): Promise<AccessToken>;
}

function createNewTokens(tokens: ProbingParts["tokens"]): NewTokens {
  const renewed = new Set<string>();
  const renewals = new Map<string, Promise<AccessToken>>();
  /** A client whose secret is refused is not tried again: the server may count attempts and lock it. */
  const failures = new Map<string, Error>();
  const ask = async (client: TokenClient, signal: AbortSignal): Promise<AccessToken> => {
    const { clientId } = client;
    const failure = failures.get(clientId);
    if (failure) throw failure;
    try {
      const token = await tokens.token(client, signal);
      if (token.source === "fetched") renewed.add(clientId);
      return token;
    } catch (error) {
      if (error instanceof Error && !isCancelled(error)) failures.set(clientId, error);
      throw error;
    }
  };
  return {
    held: async (client, signal) => {
      const before = renewed.has(client.clientId);
      const token = await ask(client, signal);
      return { token, isNew: before || token.source === "fetched" };
    },
    renew: async (client, refused, signal) => {
      const known = renewals.get(client.clientId);
      if (known) return await known;
      const renewal = tokens.reject(client, refused).then(async () => {
        const token = await ask(client, signal);
        renewed.add(client.clientId);
        return token;
      });
      renewals.set(client.clientId, renewal);
      return await renewal;
    },
  };
}
