import { expect, test } from "vitest";
import { emptyDraft, type Draft } from "../../../../src/features/requestPanel/draft.ts";
import {
  answeredColumns,
  mergedColumns,
} from "../../../../src/features/requestPanel/filterColumns.ts";
import type { FilterForm } from "../../../../src/features/requestPanel/filterForm.ts";
import { parseIntent } from "../../../../src/features/requestPanel/requestPanelProtocol.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { requestPanelWorld, response } from "../../../support/requestPanelFakes.ts";

const schema = catalog()
  .module("hr")
  .handler("GET", "employees/", { source: "select employee_id, e.SALARY from employees e" })
  .handler("POST", "employees/", { sourceType: "plsql/block" })
  .object("JOBS", { alias: "jobs", enabled: true })
  .build();

const form: FilterForm = {
  match: "all",
  conditions: [{ column: "salary", operator: "$gt", kind: "auto", value: "1000", to: "" }],
  order: [],
  asOf: "",
};

function withQ(value: string, address = "/hr/employees/"): Draft {
  return { ...emptyDraft, address, query: [{ name: "q", value }] };
}

function openAt(path: string) {
  const world = requestPanelWorld(schema);
  const panel = world.panels.open({ profile: world.sessions.profile.id, path });
  const filter = () => panel.model.filter;
  return { ...world, panel, filter };
}

test("a filter is offered where ORDS filters rows, or where there is one", async () => {
  const { panel, filter } = openAt("/hr/employees/");
  expect(filter()).toMatchObject({
    offered: true,
    form: { conditions: [] },
    status: "No condition: all rows.",
    columns: [{ name: "employee_id" }, { name: "salary" }],
  });
  await panel.handle({ kind: "edit", draft: { ...withQ("{}"), method: "POST" } });
  expect(filter().offered).toBe(false);
  await panel.handle({ kind: "edit", draft: { ...emptyDraft, address: "/jobs/" } });
  expect(filter()).toMatchObject({ offered: true, columnsFrom: "JOBS", columns: [] });
  await panel.handle({ kind: "edit", draft: { ...emptyDraft, address: "/else" } });
  expect(filter().offered).toBe(false);
  await panel.handle({ kind: "edit", draft: withQ("{}", "/else") });
  expect(filter().offered).toBe(true);
  await panel.handle({ kind: "edit", draft: { ...emptyDraft, address: "/jobs/?limit=1&q={}" } });
  expect(filter().offered).toBe(false);
});

test("a text is shown as rows, or it is said why not", async () => {
  const { panel, filter } = openAt("/hr/employees/");
  await panel.handle({ kind: "edit", draft: withQ('{"salary":{"$gt":1000}}') });
  expect(filter().form).toEqual({
    ...form,
    conditions: [{ ...form.conditions[0], kind: "number" }],
  });
  expect(filter().status).toBe("1 condition.");
  const nested = '{"$or":[{"$and":[{"a":1}]}]}';
  await panel.handle({ kind: "edit", draft: withQ(nested) });
  expect(filter()).toMatchObject({ form: undefined, text: nested });
  expect(filter().why).toContain("conditions within conditions");
  expect(panel.model.draft.query).toEqual([{ name: "q", value: nested }]);
});

test("q follows the rows, whatever the page believes to stand there", () => {
  const message = { kind: "send", draft: withQ("{"), filter: form };
  expect(parseIntent(message)).toEqual({
    kind: "send",
    draft: withQ('{"salary":{"$gt":1000}}'),
  });
  expect(parseIntent({ ...message, filter: { match: "some" } })).toEqual({
    kind: "send",
    draft: withQ("{"),
  });
  const without = { ...message, draft: emptyDraft };
  expect(parseIntent(without)).toEqual({ kind: "send", draft: emptyDraft });
});

