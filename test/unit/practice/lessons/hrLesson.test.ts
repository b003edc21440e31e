import { expect, test } from "vitest";
import { jsonOf, basicOf, openTestWorld } from "../../../support/practiceWorld.ts";

const paths = ["/hr/employees/", "/payroll/salaries/", "/reports/headcount", "/departments/"];

test.each([
  ["25.4", "ORDS_SECURITY"],
  ["23.4", "OAUTH"],
])("on %s, with %s, the lesson has what is right and what is wrong", async (release) => {
  const { rows, send } = await openTestWorld("hr", release);
  const statusOf = (path: string, token?: string): number =>
    send("GET", path, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })
      .status;
  const tokenOf = (name: string): string => {
    const [client] = rows(
      `select client_id, client_secret from user_ords_clients where name = '${name}'`,
    );
    const answer = send("POST", "/oauth/token", {
      headers: {
        authorization: basicOf(String(client?.[0]), String(client?.[1])),
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    });
    return String(jsonOf(answer)["access_token"]);
  };
  // The reports were meant to be protected: their pattern repeats the alias.
  expect(paths.map((path) => statusOf(path))).toEqual([401, 401, 200, 401]);
  const good = tokenOf("payroll_export");
  expect(paths.map((path) => statusOf(path, good))).toEqual([200, 200, 200, 401]);
  // The privilege is in its list, the role was forgotten.
  const lacking = tokenOf("intranet");
  expect(paths.map((path) => statusOf(path, lacking))).toEqual([401, 401, 200, 401]);
});

test("the PL/SQL handler of the lesson runs", async () => {
  const { run, rows, send, basic } = await openTestWorld("hr");
  run(
    "begin ords.set_module_privilege('payroll', null); ords.delete_privilege('hr.payroll'); commit; end;\n/",
  );
  const response = send("POST", "/payroll/raises/", {
    headers: { authorization: basic, "content-type": "application/json" },
    body: '{"employee_id": 118, "amount": 100}',
  });
  expect(response.status).toBe(200);
  expect(jsonOf(response)).toEqual({ message: "Employee 118 earns 100 more." });
  expect(rows("select salary from employees where employee_id = 118")).toEqual([[3000]]);
});
