import { UserFacingError } from "../../base/errors.ts";
import type { HttpRequest } from "../../domain/http/httpMessage.ts";
import type { HttpOptions } from "./httpClient.ts";
import { isLoopback } from "./isLoopback.ts";

/**
 * The address of a request that may be sent as it is. Throws "addressNotUnderstood", "plainHttpRefused" or
 * "inputNotValid"; no message holds a header's value.
 */
export function checkRequest(request: HttpRequest, options: HttpOptions): URL {
  if (!URL.canParse(request.url)) {
    throw addressNotUnderstood("It is not a complete address such as https://host:8443/ords/hr/.");
  }
  const url = new URL(request.url);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw addressNotUnderstood("An address has to begin with https:// or http://.");
  }
  if (url.username !== "" || url.password !== "") {
    throw addressNotUnderstood(
      "It holds a user name or a password before the @ sign. Take them out; addresses are written to logs.",
    );
  }
  const secret =
    options.credential !== undefined ||
    options.secretBody === true ||
    request.headers["authorization"] !== undefined;
  if (secret && url.protocol === "http:" && !isLoopback(url) && options.allowPlainHttp !== true) {
    throw plainHttpRefused(url);
  }
  if (!/^[A-Z]+$/.test(request.method) || /^(CONNECT|TRACE|TRACK)$/.test(request.method)) {
    throw new UserFacingError({
      code: "inputNotValid",
      message: "The method of the request cannot be sent.",
      why: "Choose one of GET, POST, PUT, PATCH, DELETE, HEAD and OPTIONS.",
    });
  }
  if (request.body !== undefined && /^(GET|HEAD)$/.test(request.method)) {
    throw new UserFacingError({
      code: "inputNotValid",
      message: `A ${request.method} request cannot carry a body.`,
      why: "Take the body away, or choose POST or PUT.",
    });
  }
  for (const [name, value] of Object.entries(request.headers)) checkHeader(name, value, request);
  return url;
}

/** Headers that belong to the connection, not to the request (RFC 9110 section 7.6.1), and would change where it ends. */
const ownedByConnection =
  /^(connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|http2-settings)$/;

function checkHeader(name: string, value: string, { body = "" }: HttpRequest): void {
  const lower = name.toLowerCase();
  if (ownedByConnection.test(lower)) {
    throw new UserFacingError({
      code: "inputNotValid",
      message: `The header ${lower} cannot be sent.`,
      why: "It is about the connection, which is looked after by itself. Take the header away.",
    });
  }
  if (lower === "content-length" && value.trim() !== String(Buffer.byteLength(body))) {
    throw new UserFacingError({
      code: "inputNotValid",
      message: "The header content-length does not fit the body.",
      why: "Take the header away; it is set to the right value by itself.",
    });
  }
}

function addressNotUnderstood(why: string): UserFacingError {
  return new UserFacingError({
    code: "addressNotUnderstood",
    message: "The address cannot be used.",
    why,
  });
}

function plainHttpRefused(url: URL): UserFacingError {
  return new UserFacingError({
    code: "plainHttpRefused",
    message: `Nothing was sent to ${url.host}: the address begins with http://.`,
    why: "Passwords, secrets and tokens would cross the network readable by anybody on the way. Use https://, or confirm plain http for this connection.",
  });
}
