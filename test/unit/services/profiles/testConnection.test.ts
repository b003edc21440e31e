import { expect, test } from "vitest";
import { isUserFacingError, type ErrorCode } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import type { HttpResponse } from "../../../../src/domain/http/httpMessage.ts";
import { schemaQuery, versionQuery } from "../../../../src/plsql/catalogQueries.ts";
import { testConnection } from "../../../../src/services/profiles/testConnection.ts";
import type { ConnectionProfile } from "../../../../src/services/profiles/profile.ts";
import { createRestSqlRunner } from "../../../../src/services/sql/createRestSqlRunner.ts";
import type { Rows } from "../../../../src/services/sql/sqlRunner.ts";
import {
  FakeHttp,
  FakeSqlRunner,
  jsonAnswer,
  oracleProfileWith,
  profileWith,
  sqlDeveloperProfileWith,
} from "../../../support/fakes.ts";

const baseUrl = "https://db.example.com/ords";
const schema = rowsAnswer({
  parsing_schema: "HR",
  pattern: "hr",
  status: "ENABLED",
  auto_rest_auth: "DISABLED",
});

test("a connection that works tells the schema, its alias and the release", async () => {
  const http = new FakeHttp(schema, rowsAnswer({ version: "24.4.1.r1" }));
  expect(await tried(http)).toEqual({
    release: "24.4.1.r1",
    schema: "HR",
    alias: "hr",
    enabled: true,
  });
});

const failures: readonly (readonly [string, readonly HttpResponse[], ErrorCode])[] = [
  ["a wrong password", [jsonAnswer(401, {})], "databaseLoginFailed"],
  ["an unknown alias", [jsonAnswer(404, {}), jsonAnswer(404, {})], "aliasNotFound"],
  ["SQL switched off", [jsonAnswer(404, {}), jsonAnswer(200, {})], "restSqlNotEnabled"],
  ["a schema that is not enabled", [rowsAnswer()], "schemaNotEnabled"],
  ["no ORDS in the database", [errorAnswer("ORA-00942: no such view")], "ordsNotInstalled"],
  ["another error of Oracle", [errorAnswer("ORA-00600: internal")], "sqlFailed"],
];

test.each(failures)("%s is told, with one failed login at most", async (_what, answers, code) => {
  const http = new FakeHttp(...answers);
  const error: unknown = await tried(http).catch((failure: unknown) => failure);
  expect(isUserFacingError(error) && error.code).toBe(code);
  expect(http.sent.filter(({ options }) => options.credential !== undefined)).toHaveLength(1);
});

test.each([oracleProfileWith({ alias: undefined }), sqlDeveloperProfileWith({ baseUrl })])(
  "through $kind the alias is learned, and ORDS asked for it without a login",
  async (profile) => {
    const { report, runner, http } = await triedDatabase(profile, [jsonAnswer(200, {})]);
    expect(report).toMatchObject({ schema: "HR", alias: "people", release: "24.4.1.r1" });
    expect(http.sent.map(({ request }) => request.url)).toEqual([
      "https://db.example.com/ords/people/metadata-catalog/",
    ]);
    expect(http.sent[0]?.options.credential).toBeUndefined();
    expect(runner.closed).toBe(1);
  },
);

test.each<[string, Partial<Rows>, ConnectionProfile]>([
  ["no address is known", {}, oracleProfileWith({ baseUrl: undefined })],
  // Then it answers 404 whatever its address is (assumption disabledSchemaAnswers404).
  [
    "the schema is disabled",
    { rows: [["HR", "people", "DISABLED", "DISABLED"]] },
    oracleProfileWith(),
  ],
])("ORDS is not asked when %s", async (_, rows, profile) => {
  const { report, http } = await triedDatabase(profile, [], rows);
  expect(report).toMatchObject({ schema: "HR", alias: "people" });
  expect(http.sent).toEqual([]);
});

test("where ORDS does not answer, the database's session is closed all the same", async () => {
  const runner = databaseWith();
  const tries = testConnection({
    profile: oracleProfileWith(),
    openRunner: () => Promise.resolve(runner),
    http: new FakeHttp(jsonAnswer(404, {})).client,
  });
  await expect(tries).rejects.toMatchObject({
    code: "aliasNotFound",
    message: expect.stringContaining("The database works"),
    remedy: { action: "setOrdsAddress", argument: "o1" },
  });
  expect(runner.closed).toBe(1);
});

async function tried(http: FakeHttp) {
  const profile = profileWith();
  const runner = createRestSqlRunner({ profile, password: new Secret("p"), http: http.client });
  return await testConnection({
    profile,
    openRunner: () => Promise.resolve(runner),
    http: http.client,
  });
}

async function triedDatabase(
  profile: ConnectionProfile,
  answers: readonly HttpResponse[],
  rows: Partial<Rows> = {},
) {
  const http = new FakeHttp(...answers);
  const runner = databaseWith(rows);
  const openRunner = () => Promise.resolve(runner);
  const report = await testConnection({ profile, openRunner, http: http.client });
  return { report, runner, http };
}

function databaseWith(changes: Partial<Rows> = {}) {
  const columns = ["PARSING_SCHEMA", "PATTERN", "STATUS", "AUTO_REST_AUTH"];
  return new ClosableRunner([
    [schemaQuery, { columns, rows: [["HR", "people", "ENABLED", "DISABLED"]], ...changes }],
    [versionQuery, { columns: ["VERSION"], rows: [["24.4.1.r1"]] }],
  ]);
}

class ClosableRunner extends FakeSqlRunner {
  closed = 0;

  override async close(): Promise<void> {
    this.closed += 1;
  }
}

function rowsAnswer(...items: readonly Readonly<Record<string, unknown>>[]): HttpResponse {
  return jsonAnswer(200, { items: [{ resultSet: { items, hasMore: false } }] });
}

function errorAnswer(errorDetails: string): HttpResponse {
  return jsonAnswer(200, { items: [{ errorCode: 1, errorDetails }] });
}
