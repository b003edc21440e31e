import { afterAll, beforeAll, expect, it } from "vitest";
import { clickInDialog, dialogText } from "./support/dialog.ts";
import { editorTab, editorText } from "./support/editor.ts";
import { filesHolding } from "./support/filesHolding.ts";
import { clearNotifications, notification } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outsidePractice, type OutsidePractice } from "./support/outsidePractice.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { answer, pickItem, quickInput, typeText, untilAsked } from "./support/quickInput.ts";
import { runCommand } from "./support/runCommand.ts";
import { openSideBar } from "./support/sideBar.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";
import { webview } from "./support/webview.ts";
import { verificationPage } from "./support/verificationPage.ts";

/** What the catalog predicts, held against the ORDS of somebody else, who changes it meanwhile. */

let workbench: Workbench;
let practice: OutsidePractice;
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await outsidePractice("--lesson", "hr");
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
  await practice?.stop();
});

it("shows what can be called and by whom, GET only", async () => {
  const { page } = workbench;
  await connect();
  const tree = treeView(page, "Connections");
  await tree.expand(/^Clients/);
  await tree.chooseAction(/^payroll_export/, "Read secret from database");
  await notification(page, /secret of payroll_export/);
  await clearNotifications(page);
  await tree.chooseAction(/^HR of the team/, "Verify access on the server");
  const verify = verificationPage(page);
  await verify.page.getByText("/hr/employees/:id", { exact: true }).first().waitFor();
  const text = await verify.text();
  expect(text).toContain("no secret stored");
  expect(text).toContain("Chosen, but not called: 2");
  expect(text).not.toMatch(/may change data|\bDELETE\n/);
  await takePicture(page, "verification-1-choose");
});

it("takes the secret of a client there and then, and a value for a path", async () => {
  const { page } = workbench;
  const verify = verificationPage(page);
  await verify.fill("id in /hr/employees/:id", "101");
  await verify.tick(/^Database user/);
  await verify.page.getByText(/\d+ calls, at most 5 a second/).waitFor();
});

it("finds what is predicted answered", async () => {
  const { page } = workbench;
  const verify = verificationPage(page);
  await verify.press("Verify");
  const rows = await verify.results();
  expect(rows.join("\n")).not.toContain("disagrees");
  expect(rows.filter((row) => row.includes("agrees")).length).toBeGreaterThan(10);
  await takePicture(page, "verification-2-agrees");
});

it("shows as a disagreement what was changed behind the catalog's back, and what it refutes", async () => {
  const { page } = workbench;
  const verify = verificationPage(page);
  await runSql("BEGIN ORDS.DELETE_PRIVILEGE(p_name => 'hr.payroll'); COMMIT; END;");
  await verify.press("Verify again");
  await verify.page.getByText(/^(1\d|9) of \d+ calls/).waitFor();
  await takePicture(page, "verification-3-running");
  await verify.results();
  await verify.tick("Only disagreements");
  const rows = await verify.results();
  expect(rows.map((row) => row.replace(/ agrees| disagrees/, ""))).toContainEqual(
    expect.stringMatching(/^GET \/payroll\/salaries\/ Anonymous denied 200 OK/),
  );
  await verify.press(/^Show details of GET \/payroll\/salaries\/, Anonymous/);
  const text = await verify.text();
  expect(text).toContain(
    "By the catalog this call is refused. But the server let it through (200).",
  );
  expect(text).toMatch(/beliefs? may not hold here/);
  expect(text).toContain("To try:");
  await takePicture(page, "verification-4-disagrees");
  await takeInOtherForms("verification-4-disagrees");
});

it("leads from a row to the explanation of its call", async () => {
  const { page } = workbench;
  await verificationPage(page).press(/^Explain GET \/payroll\/salaries\/, Anonymous/);
  const other = page.locator(".tabs-container").getByRole("tab", { selected: true });
  await expect.poll(() => other.innerText()).not.toContain("Verify access");
  await webview(page).getByText("/payroll/salaries/").first().waitFor();
  await takePicture(page, "verification-4-explained");
  await runCommand(page, "View: Close Editor");
});

it("exports what it found", async () => {
  const { page } = workbench;
  const verify = verificationPage(page);
  await verify.press("Open as Markdown");
  await editorTab(page, /Access to HR of the team/).waitFor();
  const text = await editorText(page);
  expect(text).toContain("| GET | /payroll/salaries/ | Anonymous | denied | 200 OK | disagrees |");
  await runCommand(page, "View: Revert and Close Editor");
});

it("holds the same answers against the catalog of now", async () => {
  const { page } = workbench;
  const verify = verificationPage(page);
  await verify.press("Read catalog and compare again");
  await verify.page.getByText("The same answers, held against").waitFor();
  expect((await verify.results()).join("\n")).not.toContain("disagrees");
  await verify.tick("Only disagreements");
  await verify.page.getByText("Nothing disagrees.").waitFor();
  await takePicture(page, "verification-5-compared");
});

it("comes back after a reload with its results", async () => {
  const { page } = workbench;
  await workbench.reload();
  // VS Code may bring back the report that was closed, and in front of the page.
  for (const report of await page.getByRole("tab", { name: /^Untitled/ }).all()) {
    await report.click({ button: "middle" });
  }
  await page.getByRole("tab", { name: /^Verify access/ }).click();
  const verify = verificationPage(page);
  await verify.page.getByText("from before the window was reloaded").waitFor();
  expect((await verify.results()).length).toBeGreaterThan(10);
  await takePicture(page, "verification-6-reloaded");
});

