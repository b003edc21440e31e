import { afterAll, beforeAll, expect, it } from "vitest";
import { readClipboard, writeClipboard } from "./support/clipboard.ts";
import { editorText, openFile } from "./support/editor.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { runCommand } from "./support/runCommand.ts";
import { openSideBar } from "./support/sideBar.ts";
import { takePicture } from "./support/takePicture.ts";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

it("shows the view container of the extension", async () => {
  const sideBar = await openSideBar(workbench.page, "ORDS Security");
  await expect.poll(() => sideBar.innerText()).toMatch(/connections/i);
  await takePicture(workbench.page, "smoke-side-bar");
});

it("opens a script of the workspace and reads all of its text", async () => {
  await openFile(workbench.page, "report-mailer.sql");
  const text = await editorText(workbench.page);
  expect(text).toContain("ORDS_SECURITY.REGISTER_CLIENT(");
  expect(text.trimEnd().endsWith("/")).toBe(true);
});

it("runs a command and reaches the clipboard", async () => {
  await writeClipboard(workbench.page, "before");
  await runCommand(workbench.page, "File: Copy Path of Active File");
  await expect.poll(() => readClipboard(workbench.page)).toMatch(/report-mailer\.sql$/);
});
