import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clickInDialog } from "./support/dialog.ts";
import { editorTab } from "./support/editor.ts";
import { explanation } from "./support/explanation.ts";
import { callers, cell, counts, grid, matrix, tick, verdict } from "./support/matrixPage.ts";
import { clearNotifications, notification } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import {
  accept,
  acceptTicked,
  pickItem,
  quickInput,
  tickItem,
  untilAsked,
} from "./support/quickInput.ts";
import { runCommand } from "./support/runCommand.ts";
import { pressRun } from "./support/runScript.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** Who can call what in the schema of the practice server, as one table. */

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

const picture = async (name: string): Promise<void> => {
  await takePicture(workbench.page, `matrix-${name}`);
};

it("shows all endpoints against all callers, anonymous first", async () => {
  const { page } = workbench;
  const tree = await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await clearNotifications(page);
  await tree.chooseAction(/^Practice/, "Show access matrix");
  await editorTab(page, "Access matrix: Practice").waitFor();
  const table = matrix(page).getByRole("grid", { name: "Who can call what" });
  await table.waitFor();
  await expect.poll(() => callers(page)).toEqual(expect.arrayContaining(["client intranet"]));
  expect((await callers(page))[0]).toBe("anonymous");
  expect(await counts(page)).toMatch(/^\d+ endpoints, \d callers; \d+ public$/);
  expect(await verdict(page, "GET /hr/employees/", "anonymous")).toBe("Denied");
  expect(await verdict(page, "GET /hr/employees/", "client intranet")).toBe("Denied");
  expect(await verdict(page, "GET /reports/headcount", "anonymous")).toBe("Allowed");
  await picture("0-all");
});

it("is walked by the keyboard alone", async () => {
  const { page } = workbench;
  await matrix(page).getByRole("textbox", { name: "Filter" }).focus();
  await matrix(page).getByRole("rowheader").first().focus();
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  expect(await focused(page)).toMatchObject({ role: "gridcell", column: "3", row: "3" });
  await page.keyboard.press("End");
  const columns = await grid(page).getAttribute("aria-colcount");
  expect((await focused(page)).column).toBe(columns);
  await page.keyboard.press("Control+End");
  expect((await focused(page)).row).toBe(await grid(page).getAttribute("aria-rowcount"));
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Control+Home");
  expect(await focused(page)).toMatchObject({ role: "columnheader", row: "1", column: "1" });
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toMatchObject({ role: "rowheader", row: "2", column: "1" });
  const rows = Number(await grid(page).getAttribute("aria-rowcount"));
  await page.keyboard.press("Enter");
  expect(Number(await grid(page).getAttribute("aria-rowcount"))).toBeLessThan(rows);
  expect(await focused(page)).toMatchObject({ row: "2", expanded: "false" });
  await page.keyboard.press("Enter");
  await expect.poll(() => grid(page).getAttribute("aria-rowcount")).toBe(String(rows));
  // One stop for Tab, whatever is in the table.
  expect(await grid(page).locator('[tabindex="0"]').count()).toBe(1);
});

it("leaves what the filters leave", async () => {
  const { page } = workbench;
  const panel = matrix(page);
  await panel.getByRole("textbox", { name: "Filter" }).fill("payroll");
  await expect.poll(() => counts(page)).toMatch(/^2 of \d+ endpoints/);
  await tick(page, "Only writes");
  await expect.poll(() => counts(page)).toMatch(/^1 of \d+ endpoints/);
  await tick(page, "Only writes");
  await panel.getByRole("textbox", { name: "Filter" }).fill("");
  await tick(page, "Only public");
  await expect.poll(() => counts(page)).toMatch(/^(\d+) of \d+ endpoints, \d callers; \1 public$/);
  await panel.getByLabel("Method").selectOption("GET");
  await picture("1-public");
  await tick(page, "Only public");
  await panel.getByLabel("Method").selectOption("Any method");
  await panel.getByLabel("Verdict").selectOption("Unknown");
  await expect.poll(() => counts(page)).toMatch(/^\d+ of \d+ endpoints/);
  await panel.getByLabel("Verdict").selectOption("Any verdict");
  await panel.getByRole("textbox", { name: "Filter" }).fill("no such endpoint");
  await panel.getByText("No endpoint is left by these filters.").waitFor();
  await picture("2-nothing");
  await panel.getByRole("textbox", { name: "Filter" }).fill("");
  await expect.poll(() => counts(page)).toMatch(/^\d+ endpoints/);
});