it("can be canceled, and keeps what it has", async () => {
  const { page } = workbench;
  await runSql(longModule());
  const tree = treeView(page, "Connections");
  await tree.item(/^HR of the team/).waitFor();
  await tree.chooseAction(/^HR of the team/, "Connect");
  await tree.item(/^HR of the team.*ORDS/).waitFor();
  await tree.expand(/^Modules/);
  await tree.chooseAction(/^a module whose name/, "Verify access on the server");
  const verify = verificationPage(page);
  await verify.page.getByText("/of_the_year/1950/").first().waitFor();
  await takePicture(page, "verification-7-long-names");
  await verify.press("Verify");
  await verify.page.getByText(/^[1-9]\d* of \d+ calls/).waitFor();
  await verify.press("Cancel");
  await verify.page.getByText(/of \d+ calls were made before it was canceled/).waitFor();
  await takePicture(page, "verification-8-canceled");
});

it("asks before it sends what may change data", async () => {
  const { page } = workbench;
  const verify = verificationPage(page);
  await verify.press("Change choice");
  await verify.tick("Offer POST, PUT, PATCH and DELETE too");
  await verify.press("None");
  await verify.tick(/^DELETE \/departments\/:id/);
  await verify.fill("id in /departments/:id", "99999");
  await verify.page.getByRole("button", { name: /^Verify, \d+ may change data/ }).waitFor();
  await takePicture(page, "verification-9-changing");
  await takeInOtherForms("verification-9-changing");
  await verify.press(/^Verify, \d+ may change data/);
  expect(await dialogText(page)).toMatch(/of the calls may change or delete data/);
  await takePicture(page, "verification-10-confirm");
  await clickInDialog(page, "Cancel");
  await verify.page.getByRole("button", { name: /^Verify, \d+ may change data/ }).waitFor();
});

it("leaves neither password nor secret in any file", () => {
  expect(filesHolding(workbench.server.folder, practice.password)).toEqual([]);
});

/** The same in other themes, and in a page 320 pixels wide. */
async function takeInOtherForms(name: string): Promise<void> {
  const { page } = workbench;
  for (const theme of ["Light Modern", "Dark High Contrast", "Light High Contrast"]) {
    await chooseTheme(theme);
    await takePicture(page, `${name}-${theme.toLowerCase().replaceAll(" ", "-")}`);
  }
  await chooseTheme("Dark Modern");
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await page.setViewportSize({ width: 376, height: 1000 });
  await verificationPage(page).page.getByText("Verify access on the server").first().waitFor();
  await takePicture(page, `${name}-narrow`);
  await page.setViewportSize({ width: 1280, height: 800 });
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
}

async function chooseTheme(theme: string): Promise<void> {
  const { page } = workbench;
  await runCommand(page, "Preferences: Color Theme");
  await typeText(page, theme);
  await pickItem(page, theme);
  // The list shows a theme while it is walked through, and keeps it only once it is closed.
  await quickInput(page).widget.waitFor({ state: "hidden" });
}

async function connect(): Promise<void> {
  const { page } = workbench;
  const sideBar = await openSideBar(page, "ORDS Security");
  await sideBar.getByRole("button", { name: "Add connection", exact: true }).click();
  await untilAsked(page, "Add connection");
  await pickItem(page, "Through ORDS (REST-Enabled SQL)");
  const answers = [`${practice.url}/${practice.alias}/`, practice.alias, practice.user];
  for (const [place, text] of answers.entries()) {
    await untilAsked(page, `Add connection (${place + 2}/7)`);
    await answer(page, text);
  }
  await untilAsked(page, "Add connection (5/7)");
  await pickItem(page, "Keep the password");
  await untilAsked(page, "Add connection (6/7)");
  await answer(page, practice.password);
  await untilAsked(page, "Add connection (7/7)");
  await answer(page, "HR of the team");
  await treeView(page, "Connections")
    .item(/^HR of the team.*ORDS/)
    .waitFor();
}

function longModule(): string {
  const name = "a module whose name is as long as names of modules become";
  const handlers = Array.from({ length: 80 }, (_, place) => {
    const which = `p_module_name => '${name}', p_pattern => 'a_collection_with_a_long_name/of_the_year/${1950 + place}/'`;
    return `ORDS.DEFINE_TEMPLATE(${which}); ORDS.DEFINE_HANDLER(${which}, p_source => 'select * from departments');`;
  });
  return `BEGIN
ORDS.DEFINE_MODULE(p_module_name => '${name}', p_base_path => '/archive/of/everything/that/ever/was/');
${handlers.join("\n")}
COMMIT;
END;`;
}

/** As somebody else would, of whom VS Code hears nothing. */
async function runSql(script: string): Promise<void> {
  const login = Buffer.from(`${practice.user}:${practice.password}`).toString("base64");
  const response = await fetch(`${practice.url}/${practice.alias}/_/sql`, {
    method: "POST",
    headers: { authorization: `Basic ${login}`, "content-type": "application/sql" },
    body: `${script}\n/\n`,
  });
  const text = await response.text();
  if (!response.ok || text.includes("errorDetails")) throw new Error(text);
}
