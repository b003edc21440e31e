import type { TLSSocket } from "node:tls";
import { isUserFacingError, UserFacingError } from "../../base/errors.ts";
import type { ServerCertificate } from "./connectionTls.ts";
import { httpProxyFor, withoutBrackets, type ProxySettings } from "./httpProxy.ts";
import { openSocket, secureSocket } from "./openSocket.ts";
import { openTimeLimit } from "./openTimeLimit.ts";
import { toNetworkError } from "./toNetworkError.ts";

/**
 * What a server shows of itself, without believing it and without sending it anything. Throws `UserFacingError` as an
 * `HttpClient` does when it is not reached or does not speak TLS, and an `AbortError` when `signal` is aborted.
 */
export async function readServerCertificate(
  address: string,
  { proxy, timeoutMs, signal: cancel }: CertificateReading,
): Promise<ServerCertificate> {
  const url = new URL(address);
  const host = withoutBrackets(url.hostname);
  const limit = openTimeLimit(timeoutMs, cancel);
  const { signal } = limit;
  try {
    const place = { host, port: Number(url.port || 443) };
    const socket = await openSocket(place, httpProxyFor(url, proxy), signal);
    const options = { rejectUnauthorized: false };
    const secured = await secureSocket(socket, host, { options, signal });
    const certificate = secured.getPeerX509Certificate();
    secured.destroy();
    if (!certificate) throw noCertificate(url);
    const { subject, issuer, validTo, fingerprint256 } = certificate;
    return {
      fingerprint: fingerprint256,
      subject: inOneLine(subject),
      issuer: inOneLine(issuer),
      validTo: validTo.replaceAll(/\s+/g, " "),
    };
  } catch (failure) {
    cancel.throwIfAborted();
    if (limit.passed()) throw toNetworkError({ code: "ETIMEDOUT" }, url);
    throw isUserFacingError(failure) ? failure : toNetworkError(failure, url);
  } finally {
    limit.end();
  }
}

export interface CertificateReading {
  readonly proxy: ProxySettings;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** As it stands in `ConnectionTls`; undefined when the server has shown none. */
export function fingerprintOf(socket: TLSSocket): string | undefined {
  return socket.getPeerX509Certificate()?.fingerprint256;
}

/** A stranger's text, line by line: `CN=db.example.com`. */
function inOneLine(name: string): string {
  return name.replaceAll(/\s*\n\s*/g, ", ").slice(0, 200);
}

function noCertificate({ host }: URL): UserFacingError {
  return new UserFacingError({
    code: "tlsFailed",
    message: `${host} shows no certificate.`,
    why: "Without one nobody can tell whether it is the same server next time.",
  });
}
