import { expect, test } from "vitest";
import { emptyDraft, type Draft } from "../../../../src/features/requestPanel/draft.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { requestPanelWorld, response } from "../../../support/requestPanelFakes.ts";

const schema = catalog()
  .module("hr")
  .handler("PUT", "employees/:id", { source: "begin null; end;" })
  .object("JOBS")
  .build();
const never = new AbortController().signal;

function open(draft: Partial<Draft>) {
  const world = requestPanelWorld(schema);
  const profile = world.sessions.profile.id;
  const panel = world.panels.open({ profile, draft: { ...emptyDraft, ...draft } });
  return { ...world, panel };
}

const newJob: Partial<Draft> = { method: "POST", address: "/jobs/" };

test("a body is filled in from the columns, and says so until the call is another one", async () => {
  const { panel, columns } = open(newJob);
  columns.push(
    { name: "ID", dataType: "NUMBER", required: true },
    { name: "TITLE", dataType: "VARCHAR2", required: false },
  );
  const { draft } = panel.model;
  expect(await panel.handle({ kind: "fillBody", draft, source: "columns" })).toEqual({
    kind: "readBody",
    source: "columns",
    of: "POST /jobs/",
  });
  const version = panel.model.draftVersion;
  await panel.fillBody("columns", never);
  expect(panel.model.draft.body).toBe('{\n  "id": 0,\n  "title": null\n}');
  expect(panel.model.draftVersion).toBeGreaterThan(version);
  expect(panel.model.bodyHint).toContain("From JOBS");
  await panel.handle({ kind: "edit", draft: { ...panel.model.draft, method: "PUT" } });
  expect(panel.model.bodyHint).toBeUndefined();
});

test("the source of a handler is read for the names that it binds", async () => {
  const { panel, sources } = open({ method: "PUT", address: "/hr/employees/7" });
  sources.set("employees/:id", "update emp set sal = :Salary where id = :id and 1 = :body_text;");
  await panel.fillBody("source", never);
  expect(panel.model.draft.body).toBe('{\n  "salary": ""\n}');
  expect(panel.model.bodyHint).toContain("binds");
});

test("where the body comes from is said of an address of any length, too", async () => {
  const address = `/hr/employees/${"7".repeat(100)}`;
  const { panel, sources } = open({ method: "PUT", address });
  sources.set("employees/:id", "update emp set sal = :salary where id = :id;");
  await panel.fillBody("source", never);
  expect(panel.model.bodyHint).toContain("binds");
});

test.each(["begin null; end;", "begin take(:body); end;", undefined])(
  "a source that binds nothing of a body is told as that: %s",
  async (source) => {
    const { panel, sources } = open({ method: "PUT", address: "/hr/employees/7" });
    if (source !== undefined) sources.set("employees/:id", source);
    await expect(panel.fillBody("source", never)).rejects.toThrow("binds nothing");
    expect(panel.model.draft.body).toBe("");
  },
);

test("columns that the database does not show are told, with what to do", async () => {
  const { panel } = open(newJob);
  await expect(panel.fillBody("columns", never)).rejects.toMatchObject({
    message: "The database shows no columns of JOBS.",
    why: expect.stringContaining("OpenAPI") as string,
  });
  expect(panel.model.draft.body).toBe("");
});

test("what was typed while it was read stays", async () => {
  const { panel, columns } = open(newJob);
  columns.push({ name: "ID", dataType: "NUMBER", required: true });
  const filling = panel.fillBody("columns", never);
  await panel.handle({ kind: "edit", draft: { ...panel.model.draft, body: "mine" } });
  await filling;
  expect(panel.model.draft.body).toBe("mine");
  expect(panel.model.bodyHint).not.toContain("From JOBS");
});

test("the OpenAPI document is asked for as the caller of the form", async () => {
  const { panel, sender } = open({ method: "PUT", address: "/hr/employees/7" });
  const body = { content: { "application/json": { schema: { properties: { name: {} } } } } };
  const document = { paths: { "/employees/{id}": { put: { requestBody: body } } } };
  sender.answers.push([{ response: response({ body: JSON.stringify(document) }) }]);
  await panel.fillBody("openApi", never);
  expect(sender.drafts).toMatchObject([
    {
      request: {
        method: "GET",
        url: "https://db.example.com/ords/hr/open-api-catalog/hr/",
        body: undefined,
      },
      caller: { kind: "anonymous" },
    },
  ]);
  expect(panel.model.draft.body).toBe('{\n  "name": ""\n}');
  expect(panel.model.outcome).toEqual({ kind: "none" });
});

test.each([
  [{ status: 401 }, "did not give the OpenAPI document of hr: 401 Unauthorized"],
  [{ body: "{}" }, "No OpenAPI document describes a body for /hr/employees/7"],
  [{ body: "<html>" }, "No OpenAPI document describes a body for /hr/employees/7"],
  [{ truncated: true }, "No OpenAPI document describes a body for /hr/employees/7"],
])("a document that does not help is told: %j", async (answer, said) => {
  const { panel, sender } = open({ method: "PUT", address: "/hr/employees/7" });
  sender.answers.push([{ response: response(answer) }]);
  await expect(panel.fillBody("openApi", never)).rejects.toThrow(said);
});

test("without a connection nothing is asked", async () => {
  const { panel, sessions, sender } = open(newJob);
  sessions.become({ kind: "closed" });
  await expect(panel.fillBody("columns", never)).rejects.toMatchObject({ code: "notConnected" });
  expect(sender.drafts).toEqual([]);
});
