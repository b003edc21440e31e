import { beforeEach, expect, test, vi } from "vitest";
import { emptyDraft } from "../../../../src/features/requestPanel/draft.ts";
import type { Session } from "../../../../src/features/sessions/sessions.ts";
import {
  requestCommands,
  type RequestApp,
} from "../../../../src/vscode/commands/requestCommands.ts";
import { profileWith } from "../../../support/fakes.ts";

const person = vi.hoisted(() => ({
  names: [] as string[],
  found: [] as string[],
  picks: "first" as "first" | "last",
  confirms: false,
  asked: [] as string[],
}));

vi.mock("vscode", async () => ({
  ...(await import("../language/vscodeStub.ts")),
  InputBoxValidationSeverity: { Warning: 2 },
  window: {
    showInputBox: async ({ value }: { readonly value: string }) => {
      person.found.push(value);
      return person.names.shift();
    },
    showQuickPick: async (items: readonly unknown[]) => items.at(person.picks === "first" ? 0 : -1),
    showWarningMessage: async (text: string, _: unknown, button: string) => {
      person.asked.push(text);
      return person.confirms ? button : undefined;
    },
    setStatusBarMessage: () => undefined,
  },
}));

beforeEach(() => {
  person.names = [];
  person.found = [];
  person.picks = "first";
  person.confirms = false;
  person.asked = [];
});

const profile = profileWith();
const draft = { ...emptyDraft, address: "/hr/employees/" };

/** A connection whose server is down: whoever asks it for anything fails. */
function offline() {
  const session: Session = { profile, state: { kind: "closed" } };
  const saved: unknown[] = [];
  const cleared: unknown[] = [];
  const opened: unknown[] = [];
  const open = async (): Promise<never> => {
    throw new Error("Nothing listens there.");
  };
  const sessions = { get: () => session, active: () => session, list: () => [session], open };
  const app = {
    sessions,
    openRequest: (target: unknown) => void opened.push(target),
    activeRequest: () => undefined,
    requestHistory: async () => ({
      list: () => [{ draft, status: 200, at: 0 }],
      clear: async (id: unknown) => void cleared.push(id),
    }),
    savedRequests: async () => ({
      choose: async () => ({ uri: "file", names: ["Taken"] }),
      add: async (_: unknown, request: unknown) => void saved.push(request),
    }),
    explorer: { selection: undefined },
  };
  return { commands: requestCommands(app as unknown as RequestApp), saved, opened, cleared };
}

test("what was typed is saved although the server is down", async () => {
  const { commands, saved } = offline();
  person.names = ["All employees"];
  await commands["ordsSecurity.saveRequest"]({ profile: profile.id, draft });
  expect(saved).toMatchObject([{ name: "All employees", address: "/hr/employees/" }]);
});

test("a name that is taken is found again as it was typed when nothing is to be replaced", async () => {
  const { commands, saved } = offline();
  const save = async () =>
    await commands["ordsSecurity.saveRequest"]({ profile: profile.id, draft });
  person.names = ["Taken", "Taken, too"];
  await save();
  expect(person.found).toEqual(["GET /hr/employees/", "Taken"]);
  expect(saved).toMatchObject([{ name: "Taken, too" }]);
  person.names = ["Taken"];
  await save();
  expect(saved).toHaveLength(1);
  person.confirms = true;
  person.names = ["Taken"];
  await save();
  expect(saved).toMatchObject([{ name: "Taken, too" }, { name: "Taken" }]);
});

test("what was sent is found although the server is down", async () => {
  const { commands, opened } = offline();
  await commands["ordsSecurity.showRequestHistory"](undefined);
  expect(opened).toEqual([{ profile: profile.id, draft }]);
});

test.each([false, true])("a history is cleared from its list after a question: %s", async (yes) => {
  const { commands, cleared, opened } = offline();
  person.picks = "last";
  person.confirms = yes;
  await commands["ordsSecurity.showRequestHistory"](undefined);
  expect(person.asked).toEqual([`Clear the request history of ${profile.name}?`]);
  expect(cleared).toEqual(yes ? [profile.id] : []);
  expect(opened).toEqual([]);
});
