import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { browserStorage } from "./support/browserStorage.ts";
import { clickInDialog, dialog } from "./support/dialog.ts";
import { editorTab } from "./support/editor.ts";
import { filesHolding } from "./support/filesHolding.ts";
import { clearNotifications, notification, notificationText } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { accept, answer, dismiss, quickInput, typeText, untilAsked } from "./support/quickInput.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { openSideBar } from "./support/sideBar.ts";
import { retry, succeeds } from "./support/retry.ts";
import { runCommand } from "./support/runCommand.ts";
import { startPractice } from "./support/startPractice.ts";
import { treeView } from "./support/treeView.ts";
import { takePicture } from "./support/takePicture.ts";
import { useTheme } from "./support/useTheme.ts";

/** Requests that come back: those that were sent, and those that were saved in the workspace. */

let workbench: Workbench;
let file: string;
/** What a person may type into a request although it is nobody else's business. */
const secrets = {
  "in the address": "addressMARKED0001",
  "in the query": "queryMARKED0002",
  "in a header": "headerMARKED0003",
  "in the body": "bodyMARKED0004",
} as const;
const longName = "Everything that the payroll run of the last month has left behind "
  .repeat(3)
  .trim();
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
  file = join(workbench.folder, "ords-security.requests.json");
});

afterAll(async () => {
  await workbench?.close();
});

it("says where requests are saved when there is none", async () => {
  const { page } = workbench;
  await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await runCommand(page, "ORDS Security: Open saved request…");
  await notification(page, /No request is saved in this workspace yet/);
  await takePicture(page, "saved-requests-none");
  await clearNotifications(page);
});

it("saves a request under a name, without what can be a credential", async () => {
  const { page } = workbench;
  await runCommand(page, "ORDS Security: New request");
  const panel = requestPanel(page);
  const address = `/hr/employees/?api_key=${secrets["in the address"]}&limit=5`;
  await panel.page.getByLabel("Address").fill(address);
  await panel.page.getByLabel("Query parameter 1, Name").fill("access_token");
  await panel.page.getByLabel("Query parameter 1, Value").fill(secrets["in the query"]);
  await panel.page.getByLabel("Header 1, Name").fill("X-Api-Key");
  await panel.page.getByLabel("Header 1, Value").fill(secrets["in a header"]);
  await panel.page.getByLabel("Method").selectOption("POST");
  const body = JSON.stringify({ name: "Ann", password: secrets["in the body"] });
  await panel.page.getByLabel("Request body").fill(body);
  await panel.callAs("payroll_export");
  await panel.page.getByRole("button", { name: "Save request…" }).click();
  await untilAsked(page, "Save request");
  await typeText(page, " ");
  await quickInput(page)
    .message.filter({ hasText: /name is needed/ })
    .waitFor();
  await typeText(page, "All employees");
  await takePicture(page, "saved-requests-name");
  await accept(page);
  await notification(page, /saved empty/);
  await takePicture(page, "saved-requests-saved");
  await clearNotifications(page);
  expect(JSON.parse(savedText())).toEqual({
    requests: [
      {
        name: "All employees",
        method: "POST",
        address: "/hr/employees/?api_key=&limit=5",
        query: { access_token: "" },
        headers: { "X-Api-Key": "" },
        body: JSON.stringify({ name: "Ann", password: "" }),
        caller: { client: "payroll_export" },
        connection: "Practice",
      },
    ],
  });
});

