import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { silentLogger } from "../../../src/base/logger.ts";
import { Secret } from "../../../src/base/secret.ts";
import { assumptions } from "../../../src/domain/access/assumptions.ts";
import { readCatalog } from "../../../src/services/catalog/readCatalog.ts";
import { createFetchHttpClient } from "../../../src/services/http/createFetchHttpClient.ts";
import { createRestSqlRunner } from "../../../src/services/sql/createRestSqlRunner.ts";
import { allExperiments } from "../../oracle/record/allExperiments.ts";
import type { Answer, Answers } from "../../oracle/record/answer.ts";
import { createBench } from "../../oracle/record/createBench.ts";
import { describeVerdicts } from "../../oracle/record/describeVerdicts.ts";
import { createMask } from "../../oracle/record/mask.ts";
import { judge, recordExperiments, type Recording } from "../../oracle/record/recordExperiments.ts";
import { withTestSchema } from "../../oracle/schema/withTestSchema.ts";
import type { TestServer } from "../../oracle/testServer.ts";
import { profileWith } from "../../support/fakes.ts";
import { type PracticeTestServer, startPracticeTestServer } from "./practiceTestServer.ts";

const folder = mkdtempSync(join(tmpdir(), "ords-recorded-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the practice server has no answer to, so that its answers settle nothing. */
const open: Readonly<Record<string, readonly string[]>> = {
  "25.4": ["tokenEndpointNeedsHttps", "registerClientSecretParameters", "secretTypeNames"],
  "23.4": [
    "tokenEndpointNeedsHttps",
    "durationColumns",
    "secondSlotColumns",
    "registerClientSecretParameters",
    "secretTypeNames",
    "registerClientTakesSecret",
    "registerClientMakesNoSecret",
    "twoSecretSlots",
    "dbaViewsMirrorUserViews",
  ],
};

describe.each(["25.4", "23.4"])("recorded of the practice server, release %s", (release) => {
  let practice: PracticeTestServer;
  let recording: Recording;
  const made: string[] = [];
  const before: unknown[] = [];
  beforeAll(async () => {
    practice = await startPracticeTestServer({ release });
    before.push(await readCatalog(practice.server.runner));
    recording = await record(practice.server, () => {
      made.push(`MARKED-${"x".repeat(12)}${String(made.length).padStart(3, "0")}..`);
      return new Secret(made.at(-1) ?? "");
    });
  });
  afterAll(async () => await practice[Symbol.asyncDispose]());

  test("a file for each experiment, below the release, with what it settles", () => {
    const names = allExperiments.map(({ name }) => `${name}.json`).toSorted();
    expect(recording.folder).toBe(join(folder, `${release}.0.r0`));
    expect(readdirSync(recording.folder).toSorted()).toEqual(names);
    for (const { name, question, judgements } of allExperiments) {
      const file = readJson(join(recording.folder, `${name}.json`));
      expect(file).toMatchObject({ experiment: name, question, sql: "Oracle's driver" });
      expect(Object.keys(file.settles)).toEqual(Object.keys(judgements));
    }
  });

  test("what the practice server does by an assumption confirms it", () => {
    const others = recording.verdicts.filter(({ verdict }) => verdict !== "confirmed");
    expect(
      others.filter(({ verdict }) => verdict === "notSettled").map(({ id }) => id as string),
    ).toEqual(open[release]);
    // It only reads AutoREST objects, which a real one does not.
    expect(others.filter(({ verdict }) => verdict === "refuted").map(({ id }) => id)).toEqual([
      "autoRestPaths",
    ]);
  });

  test("no password, client secret or token is written, in no form", () => {
    const tokens = practice.seen.flatMap((text) =>
      [...text.matchAll(/"access_token":"([^"]+)"/g)].map(([, token = ""]) => token),
    );
    const secrets = [practice.server.password.reveal(), ...made, ...tokens];
    expect(tokens.length).toBeGreaterThan(10);
    expect(made.length).toBeGreaterThan(10);
    const texts = recording.files.map((file) => readFileSync(file, "utf8")).join("\n");
    for (const secret of secrets) {
      expect(texts).not.toContain(secret);
      expect(texts).not.toContain(encodeURIComponent(secret));
      expect(texts).not.toContain(Buffer.from(secret).toString("base64").replace(/=+$/, ""));
    }
    expect(texts).not.toMatch(/MARKED/);
    // Those that the server has made and printed.
    if (release === "25.4") expect(texts).toMatch(/shown only now: *‹masked: 22 /);
    expect(texts).not.toMatch(/shown only now: *[\w-]{8,}/);
    // Nor is the address of the server.
    expect(texts).not.toContain(new URL(practice.practice.ords.url).host);
  });

  test("what was made for it is gone", async () => {
    const after = await readCatalog(practice.server.runner);
    const [first] = before as [typeof after];
    expect(after.modules).toEqual(first.modules);
    expect(after.clients).toEqual(first.clients);
    expect(after.roles).toEqual(first.roles);
    expect(after.privileges).toEqual(first.privileges);
  });

  test("no judgement confirms anything by answers that are all failures", () => {
    for (const experiment of allExperiments) {
      const { answers } = readJson(join(recording.folder, `${experiment.name}.json`));
      const failures = Object.fromEntries(
        Object.entries(answers).map(([label, answer]) => [label, failed(answer)]),
      );
      for (const { id, verdict } of judge(experiment, failures))
        expect([id, verdict]).not.toEqual([id, "confirmed"]);
    }
  });
});

test("without ORDS the questions to the database are answered, and the others say why not", async () => {
  await using practice = await startPracticeTestServer();
  const { files } = await record({ ...practice.server, ords: undefined });
  const answers = files.flatMap((file) => Object.values(readJson(file).answers));
  expect(answers.some(({ kind }) => kind === "sql")).toBe(true);
  expect(answers.some(({ kind }) => kind === "http")).toBe(false);
  const why = answers.flatMap((answer) => (answer.kind === "notAnswered" ? [answer.why] : []));
  expect(new Set(why)).toEqual(new Set(["ORDS_TEST_URL is not given."]));
});

test("without a database all goes over REST-Enabled SQL", async () => {
  await using practice = await startPracticeTestServer();
  const { server } = practice;
  const { ords, user, password, http } = server;
  const runner = createRestSqlRunner({ profile: profileWith({ ...ords, user }), password, http });
  const { verdicts } = await record({
    ...server,
    runner,
    sqlBy: "REST-Enabled SQL",
    administrator: undefined,
  });
  const others = verdicts.flatMap(({ id, verdict }) => (verdict === "confirmed" ? [] : [id]));
  // Nobody is there who could see the views of an administrator.
  const administrators = ["dbaViewsNeedAdministratorRole", "dbaViewsMirrorUserViews"];
  expect(others).toEqual([...(open["25.4"] ?? []), "autoRestPaths", ...administrators]);
});

test("an ORDS that is gone is recorded as not answered", async () => {
  await using practice = await startPracticeTestServer();
  const http = createFetchHttpClient({ log: silentLogger, timeoutMs: () => 1000 });
  const ords = { baseUrl: "http://127.0.0.1:1/ords", alias: "practice" };
  const { files, verdicts } = await record({ ...practice.server, ords, http });
  const answers = files.flatMap((file) => Object.values(readJson(file).answers));
  const why = answers.flatMap((answer) => (answer.kind === "notAnswered" ? [answer.why] : []));
  expect(why.length).toBeGreaterThan(20);
  expect(verdicts.filter(({ verdict }) => verdict === "refuted")).toEqual([]);
});

test("it breaks off between two experiments, writes nothing and cleans up", async () => {
  await using practice = await startPracticeTestServer();
  const { server } = practice;
  const stop = new AbortController();
  const target = join(folder, "stopped");
  const call = withTestSchema(server.runner, { allowExisting: true, say: ignore }, async () => {
    await recordExperiments(server, {
      experiments: allExperiments,
      folder: target,
      say: (line) => (line.includes("token endpoint") ? stop.abort() : undefined),
      signal: stop.signal,
    });
  });
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  expect(() => readdirSync(target)).toThrow(/ENOENT/);
  expect((await readCatalog(server.runner)).clients).toEqual([]);
});

test("every question has a file named after it, and its assumptions exist", () => {
  const files = readdirSync("test/oracle/experiments").map((file) => file.replace(/\.ts$/, ""));
  expect(allExperiments.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
  for (const { question, judgements } of allExperiments) {
    expect(question).toMatch(/^[A-Z].*\?$/);
    for (const id of Object.keys(judgements)) expect(assumptions).toHaveProperty(id);
  }
});

test("without answers nothing is settled", () => {
  for (const experiment of allExperiments)
    for (const { id, verdict } of judge(experiment, {}))
      expect([id, verdict]).toEqual([id, "notSettled"]);
});

test("the summary begins with what was refuted, and says the statement", () => {
  const experiment = "aQuestion";
  const text = describeVerdicts([
    { id: "anyRoleSuffices", verdict: "confirmed", experiment },
    { id: "finalSlashMatters", verdict: "notSettled", experiment },
    { id: "missingMethodAnswers405", verdict: "refuted", experiment },
  ]);
  expect(text.split("\n")).toEqual([
    "assumption missingMethodAnswers405: refuted (aQuestion)",
    `    ${assumptions.missingMethodAnswers405.statement}`,
    "assumption finalSlashMatters: not settled (aQuestion)",
    "assumption anyRoleSuffices: confirmed (aQuestion)",
    "1 refuted, 1 not settled, 1 confirmed",
  ]);
});

async function record(server: TestServer, makeSecret?: () => Secret): Promise<Recording> {
  return await withTestSchema(server.runner, { allowExisting: true, say: ignore }, async () =>
    recordExperiments(server, {
      experiments: allExperiments,
      folder,
      say: ignore,
      ...(makeSecret ? { makeSecret } : {}),
    }),
  );
}

function ignore(): void {}

interface RecordedFile {
  readonly settles: Readonly<Record<string, string>>;
  readonly answers: Answers;
}

function readJson(file: string): RecordedFile {
  return JSON.parse(readFileSync(file, "utf8")) as RecordedFile;
}

function failed(answer: Answer): Answer {
  switch (answer.kind) {
    case "http":
      return { ...answer, status: 599, headers: {}, body: "" };
    case "sql":
      return { kind: "sql", text: answer.text, error: { code: "ORA-00600", message: "internal" } };
    case "notAnswered":
      return answer;
    default:
      return answer satisfies never;
  }
}

test("a secret that cannot be read is recorded as such", async () => {
  await using practice = await startPracticeTestServer({ release: "23.4" });
  const { runner } = practice.server;
  const bench = createBench({
    server: {
      ...practice.server,
      runner: {
        ...runner,
        query: async (text, options) => {
          if (/client_secret/i.test(text)) throw new Error("ORA-00904: not here");
          return await runner.query(text, options);
        },
      },
    },
    release: (await readCatalog(runner)).release,
    mask: createMask(),
    makeSecret: () => new Secret("x".repeat(20)),
  });
  const grantType = "client_credentials";
  await bench.register({ name: "ordssec_test_lost", grantType, roles: [], privileges: [] });
  expect(bench.answers["set up: client ordssec_test_lost, its secret"]).toMatchObject({
    kind: "notAnswered",
  });
});
