import { expect, test } from "vitest";
import { routeRequest } from "../../../../src/practice/routes/routeRequest.ts";
import { jsonOf, openTestWorld, toPracticeRequest } from "../../../support/practiceWorld.ts";

const { world, send, run, basic } = await openTestWorld("hr");

function get(path: string, headers: Readonly<Record<string, string>> = {}) {
  return routeRequest(world, { ...toPracticeRequest("GET", "", { headers }), path });
}

test("the root says who answers", () => {
  expect(get("/").body).toContain("practice server");
  expect(get("/ords/").status).toBe(200);
});

test.each(["/ords/other/hr/employees/", "/ords/PRACTICE/hr/employees/", "/nope", "/ords/practice"])(
  "%s is mapped to no database",
  (path) => {
    const response = get(path);
    expect(response.status).toBe(404);
    expect(jsonOf(response)["message"]).toMatch(/could not be mapped to any database/);
  },
);

test("problems are documents, pages for browsers, documents for curl", () => {
  const problem = get("/nope");
  expect(problem.headers["content-type"]).toBe("application/problem+json");
  expect(problem.body).toMatch(/^\{\n {4}"code": "NotFound",\n {4}"title": "Not Found",\n/);
  expect(jsonOf(problem)).toMatchObject({
    type: "tag:oracle.com,2020:error/NotFound",
    instance: expect.stringMatching(/^tag:oracle\.com,2020:ecid\/[\w-]{22}$/) as unknown,
  });
  const accept = "text/html,application/xhtml+xml,*/*;q=0.8";
  expect(get("/nope", { accept }).headers["content-type"]).toBe("text/html;charset=utf-8");
  expect(get("/nope", { accept }).body).toContain("<h1>404 Not Found</h1>");
  for (const headers of [
    { accept, "user-agent": "curl/8.5.0" },
    { accept, "x-requested-with": "x" },
    { accept, origin: "https://a.example" },
    { accept: "application/json, text/html" },
  ])
    expect(get("/nope", headers).headers["content-type"]).toBe("application/problem+json");
});

test("401 without a token has no challenge; with one that is not good it names it", () => {
  const without = send("GET", "/hr/employees/");
  expect(without.status).toBe(401);
  expect(without.headers["www-authenticate"]).toBeUndefined();
  const bad = send("GET", "/hr/employees/", { headers: { authorization: "Bearer nonsense" } });
  expect(bad.status).toBe(401);
  expect(bad.headers["www-authenticate"]).toMatch(/error="invalid_token"/);
});

function statusForUser(): number {
  return send("GET", "/hr/employees/", { headers: { authorization: basic } }).status;
}

test("a database user has the role SQL Developer and no other", () => {
  expect(statusForUser()).toBe(401);
  run(`declare l owa.vc_arr; begin
    l(1) := 'SQL Developer';
    ords.define_privilege('hr.read', l);
    commit;
  end;
  /`);
  expect(statusForUser()).toBe(200);
});

test("one module was left public by mistake", () => {
  expect(send("GET", "/reports/headcount").status).toBe(200);
  expect(send("GET", "/payroll/salaries/").status).toBe(401);
});

test("a schema that is switched off is not there, under whatever name", () => {
  run("begin ords.enable_schema(p_enabled => false); commit; end;\n/");
  expect(send("GET", "/reports/headcount").status).toBe(404);
  run("begin ords.enable_schema(p_url_mapping_pattern => 'renamed'); commit; end;\n/");
  expect(get("/ords/renamed/reports/headcount").status).toBe(200);
  expect(send("GET", "/reports/headcount").status).toBe(404);
});
