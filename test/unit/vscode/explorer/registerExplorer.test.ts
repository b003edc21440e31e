import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import type { ExplorerParts } from "../../../../src/vscode/explorer/registerExplorer.ts";
import { registerExplorer } from "../../../../src/vscode/explorer/registerExplorer.ts";
import { FakeClock } from "../../../support/fakes.ts";

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

beforeEach(() => vi.useFakeTimers());
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
