import { expect, test } from "vitest";
import { jsonOf, openTestWorld } from "../../../support/practiceWorld.ts";
import type { RequestParts } from "../../../support/practiceWorld.ts";

const testWorld = await openTestWorld();
testWorld
  .run(
    `
begin
  ords.define_module('try', '/try/', 3);
  ords.define_template('try', 'broken');
  ords.define_handler('try', 'broken', p_source => 'select * from nope');
  ords.define_template('try', 'image');
  ords.define_handler('try', 'image', p_source_type => ords.source_type_media, p_source => 'select 1 from dual');
  ords.define_template('try', 'all/');
  ords.define_handler('try', 'all/', p_source => 'select employee_id, last_name, salary, manager_id, hire_date from employees order by 1', p_items_per_page => 0);
  ords.define_template('try', 'search');
  ords.define_handler('try', 'search', p_source => 'select last_name || :suffix as "Name", :missing as nothing from employees where department_id = :department order by 1');
  ords.define_template('try', 'head/:id');
  ords.define_handler('try', 'head/:id', p_source_type => ords.source_type_query_one_row, p_source => 'select :agent as agent, :id as id from dual');
  ords.define_parameter('try', 'head/:id', 'GET', 'X-Agent', 'agent', 'HEADER', 'STRING', 'IN');
  ords.define_template('try', 'raise');
  ords.define_handler('try', 'raise', 'POST', ords.source_type_plsql, 'begin
    update employees set salary = salary + :amount where employee_id = :id;
    :status_code := 201;
    :location := ''employees/'' || :id;
    :message := :who || '' gets '' || :amount;
  end;');
  ords.define_parameter('try', 'raise', 'POST', 'Location', 'location', 'HEADER', 'STRING', 'OUT');
  ords.define_parameter('try', 'raise', 'POST', 'message', 'message', 'RESPONSE', 'STRING', 'OUT');
  ords.define_template('try', 'who');
  ords.define_handler('try', 'who', p_source_type => 'json/item', p_source => 'select :current_user as name from dual');
  ords.define_template('try', 'loop');
  ords.define_handler('try', 'loop', 'POST', ords.source_type_plsql, 'begin for i in 1 .. 2 loop null; end loop; end;');
  ords.define_template('try', 'fail');
  ords.define_handler('try', 'fail', 'DELETE', ords.source_type_plsql, 'begin delete from employees; raise_application_error(-20001, ''No''); end;');
  ords.define_module('later', '/later/', p_status => 'NOT_PUBLISHED');
  ords.define_template('later', 'x');
  ords.define_handler('later', 'x', p_source => 'select 1 from dual');
  commit;
end;
/`,
  )
  .forEach(({ failure }) => expect(failure?.text).toBeUndefined());

const json = { "content-type": "application/json" };

function get(path: string, parts: RequestParts = {}) {
  return testWorld.send("GET", path, parts);
}

test("a collection has its members and links in ORDS' order", () => {
  const response = get("/hr/employees/?offset=10&limit=5&x=1");
  const url = "http://127.0.0.1:8080/ords/practice/hr/employees/";
  expect(response.headers["content-type"]).toBe("application/json");
  const body = jsonOf(response);
  expect(Object.keys(body)).toEqual(["items", "hasMore", "limit", "offset", "count", "links"]);
  expect(body).toMatchObject({ hasMore: true, limit: 5, offset: 10, count: 5 });
  expect(body["links"]).toEqual([
    { rel: "self", href: `${url}?offset=10&limit=5&x=1` },
    { rel: "describedby", href: "http://127.0.0.1:8080/ords/practice/metadata-catalog/hr/item" },
    { rel: "first", href: `${url}?limit=5&x=1` },
    { rel: "next", href: `${url}?limit=5&x=1&offset=15` },
    { rel: "prev", href: `${url}?limit=5&x=1&offset=5` },
  ]);
});

test("the links lead through all pages and end", () => {
  const ids: unknown[] = [];
  let path: string | undefined = "/hr/employees/";
  while (path !== undefined) {
    const body = jsonOf(get(path)) as {
      items: { employee_id: number }[];
      links: { rel: string; href: string }[];
    };
    ids.push(...body.items.map((item) => item.employee_id));
    path = body.links.find(({ rel }) => rel === "next")?.href.split("/ords/practice")[1];
  }
  expect(ids).toEqual(Array.from({ length: 30 }, (_, i) => 100 + i));
});

test("a module says how many items a page has, and zero switches paging off", () => {
  expect(jsonOf(get("/hr/departments/"))).toMatchObject({ limit: 10, count: 6 });
  expect(jsonOf(get("/try/search?department=40"))).toMatchObject({ limit: 3, count: 3 });
  expect(jsonOf(get("/try/all/"))).toMatchObject({ limit: 10000, count: 30, hasMore: false });
});

test("an item, and 404 without a row", () => {
  expect(jsonOf(get("/hr/employees/100"))).toMatchObject({
    employee_id: 100,
    hire_date: "2016-03-01T00:00:00Z",
    manager_id: null,
    links: [{ rel: "collection", href: "http://127.0.0.1:8080/ords/practice/hr/employees/" }],
  });
  expect(get("/hr/employees/7").status).toBe(404);
});

test("values come from the path, the query, the headers; what is missing is NULL", () => {
  const [item] = jsonOf(get("/try/search?department=10&suffix=!"))["items"] as unknown[];
  expect(item).toEqual({ Name: "Duarte!", nothing: null });
  const head = get("/try/head/a%20b", { headers: { "x-agent": "me" } });
  expect(jsonOf(head)).toMatchObject({ agent: "me", id: "a b" });
});

