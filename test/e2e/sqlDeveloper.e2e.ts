import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectRoot } from "../workbench/projectFolders.ts";
import {
  acceptPrompt,
  answerPrompt,
  beginConnection,
  untilPrompted,
} from "./support/connectionSteps.ts";
import { clickInDialog, dialog, dialogText } from "./support/dialog.ts";
import { openFile, replaceEditorText } from "./support/editor.ts";
import { filesHolding } from "./support/filesHolding.ts";
import { notification } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outsidePractice, type OutsidePractice } from "./support/outsidePractice.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { itemTexts, pickItem } from "./support/quickInput.ts";
import { pressRun } from "./support/runScript.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** A session that Oracle SQL Developer lends; a test double stands in for it. */

let workbench: Workbench;
let practice: OutsidePractice;
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await outsidePractice("--lesson", "hr");
  const { user, password } = practice;
  const url = `${practice.url}/${practice.alias}`;
  workbench = await openWorkbench({
    extensions: [join(projectRoot, "test", "e2e", "support", "sqlDeveloperDouble")],
    env: { SQL_DEVELOPER_DOUBLE: JSON.stringify({ url, user, password }) },
  });
});

afterAll(async () => {
  await workbench?.close();
  await practice?.stop();
});

it("offers the connections of that extension, and reads through its session", async () => {
  const { page } = workbench;
  await beginConnection(page, "A connection of Oracle SQL Developer");
  await untilPrompted(page, "Which connection?");
  expect(await itemTexts(page)).toEqual([expect.stringMatching(/^HR there.*not connected/)]);
  await takePicture(page, "borrowed-connections");
  await pickItem(page, "HR there");
  await answerPrompt(page, "Address of ORDS", practice.url);
  await acceptPrompt(page, "Name of the connection");
  const tree = treeView(page, "Connections");
  await tree.item(/^HR there.*ORDS/).waitFor();
  await tree.expandTo(/^Clients/, /^payroll_export/);
  await takePicture(page, "borrowed-open");
});

it("asks before it changes anything there", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await openFile(page, "report-mailer.sql");
  await replaceEditorText(
    page,
    "BEGIN\n  ORDS.CREATE_ROLE(p_role_name => 'Auditor');\n  COMMIT;\nEND;\n/\n",
  );
  await pressRun(page, /Run on HR there/);
  await dialog(page, "Change something in the session of Oracle SQL Developer?");
  expect(await dialogText(page)).toContain("a COMMIT in it also commits whatever you have changed");
  await takePicture(page, "borrowed-asks");
  await clickInDialog(page, "Cancel");
  await tree.chooseAction(/^HR there/, "Refresh");
  await tree.expandTo(/^Roles/, /^Board/);
  expect((await tree.labels()).join("\n")).not.toContain("Auditor");

  await pressRun(page, /Run on HR there/);
  await clickInDialog(page, "Run there");
  await notification(page, "The script ran on HR there.");
  await tree.item(/^Auditor/).waitFor();
});

it("reads without asking", async () => {
  const { page } = workbench;
  await replaceEditorText(
    page,
    "-- Made by ORDS.CREATE_ROLE:\nselect name from user_ords_roles;\n",
  );
  await pressRun(page, /Run on HR there/);
  await notification(page, "The script ran on HR there.");
});

it("leaves no password in any file", () => {
  expect(filesHolding(workbench.server.folder, practice.password)).toEqual([]);
});
