import type { HttpRequest } from "./httpMessage.ts";

/** How a request was authorized; the credential itself never stands in an `HttpRequest`. */
export type ShownAuthorization = "none" | "bearer" | "basic";

/**
 * A request as it can be shown: with the line of the credential masked, and with every header and query parameter
 * masked that by its name holds a secret. Body and other headers are as they were sent.
 */
export function redactRequest(
  request: HttpRequest,
  authorization: ShownAuthorization = "none",
): HttpRequest {
  const headers: Record<string, string> = redactHeaders(request.headers);
  if (authorization !== "none") {
    headers["authorization"] = authorization === "bearer" ? `Bearer ${mask}` : `Basic ${mask}`;
  }
  return { ...request, url: redactUrl(request.url), headers };
}

/** Headers of a request or an answer, with those masked that hold a credential. */
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
  return secretParameters.has(name.toLowerCase()) ? `${name}=${mask}` : parameter;
}

const secretParameters: ReadonlySet<string> = new Set([
  "access_token",
  "client_secret",
  "code",
  "password",
  "refresh_token",
]);
