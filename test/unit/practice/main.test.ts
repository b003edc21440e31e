import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { basicOf } from "../../support/practiceWorld.ts";

// Inside the project, so that the program finds the packages.
const folder = mkdtempSync(join(resolve("node_modules"), ".practice-test-"));
const program = join(folder, "practice.mjs");

beforeAll(async () => {
  await build({
    entryPoints: ["src/practice/main.ts"],
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args], { cwd: tmpdir() });
  const seen = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (seen.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (seen.err += text));
  const exit = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  const firstLine = new Promise<string>((done, fail) => {
    child.stdout.on("data", () => {
      if (seen.out.includes("\n")) done(seen.out.split("\n")[0] ?? "");
    });
    void exit.then(() => fail(new Error(`It ended early: ${seen.err}`)));
  });
  firstLine.catch(() => undefined);
  return { child, seen, exit, firstLine };
}

test("--json prints one line, and Ctrl-C ends it", async () => {
  const { child, seen, exit, firstLine } = start("--json", "--lesson", "hr", "--release", "23.4");
  const ready = JSON.parse(await firstLine) as Record<string, string>;
  expect(Object.keys(ready)).toEqual(["url", "alias", "user", "password", "release"]);
  expect(ready["url"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/ords$/);
  expect(ready["release"]).toBe("23.4.0.r0");
  const answer = await fetch(`${ready["url"]}/${ready["alias"]}/_/sql`, {
    method: "POST",
    headers: {
      authorization: basicOf(ready["user"] ?? "", ready["password"] ?? ""),
      "content-type": "application/sql",
    },
    body: "select count(*) n from user_ords_clients;",
  });
  expect(await answer.text()).toContain('"items":[{"n":2}]');
  child.kill("SIGINT");
  expect(await exit).toBe(0);
  expect(seen.out.trim().split("\n")).toHaveLength(1);
  expect(seen.err).toBe("");
});

test("without --json it says what to try", async () => {
  const { child, seen, exit, firstLine } = start();
  await firstLine;
  child.kill("SIGTERM");
  expect(await exit).toBe(0);
  expect(seen.out).toMatch(/address {3}http:\/\/127\.0\.0\.1:\d+\/ords\n/);
  expect(seen.out).toMatch(/curl http/);
});

test("--help lists the lessons", async () => {
  const { seen, exit } = start("--help");
  expect(await exit).toBe(0);
  expect(seen.out).toMatch(/--lesson <name>/);
  expect(seen.out).toMatch(/empty {2}a module that anybody can call/);
});

test.each([
  [["--lesson", "nope"], '--lesson is one of empty, hr, not "nope".'],
  [["--port", "x"], '--port takes a number up to 65535, not "x".'],
  [["--release", "soon"], 'The practice server cannot play the release "soon".'],
  [["--nope"], "Unknown option '--nope'"],
])("%j is refused in words", async (args, words) => {
  const { seen, exit } = start(...args);
  expect(await exit).toBe(2);
  expect(seen.err).toContain(words);
  expect(seen.out).toBe("");
});
