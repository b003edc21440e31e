/**
 * The codes that say what failed, the outermost first: `NJS-503`, then `ECONNREFUSED`. The driver gives a code of its own
 * (`code`) and the database's number (`errorNum`), but puts what lies beneath into its text only: the number in a
 * listener's refusal, the code of the socket, the status of a proxy, the fault found in a certificate. These are taken
 * from fixed places by strict patterns. No word decides.
 */
export function codesOfOracleError(error: unknown, depth = 0): readonly string[] {
  if (typeof error !== "object" || error === null || depth > 4) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const number = "errorNum" in error && typeof error.errorNum === "number" ? error.errorNum : 0;
  const nested = (number > 0 ? oracleCode(String(number)) : undefined) ?? [];
  const told = error instanceof Error ? codesInText(error.message) : [];
  const cause = "cause" in error ? codesOfOracleError(error.cause, depth + 1) : [];
  return [...new Set([...own, ...[nested].flat(), ...told, ...cause])];
}

function codesInText(text: string): readonly string[] {
  return text
    .split("\n")
    .flatMap((line, at) => patterns.flatMap((read) => read(line.trim(), at) ?? []));
}

type LinePattern = (line: string, at: number) => string | undefined;

const patterns: readonly LinePattern[] = [
  // Another error of the driver or of the database, put behind the first.
  (line, at) => (at > 0 ? /^(NJS-\d{3}|ORA-\d{5})\b/.exec(line)?.[1] : undefined),
  (line) => oracleCode(/^Cause: ORA-(\d{1,5})$/.exec(line)?.[1]),
  (line) => oracleCode(/\(CAUSE=ORA-(\d{1,5})\)/.exec(line)?.[1]),
  (line) => oracleCode(/^NJS-513: .*: (?:ORA|TNS)-(\d{1,5})$/.exec(line)?.[1]),
  // connect ECONNREFUSED 127.0.0.1:1521; getaddrinfo ENOTFOUND host; read ECONNRESET
  (line) => /^(?:connect|getaddrinfo|read|write) (E[A-Z_]{3,20})(?= |$)/.exec(line)?.[1],
  (line) => (/^E[A-Z]{3,20}: .*[\\/]ewallet\.pem'$/.test(line) ? "WALLET-FILE" : undefined),
  // The status a proxy answers with stands alone on its line.
  (line, at) => {
    const status = at > 0 ? /^([1-5]\d\d)$/.exec(line)?.[1] : undefined;
    return status === undefined ? undefined : `HTTP-${status}`;
  },
  (line) => {
    const openSsl = /\berror:([0-9A-Fa-f]{8}):/.exec(line)?.[1];
    return openSsl === undefined ? undefined : `SSL-${openSsl.toUpperCase()}`;
  },
  (line) => certificateFaults.get(line),
];

/** Of a fault in a certificate, Node's code is lost; the whole line is OpenSSL's name of the fault. */
const certificateFaults: ReadonlyMap<string, string> = new Map([
  ["self-signed certificate", "CERT-UNTRUSTED"],
  ["self signed certificate", "CERT-UNTRUSTED"],
  ["self-signed certificate in certificate chain", "CERT-UNTRUSTED"],
  ["self signed certificate in certificate chain", "CERT-UNTRUSTED"],
  ["unable to get local issuer certificate", "CERT-UNTRUSTED"],
  ["unable to get issuer certificate", "CERT-UNTRUSTED"],
  ["unable to verify the first certificate", "CERT-UNTRUSTED"],
  ["certificate has expired", "CERT-EXPIRED"],
  ["certificate is not yet valid", "CERT-NOT-YET-VALID"],
  [
    "Client network socket disconnected before secure TLS connection was established",
    "TLS-NO-ANSWER",
  ],
]);

function oracleCode(digits: string | undefined): string | undefined {
  return digits === undefined ? undefined : `ORA-${digits.padStart(5, "0")}`;
}
