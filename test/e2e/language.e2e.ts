import { afterAll, beforeAll, expect, it } from "vitest";
import {
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
  await clickCodeLens(page, /^Effect: 2 changes, 5 endpoints/);
  await editorTab(page, /^Effect of report-mailer/).waitFor();
  const effect = await editorText(page);
  expect(effect).toContain("GET /hr/employees/: anonymous and client intranet gain it\n");
  expect(effect).toContain("GET /payroll/salaries/ (gone): client payroll_export loses it\n");
  await takePicture(page, "language-effect");
  await runCommand(page, "View: Close Editor");
});

it("shows in the sidebar what the cursor is on", async () => {
  const { page } = workbench;
  await goToLine(page, 7);
  for (let i = 0; i < 5; i += 1) await page.keyboard.press("ArrowLeft");
  await runCommand(page, "ORDS Security: Reveal in sidebar");
  const tree = treeView(page, "Connections");
  await tree.item(/^hr\.read/).waitFor();
  await takePicture(page, "language-revealed");
});
