import { holdsToken } from "../../base/withoutCredentials.ts";
import { isSecretMember } from "../../base/withoutSecretMembers.ts";
import type { HttpRequest } from "./httpMessage.ts";

/** How a request was authorized; the credential itself never stands in an `HttpRequest`. */
export type ShownAuthorization = "none" | "bearer" | "basic";

/**
 * A request as it can be shown: with the line of the credential masked, and with every header and query parameter
 * masked that by its name or its form holds a secret. Body and other headers are as they were sent.
 */
export function redactRequest(
  request: HttpRequest,
  authorization: ShownAuthorization = "none",
): HttpRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, redactTyped(name, value)]),
  );
  if (authorization !== "none") {
    headers["authorization"] = authorization === "bearer" ? `Bearer ${mask}` : `Basic ${mask}`;
  }
  return { ...request, url: redactUrl(request.url), headers };
}

/** Headers of an answer, with those masked that hold a credential. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, redactHeader(name, value)]),
  );
}

export const mask = "•••";

function redactHeader(name: string, value: string): string {
  const key = name.toLowerCase();
  if (key === "authorization" || key === "proxy-authorization") {
    const blank = value.indexOf(" ");
    return blank > 0 ? `${value.slice(0, blank)} ${mask}` : mask;
  }
  return secretHeaders.has(key) ? mask : value;
}

/** A header that a person has typed can have any name; that of an answer tells of credentials by theirs. */
function redactTyped(name: string, value: string): string {
  const known = redactHeader(name, value);
  if (known !== value) return known;
  return isSecretName(name) || /^key$/i.test(name) || holdsToken(value) ? mask : value;
}

/** Narrower than what is kept without credentials: a call without its `keyword` would be another one. */
function isSecretName(name: string): boolean {
  return isSecretMember(name) || besidesMembers.test(name);
}

const besidesMembers =
  /(?:access|account|api|auth|client|functions?|master|private|subscription)[-_]?key$|signature|^sig$|^x-auth/i;

const secretHeaders: ReadonlySet<string> = new Set(["cookie", "set-cookie", "x-api-key"]);

function redactUrl(url: string): string {
  const start = url.indexOf("?");
  if (start < 0) return url;
  const fragment = url.indexOf("#", start);
  const end = fragment < 0 ? url.length : fragment;
  const query = url
    .slice(start + 1, end)
    .split("&")
    .map(redactParameter)
    .join("&");
  return `${url.slice(0, start)}?${query}${url.slice(end)}`;
}

function redactParameter(parameter: string): string {
  const equals = parameter.indexOf("=");
  if (equals < 0) return parameter;
  const name = parameter.slice(0, equals);
  const decoded = decode(name);
  const isSecret =
    decoded.toLowerCase() === "code" ||
    isSecretName(decoded) ||
    holdsToken(decode(parameter.slice(equals + 1)));
  return isSecret ? `${name}=${mask}` : parameter;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    // What is not encoded rightly stands for itself.
    return text;
  }
}
