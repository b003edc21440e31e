import { expect, test } from "vitest";
import { basicOf, jsonOf, openTestWorld } from "../../../support/practiceWorld.ts";
import type { RequestParts } from "../../../support/practiceWorld.ts";

const testWorld = await openTestWorld();

function send(parts: RequestParts & { readonly type?: string; readonly method?: string }) {
  const { type = "application/sql", method = "POST", body, headers } = parts;
  return testWorld.send(method, "/_/sql", {
    headers: { authorization: testWorld.basic, "content-type": type, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

function sendJson(value: unknown) {
  return send({ type: "application/json", body: JSON.stringify(value) });
}

function itemsOf(response: ReturnType<typeof send>): Record<string, unknown>[] {
  expect(response.status).toBe(200);
  return jsonOf(response)["items"] as Record<string, unknown>[];
}

test("a query is answered as recorded answers are", () => {
  const response = send({
    body: "select department_id, department_name from departments where department_id = 10;",
  });
  expect(jsonOf(response)).toEqual({
    env: { defaultTimeZone: "UTC" },
    items: [
      {
        statementId: 1,
        statementType: "query",
        statementPos: { startLine: 1, endLine: 1 },
        statementText:
          "select department_id, department_name from departments where department_id = 10",
        resultSet: {
          metadata: [
            {
              columnName: "DEPARTMENT_ID",
              jsonColumnName: "department_id",
              columnTypeName: "NUMBER",
              precision: 0,
              scale: 0,
              isNullable: 1,
            },
            {
              columnName: "DEPARTMENT_NAME",
              jsonColumnName: "department_name",
              columnTypeName: "VARCHAR2",
              precision: 0,
              scale: 0,
              isNullable: 1,
            },
          ],
          items: [{ department_id: 10, department_name: "Management" }],
          hasMore: false,
          limit: 10000,
          offset: 0,
          count: 1,
        },
        response: [],
        result: 0,
      },
    ],
  });
});

test("several statements, one of which fails", () => {
  const items = itemsOf(
    send({
      body: "update employees set salary = salary + 1 where department_id = 20;\nselect * from nope;\nbegin\n  dbms_output.put_line('x');\n  ords.create_rol('y');\nend;\n/\nbegin dbms_output.put_line('z'); end;\n/\n",
    }),
  );
  expect(items).toMatchObject([
    { statementType: "dml", response: ["\n5 rows updated.\n\n"], result: 5 },
    {
      statementType: "query",
      errorCode: 942,
      errorLine: 1,
      errorColumn: 15,
      errorDetails: "ORA-00942: table or view does not exist\n",
    },
    {
      statementType: "plsql",
      statementPos: { startLine: 3, endLine: 6 },
      errorCode: 6550,
      errorLine: 3,
      errorColumn: 3,
    },
    { response: ["\nPL/SQL procedure successfully completed.\n\n"], dbmsOutput: "z\n" },
  ]);
  expect(items[2]?.["dbmsOutput"]).toBeUndefined();
});

function page(offset: number): unknown {
  const statementText = "select employee_id from employees order by 1";
  return itemsOf(sendJson({ statementText, offset, limit: 12 }))[0]?.["resultSet"];
}

test("offset and limit page through a query", () => {
  expect(page(0)).toMatchObject({ count: 12, hasMore: true, offset: 0, limit: 12 });
  expect(page(18)).toMatchObject({ count: 12, hasMore: false });
  expect(page(24)).toMatchObject({ count: 6, hasMore: false });
  expect(page(99)).toMatchObject({ count: 0, hasMore: false });
});

test("binds by name, by place, in and out; what came in is not sent back", () => {
  const named = itemsOf(
    sendJson({
      statementText: "select last_name from employees where employee_id = :ID",
      binds: [{ name: "id", data_type: "NUMBER", value: 100 }],
    }),
  );
  expect(named[0]).toMatchObject({
    resultSet: { items: [{ last_name: "Duarte" }] },
    binds: [{ name: "id", data_type: "NUMBER", mode: "in" }],
  });
  const placed = itemsOf(
    sendJson({
      statementText: "select ? || ? as v from dual",
      binds: [
        { index: 2, data_type: "VARCHAR2", value: "b" },
        { index: 1, data_type: "VARCHAR2", value: "a" },
      ],
    }),
  );
  expect(placed[0]).toMatchObject({ resultSet: { items: [{ v: "ab" }] } });
  const out = itemsOf(
    sendJson({
      statementText: "begin :answer := :question || '!'; end;",
      binds: [
        { name: "question", data_type: "VARCHAR2", value: "quiet" },
        { name: "answer", data_type: "VARCHAR2", mode: "out" },
      ],
    }),
  );
  expect(out[0]?.["binds"]).toEqual([
    { name: "question", data_type: "VARCHAR2", mode: "in" },
    { name: "answer", data_type: "VARCHAR2", mode: "out", result: "quiet!" },
  ]);
});

test.each<[string, unknown]>([
  ["no statement", {}],
  ["a list", []],
  ["a limit that is a text", { statementText: "x", limit: "1" }],
  ["binds that are no list", { statementText: "x", binds: {} }],
  ["a bind without a name", { statementText: "x", binds: [{ value: 1 }] }],
  ["a bind of another mode", { statementText: "x", binds: [{ name: "a", mode: "sideways" }] }],
  ["a bind of a list", { statementText: "x", binds: [{ name: "a", value: [1] }] }],
  ["the past", { statementText: "x", $asof: { $scn: "1" } }],
])("a request with %s is refused", (_name, body) => {
  const response = sendJson(body);
  expect(response.status).toBe(400);
  expect(jsonOf(response)).toMatchObject({ code: "BadRequest" });
});

test.each<[string, RequestParts & { readonly type?: string; readonly method?: string }, number]>([
  ["GET", { method: "GET" }, 405],
  ["another media type", { type: "text/plain", body: "select 1 from dual" }, 400],
  ["text that is no JSON", { type: "application/json", body: "{" }, 400],
  ["a wrong password", { headers: { authorization: basicOf("practice", "x") } }, 401],
  ["another user", { headers: { authorization: basicOf("hr", "x") } }, 401],
  ["a token that is none", { headers: { authorization: "Bearer x" } }, 401],
  ["a scheme that is not known", { headers: { authorization: "Digest x" } }, 401],
])("%s is refused", (_name, parts, status) => {
  expect(send(parts).status).toBe(status);
});

test("without credentials it is refused", () => {
  const response = testWorld.send("POST", "/_/sql", {
    headers: { "content-type": "application/sql" },
    body: "select 1 from dual",
  });
  expect(response.status).toBe(401);
});

test("a client needs the role SQL Developer", () => {
  const { run, rows } = testWorld;
  run(`
    declare l_client ords_types.t_client_credentials;
    begin
      l_client := ords_security.register_client('worker', 'client_credentials',
        p_client_secret => ords_types.oauth_client_secret(p_secret => 's'));
      commit;
    end;
    /`);
  const [[id] = []] = rows("select client_id from user_ords_clients where name = 'worker'");
  const token = jsonOf(
    testWorld.send("POST", "/oauth/token", {
      headers: {
        authorization: basicOf(String(id), "s"),
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    }),
  )["access_token"];
  const call = () =>
    send({ headers: { authorization: `Bearer ${String(token)}` }, body: "select 1 from dual" });
  expect(call().status).toBe(401);
  run("begin ords_security.grant_client_role('worker', 'SQL Developer'); commit; end;\n/");
  expect(call().status).toBe(200);
});
