import { expect, test } from "vitest";
import { allScaffolds } from "../../../../src/features/scaffold/allScaffolds.ts";
import { askedQuestions, nextQuestion } from "../../../../src/features/scaffold/nextQuestion.ts";
import type { Answers } from "../../../../src/features/scaffold/question.ts";
import type { ScaffoldContext, ScaffoldId } from "../../../../src/features/scaffold/scaffold.ts";
import { sampleCatalog } from "../sampleCatalog.ts";

const context: ScaffoldContext = {
  catalog: sampleCatalog,
  dialect: { api: "ordsSecurity", schema: undefined },
};

test.each<[ScaffoldId, Answers, Answers, string | undefined, string]>([
  ["createPrivilege", {}, {}, "name", "1/3"],
  ["createPrivilege", {}, { name: "p" }, "roles", "2/3"],
  ["createPrivilege", {}, { name: "p", roles: [] }, "description", "3/3"],
  ["createPrivilege", {}, { name: "p", roles: [], description: "" }, undefined, ""],
  ["createPrivilege", { roles: ["Idle"] }, { name: "p" }, "description", "2/2"],
  ["mapPrivilege", {}, { privilege: "unused", how: "patterns" }, "patterns", "3/3"],
  ["mapPrivilege", {}, { privilege: "unused", how: "both", patterns: ["/x"] }, "modules", "4/4"],
  ["mapPrivilege", { patterns: ["/x"] }, {}, "privilege", "1/1"],
  ["mapPrivilege", { privilege: "unused", modules: ["hr"] }, {}, undefined, ""],
  ["registerClient", {}, { name: "c", grantType: "client_credentials" }, "privileges", "3/6"],
  ["registerClient", {}, { name: "c", grantType: "authorization_code" }, "redirectUri", "3/6"],
])("%s given %j and answered %j asks for %s", (id, given, answers, question, place) => {
  const step = nextQuestion(allScaffolds[id], context, { given, answers });
  expect(step?.question.id).toBe(question);
  expect(step ? `${step.position}/${step.total}` : "").toBe(place);
});

test("a client's privileges propose the roles that they ask for", () => {
  const answers = {
    name: "c",
    grantType: "client_credentials",
    privileges: ["hr.read", "payroll"],
  };
  const asked = askedQuestions(allScaffolds.registerClient, context, { given: {}, answers });
  expect(asked.find(({ id }) => id === "roles")).toMatchObject({
    initial: ["HR Reader", "Payroll"],
  });
});

test("roles that privileges ask for are offered before others, and the product's own last", () => {
  const asked = askedQuestions(allScaffolds.createPrivilege, context, { given: {}, answers: {} });
  const roles = asked.find(({ id }) => id === "roles");
  expect(roles?.kind === "pickMany" && roles.options.map(({ label }) => label)).toEqual([
    "HR Reader",
    "Payroll",
    "Idle",
    "SODA Developer",
  ]);
});

test("a client is not offered the roles it has, nor asked to lose those it has not", () => {
  expect(offered("grantRole")).toEqual(["Idle", "SODA Developer"]);
  expect(offered("revokeRole")).toEqual(["HR Reader", "Payroll"]);
});

test("patterns offer what a module covers and its bare address, without what is mapped", () => {
  const given = { privilege: "hr.read", how: "patterns" };
  const [patterns] = askedQuestions(allScaffolds.mapPrivilege, context, { given, answers: {} });
  const values = patterns?.kind === "pickMany" ? patterns.options.map(({ value }) => value) : [];
  expect(values).toEqual([
    "/hr/*",
    "/hr",
    "/hr/departments/*",
    "/hr/departments",
    "/hr/employees",
    "/old/*",
    "/old",
    "/pay/*",
    "/pay",
    "/pay/runs/*",
    "/pay/runs",
    "/status/*",
    "/status",
    "/status/ping",
    "/jobs/*",
    "/old_jobs/*",
    "/pay-slips/*",
    "/*",
  ]);
});

test("a module that loses its privilege is told of", () => {
  const given = { privilege: "unused", how: "modules" };
  const [modules] = askedQuestions(allScaffolds.mapPrivilege, context, { given, answers: {} });
  if (modules?.kind !== "pickMany") throw new Error("Modules are to be picked");
  expect(modules.checkAll(["payroll"])?.message).toContain('"payroll"');
  expect(modules.checkAll(["status"])).toBeUndefined();
  expect(modules.checkAll([])?.severity).toBe("error");
});

function offered(id: ScaffoldId): readonly string[] {
  const given = { client: "payroll run" };
  const [roles] = askedQuestions(allScaffolds[id], context, { given, answers: {} });
  return roles?.kind === "pickMany" ? roles.options.map(({ value }) => value) : [];
}
