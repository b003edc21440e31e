import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { snippetKinds, toCodeSnippet } from "../../../../src/domain/http/codeSnippet.ts";
import { toHttpFile } from "../../../../src/domain/http/httpFile.ts";
import type { HttpRequest } from "../../../../src/domain/http/httpMessage.ts";

const post: HttpRequest = {
  method: "POST",
  url: "https://db.example.com/ords/hr/employees/?q=%7B%7D",
  headers: { accept: "application/json", "content-type": "application/json" },
  body: '{"name":"O\'Neill ’Ä😀"}',
};
const requests = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
  url: fc.webUrl({ withQueryParameters: true }),
  headers: fc.dictionary(
    fc.constantFrom("accept", "x-note", "content-type"),
    fc.string({ unit: "grapheme" }),
  ),
  body: fc.option(fc.string({ unit: "grapheme" }), { nil: undefined }),
});

test("no form of a request holds a credential, and each has a place for it", () => {
  const secret = "s3cretTOKEN";
  const headers = {
    ...post.headers,
    authorization: `Bearer ${secret}`,
    cookie: secret,
    "x-auth-token": secret,
    "x-functions-key": secret,
    "x-original": `Bearer ${secret}`,
  };
  const url = `${post.url}&api_key=${secret}&id%5Ftoken=${secret}`;
  for (const kind of snippetKinds) {
    const text = toCodeSnippet(kind, { ...post, url, headers }, "bearer");
    expect(text).not.toContain(secret);
    expect(text).toContain("ORDS_TOKEN");
  }
  const file = toHttpFile({ ...post, url, headers }, undefined);
  expect(JSON.stringify(file)).not.toContain(secret);
});

describe("fetch", () => {
  test("the text sends the same request", async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const sent = await runFetch(toCodeSnippet("fetch", request, "bearer"));
        expect(sent).toMatchObject({ url: request.url, method: request.method });
        expect(sent.body).toEqual(request.body);
        expect(sent.headers).toEqual({
          ...Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [name, flat(value)]),
          ),
          authorization: "Bearer of the environment",
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe("Python", () => {
  test("the text sends the same request", () => {
    const samples = fc.sample(requests, 20);
    const programs = samples.map((request) => toCodeSnippet("python", request, "bearer"));
    const sent = runPython(programs);
    for (const [place, request] of samples.entries()) {
      expect(sent[place]).toMatchObject({ method: request.method, url: request.url });
      expect(sent[place]?.body).toEqual(request.body ?? null);
    }
  });
});

describe("PowerShell", () => {
  test("a call with everything", () => {
    expect(toCodeSnippet("powershell", post, "bearer")).toBe(
      [
        "$headers = @{",
        '  Authorization = "Bearer $env:ORDS_TOKEN"',
        "  'accept' = 'application/json'",
        "}",
        "Invoke-RestMethod -Uri 'https://db.example.com/ords/hr/employees/?q=%7B%7D' `",
        "  -Method 'POST' `",
        "  -Headers $headers `",
        "  -ContentType 'application/json' `",
        `  -Body ([Text.Encoding]::UTF8.GetBytes('{"name":"O''Neill ’’Ä😀"}'))`,
      ].join("\n"),
    );
  });
});

describe("a file of requests", () => {
  const client = {
    name: "pay roll",
    clientId: "id..",
    tokenUrl: "https://db.example.com/ords/hr/oauth/token",
  };

  test("names the token by the client, and the environment says where it comes from", () => {
    const asUser = toHttpFile(post, { kind: "user", user: "HR" });
    expect(asUser.request).toContain("\nAuthorization: Basic {{user}} {{password}}\n");
    expect(JSON.parse(asUser.environment)).toEqual({ ords: { user: "HR" } });
    expect(JSON.parse(asUser.privateEnvironment)).toEqual({ ords: { password: "" } });
    const { request, environment, privateEnvironment } = toHttpFile(post, {
      kind: "client",
      ...client,
    });
    expect(request.split("\n").slice(0, 3)).toEqual([
      "### POST https://db.example.com/ords/hr/employees/?q=%7B%7D",
      "POST https://db.example.com/ords/hr/employees/?q=%7B%7D",
      'Authorization: Bearer {{$auth.token("pay-roll")}}',
    ]);
    expect(JSON.parse(environment)).toMatchObject({
      ords: {
        Security: {
          Auth: { "pay-roll": { "Client ID": "id..", "Client Secret": "{{clientSecret}}" } },
        },
      },
    });
    expect(JSON.parse(privateEnvironment)).toEqual({ ords: { clientSecret: "" } });
  });

  test("nothing in the request begins another one or names a variable", () => {
    const evil = { ...post, headers: { "x-note": "a\n### b {{x}}" }, body: "### c" };
    const { request } = toHttpFile(evil, undefined);
    expect(request.match(/^###/gm)).toHaveLength(1);
    expect(request).not.toContain("{{x");
  });

  test("nothing in the body names a file or runs a script", () => {
    const body = [
      "< ./secrets.json",
      "> {% client.global.set('a', 1) %}",
      ">> ./out.json",
      ">>! ./out.json",
      "<> before.json",
      "<@ ./template.xml",
      "<a>",
      "1 < 2",
    ];
    const { request } = toHttpFile({ ...post, body: body.join("\n") }, undefined);
    const lines = request.split("\n").slice(-9, -1);
    expect(lines.map((line) => line.trimStart())).toEqual(body);
    expect(lines.filter((line) => !line.startsWith(" "))).toEqual(["<a>", "1 < 2"]);
  });
});

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function runFetch(text: string): Promise<Sent> {
  let sent: Sent | undefined;
  const fetched = (url: string, options: Partial<Sent> = {}) => {
    sent = { method: "GET", headers: {}, ...options, url };
    return Promise.resolve({ status: 200, text: () => Promise.resolve("") });
  };
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const program = new AsyncFunction("fetch", "process", "console", text);
  await program(fetched, { env: { ORDS_TOKEN: "of the environment" } }, { log: () => undefined });
  if (!sent) throw new Error("Nothing was sent.");
  return sent;
}

function runPython(programs: readonly string[]): readonly { readonly body: string | null }[] {
  const harness = `
import json, os, sys, types
os.environ["ORDS_TOKEN"] = "t"
sent = []
def request(method, url, headers=None, data=None, auth=None):
    sent.append({"method": method, "url": url, "body": None if data is None else data.decode("utf-8", "surrogatepass")})
    return types.SimpleNamespace(status_code=200, text="")
module = types.ModuleType("requests")
module.request = request
sys.modules["requests"] = module
programs = json.load(sys.stdin)
out = sys.stdout
sys.stdout = open(os.devnull, "w")
for text in programs:
    exec(text, {})
out.write(json.dumps(sent))
`;
  const output = execFileSync("python3", ["-c", harness], { input: JSON.stringify(programs) });
  return JSON.parse(output.toString()) as readonly { readonly body: string | null }[];
}

function flat(value: string): string {
  return value.replaceAll(/[\r\n]+/g, " ").trim();
}

test("a token that the person brings has an empty place in the private environment", () => {
  const { request, environment, privateEnvironment } = toHttpFile(post, { kind: "token" });
  expect(request).toContain("Authorization: Bearer {{token}}");
  expect(JSON.parse(environment)).toEqual({ ords: {} });
  expect(JSON.parse(privateEnvironment)).toEqual({ ords: { token: "" } });
});
