import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  activeEditor,
  clickCodeLens,
  editorTab,
  editorText,
  goToLine,
  openFile,
  replaceEditorText,
  typeInEditor,
} from "./support/editor.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { runCommand } from "./support/runCommand.ts";
import { openSideBar } from "./support/sideBar.ts";
import { retry } from "./support/retry.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** Writing a script with the editor's help, on the schema of the practice server. */

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

it("offers what the packages have, writes the call out and fills in a name", async () => {
  const { page } = workbench;
  await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await openFile(page, "report-mailer.sql");
  await replaceEditorText(page, "BEGIN\n  \n  COMMIT;\nEND;\n/\n");
  await goToLine(page, 2);
  await typeInEditor(page, "ORDS.delete_rol");
  const rows = page.locator(".suggest-widget.visible .monaco-list-row");
  await rows.filter({ hasText: "DELETE_ROLE" }).waitFor();
  await takePicture(page, "language-members");
  await page.keyboard.press("Enter");
  // The names open by themselves.
  await rows.filter({ hasText: "HR Reader" }).waitFor();
  await takePicture(page, "language-names");
  await page.keyboard.type("HR Rea");
  await rows.and(page.locator(".focused")).filter({ hasText: "HR Reader" }).waitFor();
  await page.keyboard.press("Enter");
  await rows.first().waitFor({ state: "hidden" });
  expect(await editorText(page)).toContain("  ORDS.DELETE_ROLE(p_role_name => 'HR Reader');\n");
});

it("tells the effect of a block, and explains it", async () => {
  const { page } = workbench;
  await replaceEditorText(
    page,
    `BEGIN
  ORDS.CREATE_ROLE('New');
  COMMIT;
END;
/
BEGIN
  ORDS.DELETE_PRIVILEGE('hr.read');
  ORDS.DELETE_MODULE('payroll');
  COMMIT;
END;
/
`,
  );
  await clickCodeLens(page, /^Effect: \w+ \/hr\/\S+ becomes public · \d+ more/);
  await editorTab(page, /^Effect of report-mailer/).waitFor();
  const effect = await editorText(page);
  expect(effect).toContain("Become public:\n    GET /hr/departments/\n    GET /hr/employees/\n");
  expect(effect).toMatch(
    /Client payroll_export .* lose them:\n {4}POST \/payroll\/raises\/ \(gone\)\n/,
  );
  await takePicture(page, "language-effect");
  await runCommand(page, "View: Close Editor");
});

it("shows in the sidebar what the cursor is on", async () => {
  const { page } = workbench;
  await goToColumn(page, 7, 31);
  await runCommand(page, "ORDS Security: Reveal in sidebar");
  const tree = treeView(page, "Connections");
  const row = tree.item(/^hr\.read/);
  await row.waitFor();
  expect(await row.getAttribute("aria-selected")).toBe("true");
  await takePicture(page, "language-revealed");
});

it("tells about a name of the schema, and about a call that is to go", async () => {
  const { page } = workbench;
  await goToColumn(page, 7, 31);
  const privilege = await hoverText(page, "Privilege hr.read");
  expect(privilege).toContain("Asks for HR Reader. Protects the module hr.");
  expect(privilege).toContain("In the schema of Practice.");
  await takePicture(page, "language-hover-privilege");
  await page.keyboard.press("Escape");
  await replaceEditorText(
    page,
    "BEGIN\n  OAUTH.GRANT_CLIENT_ROLE('intranet', 'HR Reader');\n  COMMIT;\nEND;\n/\n",
  );
  await activeEditor(page)
    .locator(".squiggly-warning, .squiggly-inline-deprecated")
    .first()
    .waitFor();
  await goToColumn(page, 2, 14);
  const call = await hoverText(page, "Deprecated. Use ORDS_SECURITY.GRANT_CLIENT_ROLE.");
  expect(call).toContain("OAUTH.GRANT_CLIENT_ROLE is deprecated.");
  await takePicture(page, "language-hover-deprecated");
  await page.keyboard.press("Escape");
});