it("keeps nothing of what it sent that can be a credential, in no place", async () => {
  const { page, server } = workbench;
  const panel = requestPanel(page);
  await panel.callAs("No authentication");
  await panel.page.getByRole("button", { name: "Send" }).click();
  await panel.page.locator(".status").waitFor();
  await runCommand(page, "ORDS Security: Open log");
  await runCommand(page, "Terminal: Create New Terminal");
  await page.locator(".terminal.xterm").first().waitFor();
  await workbench.reload();
  await editorTab(page, /POST/).click();
  await expect.poll(() => panel.page.getByLabel("Request body").inputValue()).toContain("Ann");
  const frames = await Promise.all(page.frames().map(async (frame) => await frame.content()));
  const shown = frames.join();
  const stored = await browserStorage(page);
  expect(stored).toContain("access_token");
  for (const [place, secret] of Object.entries(secrets)) {
    expect(filesHolding(server.folder, secret), place).toEqual([]);
    expect(placesOf(secret, shown), `${place}, shown`).toEqual([]);
    expect(placesOf(secret, stored), `${place}, stored`).toEqual([]);
  }
  await runCommand(page, "Terminal: Kill All Terminals");
  await openSideBar(page, "ORDS Security");
  const tree = treeView(page, "Connections");
  await tree.chooseAction(/^Practice/, "Connect");
  await tree.item(/^Clients/).waitFor();
});

it("asks before it replaces one, and saves by a command, too", async () => {
  const { page } = workbench;
  const before = savedText();
  const panel = requestPanel(page);
  await panel.page.getByLabel("Method").selectOption("GET");
  await panel.page.getByLabel("Address").fill("/hr/employees/");
  await panel.page.getByText("/ords/practice/hr/employees/").first().waitFor();
  await panel.callAs("payroll_export");
  await runCommand(page, "ORDS Security: Save request…");
  await untilAsked(page, "Save request");
  await answer(page, "All employees");
  await dialog(page, /Replace the saved request/);
  await takePicture(page, "saved-requests-replace");
  expect(savedText()).toBe(before);
  await clickInDialog(page, "Replace");
  await expect.poll(savedText).not.toBe(before);
  await runCommand(page, "ORDS Security: Save request…");
  await untilAsked(page, "Save request");
  await answer(page, longName);
  await expect.poll(savedText).toContain(longName);
});

it("opens a saved request in a panel of its own, as the client of that name, and sends nothing", async () => {
  const { page } = workbench;
  await runCommand(page, "View: Close All Editors");
  await openSaved("All employees", "saved-requests-open");
  const panel = requestPanel(page);
  await expect.poll(() => panel.page.getByLabel("Address").inputValue()).toBe("/hr/employees/");
  const caller = panel.page.getByLabel("Call as").locator("option:checked");
  expect(await caller.innerText()).toContain("payroll_export");
  await panel.page.getByText("Nothing sent yet.").waitFor();
  await panel.callAs("No authentication");
  await panel.page.getByRole("button", { name: "Send" }).click();
  await panel.page.locator(".status").waitFor();
});

it("says so when the schema has no client of that name", async () => {
  const { page } = workbench;
  const whole = savedText();
  writeFileSync(file, whole.replaceAll('"payroll_export"', '"gone"'));
  await openSaved("All employees", "saved-requests-list");
  expect(await notificationText(page, /has no client/)).toMatch(/^Practice has no client gone/);
  await takePicture(page, "saved-requests-client-gone");
  await clearNotifications(page);
  writeFileSync(file, whole);
});

it("says so when there is no connection of that name, and opens it over the one at hand", async () => {
  const { page } = workbench;
  const whole = savedText();
  writeFileSync(file, whole.replaceAll('"Practice"', '"HR of Ann"'));
  await openSaved("All employees", "saved-requests-list-other");
  expect(await notificationText(page, /There is no connection/)).toMatch(
    /^There is no connection HR of Ann, so the request is opened over Practice\./,
  );
  await takePicture(page, "saved-requests-connection-gone");
  await clearNotifications(page);
  writeFileSync(file, whole);
});

