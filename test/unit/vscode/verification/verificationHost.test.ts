import { expect, test, vi } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import { silentLogger } from "../../../../src/base/logger.ts";
import type { Verification } from "../../../../src/features/verification/verifications.ts";
import type { ProfileId } from "../../../../src/services/profiles/profile.ts";
import { registerVerificationPanels } from "../../../../src/vscode/verification/verificationHost.ts";

const stub = await vi.hoisted(async () => {
  const { FakeWindow } = await import("../panels/windowStub.ts");
  return { window: new FakeWindow() };
});

vi.mock("vscode", () => ({
  window: stub.window,
  env: { language: "en" },
  l10n: { t: (text: string) => text },
  ProgressLocation: { Window: 10 },
  Uri: { joinPath: (...parts: readonly unknown[]) => parts.join("/") },
  ViewColumn: { Active: -1 },
}));

test("the status bar remembers a run for as long as it is under way, and nothing else", () => {
  const selection = { endpoints: [], callers: [], values: [] };
  const verification = {
    title: "Verify access: HR",
    model: { connection: {}, choice: { selection }, step: { kind: "choose" } },
    onDidChange: new Emitter<void>().event,
    // A run has not begun when the page has asked for it: passwords are looked for before.
    handle: async () => undefined,
    dispose: () => undefined,
  } as unknown as Verification;
  const panels = registerVerificationPanels({
    extensionUri: "extension" as never,
    verifications: { open: () => verification, restore: () => undefined },
    reportError: async () => undefined,
    log: silentLogger,
  });
  panels.open({ profile: "p1" as ProfileId });
  const [view] = stub.window.views;
  view?.received.fire({ kind: "edit", selection });
  view?.received.fire({ kind: "cancel" });
  expect(stub.window.progress).toEqual([]);
  view?.received.fire({ kind: "run", selection });
  expect(stub.window.progress).toEqual(["Verify access: HR"]);
});
