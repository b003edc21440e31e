import { afterAll, beforeAll, expect, test } from "vitest";
import { isUserFacingError, type ErrorCode } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import { sql } from "../../../../src/plsql/quote.ts";
import { createFetchHttpClient } from "../../../../src/services/http/createFetchHttpClient.ts";
import type { RestSqlProfile } from "../../../../src/services/profiles/profile.ts";
import { createRestSqlRunner } from "../../../../src/services/sql/createRestSqlRunner.ts";
import { statementErrorOf } from "../../../../src/services/sql/statementErrorOf.ts";
import {
  FakeHttp,
  inspectAll,
  jsonAnswer,
  profileWith,
  RecordingLogger,
  textAnswer,
} from "../../../support/fakes.ts";
import {
  startHostileServer,
  startTestServer,
  type TestServer,
} from "../../../support/hostileServer.ts";

const password = new Secret("password-MARKED");
const query = sql`select 1 as one from dual`;

let hostile: TestServer;
beforeAll(async () => {
  hostile = await startHostileServer();
});
afterAll(async () => {
  await hostile[Symbol.asyncDispose]();
});

test("a query is one JSON request with the person's Basic login", async () => {
  const http = new FakeHttp(page([{ one: 1 }], false));
  const rows = await runnerOver(http).query(query, { binds: { name: "x", number: 1, none: null } });
  expect(rows).toEqual({ columns: ["ONE"], rows: [[1]] });
  const [sent] = http.sent;
  expect(sent?.request).toMatchObject({
    method: "POST",
    url: "https://db.example.com/ords/hr/_/sql",
    headers: { accept: "application/json", "content-type": "application/json" },
  });
  expect(sent?.options.credential).toMatchObject({ kind: "basic", user: "HR" });
  expect(sent?.options.credential).toHaveProperty("password", password);
  expect(JSON.parse(sent?.request.body ?? "")).toEqual({
    statementText: query,
    offset: 0,
    limit: 2000,
    binds: [
      { name: "name", data_type: "VARCHAR2", value: "x" },
      { name: "number", data_type: "NUMBER", value: 1 },
      { name: "none", data_type: "VARCHAR2", value: null },
    ],
  });
});

test("whichever schema is looked at, the login is at the alias of the person's own", async () => {
  const http = new FakeHttp(page([{ one: 1 }], false), jsonAnswer(404, {}), jsonAnswer(200, {}));
  const runner = runnerOver(http, profileWith({ otherSchema: { name: "PAY", alias: "pay" } }));
  await runner.query(query);
  expect((await failureOf(runner.query(query))).code).toBe("restSqlNotEnabled");
  expect(http.sent.map(({ request }) => request.url.replace(/^.*\/ords/, ""))).toEqual([
    "/hr/_/sql",
    "/hr/_/sql",
    "/hr/metadata-catalog/",
  ]);
});

test("pages are read until there are no more, however few the server gives", async () => {
  const http = new FakeHttp(
    page([{ one: 1 }, { one: 2 }], true),
    page([{ one: 3 }], true),
    page([{ one: 4 }], false),
  );
  const { rows } = await runnerOver(http).query(query);
  expect(rows).toEqual([[1], [2], [3], [4]]);
  expect(http.sent.map(({ request }) => JSON.parse(request.body ?? "").offset)).toEqual([0, 2, 3]);
});

test("a server that promises more rows and gives none does not keep us for ever", async () => {
  const http = new FakeHttp(page([{ one: 1 }], true), page([], true));
  expect((await failureOf(runnerOver(http).query(query))).code).toBe("answerNotUnderstood");
});

test("a query that fails tells Oracle's code and words", async () => {
  const failure = {
    errorCode: 942,
    errorLine: 1,
    errorColumn: 15,
    errorDetails: 'ORA-00942: table or view "HR"."X" does not exist\n',
  };
  const http = new FakeHttp(jsonAnswer(200, { items: [failure] }));
  const error = await failureOf(runnerOver(http).query(query));
  expect(error.code).toBe("sqlFailed");
  expect(error.message).toContain("ORA-00942");
  expect(statementErrorOf(error)).toMatchObject({ code: "ORA-00942", line: 1, column: 15 });
  expect(statementErrorOf(new Error("other"))).toBeUndefined();
});