it("opens what a cell rests on", async () => {
  const { page } = workbench;
  await (await cell(page, "GET /hr/employees/", "client intranet")).focus();
  await page.keyboard.press("Enter");
  await editorTab(page, "Access on Practice").waitFor();
  expect(await explanation(page).verdict(/./)).toMatch(/intranet: GET \/hr\/employees\//i);
  await picture("3-why");
  await editorTab(page, "Access matrix: Practice").click();
  await grid(page).waitFor();
  await expect.poll(() => counts(page)).toMatch(/^\d+ endpoints/);
});

it("has callers of the person's choice as columns", async () => {
  const { page } = workbench;
  await matrix(page).getByRole("button", { name: "Add caller" }).click();
  await untilAsked(page, "Add caller");
  await pickItem(page, "Database user");
  await untilAsked(page, "Add caller (2/2)");
  await tickItem(page, "HR Reader");
  await acceptTicked(page);
  const added = "a database user with role HR Reader";
  await expect.poll(async () => (await callers(page))[1]).toBe(added);
  expect(await verdict(page, "GET /hr/employees/", added)).toBe("Allowed");
  await matrix(page)
    .getByRole("button", { name: /^All \d callers/ })
    .click();
  await untilAsked(page, "Choose callers");
  await tickItem(page, /^client intranet/);
  await acceptTicked(page);
  await expect.poll(() => callers(page)).not.toContain("client intranet");
  await picture("4-callers");
});

it("goes out as CSV", async () => {
  const { page, folder } = workbench;
  await matrix(page).getByRole("button", { name: "Export as CSV" }).click();
  await saveAs(page, join(folder, "access.csv"));
  const [header = "", ...lines] = readFileSync(join(folder, "access.csv"), "utf8").split("\r\n");
  expect(header).toMatch(/^Module,Method,Path,anonymous,a database user with role HR Reader,/);
  expect(lines).toContainEqual(expect.stringMatching(/^hr,GET,\/hr\/employees\/,denied,allowed,/));
});

it("shows what differs from an earlier state of the schema", async () => {
  const { page, folder } = workbench;
  const tree = treeView(page, "Connections");
  await clearNotifications(page);
  await runCommand(page, "ORDS Security: Save catalog snapshot…");
  await saveAs(page, join(folder, "before.json"));
  expect(readFileSync(join(folder, "before.json"), "utf8")).not.toMatch(/secret|select /i);
  await clearNotifications(page);
  await tree.expand(/^Privileges/);
  await tree.chooseAction(/^hr\.read/, "Delete privilege");
  await editorTab(page, /Deletes the privilege/).waitFor();
  await pressRun(page);
  await clickInDialog(page, "Run", "Make 3 endpoints public?");
  await notification(page, /The script ran on/);
  await editorTab(page, "Access matrix: Practice").click();
  await grid(page).waitFor();
  await expect.poll(() => verdict(page, "GET /hr/employees/", "anonymous")).toBe("Allowed");
  await clearNotifications(page);
  await matrix(page).getByRole("button", { name: "Compare with" }).click();
  await untilAsked(page, "Compare with");
  await pickItem(page, "A catalog snapshot");
  await untilAsked(page, "Choose catalog snapshot");
  await expect.poll(() => quickInput(page).input.inputValue()).toMatch(/\/$/);
  await quickInput(page).input.fill(join(folder, "before.json"));
  await accept(page);
  await matrix(page).getByRole("button", { name: "Compared with before.json" }).waitFor();
  await tick(page, "Only what differs");
  await expect
    .poll(() => verdict(page, "GET /hr/employees/", "anonymous"))
    .toBe("Allowed; in before.json: denied");
  await picture("5-differs");
});

it("comes back after a reload, and says that it is not connected", async () => {
  const { page } = workbench;
  await matrix(page).getByRole("textbox", { name: "Filter" }).fill("hr");
  await expect.poll(() => counts(page)).toMatch(/^\d+ of/);
  // By its command, since then the editors are told in time to keep their state.
  const loaded = page.waitForEvent("domcontentloaded");
  await runCommand(page, "Developer: Reload Window");
  await loaded;
  await editorTab(page, "Access matrix: Practice").click();
  await matrix(page).getByText("Not connected.").waitFor({ timeout: 40_000 });
  await picture("6-disconnected");
  await matrix(page).getByRole("button", { name: "Connect" }).click();
  await grid(page).waitFor({ timeout: 30_000 });
  expect(await matrix(page).getByRole("textbox", { name: "Filter" }).inputValue()).toBe("hr");
  await expect
    .poll(() => verdict(page, "GET /hr/employees/", "anonymous"))
    .toBe("Allowed; in before.json: denied");
  expect(await callers(page)).not.toContain("client intranet");
});

it("is readable where there is little room", async () => {
  const { page } = workbench;
  await matrix(page).getByRole("button", { name: "Stop comparing" }).click();
  await matrix(page).getByRole("textbox", { name: "Filter" }).fill("");
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  for (const width of [900, 320]) {
    // The activity bar takes fifty.
    await page.setViewportSize({ width: width + 50, height: 800 });
    await expect.poll(() => grid(page).evaluate(() => window.innerWidth)).toBeLessThan(width + 1);
    expect(await verdict(page, "GET /hr/employees/", "anonymous")).toBe("Allowed");
    await picture(`7-width-${width}`);
  }
});

it.each([
  ["light", "Default Light Modern"],
  ["contrast", "Default High Contrast"],
])("is readable in a theme that is %s", async (name, theme) => {
  const other = await openWorkbench({ theme });
  try {
    await startPractice(other.page, { schema: "half secured", release: "25.4.0" });
    await clearNotifications(other.page);
    await runCommand(other.page, "ORDS Security: Show access matrix");
    await grid(other.page).waitFor();
    const focusedCell = await cell(other.page, "GET /hr/employees/", "client intranet");
    await focusedCell.focus();
    await takePicture(other.page, `matrix-8-${name}`);
  } finally {
    await other.close();
  }
});

interface Focused {
  readonly role: string | null;
  readonly row: string | null;
  readonly column: string | null;
  readonly expanded: string | null;
}

function focused(page: Page): Promise<Focused> {
  return grid(page).evaluate((table) => {
    const element = table.ownerDocument.activeElement;
    return {
      role: element?.getAttribute("role") ?? null,
      row: element?.parentElement?.getAttribute("aria-rowindex") ?? null,
      column: element?.getAttribute("aria-colindex") ?? null,
      expanded: element?.getAttribute("aria-expanded") ?? null,
    };
  });
}

/** Answers VS Code's own dialog for files. */
async function saveAs(page: Page, path: string): Promise<void> {
  const { input } = quickInput(page);
  // It opens empty, and a moment later has the name that is offered.
  await expect.poll(() => input.inputValue()).toMatch(/\.(csv|json)$/);
  await input.fill(path);
  await accept(page);
  await notification(page, /Saved /);
}
