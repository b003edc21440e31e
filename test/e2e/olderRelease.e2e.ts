import { afterAll, beforeAll, expect, it } from "vitest";
import { readClipboard, writeClipboard } from "./support/clipboard.ts";
import { editorTab, editorText } from "./support/editor.ts";
import { clearNotifications, notification, notificationText } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import {
  accept,
  acceptTicked,
  answer,
  pickItem,
  tickItem,
  untilAsked,
} from "./support/quickInput.ts";
import { runScript } from "./support/runScript.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** An ORDS of before ORDS_SECURITY: the package is OAUTH, and the view still shows secrets. */

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

it("reads the secret of a client that was made elsewhere, when a token is wanted", async () => {
  const { page } = workbench;
  const tree = await startPractice(page, { schema: "half secured", release: "23.4.0" });
  await tree.expandTo(/^Clients/, /^payroll_export.*no secret stored/);
  await tree.clickAction(/^payroll_export/, "Copy token");
  await untilAsked(page, "Secret of payroll_export");
  await takePicture(page, "older-release-secret");
  await pickItem(page, "Read it from the database");
  await notificationText(page, /Token of payroll_export copied/);
  await tree.item(/^payroll_export.*token ends in/).waitFor();
});

it("registers a client with OAUTH and keeps the secret that ORDS has made", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  const step = (number: number) => untilAsked(page, `Register client on Practice (${number}/6)`);
  await tree.clickAction(/^Clients/, /Register client/);
  await step(1);
  await answer(page, "old_report");
  await step(2);
  await accept(page);
  await step(3);
  await tickItem(page, /^hr\.read/);
  await acceptTicked(page);
  await step(4);
  await acceptTicked(page);
  await step(5);
  await answer(page, "Report of the old days");
  await step(6);
  await answer(page, "hr@example.com");
  await editorTab(page, "Registers the client old_report").waitFor();
  const script = await editorText(page);
  expect(script).toContain("OAUTH.CREATE_CLIENT(");
  expect(script).toContain("OAUTH.GRANT_CLIENT_ROLE(");
  expect(script).not.toContain("ORDS_SECURITY");
  await runScript(page, "Registers the client old_report");
  await notification(page, "The secret of old_report is in VS Code's secret storage.");
  await clearNotifications(page);
  await writeClipboard(page, "");
  await tree.clickAction(/^old_report/, "Copy token");
  await notificationText(page, /Token of old_report copied/);
  await tree.expand(/^Modules/);
  await tree.expand(/^hr\/hr/);
  const token = await readClipboard(page);
  await tree.chooseAction(/^employees\//, "Copy URL");
  await expect.poll(() => readClipboard(page)).toMatch(/^http/);
  const answered = await fetch(await readClipboard(page), {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(answered.status).toBe(200);
  await takePicture(page, "older-release-registered");
});
