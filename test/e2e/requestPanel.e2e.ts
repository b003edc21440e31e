import { afterAll, beforeAll, it } from "vitest";
import { readClipboard } from "./support/clipboard.ts";
import { clearNotifications } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { pickItem, typeText } from "./support/quickInput.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { retry } from "./support/retry.ts";
import { runCommand } from "./support/runCommand.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";

/** What can be done with an answer, and with a request besides sending it. */

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

it("shows the rows of a collection as a table, and leads through its pages", async () => {
  const { page } = workbench;
  await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await clearNotifications(page);
  await runCommand(page, "ORDS Security: New request");
  const panel = requestPanel(page);
  await panel.page.getByRole("textbox", { name: "Address" }).fill("/reports/headcount");
  await panel.send(200);
  await panel.page.getByRole("tab", { name: "Table" }).click();
  await panel.page
    .getByRole("columnheader", { name: /department/i })
    .first()
    .waitFor();
  await takePicture(page, "request-panel-1-table");
  await panel.page.getByRole("button", { name: "First page" }).click();
  await panel.page
    .getByRole("columnheader", { name: /department/i })
    .first()
    .waitFor();
  await retry("where the time went", async () =>
    /wait \d+ ms/.test(await panel.text()) ? true : undefined,
  );
});

it("holds an answer against the one before it in the diff editor", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByRole("tab", { name: "Body" }).click();
  await panel.page.getByRole("button", { name: "Compare with the answer before" }).click();
  const tab = page.getByRole("tab", { name: /^GET .* 200 ↔ GET .* 200/ });
  await tab.waitFor();
  for (const side of ["original", "modified"]) {
    const lines = page.locator(`.monaco-diff-editor .editor.${side} .view-line`);
    for (const text of ["200 OK", "content-type:", "department_name"]) {
      await lines.filter({ hasText: text }).first().waitFor();
    }
  }
  await takePicture(page, "request-panel-4-compared");
  await runCommand(page, "View: Close Editor");
  await tab.waitFor({ state: "hidden" });
  await panel.page.getByRole("tab", { name: "Table" }).click();
});

it("is copied in the words of other tools", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  for (const [tool, words] of [
    ["Python requests", "requests.request("],
    [/^PowerShell/, "Invoke-RestMethod"],
  ] as const) {
    await panel.page.getByRole("button", { name: "Copy as…" }).click();
    await pickItem(page, tool);
    await retry("the copied request", async () =>
      (await readClipboard(page)).includes(words) ? true : undefined,
    );
  }
});

it("calls as the database user of the connection, whose password nobody sees", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByRole("textbox", { name: "Address" }).fill("/hr/employees/");
  await panel.callAs("Database user practice");
  await panel.send(401);
  await retry("why the user may not", async () =>
    (await panel.text()).includes("HR Reader") ? true : undefined,
  );
  await panel.page.getByRole("tab", { name: "Request as sent" }).click();
  await panel.page.getByText("Basic •••").waitFor();
  await takePicture(page, "request-panel-5-user");
  await panel.page.getByRole("textbox", { name: "Address" }).fill("/reports/headcount");
  await panel.send(200);
  await panel.page.getByRole("button", { name: "Copy as…" }).click();
  await pickItem(page, /^curl \(bash\)/);
  await retry("the copied request", async () =>
    (await readClipboard(page)).includes('--user "$ORDS_USER"') ? true : undefined,
  );
  await panel.page.getByRole("tab", { name: "Table" }).click();
});

it("is seen in light, in high contrast, and where there is little room", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByRole("tab", { name: "Table" }).waitFor();
  for (const [name, theme] of [
    ["light", "Light Modern"],
    ["contrast", "Dark High Contrast"],
  ] as const) {
    await runCommand(page, "Preferences: Color Theme");
    await typeText(page, theme);
    await pickItem(page, theme);
    await page.waitForTimeout(500);
    await takePicture(page, `request-panel-2-${name}`);
  }
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await page.setViewportSize({ width: 380, height: 800 });
  await takePicture(page, "request-panel-3-narrow");
});
