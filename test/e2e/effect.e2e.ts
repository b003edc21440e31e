import { afterEach, expect, it } from "vitest";
import { clickInDialog, dialog, dialogText } from "./support/dialog.ts";
import {
  activeEditor,
  editorTab,
  editorText,
  openFile,
  replaceEditorText,
} from "./support/editor.ts";
import { clearNotifications, notificationText } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { runCommand } from "./support/runCommand.ts";
import { pressRun } from "./support/runScript.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";

/** What a script would change is told before it runs: above it, in a text, and as a question. */

let workbench: Workbench;

afterEach(async () => {
  await workbench?.close();
});

// What is asked for last after a test is done first: while the window is still there.
pictureFailures(() => workbench);

const opens = `BEGIN
  ORDS.SET_MODULE_ORIGINS_ALLOWED('hr', 'https://app.example.com');
  COMMIT;
END;
/

BEGIN
  ORDS.DELETE_PRIVILEGE('hr.read');
  ORDS_SECURITY.GRANT_CLIENT_ROLE('intranet', 'Payroll Clerk');
  COMMIT;
END;
/
`;

it("is readable where there is little room", async () => {
  workbench = await openWorkbench();
  const { page } = workbench;
  await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await openFile(page, "report-mailer.sql");
  await replaceEditorText(page, opens);
  await clearNotifications(page);
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  // The activity bar takes fifty.
  await page.setViewportSize({ width: 430, height: 800 });
  const lens = activeEditor(page).locator(".codelens-decoration a");
  await lens.filter({ hasText: /^Effect: \w+ \/hr\// }).waitFor();
  await takePicture(page, "effect-narrow-lens");
  await runCommand(page, "ORDS Security: Show effect of script");
  await editorTab(page, /^Effect of report-mailer/).waitFor();
  // Broken at blanks: nothing goes on behind the edge.
  await expect
    .poll(() =>
      activeEditor(page)
        .locator(".monaco-scrollable-element.editor-scrollable")
        .first()
        .evaluate((element) => {
          const lines = element.querySelectorAll(".view-line > span");
          const { right } = element.getBoundingClientRect();
          const ends = [...lines].map((line) => line.getBoundingClientRect().right);
          return ends.length > 10 && Math.max(...ends) <= right;
        }),
    )
    .toBe(true);
  await takePicture(page, "effect-narrow-text");
});

const themes = [
  ["dark", "Default Dark Modern"],
  ["light", "Default Light Modern"],
  ["contrast", "Default High Contrast"],
] as const;

it.each(themes)("tells what becomes public before it is (%s)", async (name, theme) => {
  workbench = await openWorkbench({ theme });
  const { page } = workbench;
  await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await openFile(page, "report-mailer.sql");
  await replaceEditorText(page, opens);
  await clearNotifications(page);
  const lens = activeEditor(page).locator(".codelens-decoration a");
  await lens.filter({ hasText: /^Effect: \w+ \/hr\/\S+ becomes public · \d+ more$/ }).waitFor();
  await lens.filter({ hasText: "Effect: 1 change, access unchanged" }).waitFor();
  await takePicture(page, `effect-lens-${name}`);

  // Where nothing becomes public nobody is asked.
  await pressRun(page, /Run block on/);
  await notificationText(page, /The script ran on Practice/);
  await clearNotifications(page);

  await pressRun(page);
  await dialog(page, /Make \d+ endpoints public\?/);
  expect(await dialogText(page)).toContain("GET /hr/employees/");
  await takePicture(page, `effect-question-${name}`);
  await clickInDialog(page, "Show effect");
  await editorTab(page, /^Effect of report-mailer/).waitFor();
  expect(await editorText(page)).toContain(
    "Become public:\n    GET /hr/departments/\n    GET /hr/employees/\n",
  );
  await takePicture(page, `effect-text-${name}`);
  await runCommand(page, "View: Close Editor");

  await pressRun(page);
  await dialog(page, /Make \d+ endpoints public\?/);
  await clickInDialog(page, "Run");
  await notificationText(page, /The script ran on Practice/);
});
