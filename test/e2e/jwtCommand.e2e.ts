import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { jwtText } from "../support/jwtText.ts";
import { untilPrompted } from "./support/connectionSteps.ts";
import { clickInDialog, dialog, dialogText } from "./support/dialog.ts";
import { editorTab, editorText } from "./support/editor.ts";
import { filesHolding } from "./support/filesHolding.ts";
import { setMachineSettings } from "./support/machineSettings.ts";
import {
  clearNotifications,
  clickInNotification,
  notification,
  notificationText,
} from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { dismiss, pickItem, untilAsked } from "./support/quickInput.ts";
import { runCommand } from "./support/runCommand.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";

/** A JWT comes from a command that the person has configured; whatever it does ends in a message. */

let workbench: Workbench;
let files: { readonly script: string; readonly mode: string; readonly ran: string };
const now = Math.floor(Date.now() / 1000);
const jwt = jwtText(
  { alg: "RS256", kid: "k1" },
  { iss: "https://issuer.example", aud: "ords", sub: "ann", iat: now - 60, exp: now + 600 },
);
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
  const { folder } = workbench.server;
  files = {
    script: join(folder, "print-token.cjs"),
    mode: join(folder, "mode"),
    ran: join(folder, "ran"),
  };
  writeFileSync(files.script, program);
  behave("token");
  setMachineSettings(workbench, { "ordsSecurity.jwtCommand": command() });
  await startPractice(workbench.page, { schema: "half secured", release: "25.4.0" });
});

afterAll(async () => {
  await workbench?.close();
});

it("shows the command before it runs, and runs nothing when that is declined", async () => {
  const { page } = workbench;
  await askToRun();
  const shown = await dialogText(page);
  for (const part of command()) expect(shown).toContain(part);
  await takePicture(page, "jwt-command-1-asked");
  await clickInDialog(page, "Cancel");
  expect(existsSync(files.ran)).toBe(false);
});

it("holds what it prints against the schema", async () => {
  const { page } = workbench;
  await askToRun();
  await clickInDialog(page, "Run");
  await editorTab(page, /JWT beside/).waitFor();
  const text = await editorText(page);
  expect(text).toContain("https://issuer.example");
  expect(text).not.toContain(jwt);
  expect(readFileSync(files.ran, "utf8").trim().split("\n")).toHaveLength(1);
  await takePicture(page, "jwt-command-2-read");
});

it("takes no command from the settings of a workspace", async () => {
  const { page, folder } = workbench;
  const settings = join(folder, ".vscode", "settings.json");
  mkdirSync(join(folder, ".vscode"), { recursive: true });
  writeFileSync(settings, JSON.stringify({ "ordsSecurity.jwtCommand": ["/bin/evil"] }));
  // Loaded with it, so that it was read for sure.
  await workbench.reload();
  await askToRun();
  const shown = await dialogText(page);
  expect(shown).toContain(files.script);
  expect(shown).not.toContain("evil");
  await clickInDialog(page, "Cancel");
  rmSync(settings);
});

it.each([
  ["exit", /exit code 3/],
  ["nothing", /printed nothing/],
  ["nonsense", /of no use.*three parts joined by dots/],
])("says so when the command ends with %s", async (behavior, words) => {
  const { page } = workbench;
  await clearNotifications(page);
  behave(behavior);
  await askToRun();
  await clickInDialog(page, "Run");
  const said = await notificationText(page, "The command for a JWT gave no token.");
  expect(said).toMatch(words);
  expect(said).not.toContain("MARKED");
  await takePicture(page, `jwt-command-3-${behavior}`);
});

it("can be canceled while it runs, and is gone then", async () => {
  const { page } = workbench;
  await clearNotifications(page);
  behave("slow");
  rmSync(files.ran, { force: true });
  await askToRun();
  await clickInDialog(page, "Run");
  await notification(page, /^Running|Running /);
  await takePicture(page, "jwt-command-4-running");
  const pid = Number(readFileSync(files.ran, "utf8"));
  expect(isRunning(pid)).toBe(true);
  await clickInNotification(page, "Running", "Cancel");
  await expect.poll(() => isRunning(pid)).toBe(false);
  // Whoever cancels knows it: no message follows.
  await expect
    .poll(() => page.locator(".notifications-toasts .notification-list-item").count())
    .toBe(0);
});

it("only takes a pasted one where no command is configured, and has put nothing into a file", async () => {
  const { page, server } = workbench;
  setMachineSettings(workbench, {});
  await expect
    .poll(async () => {
      await runCommand(page, "ORDS Security: Check a JWT…");
      await untilAsked(page, "Check a JWT");
      const isPasted = await page
        .locator(".quick-input-widget")
        .getByText(/Paste the token/)
        .isVisible();
      await dismiss(page);
      return isPasted;
    })
    .toBe(true);
  rmSync(files.script);
  expect(filesHolding(server.folder, jwt)).toEqual([]);
});

/** Up to the question whether to run it. */
async function askToRun(): Promise<void> {
  const { page } = workbench;
  await runCommand(page, "ORDS Security: Check a JWT…");
  await untilAsked(page, "Check a JWT");
  await untilPrompted(page, "Where does the token come from?");
  await pickItem(page, "Run the command of your settings");
  await dialog(page, "Run this command");
}

function command(): readonly string[] {
  return [process.execPath, files.script, files.mode, files.ran];
}

function behave(how: string): void {
  writeFileSync(files.mode, how);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const program = `
const { appendFileSync, readFileSync } = require("node:fs");
const [mode, ran] = process.argv.slice(2);
appendFileSync(ran, process.pid + "\\n");
switch (readFileSync(mode, "utf8")) {
  case "token":
    console.log(${JSON.stringify(jwt)});
    break;
  case "exit":
    console.error("MARKED");
    process.exitCode = 3;
    break;
  case "nonsense":
    console.log("Please sign in, MARKED");
    break;
  case "slow":
    process.on("SIGTERM", () => undefined);
    setInterval(() => undefined, 1000);
}
`;