test("a handler knows who calls", () => {
  expect(jsonOf(get("/try/who"))["name"]).toBeNull();
  const user = { headers: { authorization: testWorld.basic } };
  expect(jsonOf(get("/try/who", user))["name"]).toBe("PRACTICE");
});

test.each<[string, unknown, readonly number[]]>([
  ["equality", { employee_id: 101 }, [101]],
  ["comparisons", { salary: { $gte: 13100 } }, [100, 103]],
  ["a range", { employee_id: { $between: [102, 104] } }, [102, 103, 104]],
  ["a range with an open end", { employee_id: { $between: [null, 101] } }, [100, 101]],
  ["the other end", { employee_id: { $between: [128, null] } }, [128, 129]],
  ["a day", { hire_date: { $eq: { $date: "2016-05-16T00:00:00Z" } } }, [101]],
  ["a day in short", { hire_date: { $date: "2016-05-16T02:00:00+02:00" } }, [101]],
  ["a time", { hire_date: { $lt: { $date: "2016-05-16T00:00:01Z" } } }, [100, 101]],
  ["a pattern", { last_name: { $like: "D%" } }, [100, 112]],
  ["a part", { last_name: { $instr: "ova" } }, [105, 110, 119, 128]],
  ["NULL", { manager_id: { $null: null } }, [100]],
  ["or", { $or: [{ employee_id: 100 }, { employee_id: { $gt: 128 } }] }, [100, 129]],
  ["an order", { salary: { $gt: 12600 }, $orderby: { salary: "desc" } }, [100, 103, 101]],
])("q filters by %s", (_name, filter, ids) => {
  const body = jsonOf(get(`/try/all/?q=${encodeURIComponent(JSON.stringify(filter))}`)) as {
    items: { employee_id: number }[];
  };
  expect(body.items.map((item) => item.employee_id)).toEqual(ids);
});

test.each([
  ["no JSON", "abc"],
  ["a list", "[]"],
  ["an operator that is not known", '{"salary":{"$near":1}}'],
  ["a column that is not there", '{"x y; drop table employees":1}'],
  ["a value that is an object", '{"salary":{"$gt":{}}}'],
  ["a date that is none", '{"hire_date":{"$gt":{"$date":"soon"}}}'],
  ["a range without ends", '{"salary":{"$between":[null,null]}}'],
  ["a moment in the past", '{"$asof":{"$scn":1}}'],
])("q with %s is refused with 400", (_name, q) => {
  const response = get(`/try/all/?q=${encodeURIComponent(q)}`);
  expect(response.status).toBe(400);
  expect(jsonOf(response)).toMatchObject({ code: "BadRequest" });
});

test("q is reserved in PL/SQL handlers too", () => {
  const body = '{"id":100,"amount":0}';
  expect(testWorld.send("POST", "/try/raise?q=abc", { headers: json, body }).status).toBe(400);
});

test("a PL/SQL handler changes rows and answers with headers and members", () => {
  const response = testWorld.send("POST", "/try/raise?who=Ines", {
    headers: json,
    body: '{"id":100,"amount":5}',
  });
  expect(response.status).toBe(201);
  expect(response.headers["location"]).toBe("employees/100");
  expect(jsonOf(response)).toEqual({ message: "Ines gets 5" });
  expect(testWorld.rows("select salary from employees where employee_id = 100")).toEqual([[14205]]);
});

test.each<[string, string, string, RegExp]>([
  ["SQL that fails", "GET", "/try/broken", /ORDS-25001: ORA-00942: table or view does not exist/],
  [
    "a source type that is not played",
    "GET",
    "/try/image",
    /does not run handlers of source type resource\/lob/,
  ],
  [
    "PL/SQL that is not played",
    "POST",
    "/try/loop",
    /The practice server does not run FOR\. Nothing of this block was run\./,
  ],
  ["PL/SQL that fails", "DELETE", "/try/fail", /ORA-20001: No\nORA-06512: at line 1/],
])("%s is answered 555", (_name, method, path, words) => {
  const response = testWorld.send(method, path);
  expect(response.status).toBe(555);
  expect(jsonOf(response)["code"]).toBe("UserDefinedResourceError");
  expect(jsonOf(response)["message"]).toMatch(words);
  expect(testWorld.rows("select count(*) from employees")).toEqual([[30]]);
});

test.each<[string, string, string, number]>([
  ["an unknown module", "GET", "/nope/", 404],
  ["an unknown template", "GET", "/hr/nope", 404],
  ["a module that is not published", "GET", "/later/x", 404],
  ["a method without a handler", "DELETE", "/hr/employees/", 405],
  ["a limit that is no number", "GET", "/hr/employees/?limit=x", 400],
  ["an offset below zero", "GET", "/hr/employees/?offset=-1", 400],
  ["HEAD", "HEAD", "/hr/employees/", 200],
  ["OPTIONS", "OPTIONS", "/hr/employees/", 200],
])("%s", (_name, method, path, status) => {
  const response = testWorld.send(method, path);
  expect(response.status).toBe(status);
  if (status === 405) expect(response.headers["allow"]).toBe("GET");
});

test("a body that is no JSON is refused", () => {
  const parts = { headers: json, body: "{" };
  expect(testWorld.send("POST", "/try/raise", parts).status).toBe(400);
});

test("pages of other origins only where the module lists them", () => {
  const origin = "https://app.example";
  const call = (method: string) =>
    testWorld.send(method, "/try/search", {
      headers: { origin, "access-control-request-method": "GET" },
    });
  expect([call("GET").status, call("OPTIONS").status]).toEqual([403, 403]);
  testWorld.run(
    "begin ords.set_module_origins_allowed('try', 'https://app.example,https://b.example'); commit; end;\n/",
  );
  expect(call("GET").headers["access-control-allow-origin"]).toBe(origin);
  expect(call("OPTIONS").headers).toMatchObject({
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
  });
});
