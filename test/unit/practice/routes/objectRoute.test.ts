import { expect, test } from "vitest";
import { jsonOf, openTestWorld } from "../../../support/practiceWorld.ts";

const { send, run } = await openTestWorld();
run(
  "begin ords.enable_object(p_object => 'EMPLOYEES', p_object_alias => 'people'); commit; end;\n/",
);

test("a table is a collection whose items link to themselves", () => {
  const body = jsonOf(send("GET", "/people/?limit=2"));
  expect(body).toMatchObject({ count: 2, hasMore: true, limit: 2, offset: 0 });
  expect((body["items"] as unknown[])[1]).toMatchObject({
    employee_id: 101,
    last_name: "Brandt",
    links: [{ rel: "self", href: "http://127.0.0.1:8080/ords/practice/people/101" }],
  });
});

test("a row is found by its key", () => {
  expect(jsonOf(send("GET", "/people/101"))).toMatchObject({ last_name: "Brandt" });
  expect(send("GET", "/people/7").status).toBe(404);
});

test("q filters a table", () => {
  const q = encodeURIComponent('{"department_id":20}');
  expect(jsonOf(send("GET", `/people/?q=${q}`))).toMatchObject({ count: 5 });
  expect(send("GET", "/people/?q=x").status).toBe(400);
});

test("writing is refused in words", () => {
  const response = send("DELETE", "/people/101");
  expect(response.status).toBe(405);
  expect(jsonOf(response)["message"]).toMatch(/lets AutoREST objects be read, not written/);
});

test("an object that is switched off is not there", () => {
  run(
    "begin ords.enable_object(p_enabled => false, p_object => 'EMPLOYEES', p_object_alias => 'people'); commit; end;\n/",
  );
  expect(send("GET", "/people/").status).toBe(404);
});

test("with authorization it asks for one of the roles of the product", () => {
  run(
    "begin ords.enable_object(p_object => 'EMPLOYEES', p_object_alias => 'people', p_auto_rest_auth => true); commit; end;\n/",
  );
  expect(send("GET", "/people/").status).toBe(401);
});
