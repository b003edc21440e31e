import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalog } from "../../../src/services/catalog/readCatalog.ts";
import { allExperiments } from "../../oracle/record/allExperiments.ts";
import { projectRoot, testBundles } from "../../workbench/projectFolders.ts";
import { type PracticeTestServer, startPracticeTestServer } from "./practiceTestServer.ts";

const program = join(testBundles, "unit", "oracle.mjs");

beforeAll(async () => {
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ["test/oracle/main.ts"],
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
});

test("without variables it says what is missing and what each is for, in words alone", async () => {
  const { code, output } = await run({});
  expect(code).toBe(2);
  expect(output).toMatch(/Missing:\n {2}ORDS_TEST_USER\n {6}a REST-enabled schema/);
  expect(output).toMatch(/one of the two or both:\n {2}ORDS_TEST_DATABASE\n/);
  expect(output).not.toMatch(/^\s+at /m);
});

test("a task that is not known is refused", async () => {
  const { code, output } = await run({}, "play");
  expect(code).toBe(2);
  expect(output).toContain('"play" is not understood.');
});

test("a database that does not answer is told in words alone", async () => {
  const { code, output } = await run({
    ORDS_TEST_DATABASE: "127.0.0.1:1/FREEPDB1",
    ORDS_TEST_USER: "hr",
    ORDS_TEST_PASSWORD: "MARKED-password",
  });
  expect(code).toBe(2);
  expect(output).toMatch(/Nothing listens at 127\.0\.0\.1:1/);
  expect(output).not.toMatch(/^\s+at |MARKED/m);
});

/** The whole program, with the practice server in the place of a real one. */
const started: PracticeTestServer[] = [];
afterAll(async () => {
  for (const each of started) await each[Symbol.asyncDispose]();
});

test("a schema in use is refused, and nothing is done to it", async () => {
  const { practice, env, catalog } = await start();
  const before = await catalog();
  const { code, output } = await run({ ...env, ORDS_TEST_ALLOW_EXISTING: "" });
  expect(code).toBe(2);
  expect(output).toContain("The schema is in use, so nothing was done: it holds module hr.");
  expect(output).not.toContain(practice.password.reveal());
  expect(await catalog()).toEqual(before);
});

test("all suites pass, nothing is left, and no password is printed", async () => {
  const { practice, env, catalog } = await start();
  const before = await catalog();
  const { code, output } = await run(env);
  expect(code, output).toBe(0);
  expect(output).toMatch(/ORDS 25\.4.*schema PRACTICE at \/practice\//);
  // Nothing failed, and nothing was skipped.
  expect(output).toMatch(/Tests {2}\d+ passed \(\d+\)/);
  expect(output).not.toContain(practice.password.reveal());
  expect(await catalog()).toEqual(before);
}, 120_000);

test("with ORDS alone, or the database alone, the others are left out", async () => {
  const { env } = await start();
  const rest = await run({ ...env, ORDS_TEST_DATABASE: "" });
  expect(rest.code, rest.output).toBe(0);
  expect(rest.output).toContain("ORDS_TEST_DATABASE is not given");
  const database = await run({ ...env, ORDS_TEST_URL: "" });
  expect(database.code, database.output).toBe(0);
  expect(database.output).toContain("ORDS_TEST_URL is not given");
}, 120_000);

test("the recorder writes its files, and says what they settle", async () => {
  const { env, catalog, practice } = await start();
  const before = await catalog();
  const folder = mkdtempSync(join(tmpdir(), "ords-recorder-"));
  try {
    const { code, output } = await run(env, "record", folder);
    expect(code, output).toBe(0);
    expect(output).toContain("assumption anyRoleSuffices: confirmed (whatDoesAClientNeed)");
    expect(output).not.toContain(practice.password.reveal());
    expect(readdirSync(join(folder, "25.4.0.r0"))).toHaveLength(allExperiments.length);
    const { objects: _objects, ...after } = await catalog();
    expect(before).toMatchObject(after);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

async function start() {
  const server = await startPracticeTestServer();
  started.push(server);
  const { practice } = server;
  const password = practice.password.reveal();
  return {
    practice,
    env: {
      ORDS_TEST_DATABASE: `127.0.0.1:${practice.listener.port}/FREEPDB1`,
      ORDS_TEST_URL: practice.ords.url,
      ORDS_TEST_ALIAS: practice.ords.alias,
      ORDS_TEST_USER: practice.user,
      ORDS_TEST_PASSWORD: password,
      ORDS_TEST_ADMIN_USER: "ordsadmin",
      ORDS_TEST_ADMIN_PASSWORD: password,
      ORDS_TEST_ALLOW_EXISTING: "yes",
      ORDS_TEST_SETTLE_SECONDS: "0",
    },
    catalog: async () => await readCatalog(server.server.runner),
  };
}

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the program with these variables and none of those of the tests around it. */
async function run(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Run> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:VITEST|ORDS_TEST_|NODE_OPTIONS$|NODE_ENV$)/.test(name),
  );
  const child = spawn(process.execPath, [program, ...args], {
    cwd: projectRoot,
    env: { ...Object.fromEntries(inherited), NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => (output += text));
  }
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output };
}
