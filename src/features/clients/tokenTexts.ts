import { indexAccess } from "../../domain/access/accessIndex.ts";
import { reachOf } from "../../domain/access/reach.ts";
import { toCurl } from "../../domain/http/curl.ts";
import { toPowerShellCurl } from "../../domain/http/powerShellCurl.ts";
import type { Secret } from "../../base/secret.ts";
import type { Catalog, OAuthClient } from "../../domain/model/catalog.ts";

/** As a header line. */
export function tokenAsHeader(token: Secret): string {
  return `Authorization: Bearer ${token.reveal()}`;
}

/** Whose quoting a command line has. */
export type Shell = "bash" | "powershell";

export interface CallerInSchema {
  readonly schemaUrl: string;
  readonly catalog: Catalog;
  readonly client: OAuthClient;
}

/** A call that the client may make, for a shell in which the variable `ORDS_TOKEN` of the environment holds the token. */
export function tokenAsCurl({ schemaUrl, catalog, client }: CallerInSchema, shell: Shell): string {
  // As it is sent: a path may have blanks, and letters that are not ASCII.
  const url = new URL(`${schemaUrl}${callOf(catalog, client)}`).href;
  const headers = { accept: "application/json" };
  const request = { method: "GET", url, headers, body: undefined } as const;
  return shell === "bash" ? toCurl(request, "bearer") : toPowerShellCurl(request, "bearer");
}

/**
 * The same call for bash with the token itself in place of the variable. Undefined for a token with characters that none has
 * (RFC 6750, section 2.1): the shell might read them as its own.
 */
export function withTokenItself(curl: string, token: Secret): string | undefined {
  const text = token.reveal();
  if (!/^[\w\-.~+/]+=*$/.test(text)) return undefined;
  return curl.replace('"Authorization: Bearer $ORDS_TOKEN"', () => `'${tokenAsHeader(token)}'`);
}

/** The first endpoint that can be called as it stands, else the catalog of the schema. */
function callOf(catalog: Catalog, client: OAuthClient): string {
  const index = indexAccess(catalog);
  const reached = reachOf(index, { kind: "client", name: client.name });
  const found = reached.find(
    ({ endpoint, verdict }) =>
      verdict === "allowed" &&
      endpoint.method === "GET" &&
      endpoint.kind === "handler" &&
      !/[:{*]/.test(endpoint.path),
  );
  return found?.endpoint.path ?? "/metadata-catalog/";
}
