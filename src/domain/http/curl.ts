import type { HttpRequest } from "./httpMessage.ts";
import { redactRequest } from "./redactRequest.ts";
import type { ShownAuthorization } from "./redactRequest.ts";
import { sendableHeaders } from "./sendableHeaders.ts";

/**
 * The command line for bash that sends the same request. In place of a token it reads the variable `ORDS_TOKEN`, in place
 * of a password curl asks; headers that hold a credential are left out, so the text can be passed on.
 */
export function toCurl(request: HttpRequest, authorization: ShownAuthorization = "none"): string {
  const masked = redactRequest(request);
  const { method, url, headers, body } = masked;
  const parts = [`curl ${quote(url)}`];
  if (/[[\]{}]/.test(url)) parts.push("--globoff");
  if (method === "HEAD") parts.push("--head");
  else if (method !== (body === undefined ? "GET" : "POST")) parts.push(`-X ${quote(method)}`);
  if (authorization === "bearer") parts.push('-H "Authorization: Bearer $ORDS_TOKEN"');
  if (authorization === "basic") parts.push('--user "$ORDS_USER"');
  for (const [name, value] of sendableHeaders(masked)) {
    parts.push(`-H ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`);
  }
  if (body !== undefined) {
    // Otherwise curl says application/x-www-form-urlencoded.
    if (headers["content-type"] === undefined) parts.push("-H 'content-type:'");
    parts.push(`--data-raw ${quote(body)}`);
  }
  return parts.join(" \\\n  ");
}

/** In single quotes bash changes nothing; a single quote itself is put between two of them. */
function quote(text: string): string {
  if (/^[A-Za-z]+$/.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
