import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import type { ExplorerParts } from "../../../../src/vscode/explorer/registerExplorer.ts";
import { registerExplorer } from "../../../../src/vscode/explorer/registerExplorer.ts";
import { FakeClock } from "../../../support/fakes.ts";
import { emptyCatalog } from "../../features/sampleCatalog.ts";

const progress = vi.hoisted(() => ({ bars: [] as Promise<void>[] }));

vi.mock("vscode", async () => {
  const nothing = () => ({ dispose: () => undefined });
  return {
    ...(await import("../language/vscodeStub.ts")),
    EventEmitter: Emitter,
    TreeItemCollapsibleState: {},
    MarkdownString: {},
    TreeItem: {},
    ThemeIcon: {},
    ThemeColor: {},
    commands: { executeCommand: async () => undefined },
    window: {
      withProgress: (_: unknown, work: () => Promise<void>) => progress.bars.push(work()),
      createTreeView: () => ({
        visible: false,
        selection: [],
        onDidExpandElement: nothing,
        onDidChangeVisibility: nothing,
        dispose: () => undefined,
      }),
    },
  };
});

beforeEach(() => {
  vi.useFakeTimers();
  progress.bars = [];
});
afterEach(() => vi.useRealTimers());

test("a thousand clients that tell of themselves at once are looked at together", () => {
  const changed = new Emitter<void>();
  let looks = 0;
  const explorer = registerExplorer({
    sessions: {
      list: () => {
        looks += 1;
        return [];
      },
      onDidChange: new Emitter<undefined>().event,
    },
    clientStates: { onDidChange: changed.event },
    clock: new FakeClock(),
    reportError: () => undefined,
    findings: { onDidChangeMarks: new Emitter<void>().event, markInWords: () => undefined },
  } as unknown as ExplorerParts);
  for (let client = 0; client < 1000; client += 1) changed.fire();
  const atOnce = looks;
  vi.advanceTimersByTime(1000);
  expect(atOnce).toBeGreaterThan(0);
  // The first at once, and the others together.
  expect(looks).toBe(2 * atOnce);
  changed.fire();
  expect(looks).toBe(3 * atOnce);
  explorer.dispose();
});

test("a bar tells that connections are read again, until the last of them has been", async () => {
  const changed = new Emitter<undefined>();
  const refreshing = { one: false, other: false };
  const explorer = registerExplorer({
    sessions: {
      list: () =>
        Object.entries(refreshing).map(([id, isRefreshing]) => ({
          profile: { id, kind: "restSql", name: id, user: id },
          state: { kind: "open", catalog: emptyCatalog, refreshing: isRefreshing, uncommitted: 0 },
        })),
      onDidChange: changed.event,
    },
    clientStates: { onDidChange: new Emitter<void>().event },
    clock: new FakeClock(),
    reportError: () => undefined,
    findings: { onDidChangeMarks: new Emitter<void>().event, markInWords: () => undefined },
  } as unknown as ExplorerParts);
  const become = (one: boolean, other: boolean): void => {
    Object.assign(refreshing, { one, other });
    changed.fire(undefined);
  };
  become(true, false);
  become(true, true);
  become(false, true);
  expect(progress.bars).toHaveLength(1);
  const ended = vi.fn<() => void>();
  void progress.bars[0]?.then(ended);
  await Promise.resolve();
  expect(ended).not.toHaveBeenCalled();
  become(false, false);
  await progress.bars[0];
  become(true, false);
  expect(progress.bars).toHaveLength(2);
  explorer.dispose();
  await progress.bars[1];
});
