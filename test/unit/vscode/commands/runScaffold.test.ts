import { beforeEach, expect, test, vi } from "vitest";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import type { Session } from "../../../../src/features/sessions/sessions.ts";
import type { App } from "../../../../src/vscode/app.ts";
import { runExport } from "../../../../src/vscode/commands/runExport.ts";
import { runScaffold, type ScaffoldRequest } from "../../../../src/vscode/commands/runScaffold.ts";
import type { PromptAnswers } from "../../../../src/vscode/prompts/prompt.ts";
import { type Walk, walkPrompts } from "../../../../src/vscode/prompts/walkPrompts.ts";
import { emptyCatalog, sampleCatalog } from "../../features/sampleCatalog.ts";
import { profileWith } from "../../../support/fakes.ts";

const person = vi.hoisted(() => ({
  answers: {} as PromptAnswers,
  asked: [] as string[],
  told: [] as string[],
}));

vi.mock("vscode", async () => ({
  ...(await import("../language/vscodeStub.ts")),
  window: { showInformationMessage: async (text: string) => void person.told.push(text) },
}));
vi.mock("../../../../src/vscode/prompts/askPrompts.ts", () => ({
  askPrompts: async (walk: Walk) =>
    await walkPrompts(walk, async (prompt) => {
      person.asked.push(prompt.id);
      const answer = person.answers[prompt.id];
      if (answer === undefined) throw new Error(`Nobody expected to be asked for ${prompt.id}`);
      return { kind: "answered", answer };
    }),
}));

beforeEach(() => {
  person.answers = {};
  person.asked = [];
  person.told = [];
});

const profile = profileWith();

function world(catalog: Catalog, dialect: "auto" | "oauth" = "auto") {
  const opened: string[] = [];
  const session: Session = {
    profile,
    state: { kind: "open", catalog, refreshing: false, uncommitted: 0 },
  };
  const app = {
    sessions: { get: () => session, active: () => session, setActive: () => undefined },
    settings: { dialect },
    scripts: { open: async (_: unknown, snippet: string) => void opened.push(snippet) },
  } as unknown as App;
  return { app, opened };
}

const request = (scaffold: ScaffoldRequest["scaffold"], given = {}): ScaffoldRequest => ({
  scaffold,
  profile: profile.id,
  given,
});

test("what is not known is asked, and the script opened", async () => {
  const { app, opened } = world(emptyCatalog);
  person.answers = { name: "HR Reader" };
  await runScaffold(app, request("createRole"));
  expect(person.asked).toEqual(["name"]);
  expect(opened.join()).toContain("ORDS.CREATE_ROLE");
  expect(opened.join()).toContain("HR Reader");
});

test("what is known already is not asked", async () => {
  const { app, opened } = world(sampleCatalog);
  await runScaffold(app, request("deletePrivilege", { privilege: "hr.read" }));
  expect(person.asked).toEqual([]);
  expect(opened.join()).toContain("'hr.read'");
});

test("where there is nothing to choose from nobody is asked", async () => {
  const { app, opened } = world(emptyCatalog);
  await expect(runScaffold(app, request("deletePrivilege"))).rejects.toMatchObject({
    message: "There is nothing to choose from.",
  });
  expect([...person.asked, ...opened]).toEqual([]);
});

test("what the dialect cannot say is refused before the first question", async () => {
  const { app, opened } = world(sampleCatalog, "oauth");
  await expect(runScaffold(app, request("importClient"))).rejects.toMatchObject({
    code: "inputNotValid",
  });
  expect([...person.asked, ...opened]).toEqual([]);
});

test("an export opens with the cursor at its top, its dollars being no tab stops", async () => {
  const role = { ...sampleCatalog.roles[1]!, name: "Pay$1" } as Catalog["roles"][number];
  const { app, opened } = world({ ...emptyCatalog, roles: [role] });
  person.answers = { runs: "once" };
  const scope = { kind: "schema" } as const;
  await runExport(app, { profile: profile.id, scope, title: (name) => name });
  expect(person.asked).toEqual(["runs"]);
  expect(opened.join()).toMatch(/^\$0--/);
  expect(opened.join()).toContain("Pay\\$1");
});
