import { expect, test } from "vitest";
import { indexAccess } from "../../../../src/domain/access/accessIndex.ts";
import type { AnswerFacts } from "../../../../src/domain/access/answerFacts.ts";
import { assumptions } from "../../../../src/domain/access/assumptions.ts";
import type { Caller } from "../../../../src/domain/access/caller.ts";
import { compareAnswer, type Agreement } from "../../../../src/domain/access/compareAnswer.ts";
import type { Verdict } from "../../../../src/domain/access/decision.ts";
import { evaluateAccess } from "../../../../src/domain/access/evaluateAccess.ts";
import { clientName } from "../../../../src/domain/model/names.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

const schema = catalog()
  .module("hr", "/hr/")
  .handler("GET", "employees/")
  .handler("GET", "employees/:id", { sourceType: "json/item" })
  .handler("POST", "hire", { sourceType: "plsql/block" })
  .module("news", "/news/")
  .handler("GET", "all")
  .handler("GET", "item/:id", { sourceType: "json/item" })
  .role("HR")
  .privilege("hr.read", { roles: ["HR"], patterns: ["/hr/*"] })
  .privilege("hr.open", { patterns: ["/news/all"] })
  .client("payroll", { roles: ["HR"] })
  .client("intranet")
  .build();
const index = indexAccess(schema);
const anonymous: Caller = { kind: "anonymous" };
const payroll: Caller = { kind: "client", name: clientName("payroll") };
const intranet: Caller = { kind: "client", name: clientName("intranet") };
const user: Caller = { kind: "user", roles: [] };

interface Case {
  readonly caller: Caller;
  readonly path: string;
  readonly method?: string;
  readonly status: number;
  readonly facts?: Partial<AnswerFacts>;
  readonly predicted: Verdict;
  readonly agreement: Agreement;
}

const cases: readonly (readonly [string, Case])[] = [
  // Let through, and what a handler may answer then (ords-facts D.3).
  ["a row", of(payroll, "/hr/employees/", 200, "allowed", "agrees")],
  ["a handler that fails", of(payroll, "/hr/employees/", 555, "allowed", "agrees")],
  ["no such row", of(payroll, "/hr/employees/9", 404, "allowed", "inconclusive")],
  ["a collection is not there", of(payroll, "/hr/employees/", 404, "allowed", "disagrees")],
  ["code that says 404", of(payroll, "/hr/hire", 404, "allowed", "inconclusive", "POST")],
  ["code that says 405", of(payroll, "/hr/hire", 405, "allowed", "inconclusive", "POST")],
  ["the method is not there", of(payroll, "/hr/employees/", 405, "allowed", "disagrees")],
  ["refused after all", of(payroll, "/hr/employees/", 401, "allowed", "disagrees")],
  ["forbidden by a hook", of(payroll, "/hr/employees/", 403, "allowed", "inconclusive")],
  ["not understood", of(payroll, "/hr/employees/", 400, "allowed", "inconclusive")],
  // Refused: 401 for no token and for no role alike.
  ["no token", of(anonymous, "/hr/employees/", 401, "denied", "agrees")],
  ["no role", of(intranet, "/hr/employees/", 401, "denied", "agrees")],
  ["rows without a token", of(anonymous, "/hr/employees/", 200, "denied", "disagrees")],
  ["rows without a role", of(intranet, "/hr/employees/", 204, "denied", "disagrees")],
  ["code run without a role", of(intranet, "/hr/hire", 555, "denied", "disagrees", "POST")],
  ["no row before the refusal", of(anonymous, "/hr/employees/9", 404, "denied", "disagrees")],
  ["refused with 403", of(intranet, "/hr/employees/", 403, "denied", "inconclusive")],
  // Nothing there.
  ["nothing there", of(anonymous, "/none", 404, "notFound", "agrees")],
  ["a method that is missing", of(payroll, "/hr/employees/", 405, "notFound", "agrees", "PUT")],
  ["protection before routing", of(anonymous, "/hr/none", 401, "notFound", "disagrees")],
  ["something there", of(anonymous, "/none", 200, "notFound", "disagrees")],
  // Not known.
  ["settled as let in", of(intranet, "/news/all", 200, "unknown", "settled")],
  ["settled as refused", of(intranet, "/news/all", 401, "unknown", "settled")],
  // Says nothing.
  ["SODA that is not there", of(anonymous, "/soda/latest/x", 404, "unknown", "inconclusive")],
  ["SQL that is off", of(anonymous, "/_/sql", 404, "denied", "inconclusive", "POST")],
  ["too many", of(payroll, "/hr/employees/", 429, "allowed", "inconclusive")],
  ["a gateway", of(anonymous, "/hr/employees/", 503, "denied", "inconclusive")],
  ["a server that fails", of(anonymous, "/hr/employees/", 500, "denied", "inconclusive")],
];

