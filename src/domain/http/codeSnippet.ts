import { assertNever } from "../../base/assertNever.ts";
import { toCurl } from "./curl.ts";
import type { HttpRequest } from "./httpMessage.ts";
import { toPowerShellCurl } from "./powerShellCurl.ts";
import { quoteInPowerShell } from "./quoteInPowerShell.ts";
import { redactRequest, type ShownAuthorization } from "./redactRequest.ts";
import { sendableHeaders } from "./sendableHeaders.ts";

export const snippetKinds = ["curl", "powershellCurl", "powershell", "fetch", "python"] as const;
/** What a request can be copied as. */
export type SnippetKind = (typeof snippetKinds)[number];

/**
 * The request in another tool's words. In place of a token stands the variable `ORDS_TOKEN` of the environment, in place
 * of a password the tool asks or reads `ORDS_PASSWORD`; headers that hold a credential are left out, so the text can be
 * passed on.
 */
export function toCodeSnippet(
  kind: SnippetKind,
  request: HttpRequest,
  authorization: ShownAuthorization = "none",
): string {
  switch (kind) {
    case "curl":
      return toCurl(request, authorization);
    case "powershellCurl":
      return toPowerShellCurl(request, authorization);
    case "powershell":
      return toPowerShell(redactRequest(request), authorization);
    case "fetch":
      return toFetch(redactRequest(request), authorization);
    case "python":
      return toPython(redactRequest(request), authorization);
    default:
      return assertNever(kind);
  }
}

/** For Windows PowerShell 5 and PowerShell 7. `Content-Type` is a parameter of its own there. */
function toPowerShell(request: HttpRequest, authorization: ShownAuthorization): string {
  const { method, url, body } = request;
  const headers = sendableHeaders(request);
  const type = headers.find(([name]) => name === "content-type")?.[1];
  const entries = headers
    .filter(([name]) => name !== "content-type")
    .map(([name, value]) => `  ${quoteInPowerShell(name)} = ${quoteInPowerShell(value)}`);
  if (authorization === "bearer") entries.unshift('  Authorization = "Bearer $env:ORDS_TOKEN"');
  const parts = [
    `Invoke-RestMethod -Uri ${quoteInPowerShell(url)}`,
    `-Method ${quoteInPowerShell(method)}`,
  ];
  if (entries.length > 0) parts.push("-Headers $headers");
  if (authorization === "basic") parts.push("-Credential (Get-Credential)");
  if (type !== undefined) parts.push(`-ContentType ${quoteInPowerShell(type)}`);
  // As text a body would be sent in the encoding of the system.
  if (body !== undefined) {
    parts.push(`-Body ([Text.Encoding]::UTF8.GetBytes(${quoteInPowerShell(body)}))`);
  }
  const table = entries.length > 0 ? [`$headers = @{`, ...entries, "}"] : [];
  return [...table, parts.join(" `\n  ")].join("\n");
}

/** For Node.js 18 and later, and browsers where the origin is allowed. */
function toFetch(request: HttpRequest, authorization: ShownAuthorization): string {
  const { method, url, body } = request;
  const headers = sendableHeaders(request).map(
    ([name, value]) => `    ${JSON.stringify(name)}: ${inScript(value)},`,
  );
  if (authorization === "bearer") {
    headers.unshift("    authorization: `Bearer ${process.env.ORDS_TOKEN}`,");
  }
  if (authorization === "basic") {
    headers.unshift(
      '    authorization: `Basic ${Buffer.from(`${process.env.ORDS_USER}:${process.env.ORDS_PASSWORD}`).toString("base64")}`,',
    );
  }
  const options = [
    ...(method === "GET" ? [] : [`  method: ${inScript(method)},`]),
    ...(headers.length === 0 ? [] : ["  headers: {", ...headers, "  },"]),
    ...(body === undefined ? [] : [`  body: ${inScript(body)},`]),
  ];
  const call =
    options.length === 0
      ? [`const response = await fetch(${inScript(url)});`]
      : [`const response = await fetch(${inScript(url)}, {`, ...options, "});"];
  return [...call, "console.log(response.status, await response.text());"].join("\n");
}

/** For Python 3 with the package requests. */
function toPython(request: HttpRequest, authorization: ShownAuthorization): string {
  const { method, url, body } = request;
  const headers = sendableHeaders(request).map(
    ([name, value]) => `        ${inPython(name)}: ${inPython(value)},`,
  );
  if (authorization === "bearer") {
    headers.unshift(`        "authorization": "Bearer " + os.environ["ORDS_TOKEN"],`);
  }
  const needsEnvironment = authorization !== "none";
  return [
    ...(needsEnvironment ? ["import os", ""] : []),
    "import requests",
    "",
    "response = requests.request(",
    `    ${inPython(method)},`,
    `    ${inPython(url)},`,
    ...(headers.length === 0 ? [] : ["    headers={", ...headers, "    },"]),
    ...(authorization === "basic"
      ? [`    auth=(os.environ["ORDS_USER"], os.environ["ORDS_PASSWORD"]),`]
      : []),
    ...(body === undefined ? [] : [`    data=${inPython(body)}.encode("utf-8"),`]),
    ")",
    "print(response.status_code, response.text)",
  ].join("\n");
}

/** Python has another escape for what is beyond the first plane, and takes two surrogates for two characters. */
function inPython(text: string): string {
  return JSON.stringify(text).replaceAll(/[^\x20-\x7e]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** A text of JSON is one of JavaScript, once all that is not ASCII is escaped. */
function inScript(text: string): string {
  return JSON.stringify(text).replaceAll(/[^\x20-\x7e]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
