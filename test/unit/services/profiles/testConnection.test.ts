import { expect, test } from "vitest";
import { isUserFacingError, type ErrorCode } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import type { HttpResponse } from "../../../../src/domain/http/httpMessage.ts";
import { testConnection } from "../../../../src/services/profiles/testConnection.ts";
import { FakeHttp, jsonAnswer, profileWith } from "../../../support/fakes.ts";

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

async function tried(http: FakeHttp) {
  const password = new Secret("p");
  return await testConnection({ profile: profileWith(), password, http: http.client });
}

function rowsAnswer(...items: readonly Readonly<Record<string, unknown>>[]): HttpResponse {
  return jsonAnswer(200, { items: [{ resultSet: { items, hasMore: false } }] });
}

function errorAnswer(errorDetails: string): HttpResponse {
  return jsonAnswer(200, { items: [{ errorCode: 1, errorDetails }] });
}
