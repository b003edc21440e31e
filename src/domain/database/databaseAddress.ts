import { assertNever } from "../../base/assertNever.ts";
import { hideSecrets } from "./hideSecrets.ts";

/** How to reach a database: what a person typed or chose, never a secret. */
export type DatabaseAddress = BasicAddress | ConnectStringAddress | TnsAliasAddress;

export interface BasicAddress {
  readonly kind: "basic";
  /** A name or an IP address, that of version 6 without its brackets. */
  readonly host: string;
  readonly port: number;
  readonly service: string;
  readonly tls: boolean;
}

export interface ConnectStringAddress {
  readonly kind: "connectString";
  /** Easy Connect (Plus), or a full `(DESCRIPTION=…)`. */
  readonly text: string;
}

export interface TnsAliasAddress {
  readonly kind: "tnsAlias";
  readonly alias: string;
  /** Where tnsnames.ora is. Undefined: where the setting or the environment says. */
  readonly folder: string | undefined;
}

/**
 * One short line for tooltips and sentences. Of a text that a person typed only what names the place is shown: what
 * stands before an `@` or behind a `?` is left out, since secrets do not belong there, yet could have got there.
 */
export function describeAddress(address: DatabaseAddress): string {
  switch (address.kind) {
    case "basic": {
      const host = address.host.includes(":") ? `[${address.host}]` : address.host;
      return `${host}:${address.port}/${address.service}${address.tls ? " (TLS)" : ""}`;
    }
    case "connectString":
      return shortened(hideSecrets(describeText(address.text)));
    case "tnsAlias":
      return `${hideSecrets(address.alias)} in tnsnames.ora`;
    default:
      return assertNever(address);
  }
}

/** A stored address; undefined for what is none. */
export function parseDatabaseAddress(value: unknown): DatabaseAddress | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const stored = value as Readonly<Record<string, unknown>>;
  const { kind, host, port, service, text, alias, folder } = stored;
  switch (kind) {
    case "basic":
      if (!isText(host) || !isPort(port) || !isText(service)) return undefined;
      return { kind, host, port, service, tls: stored["tls"] === true };
    case "connectString":
      return isText(text) ? { kind, text } : undefined;
    case "tnsAlias":
      return isText(alias)
        ? { kind, alias, folder: isText(folder) ? folder : undefined }
        : undefined;
    default:
      return undefined;
  }
}

/** A descriptor says more than a line has room for: its first host and its service are what people know it by. */
function describeText(text: string): string {
  if (!text.trimStart().startsWith("(")) {
    const [place = ""] = text.slice(text.lastIndexOf("@") + 1).split("?");
    return place.trim();
  }
  const valueOf = (name: string): string | undefined =>
    new RegExp(`\\(\\s*${name}\\s*=\\s*"?([^()"]{1,100})`, "i").exec(text)?.[1]?.trim();
  const database = valueOf("SERVICE_NAME") ?? valueOf("SID");
  const tls = valueOf("PROTOCOL")?.toUpperCase() === "TCPS" ? " (TLS)" : "";
  const host = valueOf("HOST");
  if (host === undefined) return database ?? "a descriptor";
  return `${host}:${valueOf("PORT") ?? "1521"}${database === undefined ? "" : `/${database}`}${tls}`;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isPort(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 65_535;
}
