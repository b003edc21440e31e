import { expect, test } from "vitest";
import {
  clientName,
  moduleName,
  privilegeName,
  roleName,
} from "../../../../src/domain/model/names.ts";
import type { AccessExplanationPanel } from "../../../../src/features/accessExplanation/accessExplanation.ts";
import type { CallAnswer } from "../../../../src/features/accessExplanation/accessExplanationProtocol.ts";
import type { QuestionDraft } from "../../../../src/features/accessExplanation/questionDraft.ts";
import { readScript } from "../../../../src/plsql/readScript.ts";
import { changesOf } from "../../../../src/plsql/scripts.ts";
import { applyChanges } from "../../../../src/domain/model/applyChange.ts";
import { toExplanationMemento } from "../../../../src/webviews/accessExplanation/pageState.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { explanationWorld } from "../../../support/explanationWorld.ts";
import { UserFacingError } from "../../../../src/base/errors.ts";

const schema = catalog()
  .module("hr", "/hr/")
  .handler("GET", "employees/:id")
  .handler("PUT", "employees/:id")
  .privilege("hr.read", { roles: ["HR Reader"], patterns: ["/hr/*"] })
  .privilege("hr.first", { roles: ["Boss"], patterns: ["/hr/employees/1"] })
  .role("HR Reader")
  .role("Boss")
  .role("SODA Developer", { builtIn: true })
  .client("payroll")
  .client("portal", { grantType: "authorization_code" })
  .build();

const payroll = { kind: "client", name: clientName("payroll") } as const;

function edit(panel: AccessExplanationPanel, change: Partial<QuestionDraft>): void {
  panel.handle({ kind: "edit", draft: { ...panel.model.draft, ...change } });
}

function callAnswer(panel: AccessExplanationPanel): CallAnswer {
  const { answer } = panel.model;
  if (answer.kind !== "call") throw new Error(`The answer is ${answer.kind}`);
  return answer;
}

test("a handler of the tree is explained for anybody, with a value for its variable", () => {
  const { open } = explanationWorld(schema);
  const ref = {
    kind: "handler",
    module: moduleName("hr"),
    uriTemplate: "employees/:id",
    method: "PUT",
  } as const;
  const { model } = open({ ref });
  expect(model.draft).toMatchObject({ method: "PUT", address: "/hr/employees/:id" });
  expect(model.parameters).toEqual([{ name: "id", sample: "1" }]);
  expect(model.answer).toMatchObject({ kind: "call", verdict: "denied" });
  expect(model.answer).toMatchObject({ question: "Anonymous: PUT /hr/employees/1" });
});

test.each([
  [
    "client",
    { kind: "client", name: clientName("payroll") },
    { kind: "client", client: "payroll" },
  ],
  ["role", { kind: "role", name: roleName("Boss") }, { kind: "user", roles: ["Boss"] }],
] as const)("a %s of the tree becomes the caller", (_, ref, caller) => {
  const { model } = explanationWorld(schema).open({ ref });
  expect(model.draft.caller).toMatchObject(caller);
});

test("a privilege of the tree is asked about by a call that it decides", () => {
  const ref = { kind: "privilege", name: privilegeName("hr.first") } as const;
  const { model } = explanationWorld(schema).open({ ref });
  expect(model.draft.address).toBe("/hr/employees/:id");
  expect(model.draft.thing).toBe("privilege hr.first");
});

test("a value of its own decides where it matters, and the page says that others differ", () => {
  const panel = explanationWorld(schema).open({
    caller: { kind: "user", roles: [roleName("HR Reader")] },
    method: "GET",
    path: "/hr/employees/:id",
  });
  expect(callAnswer(panel).verdict).toBe("denied");
  expect(panel.model.addressNote).toMatchObject({ tone: "hint" });
  edit(panel, { parameters: [{ name: "id", value: "7" }] });
  expect(callAnswer(panel).verdict).toBe("allowed");
});

