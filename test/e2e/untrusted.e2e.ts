import { afterAll, beforeAll, expect, it } from "vitest";
import { codeLensTitles, openFile } from "./support/editor.ts";
import { clearNotifications, notificationText } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { runCommand } from "./support/runCommand.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** A folder from somewhere: what stands in its scripts must not reach a database by a slip. */

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench({ untrusted: true });
});

afterAll(async () => {
  await workbench?.close();
});

it("shows the schema, and offers to trust the workspace where a script could be run", async () => {
  const { page } = workbench;
  await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await openFile(page, "report-mailer.sql");
  expect(await codeLensTitles(page)).toEqual([expect.stringContaining("Trust this workspace")]);
  await takePicture(page, "untrusted-script");
});

it("does not run the script by its command either", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await clearNotifications(page);
  await runCommand(page, "ORDS Security: Run script");
  expect(await notificationText(page, /not trusted/)).toMatch(/^Scripts are not run/);
  await tree.chooseAction(/^Practice/, "Refresh");
  await tree.expand(/^Clients/);
  await tree.item(/^payroll_export/).waitFor();
  expect((await tree.labels()).join("\n")).not.toContain("report_mailer");
});