it("offers the parameters that are left, and shows which one is being written", async () => {
  const { page } = workbench;
  await replaceEditorText(page, "BEGIN\n  ORDS.CREATE_PRIVILEGE_MAPPING()\nEND;\n/\n");
  await goToLine(page, 2);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+Space");
  const rows = page.locator(".suggest-widget.visible .monaco-list-row");
  await rows.filter({ hasText: "p_privilege_name" }).first().waitFor();
  await takePicture(page, "language-parameters");
  await page.keyboard.type("p_priv");
  await rows.and(page.locator(".focused")).filter({ hasText: "p_privilege_name" }).waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => activeEditor(page).innerText()).toMatch(/p_privilege_name\s=>/);
  await page.keyboard.type("hr.reports");
  await page.keyboard.press("Escape");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type(", ");
  await runCommand(page, "Trigger Parameter Hints");
  const hints = page.locator(".parameter-hints-widget.visible");
  await hints.waitFor();
  expect(await hints.locator(".parameter.active").innerText()).toMatch(/^p_pattern/);
  await takePicture(page, "language-signature");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
});

it("lists what a script defines", async () => {
  const { page } = workbench;
  await replaceEditorText(page, severalBlocks);
  await runCommand(page, "Explorer: Focus on Outline View");
  const rows = page.locator(".outline-tree .monaco-list-row");
  await rows.filter({ hasText: "HR Auditor" }).first().waitFor();
  const labels = (await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());
  expect(labels).toContainEqual(expect.stringMatching(/^HR Auditor.*role/));
  expect(labels).toContainEqual(expect.stringMatching(/^hr\.audit.*privilege/));
  await takePicture(page, "language-outline");
  await openSideBar(page, "ORDS Security");
});

it("mends what a blog has made of quotes", async () => {
  const { page } = workbench;
  await replaceEditorText(
    page,
    "BEGIN\n  ORDS.CREATE_ROLE(p_role_name => \u2018Auditor\u2019);\n  COMMIT;\nEND;\n/\n",
  );
  await activeEditor(page).locator(".squiggly-error").first().waitFor();
  await takePicture(page, "language-curly");
  await runCommand(page, "Go to Next Problem (Error, Warning, Info)");
  await page.keyboard.press("Escape");
  await runCommand(page, "Quick Fix...");
  const offered = page.locator(".action-widget .monaco-list-row.action");
  await offered.first().waitFor();
  await takePicture(page, "language-curly-fix");
  await offered.first().click();
  await expect.poll(() => editorText(page)).toContain("p_role_name => 'Auditor');");
});

it("leaves alone what a setting says not to look for", async () => {
  const { page, folder } = workbench;
  await replaceEditorText(page, "BEGIN\n  ORDS.CREATE_ROLE(p_role_name => 'Auditor');\nEND;\n/\n");
  const marks = activeEditor(page).locator(".squiggly-warning");
  await marks.first().waitFor();
  await takePicture(page, "language-no-commit");
  mkdirSync(join(folder, ".vscode"));
  writeFileSync(
    join(folder, ".vscode", "settings.json"),
    JSON.stringify({ "ordsSecurity.diagnostics": { noCommit: "off" } }),
  );
  await marks.first().waitFor({ state: "hidden" });
});

const severalBlocks = `BEGIN
  ORDS.CREATE_ROLE(p_role_name => 'HR Auditor');
  ORDS.CREATE_PRIVILEGE(
    p_name        => 'hr.audit',
    p_role_name   => 'HR Auditor',
    p_label       => 'Audit',
    p_description => 'Look into what was paid');
  COMMIT;
END;
/

BEGIN
  ORDS.CREATE_PRIVILEGE_MAPPING(p_privilege_name => 'hr.audit', p_pattern => '/payroll/*');
  COMMIT;
END;
/
`;

/** What is shown about the place of the cursor. */
async function hoverText(page: Page, part: string): Promise<string> {
  const hover = page.locator(".monaco-hover").filter({ hasText: part, visible: true }).first();
  // A pointer that rests on the editor closes it.
  await page.mouse.move(640, 795);
  return retry(`a hover that says "${part}"`, async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+i");
    return hover.innerText({ timeout: 2000 }).catch(() => undefined);
  });
}

async function goToColumn(page: Page, line: number, column: number): Promise<void> {
  await goToLine(page, line);
  await page.keyboard.press("Home");
  // The first press leads to the first letter.
  await page.keyboard.press("Home");
  for (let at = 1; at < column; at += 1) await page.keyboard.press("ArrowRight");
}
