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

/** How the client of the request gets its token; undefined for a request without one. */
export interface HttpFileClient {
  readonly name: string;
  readonly clientId: string;
  readonly tokenUrl: string;
}

/** The tools fetch the token by themselves; the secret stands in none of the texts. */
export function toHttpFile(request: HttpRequest, client: HttpFileClient | undefined): HttpFile {
  const masked = redactRequest(request);
  const { method, url, body } = masked;
  const id = client && client.name.replaceAll(/[^\w-]+/g, "-");
  const lines = [
    `### ${method} ${oneLine(url)}`,
    `${method} ${withoutBraces(url)}`,
    ...(id === undefined ? [] : [`Authorization: Bearer {{$auth.token("${id}")}}`]),
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
  const environment =
    auth && id !== undefined ? { ords: { Security: { Auth: { [id]: auth } } } } : { ords: {} };
  return {
    request: `${lines.join("\n")}\n`,
    environment: `${JSON.stringify(environment, undefined, 2)}\n`,
    privateEnvironment: `${JSON.stringify({ ords: { clientSecret: "" } }, undefined, 2)}\n`,
  };
}

/** Two braces begin a variable in such a file. */
function withoutBraces(text: string): string {
  return oneLine(text).replaceAll("{{", "%7B%7B");
}

/** Three signs at the start of a line begin the next request. */
function withoutSeparators(body: string): string {
  return body.replaceAll(/^###/gm, " ###");
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ");
}
