import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { codeLensTitles, openFile } from "./support/editor.ts";
import { clearNotifications, notification, notificationText } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { pickItem } from "./support/quickInput.ts";
import { requestPanel } from "./support/requestPanel.ts";
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
  await tree.expandTo(/^Clients/, /^payroll_export/);
  expect((await tree.labels()).join("\n")).not.toContain("report_mailer");
});

it("fills a request of the folder in, sends nothing, and saves none there", async () => {
  const { page, folder } = workbench;
  const file = join(folder, "ords-security.requests.json");
  const request = {
    name: "Take everything",
    method: "DELETE",
    address: "//elsewhere.example/hr/employees/",
    caller: { client: "payroll_export" },
  };
  writeFileSync(file, JSON.stringify({ requests: [request] }));
  await runCommand(page, "ORDS Security: Open saved request…");
  await pickItem(page, "Take everything");
  const panel = requestPanel(page);
  await panel.page.getByText("Nothing sent yet.").waitFor();
  // Wherever an address leads to, it is below the schema of the connection.
  expect(await panel.page.locator(".preview code").innerText()).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+\/ords\/practice\/\/elsewhere\.example\//,
  );
  await takePicture(page, "untrusted-saved-request");
  const before = readFileSync(file, "utf8");
  await panel.page.getByRole("button", { name: "Save request…" }).click();
  await notification(page, /This workspace is not trusted, so ords-security.requests.json is not/);
  expect(readFileSync(file, "utf8")).toBe(before);
});
