import { beforeEach, expect, test, vi } from "vitest";
import { isCancelled, isUserFacingError } from "../../../../src/base/errors.ts";
import { checkJwtOf, type JwtApp } from "../../../../src/vscode/jwt/checkJwtOf.ts";
import { createSettings } from "../../../../src/vscode/settings.ts";
import { emptyCatalog } from "../../../support/catalogBuilder.ts";
import { profileWith } from "../../../support/fakes.ts";

const ran = vi.hoisted(() => vi.fn());
const asked = vi.hoisted(() => vi.fn());
const editor = vi.hoisted(() => ({ isTrusted: true, chosen: "" as string | undefined }));
const command = ["/opt/print-token", "--for", "ann"];

vi.mock("vscode", () => ({
  CancellationError: class extends Error {
    override readonly name = "Canceled";
  },
  l10n: { t: (text: string) => text },
  window: {
    showWarningMessage: async (...parts: readonly unknown[]) => {
      asked(...parts);
      return await Promise.resolve(editor.chosen);
    },
  },
  workspace: {
    get isTrusted() {
      return editor.isTrusted;
    },
    getConfiguration: () => ({ get: () => command }),
  },
}));
vi.mock("../../../../src/vscode/prompts/askPrompts.ts", () => ({
  askPrompts: async () => await Promise.resolve({ how: "run" }),
}));
vi.mock("../../../../src/vscode/jwt/runJwtCommand.ts", () => ({ runJwtCommand: ran }));

beforeEach(() => {
  ran.mockReset();
  asked.mockReset();
  editor.isTrusted = true;
});

test("in a workspace that is not trusted nothing is run, and nobody is asked to", async () => {
  editor.isTrusted = false;
  editor.chosen = "Run";
  const error = await check();
  expect(isUserFacingError(error) && error.code).toBe("workspaceNotTrusted");
  expect(asked).not.toHaveBeenCalled();
  expect(ran).not.toHaveBeenCalled();
});

test("nothing is run before the person has seen all of it, and said so", async () => {
  editor.chosen = undefined;
  expect(isCancelled(await check())).toBe(true);
  const [, options] = asked.mock.calls[0] ?? [];
  expect(options).toMatchObject({ modal: true });
  for (const part of command) expect(JSON.stringify(options)).toContain(part);
  expect(ran).not.toHaveBeenCalled();
});

test("what is run is what was shown", async () => {
  editor.chosen = "Run";
  ran.mockRejectedValue(new Error("enough"));
  await check();
  expect(ran).toHaveBeenCalledWith(command, expect.any(AbortSignal));
});

async function check(): Promise<unknown> {
  const nothing = async (): Promise<never> => await Promise.reject(new Error("not expected"));
  const app: JwtApp = {
    settings: createSettings(),
    documents: { show: nothing, compare: nothing, dispose: () => undefined },
    explainAccess: () => undefined,
    readKeySet: nothing,
  };
  return await checkJwtOf(app, { profile: profileWith(), catalog: emptyCatalog }).catch(
    (error: unknown) => error,
  );
}
