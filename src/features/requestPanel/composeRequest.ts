import { isJson } from "../../base/isJson.ts";
import type { Method } from "../../domain/model/catalog.ts";
import type { HttpRequest } from "../../domain/http/httpMessage.ts";
import type { Draft, Row } from "./draft.ts";
import { toUrl } from "./requestAddress.ts";
import type { FieldProblem } from "./requestPanelProtocol.ts";

export interface ComposedRequest {
  readonly request: HttpRequest;
  /** Relative to the schema's root, without the query. */
  readonly path: string;
  /** Nothing is sent while there is one. */
  readonly problems: readonly FieldProblem[];
}

/** The request that a draft asks for. The credential is not a part of it: the caller brings it. */
export function composeRequest(schemaUrl: string, draft: Draft): ComposedRequest {
  const { url, path, problems } = toUrl(schemaUrl, draft);
  const body = takesBody(draft.method) && draft.body !== "" ? draft.body : undefined;
  return {
    request: { method: draft.method, url, headers: toHeaders(draft.headers, body), body },
    path,
    problems: [...problems, ...draft.headers.flatMap(headerProblem)],
  };
}

export function takesBody(method: Method): boolean {
  return method === "POST" || method === "PUT" || method === "PATCH";
}

/** About a body that says it is JSON and is not. It may be sent all the same: bad input is worth trying. */
export function bodyHint(draft: Draft): string | undefined {
  if (!takesBody(draft.method) || draft.body.trim() === "") return undefined;
  const { headers } = composeRequest("https://localhost", draft).request;
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(headers["content-type"] ?? "")) return undefined;
  return isJson(draft.body) ? undefined : "This body is not valid JSON. It is sent as it stands.";
}

function toHeaders(
  rows: readonly Row[],
  body: string | undefined,
): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (const { name, value } of rows) {
    const key = name.trim().toLowerCase();
    if (key === "") continue;
    const earlier = headers.get(key);
    headers.set(key, earlier === undefined ? value.trim() : `${earlier}, ${value.trim()}`);
  }
  if (body !== undefined && !headers.has("content-type"))
    headers.set("content-type", "application/json");
  return Object.fromEntries(headers);
}

const setByConnection = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

function headerProblem(row: Row, index: number): readonly FieldProblem[] {
  const message = messageAbout(row.name.trim(), row.value);
  return message === undefined ? [] : [{ field: "header", index, message }];
}

function messageAbout(name: string, value: string): string | undefined {
  if (name === "") return value === "" ? undefined : "Give this header a name.";
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
    return "A header's name has letters, digits and hyphens only.";
  const key = name.toLowerCase();
  if (key === "authorization")
    return "The caller brings this header. Choose “Pasted token” to call with a token of your own.";
  if (setByConnection.has(key)) return "The connection sets this header by itself.";
  // What HTTP allows in a field value: no line breaks, no control characters, nothing beyond Latin-1.
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
    return "A header's value cannot hold line breaks or characters beyond Latin-1.";
  return undefined;
}