test("each kind of caller brings its own list, and what was chosen for another is kept", () => {
  const panel = explanationWorld(schema).open({ path: "/hr/employees/7" });
  const { caller } = panel.model.draft;
  expect(panel.model.credentials).toBeUndefined();
  edit(panel, { caller: { ...caller, kind: "client", client: "portal", roles: ["HR Reader"] } });
  expect(panel.model.credentials).toMatchObject({
    of: "roles",
    offered: ["Boss", "SODA Developer"],
  });
  edit(panel, { caller: { ...panel.model.draft.caller, kind: "jwt" } });
  expect(panel.model.credentials).toMatchObject({ of: "scopes", offered: ["hr.read", "hr.first"] });
  expect(panel.model.callerNote).toContain("JWT profile");
  edit(panel, { caller: { ...panel.model.draft.caller, kind: "user" } });
  expect(callAnswer(panel)).toMatchObject({ verdict: "allowed" });
});

test("of a pasted token nobody knows whose it is, so the person is asked", () => {
  const { model } = explanationWorld(schema).open({ caller: "nobodyKnows", path: "/hr/x" });
  expect(model.answer).toEqual({ kind: "none", message: "Choose who calls." });
  expect(model.callers[0]).toMatchObject({ caller: { kind: "none" } });
});

test("a link of the chain leads to its thing, and only to one that is there", () => {
  const panel = explanationWorld(schema).open({ caller: payroll, path: "/hr/employees/7" });
  const links = callAnswer(panel).chain.flatMap(({ link }) => link ?? []);
  expect(links.map(({ label }) => label)).toEqual([
    "handler GET employees/:id of module hr",
    "pattern /hr/* of privilege hr.read",
    "privilege hr.read",
    "role HR Reader",
    "client payroll",
  ]);
  expect(panel.handle({ kind: "reveal", key: links[2]?.key ?? "" })).toEqual({
    kind: "reveal",
    ref: { kind: "privilege", name: "hr.read" },
  });
  expect(panel.handle({ kind: "reveal", key: "role/no such" })).toBeUndefined();
});

test("the script of a way, run on the schema, lets the caller in; nothing is run by itself", () => {
  const { open, sessions } = explanationWorld(schema);
  const panel = open({ caller: payroll, path: "/hr/employees/7" });
  const [way] = callAnswer(panel).allow?.ways ?? [];
  expect(way?.label).toBe("Grant role HR Reader to client payroll");
  const effect = panel.handle({ kind: "showScript", key: way?.key ?? "" });
  if (effect?.kind !== "openScript") throw new Error("No script");
  expect(effect.text).toContain("-- Grants the role HR Reader to the client payroll.");
  expect(callAnswer(panel).verdict).toBe("denied");
  const { changes } = changesOf(readScript(effect.text));
  const after = applyChanges(
    schema,
    changes.map(({ change }) => change),
  );
  let told = 0;
  panel.onDidChange(() => (told += 1));
  sessions.become({ kind: "open", catalog: after, refreshing: false, uncommitted: 0 });
  expect(told).toBe(1);
  expect(callAnswer(panel).verdict).toBe("allowed");
  expect(callAnswer(panel).allow).toBeUndefined();
  expect(panel.handle({ kind: "showScript", key: way?.key ?? "" })).toBeUndefined();
});

test("what is typed stays when the schema is read again, is gone, or was never there", () => {
  const { open, sessions } = explanationWorld(schema);
  const panel = open({ caller: payroll, path: "/hr/employees/:id" });
  edit(panel, { address: "/hr/emplo", parameters: [{ name: "id", value: "9" }] });
  const { draft, draftVersion } = panel.model;
  sessions.become({ kind: "closed" });
  expect(panel.model).toMatchObject({
    draft,
    draftVersion,
    connection: { note: { buttonLabel: "Connect" } },
    answer: { kind: "none" },
  });
  expect(panel.model.callers.map(({ label }) => label)).toContain("Client payroll");
  expect(panel.handle({ kind: "runRemedy" })).toMatchObject({
    kind: "runRemedy",
    remedy: { action: "connect", argument: "p1" },
  });
  const error = new UserFacingError({ code: "connectionLost", message: "It is away." });
  sessions.become({ kind: "failed", error });
  expect(panel.model.connection.note?.text).toContain("It is away.");
  const empty = catalog().build();
  sessions.become({ kind: "open", catalog: empty, refreshing: false, uncommitted: 0 });
  expect(panel.model).toMatchObject({ draft, draftVersion });
  expect(panel.model.callerNote).toContain("no client payroll");
});

