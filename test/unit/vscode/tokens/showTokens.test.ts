import { beforeEach, expect, test, vi } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import type { SessionState } from "../../../../src/features/sessions/sessions.ts";
import type { TokenClient } from "../../../../src/services/tokens/tokenProvider.ts";
import { showTokens } from "../../../../src/vscode/tokens/showTokens.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { profileWith } from "../../../support/fakes.ts";

interface Item {
  readonly label: string;
  readonly held?: unknown;
}

const editor = vi.hoisted(() => ({ pick: undefined as unknown }));

vi.mock("vscode", () => ({
  CancellationError: class extends Error {
    override name = "Canceled";
  },
  Disposable: {
    from: (...all: readonly { dispose(): void }[]) => ({
      dispose: () => all.forEach((one) => one.dispose()),
    }),
  },
  env: {},
  l10n: { t: (text: string) => text },
  QuickPickItemKind: { Separator: -1 },
  ThemeIcon: class {
    readonly id = "icon";
  },
  window: { createQuickPick: () => editor.pick },
}));

/** As much of a list as is needed. */
class FakePick {
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  readonly #button = new Emitter<{ readonly item: Item }>();
  readonly #accepted = new Emitter<void>();
  readonly #hidden = new Emitter<void>();
  readonly onDidTriggerItemButton = this.#button.event;
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;

  show(): void {}
  dispose(): void {}
  press(item: Item): void {
    this.#button.fire({ item });
  }
  hide(): void {
    this.#hidden.fire();
  }
}

let pick: FakePick;
beforeEach(() => {
  pick = new FakePick();
  editor.pick = pick;
});

test("a token is forgotten from the list, and one that cannot be is told of", async () => {
  const forgotten: string[] = [];
  const reported: unknown[] = [];
  const failure = new Error("no keyring");
  let works = true;
  const shown = showTokens(
    {
      ...world,
      tokens: {
        ...world.tokens,
        forget: async ({ clientId }: TokenClient) => {
          if (!works) throw failure;
          forgotten.push(clientId);
          return await Promise.resolve();
        },
      },
      reportError: async (error) => void reported.push(error),
    },
    () => Promise.reject(new Error("not expected")),
  );
  const item = pick.items.find(({ held }) => held !== undefined);
  if (!item) throw new Error("There is no token in the list.");
  pick.press(item);
  await vi.waitFor(() => expect(forgotten).toHaveLength(1));
  works = false;
  pick.press(item);
  await vi.waitFor(() => expect(reported).toEqual([failure]));
  pick.hide();
  await expect(shown).rejects.toThrow();
});

const schema = catalog().client("payroll").build();
const state: SessionState = { kind: "open", catalog: schema, refreshing: false, uncommitted: 0 };
const session = { profile: profileWith(), state };
const silent = new Emitter<never>().event;
const notExpected = () => Promise.reject(new Error("not expected"));

const world: Parameters<typeof showTokens>[0] = {
  sessions: {
    list: () => [session],
    get: () => session,
    onDidChange: silent,
  },
  clientStates: {
    stateOf: () => ({ token: { kind: "held", expiresAt: undefined }, hasSecret: true }),
    onDidChange: silent,
    dispose: () => undefined,
  },
  tokens: { token: notExpected, forget: notExpected, forgetAll: notExpected },
  terminalTokens: { given: undefined, give: notExpected, take: () => undefined },
  reportError: notExpected,
};