test.each(cases)("%s", (_, one) => {
  const { decision, comparison } = compare(one);
  expect(decision.verdict).toBe(one.predicted);
  expect(comparison.agreement).toBe(one.agreement);
  expect(comparison.sentence).toMatch(/^[A-Z].*\.$/);
  if (one.agreement === "disagrees") expect(comparison.refutes.length).toBeGreaterThan(0);
  for (const id of comparison.refutes) expect(assumptions[id].trust).not.toBe("documented");
});

test("what something else than ORDS answers tells nothing, whatever was predicted", () => {
  const facts = { writer: "other" } as const;
  for (const caller of [anonymous, payroll]) {
    const { comparison } = compare({ ...of(caller, "/hr/employees/", 401), facts });
    expect(comparison).toMatchObject({ agreement: "inconclusive", refutes: [] });
    expect(comparison.sentence).toContain("something else than ORDS");
  }
});

test("an answer that may be a proxy's counts, and the sentence says so", () => {
  const { comparison } = compare({
    ...of(anonymous, "/hr/employees/", 401),
    facts: { writer: "unclear" },
  });
  expect(comparison.agreement).toBe("agrees");
  expect(comparison.sentence).toContain("not in the form that ORDS gives its errors");
});

test("a redirect counts when it stays in the schema; a sign-in page does not let anybody in", () => {
  const there = of(anonymous, "/hr/employees/", 302);
  expect(compare({ ...there, facts: { leads: "schema" } }).comparison.agreement).toBe("disagrees");
  expect(compare({ ...there, facts: { leads: "elsewhere" } }).comparison.agreement).toBe(
    "inconclusive",
  );
});

test("a disagreement names the beliefs it rests on, the least known ones first", () => {
  const { comparison } = compare(of(anonymous, "/hr/none", 401));
  expect(comparison.refutes).toContain("routingBeforeProtection");
  const trusts = comparison.refutes.map((id) => assumptions[id].trust);
  const order = ["uncertain", "remembered", "observed"];
  expect(trusts).toEqual(trusts.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
});

test("a refusal by 403 casts doubt on the rule that it is 401, of the kind of caller", () => {
  expect(compare(of(intranet, "/hr/employees/", 403)).comparison.refutes).toEqual([
    "tokenWithoutRoleAnswers401",
  ]);
  expect(compare(of(user, "/hr/employees/", 403)).comparison.refutes).toEqual([
    "userWithoutRoleAnswers401",
  ]);
  expect(compare(of(anonymous, "/hr/employees/", 403)).comparison.refutes).toEqual([]);
});

test("the roles of a database user are a belief of their own", () => {
  expect(compare(of(user, "/hr/employees/", 200)).comparison.refutes).toContain(
    "databaseUserHasSqlDeveloper",
  );
});

test("an open question is answered for or against what was believed", () => {
  const { decision, comparison: refused } = compare(of(intranet, "/news/all", 401));
  expect(decision).toMatchObject({ presumed: "denied" });
  expect(decision.open).toContain("rolelessPrivilegeNeedsListing");
  expect(refused).toMatchObject({ refutes: [], supports: decision.open });
  const { comparison: allowed } = compare(of(intranet, "/news/all", 200));
  expect(allowed).toMatchObject({ refutes: decision.open, supports: [] });
});

function of(
  caller: Caller,
  path: string,
  status: number,
  predicted: Verdict = "denied",
  agreement: Agreement = "agrees",
  method = "GET",
): Case {
  return { caller, path, status, predicted, agreement, method };
}

function compare({ caller, path, method = "GET", status, facts }: Case) {
  const decision = evaluateAccess(index, caller, { method, path });
  const answer: AnswerFacts = { status, writer: "ords", leads: undefined, ...facts };
  return { decision, comparison: compareAnswer({ caller, decision }, answer) };
}
