import type { HttpRequest } from "./httpMessage.ts";
import { quoteInPowerShell } from "./quoteInPowerShell.ts";
import { redactRequest, type ShownAuthorization } from "./redactRequest.ts";
import { sendableHeaders } from "./sendableHeaders.ts";

/**
 * The lines for PowerShell on Windows that send the same request by its `curl.exe`; `curl` alone is another command in
 * Windows PowerShell. In place of a token they read the variable `ORDS_TOKEN`, in place of a password curl asks; headers
 * that hold a credential are left out, so the text can be passed on.
 *
 * Windows PowerShell 5.1 puts an argument into the command line without escaping what is in it, PowerShell 7.3 and later
 * escape it (about_Preference_Variables, `$PSNativeCommandArgumentPassing`). So only text that both pass alike is an
 * argument: no double quote, no backslash at the end, not empty. Neither goes through a pipe, to which 5.1 writes ASCII,
 * and both a line end of their own. What is left goes through a file: `WriteAllText` writes UTF-8 without a mark in both.
 */
export function toPowerShellCurl(
  request: HttpRequest,
  authorization: ShownAuthorization = "none",
): string {
  const masked = redactRequest(request);
  const { method, headers, body } = masked;
  const url = asArgument(masked.url);
  const files: string[][] = [];
  const parts = [`curl.exe ${quoteInPowerShell(url)}`];
  if (/[[\]{}]/.test(url)) parts.push("--globoff");
  if (method === "HEAD") parts.push("--head");
  else if (method !== (body === undefined ? "GET" : "POST")) {
    parts.push(`-X ${quoteInPowerShell(method)}`);
  }
  if (authorization === "bearer") parts.push('-H "Authorization: Bearer $env:ORDS_TOKEN"');
  if (authorization === "basic") parts.push('--user "$env:ORDS_USER"');
  const lines = sendableHeaders(masked).map(([name, value]) => {
    return value === "" ? `${name};` : `${name}: ${value}`;
  });
  for (const line of lines.filter(isArgument)) parts.push(`-H ${quoteInPowerShell(line)}`);
  const others = lines.filter((line) => !isArgument(line));
  if (others.length > 0) {
    files.push(["headers", others.join("\n")]);
    parts.push('-H "@$headers"');
  }
  if (body !== undefined) {
    // Otherwise curl says application/x-www-form-urlencoded.
    if (headers["content-type"] === undefined) parts.push("-H 'content-type:'");
    files.push(["body", body]);
    parts.push('--data-binary "@$body"');
  }
  return [
    ...files.flatMap(([name = "", text = ""]) => [
      `$${name} = [IO.Path]::GetTempFileName()`,
      `[IO.File]::WriteAllText($${name}, ${quoteInPowerShell(text)})`,
    ]),
    parts.join(" `\n  "),
    ...files.map(([name = ""]) => `Remove-Item -LiteralPath $${name}`),
  ].join("\n");
}

/** Other characters would be turned into those of the system's code page. */
function isArgument(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text) && !text.includes('"') && !text.endsWith("\\");
}

/** An address says the same with these characters encoded. */
function asArgument(url: string): string {
  return url
    .replaceAll(/\p{Cs}/gu, "\ufffd")
    .replaceAll(/[^\x21-\x7e]|"|\\+$/gu, (text) => encodeURIComponent(text));
}
