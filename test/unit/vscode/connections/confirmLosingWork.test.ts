import { beforeEach, expect, test, vi } from "vitest";
import type { SessionState } from "../../../../src/features/sessions/sessions.ts";
import { confirmLosingWork } from "../../../../src/vscode/connections/confirmLosingWork.ts";
import { emptyCatalog } from "../../features/sampleCatalog.ts";
import { oracleProfileWith } from "../../../support/fakes.ts";

const person = vi.hoisted(() => ({
  chooses: undefined as string | undefined,
  asked: [] as string[],
}));

vi.mock("vscode", async () => ({
  ...(await import("../language/vscodeStub.ts")),
  window: {
    showWarningMessage: async (text: string) => {
      person.asked.push(text);
      return person.chooses;
    },
  },
}));

beforeEach(() => {
  person.chooses = undefined;
  person.asked = [];
});

const profile = oracleProfileWith();

async function confirm(state: SessionState): Promise<readonly string[]> {
  const ended: string[] = [];
  const sessions = {
    get: () => ({ profile, state }),
    endTransaction: async (_: unknown, how: string) => void ended.push(how),
  };
  await confirmLosingWork(sessions, profile.id);
  return ended;
}

const openWith = (uncommitted: number): SessionState => ({
  kind: "open",
  catalog: emptyCatalog,
  refreshing: false,
  uncommitted,
});

test.each([{ kind: "closed" } as const, openWith(0)])("%j loses nothing", async (state) => {
  expect(await confirm(state)).toEqual([]);
  expect(person.asked).toEqual([]);
});

test.each([
  ["Commit", "commit"],
  ["Roll back", "rollback"],
])("who chooses %s has the transaction ended by a %s", async (chosen, how) => {
  person.chooses = chosen;
  expect(await confirm(openWith(1))).toEqual([how]);
  expect(person.asked).toEqual(["1 change is not committed on HR database."]);
});

test("who closes the question keeps the session and its transaction", async () => {
  await expect(confirm(openWith(2))).rejects.toMatchObject({ name: "Canceled" });
  expect(person.asked).toEqual(["2 changes are not committed on HR database."]);
});
