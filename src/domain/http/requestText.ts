import type { HttpRequest } from "./httpMessage.ts";
import { redactRequest } from "./redactRequest.ts";
import type { ShownAuthorization } from "./redactRequest.ts";

/** A request in the form of HTTP/1.1, as it went out, secrets masked. For reading, not for sending. */
export function toRequestText(
  request: HttpRequest,
  authorization: ShownAuthorization = "none",
): string {
  const { method, url, headers, body } = redactRequest(request, authorization);
  const { target, host } = splitUrl(url);
  const lines = [`${method} ${target} HTTP/1.1`];
  if (host !== undefined && headers["host"] === undefined) lines.push(`host: ${host}`);
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  lines.push("");
  if (body !== undefined) lines.push(body);
  return lines.join("\n");
}

function splitUrl(url: string): { readonly target: string; readonly host: string | undefined } {
  if (!URL.canParse(url)) return { target: url, host: undefined };
  // The target is taken from the text: URL would percent-encode the mask.
  const authority = url.indexOf("//") + 2;
  const length = url.slice(authority).search(/[/?#]/);
  const target = length < 0 ? "" : (url.slice(authority + length).split("#", 1)[0] ?? "");
  return { target: target.startsWith("/") ? target : `/${target}`, host: new URL(url).host };
}
