import {
  CancellationError,
  type CancellationToken,
  type CodeLens,
  type TextDocument,
} from "vscode";
import { beforeEach, expect, test, vi } from "vitest";
import type { Session } from "../../../../src/features/sessions/sessions.ts";
import type { ScriptConnections } from "../../../../src/vscode/scripts/scriptConnections.ts";
import { ScriptLenses } from "../../../../src/vscode/scripts/scriptLenses.ts";
import { emptyCatalog } from "../../features/sampleCatalog.ts";
import { profileWith } from "../../../support/fakes.ts";
import { documentWith } from "../language/vscodeStub.ts";

const editor = vi.hoisted(() => ({ isTrusted: true }));

vi.mock("vscode", async () => ({
  ...(await import("../language/vscodeStub.ts")),
  workspace: editor,
  window: {},
}));

// As much of the bundle as the lenses take.
vi.mock("../../../../src/vscode/language/loadLanguage.ts", () => ({
  loadLanguage: async () => ({
    ...(await import("../../../../src/features/language/codeLenses.ts")),
    ...(await import("../../../../src/vscode/language/documentAnalyses.ts")),
    ...(await import("../../../../src/vscode/language/showScriptEffect.ts")),
  }),
}));

beforeEach(() => {
  editor.isTrusted = true;
});

const open: Session = {
  profile: profileWith(),
  state: { kind: "open", catalog: emptyCatalog, refreshing: false, uncommitted: 0 },
};
const token = (isCancellationRequested = false) =>
  ({ isCancellationRequested }) as CancellationToken;
const twoBlocks = `BEGIN
  ORDS.CREATE_ROLE('One');
END;
/
BEGIN
  ORDS.CREATE_ROLE('Two');
  ORDS.CREATE_ROLE('Three');
END;
/
`;

/** A question that can be taken back. */
function cancellable() {
  const listeners: (() => void)[] = [];
  const onCancellationRequested = (listener: () => void) => listeners.push(listener);
  return {
    token: {
      isCancellationRequested: false,
      onCancellationRequested,
    } as unknown as CancellationToken,
    waiting: () => listeners.length > 0,
    cancel: () => listeners.forEach((listener) => listener()),
  };
}

const asDocument = (document: unknown) => document as TextDocument;

function script(text: string) {
  return { ...documentWith(text), uri: { path: "/scripts/hr.sql" }, isClosed: false };
}

function lensesOf(session: Session | undefined): ScriptLenses {
  return new ScriptLenses({ of: () => session } as unknown as ScriptConnections);
}

async function resolved(lenses: ScriptLenses, document: unknown): Promise<readonly CodeLens[]> {
  const given = await lenses.provideCodeLenses(document as TextDocument, token());
  return await Promise.all(given.map(async (lens) => await lenses.resolveCodeLens(lens, token())));
}

const titles = (lenses: readonly CodeLens[]) =>
  lenses.map(({ range, command }) => [range.start.line ?? 0, command?.title]);

test("a script can be run as a whole and block by block, and each block tells its effect", async () => {
  const lenses = await resolved(lensesOf(open), script(twoBlocks));
  expect(titles(lenses)).toEqual([
    [0, "$(play) Run on HR test"],
    [0, "Change connection"],
    [0, "$(play) Run block on HR test"],
    [0, "Effect: 1 change, access unchanged"],
    [4, "$(play) Run block on HR test"],
    [4, "Effect: 2 changes, access unchanged"],
    [0, "Effect of all: 3 changes, access unchanged"],
  ]);
  const [whole, , block, effect] = lenses;
  const all = lenses.at(-1);
  const place = [{ path: "/scripts/hr.sql" }];
  expect([whole, all].map((lens) => lens?.command?.arguments)).toMatchObject([place, place]);
  const range = { end: { line: 2, character: 4 } };
  expect(block?.command?.arguments).toMatchObject([
    { place: { range }, text: "BEGIN\n  ORDS.CREATE_ROLE('One');\nEND;" },
  ]);
  expect(effect?.command?.arguments).toMatchObject([{ range }]);
});

test("a name with the signs of an icon is shown as it is", async () => {
  const named: Session = { ...open, profile: profileWith({ name: "HR $(trash)" }) };
  const lenses = await resolved(lensesOf(named), script(twoBlocks));
  const runs = titles(lenses).filter(([, title]) => String(title).startsWith("$(play)"));
  expect(new Set(runs.map(([, title]) => title))).toEqual(
    new Set(["$(play) Run on HR \\$(trash)", "$(play) Run block on HR \\$(trash)"]),
  );
});

test("a block that is the whole script is run by running the script", async () => {
  const lenses = await resolved(lensesOf(open), script("BEGIN ORDS.CREATE_ROLE('x'); END;"));
  expect(titles(lenses).map(([, title]) => title)).not.toContain("$(play) Run block on HR test");
});

test("without a connection there is one to choose, and no endpoints to compare with", async () => {
  expect(titles(await resolved(lensesOf(undefined), script(twoBlocks)))).toEqual([
    [0, "$(plug) Choose connection"],
    [0, "Effect: 1 change"],
    [4, "Effect: 2 changes"],
    [0, "Effect of all: 3 changes"],
  ]);
});

test("in a workspace that is not trusted nothing can be run", async () => {
  editor.isTrusted = false;
  const lenses = await resolved(lensesOf(open), script(twoBlocks));
  expect(lenses.map(({ command }) => command?.command)).toEqual([
    "workbench.trust.manage",
    "ordsSecurity.showScriptEffect",
    "ordsSecurity.showScriptEffect",
    "ordsSecurity.showScriptEffect",
  ]);
});

test("an effect is found out only when its line comes into view", async () => {
  const lenses = lensesOf(open);
  const given = await lenses.provideCodeLenses(asDocument(script(twoBlocks)), token());
  expect(given[3]!.command).toBeUndefined();
  expect((await lenses.resolveCodeLens(given[3]!, token())).command).toBeDefined();
});

test.each<[string, (lenses: ScriptLenses, document: { version: number }) => void]>([
  ["the text has changed", (_, document) => (document.version += 1)],
  ["the connections have changed", (lenses) => lenses.refresh()],
])("a question about lines from before %s is not answered, only taken back", async (_, change) => {
  const lenses = lensesOf(open);
  const document = script(twoBlocks);
  const given = await lenses.provideCodeLenses(asDocument(document), token());
  change(lenses, document);
  const question = cancellable();
  const answers: unknown[] = [];
  const answer = lenses.resolveCodeLens(given[3]!, question.token);
  answer.then(
    (lens) => answers.push(lens),
    (error: unknown) => answers.push(error),
  );
  await vi.waitFor(() => expect(question.waiting()).toBe(true));
  expect(answers).toEqual([]);
  question.cancel();
  await expect(answer).rejects.toBeInstanceOf(CancellationError);
});

test("a text without ORDS has no lines above it, and neither has one that nobody waits for", async () => {
  const lenses = lensesOf(open);
  const other = script("SELECT * FROM dual;") as unknown as TextDocument;
  expect(await lenses.provideCodeLenses(other, token())).toEqual([]);
  const late = script(twoBlocks) as unknown as TextDocument;
  expect(await lenses.provideCodeLenses(late, token(true))).toEqual([]);
});

test("the editor asks anew when the connections change", () => {
  const lenses = lensesOf(open);
  const asked = vi.fn<() => void>();
  lenses.onDidChangeCodeLenses(asked);
  lenses.refresh();
  expect(asked).toHaveBeenCalledOnce();
});