test("rows that are half typed stay until q says something else", async () => {
  const { panel, filter } = openAt("/hr/employees/");
  const half: FilterForm = {
    ...form,
    conditions: [...form.conditions, { ...form.conditions[0]!, value: "" }],
    order: [{ column: "salary", direction: "desc" }],
  };
  const edit = parseIntent({ kind: "edit", draft: withQ("{}"), filter: half })!;
  await panel.handle(edit);
  expect(filter()).toMatchObject({
    form: half,
    text: '{"salary":{"$gt":1000},"$orderby":{"salary":"desc"}}',
    status: "1 condition. Ordered by salary descending. 1 row is not in it yet.",
    problems: [{ part: "condition", index: 1, field: "value" }],
  });
  const { draft } = panel.model;
  await panel.handle({ kind: "edit", draft: { ...draft, headers: [{ name: "a", value: "b" }] } });
  panel.fillIn({ ...panel.model.draft, headers: [] });
  expect(filter().form).toEqual(half);
  await panel.handle({ kind: "edit", draft: withQ('{"salary":1}') });
  expect(filter().form?.conditions).toHaveLength(1);
});

test("columns come from the answer and from the database, each for its own address", async () => {
  const { panel, filter, sender, columns } = openAt("/jobs/");
  columns.push({ name: "JOB_ID", dataType: "NUMBER", required: true });
  columns.push({ name: "SINCE", dataType: "DATE", required: false });
  const body = '{"items":[{"title":"Clerk","job_id":1,"links":[]}],"hasMore":false}';
  const json = { "content-type": "application/json" };
  sender.answers.push([{ response: response({ body, headers: json }) }]);
  await panel.handle({ kind: "send", draft: withQ("{}", "/jobs/") });
  expect(filter().columns).toEqual([
    { name: "title", kind: "text" },
    { name: "job_id", kind: "number" },
  ]);
  expect(await panel.handle({ kind: "readColumns", draft: withQ("{}", "/jobs/") })).toEqual({
    kind: "readColumns",
    of: "GET /jobs/",
  });
  await panel.readColumns(new AbortController().signal);
  expect(filter()).toMatchObject({
    columnsFrom: undefined,
    columns: [{ name: "title" }, { name: "job_id" }, { name: "since", kind: "date" }],
  });
  sender.answers.push([{ response: response({ body: '{"items":[]}', headers: json }) }]);
  await panel.handle({ kind: "send", draft: withQ('{"title":"x"}', "/jobs/") });
  expect(filter().columns).toHaveLength(3);
  await panel.handle({ kind: "edit", draft: withQ("{}") });
  expect(filter().columns.map(({ name }) => name)).toEqual(["employee_id", "salary"]);
});

test("columns come from the source of a handler, or it is said where else", async () => {
  const unread = catalog().module("hr").handler("GET", "employees/", { source: undefined }).build();
  const world = requestPanelWorld(unread);
  const panel = world.panels.open({
    profile: world.sessions.profile.id,
    path: "/hr/employees/",
  });
  const signal = new AbortController().signal;
  expect(panel.model.filter).toMatchObject({ columns: [], columnsFrom: "the handler" });
  world.sources.set("employees/", "select * from employees");
  await expect(panel.readColumns(signal)).rejects.toMatchObject({
    message: "The columns of /hr/employees/ are not told by the source of its handler.",
  });
  world.sources.set("employees/", "select last_name from employees");
  await panel.readColumns(signal);
  expect(panel.model.filter).toMatchObject({
    columns: [{ name: "last_name" }],
    columnsFrom: undefined,
  });
});

test("what the values of a column are is known when all of them are of one type", () => {
  const items = [
    { a: 1, b: "x", c: "2026-01-31T00:00:00Z", d: 1, e: null, f: { g: 1 }, $h: 1, links: [] },
    { a: null, b: "y", c: "2026-01-31T00:00:00.5Z", d: "1", i: "z" },
  ];
  expect(answeredColumns(JSON.stringify({ items }))).toEqual([
    { name: "a", kind: "number" },
    { name: "b", kind: "text" },
    { name: "c", kind: "date" },
    { name: "d", kind: undefined },
    { name: "e", kind: undefined },
    { name: "f", kind: undefined },
    { name: "i", kind: "text" },
  ]);
  expect(answeredColumns("<html>")).toEqual([]);
  expect(mergedColumns([{ name: "a", kind: undefined }], [{ name: "A", kind: "number" }])).toEqual([
    { name: "a", kind: "number" },
  ]);
});
