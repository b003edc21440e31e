import { beforeEach, expect, test, vi } from "vitest";
import { moduleName } from "../../../../src/domain/model/names.ts";
import { nodeFor } from "../../../../src/features/explorer/explorerNodes.ts";
import type { Session } from "../../../../src/features/sessions/sessions.ts";
import type { ConnectionProfile } from "../../../../src/services/profiles/profile.ts";
import type { App } from "../../../../src/vscode/app.ts";
import { sessionCommands } from "../../../../src/vscode/commands/sessionCommands.ts";
import type { Walk } from "../../../../src/vscode/prompts/walkPrompts.ts";
import { emptyCatalog } from "../../features/sampleCatalog.ts";
import { oracleProfileWith } from "../../../support/fakes.ts";

const person = vi.hoisted(() => ({
  chooses: "",
  offered: [] as (readonly string[])[],
  told: [] as string[],
}));

vi.mock("vscode", async () => ({
  ...(await import("../language/vscodeStub.ts")),
  window: {
    showInformationMessage: async (text: string) => void person.told.push(text),
    // Whoever is asked about work that would be lost closes the question.
    showWarningMessage: async () => undefined,
  },
}));
vi.mock("../../../../src/vscode/prompts/askPrompts.ts", () => ({
  askPrompts: async ({ prompts }: Walk) => {
    const [prompt] = prompts({});
    if (prompt?.kind === "pickOne") person.offered.push(prompt.options.map(({ label }) => label));
    return { schema: person.chooses };
  },
}));

beforeEach(() => {
  person.chooses = "";
  person.offered = [];
  person.told = [];
});

const handler = {
  kind: "handler",
  module: moduleName("hr"),
  uriTemplate: "employees/",
  method: "GET",
} as const;

function world({
  profile = oracleProfileWith(),
  uncommitted = 0,
  source = undefined as string | undefined,
}: {
  readonly profile?: ConnectionProfile;
  readonly uncommitted?: number;
  readonly source?: string | undefined;
}) {
  const deeds: string[] = [];
  const session: Session = {
    profile,
    state: { kind: "open", catalog: emptyCatalog, refreshing: false, uncommitted },
  };
  const app = {
    sessions: {
      list: () => [session],
      get: () => session,
      active: () => session,
      setActive: () => undefined,
      endTransaction: async (id: string, how: string) => void deeds.push(`${how} on ${id}`),
      refresh: async (id: string) => void deeds.push(`refresh ${id}`),
    },
    profiles: {
      save: async ({ otherSchema }: ConnectionProfile) =>
        void deeds.push(`look at ${otherSchema?.name}`),
    },
    explorer: { selection: undefined, reveal: async () => undefined },
    documents: {
      show: async ({ name, text }: { readonly name: string; readonly text: string }) =>
        void deeds.push(`${name}: ${text}`),
    },
    readSchemas: async () => ["APP", "PAY"],
    readHandlerSource: async () => source,
  };
  return { commands: sessionCommands(app as unknown as App), deeds };
}

test.each([
  ["ordsSecurity.commitChanges", "commit", "Committed on HR database."],
  ["ordsSecurity.rollBackChanges", "rollback", "Rolled back on HR database."],
] as const)("%s ends the session that waits, and reads it anew", async (id, how, told) => {
  const { commands, deeds } = world({ uncommitted: 2 });
  await commands[id](undefined);
  expect(deeds).toEqual([`${how} on o1`, "refresh o1"]);
  expect(person.told).toEqual([told]);
});

test("where nothing waits there is nothing to commit", async () => {
  const { commands, deeds } = world({});
  await expect(commands["ordsSecurity.commitChanges"]("o1")).rejects.toMatchObject({
    code: "nothingSelected",
  });
  expect(deeds).toEqual([]);
});

test("another schema is looked at, and then one's own again", async () => {
  person.chooses = "PAY";
  const there = world({});
  await there.commands["ordsSecurity.lookAtSchema"]("o1");
  expect(person.offered).toEqual([["Own schema", "APP", "PAY"]]);
  expect(there.deeds).toEqual(["look at PAY"]);

  person.chooses = "";
  const profile = oracleProfileWith({ otherSchema: { name: "PAY", alias: undefined } });
  const back = world({ profile });
  await back.commands["ordsSecurity.lookAtSchema"]("o1");
  expect(back.deeds).toEqual(["look at undefined"]);
});

test("whoever keeps the changes that wait stays in the schema, and so does who chooses it again", async () => {
  const stays = world({});
  await stays.commands["ordsSecurity.lookAtSchema"]("o1");
  expect(stays.deeds).toEqual([]);

  person.chooses = "PAY";
  const waits = world({ uncommitted: 1 });
  await expect(waits.commands["ordsSecurity.lookAtSchema"]("o1")).rejects.toMatchObject({
    name: "Canceled",
  });
  expect(waits.deeds).toEqual([]);
});

test("the source of a handler is shown under the handler's name", async () => {
  const { commands, deeds } = world({ source: "select 1 from dual" });
  await commands["ordsSecurity.showHandlerSource"](nodeFor(oracleProfileWith().id, handler));
  expect(deeds).toEqual(["GET employees/: select 1 from dual"]);
});

test.each([
  [undefined, "No handler is selected."],
  [nodeFor(oracleProfileWith().id, handler), "The handler GET employees/ has no source."],
])("without a handler or its source it is said so", async (argument, message) => {
  const { commands, deeds } = world({});
  const showing = commands["ordsSecurity.showHandlerSource"](argument);
  await expect(showing).rejects.toMatchObject({ code: "nothingSelected", message });
  expect(deeds).toEqual([]);
});
