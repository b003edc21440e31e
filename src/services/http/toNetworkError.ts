import { UserFacingError, type ErrorCode } from "../../base/errors.ts";

/**
 * Translates a failure of `fetch` into what a person is told. Judged by the `code` of the error and of its causes,
 * never by message text, which differs between the runtimes and proxies under `fetch`.
 */
export function toNetworkError(failure: unknown, url: URL): UserFacingError {
  const codes = codesOf(failure);
  const known = knownFailures.find(({ pattern }) => codes.some((code) => pattern.test(code)));
  const { code, message, why } = known ?? unknownFailure;
  return new UserFacingError({
    code,
    message: message.replace("{host}", url.host),
    why: codes[0] === undefined ? why : `${why} (${codes[0]})`,
    cause: failure,
  });
}

interface KnownFailure {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
  readonly message: string;
  readonly why: string;
}

const certificateOfOwnCa =
  "Its certificate was issued by an authority that is not trusted here. Choose the certificate of that authority with Set certificates of a connection, or have it installed in the operating system's store, then restart VS Code (setting http.systemCertificates).";

// The first row that fits is taken.
const knownFailures: readonly KnownFailure[] = [
  {
    pattern: /^(ENOTFOUND|EAI_\w+)$/,
    code: "hostNotFound",
    message: "The host {host} was not found.",
    why: "Check its spelling and your network or VPN. Behind a company proxy, set it in VS Code's setting http.proxy.",
  },
  {
    pattern: /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/,
    code: "hostNotFound",
    message: "There is no way through the network to {host}.",
    why: "Check your network or VPN. Behind a company proxy, set it in VS Code's setting http.proxy.",
  },
  {
    pattern: /^ECONNREFUSED$/,
    code: "connectionRefused",
    message: "Nothing listens at {host}.",
    why: "ORDS may be stopped, or the port is another one (often 8443 for https and 8080 for http).",
  },
  {
    pattern: /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/,
    code: "timedOut",
    message: "{host} did not answer in time.",
    why: "The server may be busy, or a firewall drops the connection. Check the port, your VPN and VS Code's setting http.proxy.",
  },
  {
    pattern: /^CERT_HAS_EXPIRED$/,
    code: "tlsFailed",
    message: "The certificate of {host} has expired.",
    why: "The server needs a new certificate; check this computer's clock, too.",
  },
  {
    pattern: /^CERT_NOT_YET_VALID$/,
    code: "tlsFailed",
    message: "The certificate of {host} is not valid yet.",
    why: "Check this computer's clock.",
  },
  {
    pattern: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    code: "tlsFailed",
    message: "The certificate of {host} belongs to another name.",
    why: "Use the host name that the certificate was issued for, not an IP address or a short name.",
  },
  {
    pattern:
      /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT\w*))$/,
    code: "tlsFailed",
    message: "The certificate of {host} is not trusted.",
    why: certificateOfOwnCa,
  },
  {
    pattern: /^ERR_SSL_\w*ALERT_\w*(CERTIFICATE|UNKNOWN_CA)\w*$/,
    code: "tlsFailed",
    message: "{host} wants a client certificate, or does not accept the one that it was shown.",
    why: "Choose the one that was made for you with Set certificates of a connection.",
  },
  {
    pattern: /^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|EPROTO)$/,
    code: "tlsFailed",
    message: "{host} does not speak TLS at this port.",
    why: "The port may be one for plain http: use the https port of ORDS (often 8443).",
  },
  {
    pattern: /^(CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_CA)$/,
    code: "tlsFailed",
    message: "No secure connection to {host} could be made.",
    why: certificateOfOwnCa,
  },
  {
    pattern: /^(UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW)$/,
    code: "answerTooLarge",
    message: "The headers of {host}'s answer are too large.",
    why: "An answer may have 16 kB of headers. A proxy on the way may be adding cookies.",
  },
  {
    pattern: /^HPE_\w+$/,
    code: "answerNotUnderstood",
    message: "What answers at {host} does not speak HTTP as expected.",
    why: "The port may belong to another program, or want https:// in place of http://.",
  },
  {
    pattern: /^Z_\w+$/,
    code: "answerNotUnderstood",
    message: "The answer of {host} could not be unpacked.",
    why: "Its compression is broken, or something on the way has cut it.",
  },
  {
    pattern: /^UND_ERR_REQ_CONTENT_LENGTH_MISMATCH$/,
    code: "inputNotValid",
    message: "The header content-length does not fit the body.",
    why: "Take the header away; it is set to the right value by itself.",
  },
  {
    pattern: /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/,
    code: "connectionLost",
    message: "{host} ended the connection before its answer was complete.",
    why: "Try again. If it happens each time, the port may want https:// in place of http://, or a proxy on the way interferes.",
  },
];

const unknownFailure: Omit<KnownFailure, "pattern"> = {
  code: "connectionLost",
  message: "The call to {host} failed.",
  why: "Check the address and your network. Behind a company proxy, set it in VS Code's setting http.proxy. The log has the details.",
};

/** The codes of an error, its causes and its parts (a host with several addresses fails once for each). */
function codesOf(failure: unknown, depth = 0): readonly string[] {
  if (typeof failure !== "object" || failure === null || depth > 4) return [];
  const own = "code" in failure && typeof failure.code === "string" ? [failure.code] : [];
  const cause = "cause" in failure ? codesOf(failure.cause, depth + 1) : [];
  const parts =
    failure instanceof AggregateError
      ? failure.errors.flatMap((part: unknown) => codesOf(part, depth + 1))
      : [];
  return [...own, ...cause, ...parts];
}
