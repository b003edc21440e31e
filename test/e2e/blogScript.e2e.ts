import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readClipboard } from "./support/clipboard.ts";
import { activeEditor, editorText, openFile, replaceEditorText } from "./support/editor.ts";
import { clearNotifications, notification } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { runCommand } from "./support/runCommand.ts";
import { runScript } from "./support/runScript.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** The five steps as blogs print them: what will go wrong is marked, mended by quick fixes, and then works. */

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

const blog = `BEGIN
  ORDS.create_privilege(
    p_name        => 'hr_privilege',
    p_role_name   => 'hr_role',
    p_label       => 'HR data',
    p_description => 'Allow access to the HR data.');
  COMMIT;
END;
/

BEGIN
  ORDS.create_privilege_mapping(
    p_privilege_name => 'hr_privilege',
    p_pattern        => '/hr/*');
  COMMIT;
END;
/

BEGIN
  OAUTH.create_client(
    p_name            => 'hr_client',
    p_grant_type      => 'client_credentials',
    p_owner           => 'HR',
    p_description     => 'A client for the HR data',
    p_support_email   => 'hr@example.com',
    p_privilege_names => 'hr_privilege');
  COMMIT;
END;
/

SELECT id, name, client_id, client_secret FROM user_ords_clients;
`;

it("names each thing that will go wrong", async () => {
  const { page } = workbench;
  await startPractice(page, { schema: "not secured", release: "25.4.0" });
  await openFile(page, "report-mailer.sql");
  await replaceEditorText(page, blog);
  await activeEditor(page).locator(".squiggly-warning, .squiggly-error").first().waitFor();
  const problems = await problemTexts(page);
  for (const words of [/hr_role/, /401|lacks|role/i, /OAUTH/, /secret/i]) {
    expect(problems).toContainEqual(expect.stringMatching(words));
  }
  await takePicture(page, "blog-problems");
});

it("is mended by its quick fixes", async () => {
  const { page } = workbench;
  for (let fix = 0; fix < 12; fix++) {
    if (!(await applyNextFix(page))) break;
  }
  await expect.poll(() => hasProblems(page)).toBe(false);
  const text = await editorText(page);
  expect(text).toMatch(/create_role/i);
  expect(text).toMatch(/grant_client_role/i);
  expect(text).toMatch(/ORDS_SECURITY\.register_client/i);
  expect(text).not.toMatch(/OAUTH\.create_client/i);
  await takePicture(page, "blog-mended");
});

it("then runs, and the client's call is answered 200", async () => {
  const { page } = workbench;
  await runScript(page, "report-mailer.sql");
  await notification(page, "The secret of hr_client is in VS Code's secret storage.");
  await clearNotifications(page);
  const tree = treeView(page, "Connections");
  await tree.expand(/^Modules/);
  await tree.expand(/^hr/);
  await tree.expand(/^employees\/GET/);
  await tree.clickAction(/^GET \/hr\/employees\//, "Try it");
  const panel = requestPanel(page);
  await panel.callAs("hr_client");
  await panel.send(200);
  await takePicture(page, "blog-answered");
  // What is copied is for the person alone.
  expect(await readClipboard(page)).not.toContain("Bearer");
});

/** The messages of the Problems panel about this file. */
async function problemTexts(page: Page): Promise<string[]> {
  await runCommand(page, "View: Toggle Problems");
  const rows = page.locator(".markers-panel .monaco-list-row");
  await rows.first().waitFor();
  const texts = await rows.allInnerTexts();
  await runCommand(page, "View: Toggle Problems");
  return texts;
}

/** Goes to the next problem and takes the first fix that is offered; false when there is no problem left. */
async function applyNextFix(page: Page): Promise<boolean> {
  if (!(await hasProblems(page))) return false;
  const before = await editorText(page);
  await runCommand(page, "Go to Next Problem (Error, Warning, Info)");
  await page.keyboard.press("Escape");
  await runCommand(page, "Quick Fix...");
  const offered = page.locator(".action-widget .monaco-list-row.action");
  await offered.first().waitFor();
  await takePicture(page, "blog-fixes");
  await offered.first().click();
  await expect.poll(() => editorText(page), { timeout: 10_000 }).not.toBe(before);
  // The checks wait for a pause in typing.
  await page.waitForTimeout(800);
  return true;
}

/** Of the whole file: the editor draws marks only on the lines that are on the screen. */
async function hasProblems(page: Page): Promise<boolean> {
  const counts = await page.locator("#status\\.problems").first().innerText();
  const label = await page
    .locator("#status\\.problems a, #status\\.problems")
    .first()
    .getAttribute("aria-label");
  return /Error|Warning/.test(`${label} ${counts}`);
}