test("another question fills the form in anew and keeps what it does not speak of", () => {
  const { open, sessions } = explanationWorld(schema);
  const panel = open({ caller: payroll, path: "/hr/employees/:id" });
  const before = panel.model.draftVersion;
  panel.ask({ profile: sessions.profile.id, view: "callers", path: "/hr/x", method: "PUT" });
  expect(panel.model.draftVersion).toBeGreaterThan(before);
  expect(panel.model.draft).toMatchObject({
    view: "callers",
    address: "/hr/x",
    method: "PUT",
    caller: { client: "payroll" },
  });
});

test("a line of a list is a question of its own", () => {
  const panel = explanationWorld(schema).open({ view: "reach", caller: payroll });
  const { answer } = panel.model;
  if (answer.kind !== "list") throw new Error("No list");
  const row = answer.groups.flatMap(({ rows }) => rows).find(({ label }) => /PUT \/hr/.test(label));
  edit(panel, row?.ask ?? {});
  expect(callAnswer(panel).question).toBe("Client payroll: PUT /hr/employees/1");
});

test("a long list is cut, counted and filtered", () => {
  const many = Array.from({ length: 300 }, (_, place) => place).reduce(
    (built, place) => built.handler("GET", `t${place}/`),
    catalog().module("m", "/m/"),
  );
  const panel = explanationWorld(many.build()).open({
    view: "reach",
    caller: { kind: "anonymous" },
  });
  const groups = () => {
    const { answer } = panel.model;
    return answer.kind === "list" ? answer.groups : [];
  };
  expect(groups()[0]).toMatchObject({ verdict: "allowed", more: expect.any(Number) as number });
  expect(groups()[0]?.rows).toHaveLength(200);
  edit(panel, { filter: "/T29" });
  expect(groups()[0]).toMatchObject({ count: 11, more: 0 });
});

test("what is deleted can be shown, its script opened, and its name mistyped", () => {
  const panel = explanationWorld(schema).open({
    view: "loss",
    ref: { kind: "privilege", name: privilegeName("hr.read") },
  });
  const { answer } = panel.model;
  if (answer.kind !== "loss") throw new Error("No loss");
  expect(answer.lines.map(({ tone }) => tone)).toContain("gains");
  expect(panel.handle({ kind: "reveal", key: answer.link.key })).toMatchObject({ kind: "reveal" });
  expect(panel.handle({ kind: "showScript", key: answer.way.key })).toMatchObject({
    kind: "openScript",
    text: expect.stringMatching(/DELETE_PRIVILEGE/i) as string,
  });
  edit(panel, { thing: "privilege hr.rea" });
  expect(panel.model.answer).toMatchObject({ kind: "none" });
  expect(panel.model.things).toEqual(
    ["privilege hr.read"].concat("pattern /hr/* of privilege hr.read"),
  );
});

test("an answer can be copied and tried", () => {
  const panel = explanationWorld(schema).open({ caller: payroll, path: "/hr/employees/:id" });
  expect(panel.handle({ kind: "copyAnswer" })).toMatchObject({
    kind: "copy",
    text: expect.stringContaining("Client payroll") as string,
  });
  expect(panel.handle({ kind: "tryIt" })).toEqual({
    kind: "openRequest",
    target: { profile: "p1", method: "GET", path: "/hr/employees/:id", caller: "payroll" },
  });
});

test("a panel comes back after a reload as it was", () => {
  const { open, explanations } = explanationWorld(schema);
  const panel = open({ caller: payroll, path: "/hr/employees/:id" });
  edit(panel, { filter: "x", thing: "role Boss", credential: "half a ro" });
  const { model } = panel;
  const memento = toExplanationMemento({ model, draft: model.draft });
  const restored = explanations.restore(structuredClone(memento));
  expect(restored?.model.draft).toEqual(model.draft);
  expect(explanations.restore({ profile: "p1", draft: {} })).toBeUndefined();
  expect(explanations.restore(undefined)).toBeUndefined();
});
