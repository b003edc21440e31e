import { beforeEach, expect, test, vi } from "vitest";
import { UserFacingError } from "../../../../src/base/errors.ts";
import type { Acceptance } from "../../../../src/domain/lint/acceptance.ts";
import { heldLines, openLines } from "../../../../src/features/findings/findingTree.ts";
import { schemaFindings } from "../../../../src/features/findings/schemaFindings.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import type { FindingApp } from "../../../../src/vscode/commands/findingCommands.ts";
import {
  acceptFinding,
  copyFinding,
  exportFindings,
  fixFinding,
  unacceptFinding,
} from "../../../../src/vscode/findings/findingActions.ts";
import type { PromptAnswers } from "../../../../src/vscode/prompts/prompt.ts";
import { type Walk, walkPrompts } from "../../../../src/vscode/prompts/walkPrompts.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

interface Pick {
  readonly label: string;
}

const person = vi.hoisted(() => ({
  answers: {} as PromptAnswers,
  asked: [] as string[],
  picks: undefined as RegExp | undefined,
  offered: [] as string[],
  copied: "",
  ran: [] as unknown[],
  opened: [] as { readonly language: string; readonly content: string }[],
}));

vi.mock("vscode", async () => ({
  ...(await import("../language/vscodeStub.ts")),
  commands: { executeCommand: async (...all: unknown[]) => void person.ran.push(all) },
  env: { clipboard: { writeText: async (text: string) => void (person.copied = text) } },
  window: {
    showQuickPick: async (items: readonly Pick[]) => {
      person.offered = items.map(({ label }) => label);
      return items.find(({ label }) => person.picks?.test(label));
    },
    showTextDocument: async () => undefined,
  },
  workspace: {
    openTextDocument: async (document: (typeof person.opened)[number]) =>
      void person.opened.push(document),
  },
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
  person.picks = undefined;
  person.offered = [];
  person.copied = "";
  person.ran = [];
  person.opened = [];
});

const now = new Date(2026, 10, 25, 12).getTime();
const schema = catalog()
  .module("hr", "/hr/")
  .handler("POST", "x")
  .module("news", "/news/")
  .handler("GET", "x")
  .build();
const held: Acceptance = {
  schema: "HR",
  key: "publicWrite:module/hr",
  reason: "A demo",
  until: undefined,
  on: "2026-11-01",
};
const gone: Acceptance = { ...held, key: "publicWrite:module/gone" };

function world(acceptances: readonly Acceptance[] = [held, gone], refusal?: UserFacingError) {
  const one = schemaFindings({ id: profileId("p1"), name: "HR test" }, schema, {
    acceptances,
    severities: {},
    now,
  });
  const deeds: unknown[] = [];
  let selection: unknown;
  const model = {
    schemas: [one],
    files: {
      choose: async () => {
        if (refusal) throw refusal;
        return "the file";
      },
    },
    accept: async (file: unknown, acceptance: Acceptance) =>
      void deeds.push(["accept", file, acceptance]),
    unaccept: async (acceptance: Acceptance) => void deeds.push(["unaccept", acceptance]),
  };
  const findings = {
    model: async () => model,
    get selection() {
      return selection;
    },
  };
  const app = { findings, version: "1.2.3", sessions: {}, explorer: {} } as unknown as FindingApp;
  return { app, one, deeds, select: (line: unknown) => (selection = line) };
}

test("accepting keeps the reason, the end and the day", async () => {
  const { app, one, deeds } = world();
  const line = openLines(one).find(({ finding }) => finding.rule === "publicHandler");
  person.answers = { reason: " A public price list ", until: "2099-12-31" };
  await acceptFinding(app, line);
  expect(deeds).toEqual([
    [
      "accept",
      "the file",
      {
        schema: "HR",
        key: line?.finding.key,
        reason: "A public price list",
        until: "2099-12-31",
        on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
    ],
  ]);
});

test("an acceptance without an end says so by having none", async () => {
  const { app, one, deeds } = world();
  person.answers = { reason: "For good", until: "" };
  await acceptFinding(app, openLines(one)[0]);
  expect(deeds).toMatchObject([["accept", "the file", { until: undefined }]]);
});

test("nobody is asked for a reason that has no place", async () => {
  const refusal = new UserFacingError({ code: "nothingSelected", message: "No folder is open." });
  const { app, one } = world([], refusal);
  await expect(acceptFinding(app, openLines(one)[0])).rejects.toBe(refusal);
  expect(person.asked).toEqual([]);
});

test("from the palette only what fits is offered, whatever is selected", async () => {
  const { app, one, deeds, select } = world();
  select(openLines(one)[0]);
  person.picks = /./;
  await unacceptFinding(app, undefined);
  expect(person.offered).toEqual(heldLines(one).map(({ finding }) => finding.message));
  expect(deeds).toEqual([["unaccept", held]]);
});

test("from the palette what is selected is meant where it fits", async () => {
  const { app, one, deeds, select } = world();
  select(heldLines(one)[0]);
  await unacceptFinding(app, undefined);
  expect(person.offered).toEqual([]);
  expect(deeds).toEqual([["unaccept", held]]);
});

test("an acceptance of something that is gone is taken out at its line", async () => {
  const { app, deeds } = world();
  await unacceptFinding(app, { kind: "stale", profile: "p1", id: "x", acceptance: gone });
  expect(deeds).toEqual([["unaccept", gone]]);
});

test("a fix is the scaffold with what is known; of several the person chooses", async () => {
  const { app, one } = world();
  const line = openLines(one).find(({ finding }) => finding.fixes.length > 1);
  if (!line) throw new Error("Nothing has several fixes.");
  const fix = line.finding.fixes[1];
  person.picks = new RegExp(`^${fix?.label.replace(/\W/g, ".")}$`);
  await fixFinding(app, line);
  expect(person.offered).toEqual(line.finding.fixes.map(({ label }) => label));
  expect(person.ran).toEqual([
    [
      "ordsSecurity.runScaffold",
      { profile: "p1", scaffold: fix?.scaffold, arguments: fix?.arguments },
    ],
  ]);
});

test("a finding is copied as a sentence", async () => {
  const { app, one } = world();
  await copyFinding(app, heldLines(one)[0]);
  expect(person.copied).toMatch(/^Public write: POST \/hr\/x /);
});

test("a line of before the last reading is about what is there now", async () => {
  const { app, one } = world();
  const [line] = openLines(one);
  if (!line) throw new Error("Nothing is open.");
  person.picks = /none of them/;
  const old = { ...line, finding: { ...line.finding, key: "publicHandler:module/old" } };
  await expect(copyFinding(app, old)).rejects.toMatchObject({ name: "AbortError" });
  expect(person.offered.length).toBeGreaterThan(1);
});

test("both exports open as documents", async () => {
  const { app } = world();
  for (const kind of [/Markdown/, /SARIF/]) {
    person.picks = kind;
    await exportFindings(app, undefined);
  }
  expect(person.opened.map(({ language }) => language)).toEqual(["markdown", "json"]);
  expect(person.opened[0]?.content).toContain("# Findings in schema HR");
});
