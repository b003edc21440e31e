import type { Secret } from "../../base/secret.ts";
import type { HttpRequest, HttpResponse } from "../../domain/http/httpMessage.ts";
import type { ShownAuthorization } from "../../domain/http/redactRequest.ts";
import type { OpenBodySink } from "../http/bodySink.ts";
import type { BodyProgress } from "../http/httpClient.ts";
import type { ProfileId } from "../profiles/profile.ts";
import type { TokenClient } from "../tokens/tokenProvider.ts";

/** Sends a request of the panel as the chosen caller; a token refused with 401 is fetched anew exactly once. */
export type SendRequest = (draft: RequestDraft, signal: AbortSignal) => Promise<Exchange>;

export interface RequestDraft {
  readonly request: HttpRequest;
  readonly caller: RequestCaller;
  readonly allowPlainHttp: boolean;
  /** The connection whose panel this is; its certificates count. */
  readonly connection?: ProfileId;
  /** See `HttpOptions`. */
  readonly saveTo?: OpenBodySink;
  readonly onProgress?: (progress: BodyProgress) => void;
}

export type RequestCaller =
  | { readonly kind: "anonymous" }
  | { readonly kind: "client"; readonly client: TokenClient }
  /** A database user, by name and password (Basic); they are for the server of the schema alone. */
  | {
      readonly kind: "user";
      readonly user: string;
      readonly password: Secret;
      readonly schemaUrl: string;
    }
  | { readonly kind: "pastedToken"; readonly token: Secret };

/** What went over the wire, in order; the last attempt is the answer. */
export interface Exchange {
  readonly attempts: readonly Attempt[];
}

export interface Attempt {
  readonly request: HttpRequest;
  /** How the request was authorized; the credential itself is not kept. */
  readonly authorization: ShownAuthorization;
  /** Whether the token was fetched for this attempt or came from the cache. */
  readonly tokenSource: "cache" | "fetched" | "pasted" | undefined;
  /** How long the token was waited for, in milliseconds; undefined when nobody had to be asked for one. */
  readonly tokenMs: number | undefined;
  readonly response: HttpResponse;
}
