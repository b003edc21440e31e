import { afterAll, beforeAll, expect, it } from "vitest";
import { connectAnew } from "./support/connectAnew.ts";
import { clickInDialog, dialog, dialogText } from "./support/dialog.ts";
import { activeEditor, openFile, replaceEditorText } from "./support/editor.ts";
import { clickInNotification, notification, notificationText } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { pressRun, runScript } from "./support/runScript.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** The scripts of the sample workspace, as start-here.md has them tried, and scripts that fail. */

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

it("repairs the protection of the reports", async () => {
  const { page } = workbench;
  const tree = await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await tree.expandTo(/^Modules/, /^reports.*public/);
  await openFile(page, "protect-reports.sql");
  await runScript(page, "protect-reports.sql");
  await tree.item(/^reports.*protected/).waitFor();
});

it("registers the mailer, and knows its secret where ORDS shows it", async () => {
  const { page } = workbench;
  await openFile(page, "report-mailer.sql");
  await runScript(page, "report-mailer.sql");
  await notification(page, /The secret of report_mailer/);
  const tree = treeView(page, "Connections");
  await tree.expandTo(/^Clients/, /^report_mailer/);
  await takePicture(page, "scripts-mailer");
});

it("marks the line that failed, and leads to it", async () => {
  const { page } = workbench;
  await replaceEditorText(
    page,
    `BEGIN
  ORDS.CREATE_ROLE(p_role_name => 'Board');
  COMMIT;
END;
/

BEGIN
  ORDS.CREATE_ROLE(p_role_name => 'Auditor');
  ORDS.DELETE_EVERYTHING(p_sure => TRUE);
  COMMIT;
END;
/
`,
  );
  const said = await runScript(page, "report-mailer.sql", /failed on Practice/);
  expect(said).toMatch(/ORA-\d+/);
  await activeEditor(page).locator(".squiggly-error").first().waitFor();
  await takePicture(page, "scripts-failed");
  await clickInNotification(page, /failed on Practice/, "Go to line");
  await page
    .locator(".part.statusbar")
    .getByText(/^Ln 2, /)
    .waitFor();
});

it("asks before it runs what will be without effect", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await replaceEditorText(page, "BEGIN\n  ORDS.CREATE_ROLE(p_role_name => 'Nobody');\nEND;\n/\n");
  await pressRun(page);
  await dialog(page, /Run the script as it is/);
  expect(await dialogText(page)).toContain("COMMIT");
  await takePicture(page, "scripts-no-commit");
  await clickInDialog(page, "Run anyway");
  await notificationText(page, /The script ran on Practice/);
  await connectAnew(tree, "Practice");
  await tree.expandTo(/^Roles/, /^Board/);
  // Without COMMIT nobody else sees it.
  expect((await tree.labels()).join("\n")).not.toContain("Nobody");
});
