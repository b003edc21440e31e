import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HttpRequest } from "../../../../src/domain/http/httpMessage.ts";
import { toPowerShellCurl } from "../../../../src/domain/http/powerShellCurl.ts";
import {
  runInPowerShell,
  type PowerShellEdition,
  type ProgramCall,
} from "../../../support/powerShell.ts";

const put: HttpRequest = {
  method: "PUT",
  url: "https://db.example.com/ords/hr/employees/7?q={}",
  headers: { accept: "application/json", "content-type": "application/json", "if-match": '"a1"' },
  body: '{"name":"O\'Neill ’Ä😀"}',
};
const editions: readonly PowerShellEdition[] = ["5.1", "7.3"];

test("a call with everything", () => {
  expect(toPowerShellCurl(put, "bearer")).toBe(
    [
      "$headers = [IO.Path]::GetTempFileName()",
      `[IO.File]::WriteAllText($headers, 'if-match: "a1"')`,
      "$body = [IO.Path]::GetTempFileName()",
      `[IO.File]::WriteAllText($body, '{"name":"O''Neill ’’Ä😀"}')`,
      "curl.exe 'https://db.example.com/ords/hr/employees/7?q={}' `",
      "  --globoff `",
      "  -X 'PUT' `",
      '  -H "Authorization: Bearer $env:ORDS_TOKEN" `',
      "  -H 'accept: application/json' `",
      "  -H 'content-type: application/json' `",
      '  -H "@$headers" `',
      '  --data-binary "@$body"',
      "Remove-Item -LiteralPath $headers",
      "Remove-Item -LiteralPath $body",
    ].join("\n"),
  );
});

test("a plain call is one command", () => {
  const get = { ...put, method: "GET", headers: { accept: "*/*" }, body: undefined };
  expect(toPowerShellCurl(get).split("\n")).toEqual([
    "curl.exe 'https://db.example.com/ords/hr/employees/7?q={}' `",
    "  --globoff `",
    "  -H 'accept: */*'",
  ]);
});

test("what would come of the body as an argument", () => {
  const asArgument = `curl.exe --data-raw '{"a b":1}'`;
  const [older] = runInPowerShell(asArgument, "5.1", {}).calls;
  const [newer] = runInPowerShell(asArgument, "7.3", {}).calls;
  expect(older?.arguments).toEqual(["--data-raw", "{a", "b:1}"]);
  expect(newer?.arguments).toEqual(["--data-raw", '{"a b":1}']);
});

describe.each(editions)("in PowerShell %s", (edition) => {
  test("curl sends exactly what was meant, and no file stays", () => {
    const pieces = ["'", '"', "\\", "$(id)", "`", "$env:X", "\n", " ", ";", "%", "’", "“", "é😀"];
    const hostile = fc
      .array(fc.constantFrom("a", "-", "@", "{", ...pieces), { maxLength: 10 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        fc.constantFrom("GET", "POST", "PATCH", "HEAD"),
        hostile,
        fc.dictionary(fc.constantFrom("accept", "content-type", "if-match", "x-note"), hostile),
        fc.option(hostile, { nil: undefined }),
        (method, query, headers, body) => {
          const url = `https://h/x?${query}`;
          const text = toPowerShellCurl({ method, url, headers, body }, "bearer");
          const run = runInPowerShell(text, edition, { ORDS_TOKEN: "the.token" });
          expect(run.filesLeft).toEqual([]);
          expect(run.calls).toHaveLength(1);
          const sent = sentBy(run.calls[0]);
          expect(decodeURIComponent(sent.url.replaceAll(/%(?![\dA-F]{2})/g, "%25"))).toBe(url);
          expect(sent.method).toBe(method);
          expect(sent.body).toBe(body);
          const lines = Object.entries(headers).map(([name, value]) => {
            const flat = value.replaceAll(/[\r\n]+/g, " ").trim();
            return flat === "" ? `${name};` : `${name}: ${flat}`;
          });
          const hasType = body === undefined || headers["content-type"] !== undefined;
          expect(sent.headers.toSorted()).toEqual(
            [
              "Authorization: Bearer the.token",
              ...lines,
              ...(hasType ? [] : ["content-type:"]),
            ].toSorted(),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test("credentials are left out", () => {
    const headers = { authorization: "Bearer s3cret", cookie: 's3cret"' };
    const text = toPowerShellCurl({ ...put, headers, body: undefined });
    expect(text).not.toContain("s3cret");
    const [call] = runInPowerShell(text, edition, {}).calls;
    expect(call?.arguments).toEqual([put.url, "--globoff", "-X", "PUT"]);
  });
});

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly string[];
  readonly body: string | undefined;
}

/** What curl makes of its arguments (its manual, `-H` and `--data-binary`). */
function sentBy(call: ProgramCall | undefined): Sent {
  const [url = "", ...options] = call?.arguments ?? [];
  const headers: string[] = [];
  let method: string | undefined;
  let body: string | undefined;
  const fileOf = (argument: string): string => {
    const content = call?.files.get(argument.slice(1));
    if (content === undefined) throw new Error(`There is no file ${argument}`);
    return content;
  };
  const takeValue = (): string => options.shift() ?? "";
  while (options.length > 0) {
    const option = takeValue();
    if (option === "--head") method = "HEAD";
    else if (option === "-X") method = takeValue();
    else if (option === "--data-binary") body = fileOf(takeValue());
    else if (option === "-H") {
      const value = takeValue();
      if (value.startsWith("@")) headers.push(...fileOf(value).split("\n"));
      else headers.push(value);
    } else if (option !== "--globoff") throw new Error(`curl does not know ${option}`);
  }
  return { method: method ?? (body === undefined ? "GET" : "POST"), url, headers, body };
}
