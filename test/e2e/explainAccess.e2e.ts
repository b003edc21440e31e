import { afterAll, beforeAll, expect, it } from "vitest";
import { editorTab, editorText } from "./support/editor.ts";
import { explanation } from "./support/explanation.ts";
import { clearNotifications } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { runCommand } from "./support/runCommand.ts";
import { runScript } from "./support/runScript.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";
import { useTheme } from "./support/useTheme.ts";
import { treeView } from "./support/treeView.ts";

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

const picture = async (name: string): Promise<void> => {
  await takePicture(workbench.page, `explain-${name}`);
};

it("leads from a 401 in the request panel to why, with the same caller, method and path", async () => {
  const { page } = workbench;
  const tree = await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await tree.expand(/^Modules/);
  await tree.expand(/^hr/);
  await tree.expand(/^employees\/GET/);
  await tree.clickAction(/^GET \/hr\/employees\//, "Try it");
  const panel = requestPanel(page);
  await panel.send(401);
  await picture("0-request");
  await panel.page.getByRole("button", { name: "Explain access" }).click();
  await editorTab(page, "Access on Practice").waitFor();
  const view = explanation(page);
  expect(await view.verdict("Denied")).toContain("Anonymous: GET /hr/employees/");
  expect(await view.text()).toContain("The call carries no token.");
  await picture("1-refused");
});

it("shows a link of the chain in the sidebar", async () => {
  const { page } = workbench;
  await explanation(page).link("privilege hr.read").click();
  const tree = treeView(page, "Connections");
  await expect.poll(() => tree.item(/^hr\.read/).getAttribute("aria-selected")).toBe("true");
  await picture("2-revealed");
});

it("opens the script of what would allow it, and is let in after it has run", async () => {
  const { page } = workbench;
  await editorTab(page, "Access on Practice").click();
  const view = explanation(page);
  await view.callAs("Client intranet");
  await expect.poll(() => view.text()).toContain("Client intranet lacks role HR Reader");
  await picture("2-client");
  await view.page.getByRole("button", { name: "Show script" }).first().click();
  await editorTab(page, "Grants the role HR Reader").waitFor();
  expect(await editorText(page)).toContain("-- Grants the role HR Reader to the client intranet.");
  await editorTab(page, "Access on Practice").click();
  // Nothing has been run by showing it.
  await view.verdict("Denied");
  await editorTab(page, "Grants the role HR Reader").click();
  await runScript(page, "Grants the role HR Reader");
  await clearNotifications(page);
  await editorTab(page, "Access on Practice").click();
  await view.verdict("Allowed");
  await expect.poll(() => view.text()).toContain("What would forbid this");
  await picture("3-allowed");
});

it("lists from the menu of a client what it can reach, and each line leads to its explanation", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.expand(/^Clients/);
  await tree.chooseAction(/^payroll_export/, "Show what this client can reach");
  const view = explanation(page);
  await view.verdict("What client payroll_export can reach");
  await picture("4-reach");
  await view.link("GET /payroll/salaries/").click();
  expect(await view.verdict("Allowed")).toContain("Client payroll_export");
});

it("lists from the menu of an endpoint who can reach it", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.chooseAction(/^GET \/hr\/employees\//, "Show who can reach this");
  const view = explanation(page);
  await view.verdict("Who can call GET /hr/employees/");
  const text = await view.text();
  expect(text).toContain("Client intranet");
  expect(text).toMatch(/Denied \(\d+\)\s+Anonymous/);
  await picture("5-callers");
});

it("tells from the menu of a privilege who loses and who gains by its deletion", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.expand(/^Privileges/);
  await tree.chooseAction(/^hr\.payroll/, "Show who loses access if this is deleted");
  const view = explanation(page);
  await view.verdict("If privilege hr.payroll is deleted");
  expect(await view.text()).toContain("becomes public");
  await picture("6-loss");
  await view.page.getByRole("button", { name: "Show script that deletes it" }).click();
  await editorTab(page, "Deletes the privilege hr.payroll").waitFor();
});

it("tells the same of a module", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.chooseAction(/^hr(?![.\w])/, "Show who loses access if this is deleted");
  const view = explanation(page);
  await view.verdict("If module hr is deleted");
  expect(await view.text()).toContain("GET /hr/employees/ (gone)");
  await picture("6-loss-of-module");
});

it("understands an address from a log, and says what is open instead of guessing", async () => {
  const { page } = workbench;
  await runCommand(page, "ORDS Security: Explain access");
  const view = explanation(page);
  await view.callAs("Client payroll_export");
  await view.typePath(
    '"GET https://hr.example.com/ords/practice/payroll/salaries?limit=5 HTTP/1.1"',
  );
  expect(await view.verdict("Not certain")).toContain("GET /payroll/salaries");
  await expect.poll(() => view.text()).toContain("Open");
  await picture("7-open");
});

it("suggests endpoints while a path is typed, by the keyboard alone", async () => {
  const { page } = workbench;
  const view = explanation(page);
  const field = view.page.getByRole("combobox", { name: "Path" });
  await field.fill("raises");
  await view.page.getByRole("option", { name: "POST /payroll/raises/" }).waitFor();
  await picture("8-suggestions");
  await field.press("ArrowDown");
  await field.press("Enter");
  expect(await view.verdict("Allowed")).toContain("POST /payroll/raises/");
});

it("asks about people with roles that no schema lists", async () => {
  const { page } = workbench;
  const view = explanation(page);
  await view.callAs("A database user, by name and password");
  await view.verdict("Denied");
  const role = view.page.getByRole("combobox", { name: "Add: Roles of the user" });
  await role.fill(
    "a role with a name that is as long as names of roles can become, and then longer still",
  );
  await role.press("Enter");
  await role.fill("Payroll");
  await role.press("ArrowDown");
  await role.press("Enter");
  await view.verdict("Allowed");
  await picture("9-roles");
});

it("keeps the question over a reload, and has the answer when the schema is connected again", async () => {
  const { page } = workbench;
  // As a person does it: the editor then keeps what its pages ask it to keep.
  await runCommand(page, "Developer: Reload Window");
  const view = explanation(page);
  await view.page.getByRole("button", { name: "Connect" }).waitFor({ timeout: 40_000 });
  expect(await view.page.getByRole("combobox", { name: "Path" }).inputValue()).toBe(
    "/payroll/raises/",
  );
  await picture("10-disconnected");
  await view.page.getByRole("button", { name: "Connect" }).click();
  await view.verdict("Allowed");
});

it("reads well where there is little room, in light and in high contrast", async () => {
  const { page } = workbench;
  const view = explanation(page);
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await page.setViewportSize({ width: 960, height: 800 });
  await useTheme(page, "Light Modern");
  await picture("11-light");
  await page.setViewportSize({ width: 380, height: 800 });
  await picture("12-narrow");
  await view.chooseView("Who loses what");
  await view.verdict(/^If privilege hr\.\w+ is deleted$/);
  await picture("13-narrow-loss");
  await page.setViewportSize({ width: 960, height: 800 });
  await useTheme(page, "Dark High Contrast");
  await picture("14-contrast-loss");
  await view.chooseView("Explain a call");
  await view.callAs("Anybody, without a token");
  await view.verdict("Denied");
  await picture("15-contrast");
  await view.page.getByRole("combobox", { name: "Path" }).click();
  await picture("16-contrast-suggestions");
});
