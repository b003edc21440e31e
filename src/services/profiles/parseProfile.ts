import { parseDatabaseAddress } from "../../domain/database/databaseAddress.ts";
import type { ClientCertificate, ConnectionTls } from "../http/connectionTls.ts";
import { clientAuthentications } from "../tokens/clientAuthentication.ts";
import {
  type ConnectionProfile,
  type HttpsProxy,
  type OtherSchema,
  type PasswordStorage,
  profileId,
  type Wallet,
} from "./profile.ts";

/** A stored connection; undefined for what is none, or one of a kind that this version does not know. */
export function parseProfile(value: unknown): ConnectionProfile | undefined {
  const stored = asRecord(value);
  if (!stored) return undefined;
  const { id, name, kind, user, connectionId } = stored;
  if (typeof id !== "string" || id === "" || typeof name !== "string") return undefined;
  const baseUrl = parseBaseUrl(stored["baseUrl"]);
  const alias = asText(stored["alias"]);
  const base = {
    id: profileId(id),
    name,
    baseUrl,
    alias,
    // What is not clearly a permission is none.
    allowPlainHttp: stored["allowPlainHttp"] === true,
    practice: stored["practice"] === true,
    otherSchema: parseOtherSchema(stored["otherSchema"]),
    tls: parseTls(stored["tls"]),
    ...parseClientAuthentication(stored["clientAuthentication"]),
  };
  const password = parsePasswordStorage(stored["password"]);
  switch (kind) {
    case "restSql":
      if (baseUrl === undefined || alias === undefined || typeof user !== "string")
        return undefined;
      return { ...base, kind, baseUrl, alias, user, password };
    case "oracle": {
      const database = parseDatabaseAddress(stored["database"]);
      if (!database || typeof user !== "string") return undefined;
      const wallet = parseWallet(stored["wallet"]);
      const httpsProxy = parseHttpsProxy(stored["httpsProxy"]);
      return { ...base, kind, database, user, password, wallet, httpsProxy };
    }
    case "sqlDeveloper":
      if (typeof connectionId !== "string" || connectionId === "") return undefined;
      return { ...base, kind, connectionId };
    default:
      return undefined;
  }
}

/** The member is left out where there is none, so that what was stored before reads as it did. */
function parseClientAuthentication(
  value: unknown,
): Pick<ConnectionProfile, "clientAuthentication"> {
  const known = clientAuthentications.find((one) => one === value);
  return known === undefined ? {} : { clientAuthentication: known };
}

function parseBaseUrl(value: unknown): string | undefined {
  return typeof value === "string" && URL.canParse(value) ? value : undefined;
}

function parsePasswordStorage(value: unknown): PasswordStorage {
  return value === "stored" ? "stored" : "askEveryTime";
}

function parseWallet(value: unknown): Wallet | undefined {
  const { folder, needsPassword } = asRecord(value) ?? {};
  if (typeof folder !== "string" || folder === "") return undefined;
  return { folder, needsPassword: needsPassword !== false };
}

function parseHttpsProxy(value: unknown): HttpsProxy | undefined {
  const { host, port } = asRecord(value) ?? {};
  if (typeof host !== "string" || host === "" || typeof port !== "number") return undefined;
  return { host, port };
}

function parseOtherSchema(value: unknown): OtherSchema | undefined {
  const { name, alias } = asRecord(value) ?? {};
  if (typeof name !== "string" || name === "") return undefined;
  return { name, alias: asText(alias) };
}

function parseTls(value: unknown): ConnectionTls | undefined {
  const stored = asRecord(value);
  if (!stored) return undefined;
  const caFile = asPath(stored["caFile"]);
  const clientCertificate = parseClientCertificate(stored["clientCertificate"]);
  // What is not clearly a permission is none.
  const check = stored["check"] === "none" ? "none" : "full";
  const fingerprint = asFingerprint(stored["fingerprint"]);
  const isNothing = caFile === undefined && !fingerprint && !clientCertificate && check === "full";
  return isNothing ? undefined : { caFile, fingerprint, clientCertificate, check };
}

function parseClientCertificate(value: unknown): ClientCertificate | undefined {
  const { kind, certFile, keyFile, file } = asRecord(value) ?? {};
  const [cert, key, pfx] = [asPath(certFile), asPath(keyFile), asPath(file)];
  if (kind === "pem" && cert !== undefined && key !== undefined) {
    return { kind, certFile: cert, keyFile: key };
  }
  return kind === "pfx" && pfx !== undefined ? { kind, file: pfx } : undefined;
}

/** One that is not understood must not be taken for one that fits, nor for none: it fits nothing. */
function asFingerprint(value: unknown): string | undefined {
  return value === undefined || typeof value === "string" ? value : "not understood";
}

function asPath(value: unknown): string | undefined {
  return value === "" ? undefined : asText(value);
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