test("a script goes in one request as it is", async () => {
  const http = new FakeHttp(jsonAnswer(200, { items: [] }));
  const script = "begin\n  null;\nend;\n/\ncommit;\n";
  expect(await runnerOver(http).run(script)).toEqual([]);
  expect(http.sent[0]?.request.headers["content-type"]).toBe("application/sql");
  expect(http.sent[0]?.request.body).toBe(script);
});

test("a script with binds goes as JSON, and a secret bind is revealed there only", async () => {
  const http = new FakeHttp(jsonAnswer(200, { items: [] }));
  await runnerOver(http).run("begin null; end;", {
    binds: { client_secret: new Secret("bind-MARKED") },
  });
  expect(JSON.parse(http.sent[0]?.request.body ?? "")).toEqual({
    statementText: "begin null; end;",
    binds: [{ name: "client_secret", data_type: "VARCHAR2", value: "bind-MARKED" }],
  });
});

test("each statement has its lines, output, rows and error", async () => {
  const script = "select 1 from dual;\nbegin\n  bad;\nend;\n/\ninsert into t values (1);\n";
  const items = [
    {
      statementType: "query",
      statementPos: { startLine: 1, endLine: 1 },
      statementText: "select 1 from dual",
      resultSet: resultSet([{ one: 1 }], true),
      response: [],
      result: 0,
    },
    {
      statementType: "plsql",
      statementPos: { startLine: 2, endLine: 4 },
      statementText: "begin\n  bad;\nend;",
      response: ["\nError starting at line : 2\n\n"],
      errorCode: 6550,
      errorLine: 1,
      errorDetails:
        "ORA-06550: line 2, column 3:\nPLS-00201: identifier 'BAD' must be declared\nORA-06550: line 2, column 3:\nPL/SQL: Statement ignored\n",
    },
    {
      statementType: "dml",
      statementPos: { startLine: 6, endLine: 6 },
      statementText: "insert into t values (1)",
      response: ["\n1 row inserted.\n\n"],
      dbmsOutput: "hello\nworld\n",
      result: 1,
    },
  ];
  const [select, block, insert] = await runnerOver(new FakeHttp(jsonAnswer(200, { items }))).run(
    script,
  );
  expect(select).toMatchObject({
    text: "select 1 from dual",
    lines: { start: 1, end: 1 },
    rows: { columns: ["ONE"], rows: [[1]] },
    rowsAffected: undefined,
    error: undefined,
    output: ["Only the first 1 rows are shown; the server has more."],
  });
  expect(block).toMatchObject({
    output: ["Error starting at line : 2"],
    error: { code: "PLS-00201", line: 3, column: 3 },
  });
  expect(insert).toMatchObject({
    output: ["1 row inserted.", "hello", "world"],
    rowsAffected: 1,
    error: undefined,
  });
});

test("missing members leave a result with what is there", async () => {
  const answer = { items: [{}, null, 7, { resultSet: { items: [{ a: { b: 1 }, c: true }] } }] };
  const results = await runnerOver(new FakeHttp(jsonAnswer(200, answer))).run("x\ny");
  expect(results).toEqual([
    {
      text: "",
      lines: { start: 1, end: 2 },
      output: [],
      rows: undefined,
      rowsAffected: undefined,
      error: undefined,
    },
    expect.objectContaining({ rows: { columns: ["A", "C"], rows: [['{"b":1}', "true"]] } }),
  ]);
});

test("where the server does not say the lines they are found by the text", async () => {
  const items = [{ statementText: "commit" }, { statementText: "commit" }];
  const results = await runnerOver(new FakeHttp(jsonAnswer(200, { items }))).run(
    "-- two\ncommit;\n\ncommit;\n",
  );
  expect(results.map(({ lines }) => lines.start)).toEqual([2, 4]);
});

const hostileCases: readonly (readonly [string, ErrorCode])[] = [
  ["html", "answerNotUnderstood"],
  ["htmlCalledJson", "answerNotUnderstood"],
  ["truncatedJson", "answerNotUnderstood"],
  ["redirect", "redirectRefused"],
  ["redirectKeepingMethod", "redirectRefused"],
  ["nonsenseChallenge", "databaseLoginFailed"],
  ["error500", "serverFailed"],
  ["noAnswer", "connectionLost"],
  ["tooShort", "connectionLost"],
  ["silent", "timedOut"],
];