it("leads to a request in its file, where what may be a credential is marked", async () => {
  const { page } = workbench;
  const whole = savedText();
  writeFileSync(file, whole.replace('"X-Api-Key": ""', '"X-Any": "Bearer by-hand"'));
  const row = quickInput(page).items.filter({ hasText: "All employees" }).first();
  await retry("the button of the saved request", async () => {
    await runCommand(page, "ORDS Security: Open saved request…");
    if (!(await succeeds(row.hover({ timeout: 4000 })))) return undefined;
    const button = row.getByRole("button", { name: /at this request/ });
    return (await succeeds(button.click({ timeout: 2000 }))) || undefined;
  });
  await editorTab(page, "ords-security.requests.json").waitFor();
  await page.locator(".statusbar").getByText("Ln 3, Col 1").waitFor();
  await page.locator(".squiggly-warning").first().waitFor();
  await takePicture(page, "saved-requests-line");
  writeFileSync(file, whole);
  await page.locator(".squiggly-warning").first().waitFor({ state: "detached" });
});

it("opens a request of the history in a panel, and forgets them all", async () => {
  const { page } = workbench;
  await runCommand(page, "View: Close All Editors");
  await runCommand(page, "ORDS Security: Show request history…");
  await expect
    .poll(() => quickInput(page).input.getAttribute("placeholder"))
    .toContain("an earlier request");
  // By name: rows are used again, and what they showed before stands in them unseen.
  const sent = page.getByRole("option", { name: /^GET \/hr\/employees\// }).first();
  await sent.waitFor();
  await takePicture(page, "request-history-command");
  await sent.click();
  const panel = requestPanel(page);
  await expect.poll(() => panel.page.getByLabel("Address").inputValue()).toBe("/hr/employees/");
  await runCommand(page, "ORDS Security: Clear request history…");
  await clickInDialog(page, "Clear", /Clear the request history/);
  await runCommand(page, "ORDS Security: Show request history…");
  await notification(page, /Nothing was sent over this connection yet/);
  await clearNotifications(page);
});

it("never writes over a file with a mistake, and leads to it", async () => {
  const { page } = workbench;
  const whole = savedText();
  const broken = whole.replace('"GET"', '"GETT"');
  writeFileSync(file, broken);
  await requestPanel(page).page.getByRole("button", { name: "Save request…" }).click();
  await notification(page, /has a mistake in line/);
  await takePicture(page, "saved-requests-refused");
  await clearNotifications(page);
  expect(savedText()).toBe(broken);
  await openSaved(/line \d+/, "saved-requests-list-mistake");
  await editorTab(page, "ords-security.requests.json").waitFor();
  await page.locator(".squiggly-error").first().waitFor();
  await takePicture(page, "saved-requests-mistake");
  writeFileSync(file, whole);
  await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
});

it("reads well in light, in high contrast and narrow", async () => {
  const { page } = workbench;
  await runCommand(page, "View: Close All Editors");
  for (const theme of ["Light Modern", "Dark High Contrast"] as const) {
    await useTheme(page, theme);
    const name = theme === "Light Modern" ? "light" : "contrast";
    await openSaved("All employees", `saved-requests-${name}`);
    await requestPanel(page).page.getByRole("button", { name: "Save request…" }).waitFor();
    await takePicture(page, `saved-requests-panel-${name}`);
  }
  await page.setViewportSize({ width: 380, height: 800 });
  await takePicture(page, "saved-requests-panel-narrow");
  await requestPanel(page).page.getByRole("button", { name: "Save request…" }).press("Enter");
  await untilAsked(page, "Save request");
  await takePicture(page, "saved-requests-narrow");
  await dismiss(page);
});

/** A page that gets its focus back late closes the list; then it is opened again. */
async function openSaved(item: string | RegExp, picture: string): Promise<void> {
  const { page } = workbench;
  const row = quickInput(page).items.filter({ hasText: item }).first();
  await retry(`the saved request ${item}`, async () => {
    await runCommand(page, "ORDS Security: Open saved request…");
    if (!(await succeeds(row.waitFor({ timeout: 4000 })))) return undefined;
    await takePicture(page, picture);
    return (await succeeds(row.click({ timeout: 2000 }))) || undefined;
  });
}

function savedText(): string {
  return readFileSync(file, "utf8");
}

/** What stands before a text, wherever it stands. */
function placesOf(secret: string, text: string): readonly string[] {
  return text
    .split(secret)
    .slice(0, -1)
    .map((before) => before.slice(-120));
}
