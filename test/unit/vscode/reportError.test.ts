import { beforeEach, expect, test, vi } from "vitest";
import { UserFacingError } from "../../../src/base/errors.ts";
import { Secret } from "../../../src/base/secret.ts";
import { createReportError } from "../../../src/vscode/reportError.ts";
import { RecordingLogger } from "../../support/fakes.ts";

interface Shown {
  readonly message: string;
  readonly buttons: readonly string[];
}
const world = vi.hoisted(() => ({
  shown: [] as { message: string; buttons: readonly string[] }[],
  executed: [] as (readonly unknown[])[],
  press: undefined as string | undefined,
}));

vi.mock("vscode", () => ({
  commands: {
    executeCommand: async (...call: readonly unknown[]) => void world.executed.push(call),
  },
  l10n: { t: (text: string, detail: string) => text.replace("{0}", detail) },
  window: {
    showErrorMessage: async (message: string, ...buttons: readonly string[]) => {
      world.shown.push({ message, buttons });
      return world.press;
    },
  },
}));

beforeEach(() => {
  world.shown = [];
  world.executed = [];
  world.press = undefined;
});

test.each(["AbortError", "Canceled"])("%s is silent", async (name) => {
  const error = new Error("stopped");
  error.name = name;
  const log = new RecordingLogger();
  await createReportError(log)(error);
  expect(world.shown).toEqual([]);
  expect(log.text).toBe("");
});

const refused = new UserFacingError({
  code: "clientNotAccepted",
  message: "The client was not accepted.",
  why: "Its secret may be another one.",
  remedy: { label: "Enter secret", action: "enterSecret", argument: "p1/payroll" },
});

test("a failure says what, why and what to do", async () => {
  await createReportError(new RecordingLogger())(refused);
  expect(world.shown).toEqual([
    {
      message: "The client was not accepted. Its secret may be another one.",
      buttons: ["Enter secret"],
    },
  ] satisfies Shown[]);
  expect(world.executed).toEqual([]);
});

test("the button does what it says", async () => {
  world.press = "Enter secret";
  await createReportError(new RecordingLogger())(refused);
  expect(world.executed).toEqual([["ordsSecurity.enterSecret", "p1/payroll"]]);
});

test("trying again is offered only where it can be done", async () => {
  const error = new UserFacingError({
    code: "timedOut",
    message: "No answer.",
    remedy: { label: "Try again", action: "retry" },
  });
  await createReportError(new RecordingLogger())(error);
  world.press = "Try again";
  let tries = 0;
  await createReportError(new RecordingLogger())(error, { retry: async () => void (tries += 1) });
  expect(world.shown.map(({ buttons }) => buttons)).toEqual([[], ["Try again"]]);
  expect(tries).toBe(1);
});

test("what nobody expected is logged in full and can be looked up", async () => {
  world.press = "Open log";
  const log = new RecordingLogger();
  await createReportError(log)(new TypeError("x is not a function"));
  expect(world.shown[0]?.message).toBe("Something unexpected went wrong: x is not a function");
  expect(world.executed).toEqual([["ordsSecurity.openLog"]]);
  expect(log.text).toContain("reportError.test.ts");
});

test("a secret among the causes is not logged", async () => {
  const log = new RecordingLogger();
  const cause = Object.assign(new Error("refused"), { secret: new Secret("s3cr3t..") });
  await createReportError(log)(
    new UserFacingError({ code: "tokenRejected", message: "No.", cause }),
  );
  expect(log.text).toContain("refused");
  expect(log.text).not.toContain("s3cr3t");
});

test.each([
  new UserFacingError({ code: "sqlFailed", message: "It says [go on](command:x).", why: "No." }),
  new UserFacingError({
    code: "redirectRefused",
    message: "Sent on to [here](https://evil.example)",
    remedy: { label: "Open log", action: "openLog" },
  }),
  new Error("It says [go on](command:x)"),
])("what a server says makes no link that runs a command", async (error) => {
  await createReportError(new RecordingLogger())(error);
  expect(world.shown).toHaveLength(1);
  expect(world.shown[0]?.message).toMatch(/\[(?:go on|here)\] \(/);
});