test.each(hostileCases)("a server that answers with %s ends as %s", async (behavior, code) => {
  const log = new RecordingLogger();
  const runner = createRestSqlRunner({
    profile: profileWith({ baseUrl: hostile.origin, alias: behavior }),
    password,
    http: createFetchHttpClient({ log, timeoutMs: () => 400 }),
  });
  for (const call of [() => runner.query(query), () => runner.run("begin null; end;")]) {
    const error = await failureOf(call());
    expect(error.code).toBe(code);
    expect(error.why).toBeTruthy();
    expect(error.remedy).toBeDefined();
    expect(inspectAll(error)).not.toMatch(/MARKED/);
  }
  expect(log.text).not.toMatch(/MARKED|Basic/);
});

const statuses: readonly (readonly [number, ErrorCode])[] = [
  [401, "databaseLoginFailed"],
  [403, "roleMissing"],
  [400, "answerNotUnderstood"],
  [503, "serverFailed"],
];

test.each(statuses)("status %i is told as %s", async (status, code) => {
  const http = new FakeHttp(jsonAnswer(status, { message: "words of ORDS" }));
  expect((await failureOf(runnerOver(http).query(query))).code).toBe(code);
});

const notFound: readonly (readonly [number, ErrorCode])[] = [
  [200, "restSqlNotEnabled"],
  [401, "restSqlNotEnabled"],
  [404, "aliasNotFound"],
  [500, "aliasNotFound"],
];

test.each(notFound)(
  "a 404 beside a catalog that answers %i is told as %s",
  async (status, code) => {
    const http = new FakeHttp(jsonAnswer(404, {}), jsonAnswer(status, {}));
    const error = await failureOf(runnerOver(http).query(query));
    expect(error.code).toBe(code);
    expect(error.why).toContain(code === "aliasNotFound" ? "REST-Enabled SQL" : "restEnabledSql");
    const [, probe] = http.sent;
    expect(probe?.request.url).toBe("https://db.example.com/ords/hr/metadata-catalog/");
    expect(probe?.options.credential).toBeUndefined();
  },
);

test("an answer over the limit is told as too large", async () => {
  const http = new FakeHttp({ ...textAnswer(200, '{"items":['), truncated: true });
  expect((await failureOf(runnerOver(http).query(query))).code).toBe("answerTooLarge");
});

test("the practice server that has stopped is offered to be started", async () => {
  const stopped = await startTestServer(() => undefined);
  await stopped[Symbol.asyncDispose]();
  const http = createFetchHttpClient({ log: new RecordingLogger(), timeoutMs: () => 1000 });
  const remedyFor = async (practice: boolean) => {
    const profile = profileWith({ practice, baseUrl: `${stopped.origin}/ords` });
    const error = await failureOf(createRestSqlRunner({ profile, password, http }).query(query));
    return error.remedy?.action;
  };
  expect(await remedyFor(true)).toBe("startPractice");
  expect(await remedyFor(false)).toBe("editConnection");
});

function runnerOver(http: FakeHttp, profile: RestSqlProfile = profileWith()) {
  return createRestSqlRunner({ profile, password, http: http.client });
}

async function failureOf(call: Promise<unknown>) {
  const error: unknown = await call.catch((failure: unknown) => failure);
  if (!isUserFacingError(error)) throw new Error(`Not told to the person: ${inspectAll(error)}`);
  return error;
}

function page(items: readonly Readonly<Record<string, unknown>>[], hasMore: boolean) {
  return jsonAnswer(200, {
    env: {},
    items: [{ statementId: 1, resultSet: resultSet(items, hasMore) }],
  });
}

function resultSet(items: readonly Readonly<Record<string, unknown>>[], hasMore: boolean) {
  return {
    metadata: [{ columnName: "ONE", jsonColumnName: "one", columnTypeName: "NUMBER" }],
    items,
    hasMore,
    limit: 2000,
    offset: 0,
    count: items.length,
  };
}
