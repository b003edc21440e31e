import { withoutCredentials } from "../../base/withoutCredentials.ts";
import type { HttpRequest } from "../../domain/http/httpMessage.ts";
import { redactRequest } from "../../domain/http/redactRequest.ts";

/** What a person should know of a request that goes to another tool, before they pass it on. */
export interface HandOverNotes {
  /** Headers or parameters that can be a credential stand there without their values. */
  readonly leftOut: boolean;
  /** The body can hold one, and stands there as it was typed: without it the call would be another one. */
  readonly secretBody: boolean;
}

export function handOverNotes(request: HttpRequest): HandOverNotes {
  const { url, headers, body = "" } = request;
  const masked = redactRequest(request);
  const typed = { address: "", parameters: [], query: [], headers: [], body };
  return {
    leftOut:
      masked.url !== url ||
      Object.entries(headers).some(([name, value]) => masked.headers[name] !== value),
    secretBody: withoutCredentials(typed).body !== body,
  };
}
