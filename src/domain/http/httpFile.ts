import { assertNever } from "../../base/assertNever.ts";
import type { HttpRequest } from "./httpMessage.ts";
import { redactRequest } from "./redactRequest.ts";
import { sendableHeaders } from "./sendableHeaders.ts";

/** A request in the form that the HTTP Client of IntelliJ and httpYac read, with its environments. */
export interface HttpFile {
  /** `requests.http` */
  readonly request: string;
  /** `http-client.env.json`: where tokens come from; it belongs in git. */
  readonly environment: string;
  /** `http-client.private.env.json`: the place for the secret, empty; it does not belong in git. */
  readonly privateEnvironment: string;
}

/**
 * As whom the request is sent: as a client, whose token the tools get by themselves; with a token that the person brings;
 * or as a database user by name and password.
 */
export type HttpFileCaller =
  | ({ readonly kind: "client" } & HttpFileClient)
  | { readonly kind: "token" }
  | { readonly kind: "user"; readonly user: string };

/** How a client gets its token. */
export interface HttpFileClient {
  readonly name: string;
  readonly clientId: string;
  readonly tokenUrl: string;
}

/** Neither a secret nor a token stands in one of the texts; the person enters it into the private one. */
export function toHttpFile(request: HttpRequest, caller: HttpFileCaller | undefined): HttpFile {
  const client = caller?.kind === "client" ? caller : undefined;
  const masked = redactRequest(request);
  const { method, url, body } = masked;
  const id = client && client.name.replaceAll(/[^\w-]+/g, "-");
  const lines = [
    `### ${method} ${oneLine(url)}`,
    `${method} ${withoutBraces(url)}`,
    ...(id === undefined ? [] : [`Authorization: Bearer {{$auth.token("${id}")}}`]),
    ...(caller?.kind === "token" ? ["Authorization: Bearer {{token}}"] : []),
    ...(caller?.kind === "user" ? ["Authorization: Basic {{user}} {{password}}"] : []),
    ...sendableHeaders(masked).map(([name, value]) => `${name}: ${withoutBraces(value)}`),
    ...(body === undefined ? [] : ["", withoutSeparators(body)]),
  ];
  const auth = client && {
    Type: "OAuth2",
    "Grant Type": "Client Credentials",
    "Token URL": client.tokenUrl,
    "Client ID": client.clientId,
    "Client Secret": "{{clientSecret}}",
    "Client Credentials": "basic",
  };
  const user = caller?.kind === "user" ? { user: caller.user } : {};
  const ords = auth && id !== undefined ? { Security: { Auth: { [id]: auth } } } : user;
  const environment = { ords };
  return {
    request: `${lines.join("\n")}\n`,
    environment: `${JSON.stringify(environment, undefined, 2)}\n`,
    privateEnvironment: `${JSON.stringify({ ords: emptySecret(caller) }, undefined, 2)}\n`,
  };
}

function emptySecret(caller: HttpFileCaller | undefined): Readonly<Record<string, string>> {
  switch (caller?.kind) {
    case undefined:
      return {};
    case "client":
      return { clientSecret: "" };
    case "token":
      return { token: "" };
    case "user":
      return { password: "" };
    default:
      return assertNever(caller);
  }
}

/** Two braces begin a variable in such a file. */
function withoutBraces(text: string): string {
  return oneLine(text).replaceAll("{{", "%7B%7B");
}

/**
 * At the start of a line, three signs begin the next request, `<` names a file to send, and `>` a script to run or a file
 * to write.
 */
function withoutSeparators(body: string): string {
  return body.replaceAll(/^(?=###|<[@\s]|<>|>\s|>>)/gm, " ");
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ");
}
