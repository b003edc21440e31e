import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readClipboard, writeClipboard } from "./support/clipboard.ts";
import { clickInDialog, dialog, dialogText } from "./support/dialog.ts";
import { editorTab, editorText, openFile, replaceEditorText } from "./support/editor.ts";
import { filesHolding } from "./support/filesHolding.ts";
import { clearNotifications, clickInNotification, notification } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { pickItem, untilAsked } from "./support/quickInput.ts";
import { runScript } from "./support/runScript.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** A client's secret is replaced by another, and nobody sees either; then the schema is exported, without any. */

let workbench: Workbench;
let schemaUrl: string;
let oldSecret: string;
let newSecret: string;
let token: string;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

const registration = `DECLARE
  l_client ORDS_TYPES.T_CLIENT_CREDENTIALS;
BEGIN
  l_client := ORDS_SECURITY.REGISTER_CLIENT(
    p_name            => 'hr_report',
    p_grant_type      => 'client_credentials',
    p_description     => 'Weekly report',
    p_client_secret   => ORDS_TYPES.OAUTH_CLIENT_SECRET(p_secret => :client_secret),
    p_privilege_names => 'hr.read',
    p_support_email   => 'hr@example.com'
  );
  ORDS_SECURITY.GRANT_CLIENT_ROLE(p_client_name => 'hr_report', p_role_name => 'HR Reader');
  COMMIT;
END;
/
`;

it("begins with a client whose secret is stored", async () => {
  const { page } = workbench;
  const tree = await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await openFile(page, "report-mailer.sql");
  await replaceEditorText(page, registration);
  await runScript(page, "report-mailer.sql");
  await notification(page, "The secret of hr_report is in VS Code's secret storage.");
  await clearNotifications(page);
  await tree.expand(/^Modules/);
  await tree.chooseAction(/^hr\/hr\//, "Copy URL");
  await expect.poll(() => readClipboard(page)).toMatch(/\/hr\/$/);
  schemaUrl = (await readClipboard(page)).replace(/hr\/$/, "");
  await tree.collapse(/^Modules/);
  await tree.expand(/^Clients/);
  oldSecret = await copySecret(page);
  expect(await tokenStatus(oldSecret)).toBe(200);
});

it("is told what will happen before anything does, and sees the script", async () => {
  const { page } = workbench;
  await treeView(page, "Connections").chooseAction(/^hr_report/, "Rotate secret");
  await dialog(page, "Rotate the secret of hr_report?");
  const said = await dialogText(page);
  expect(said).toMatch(/hr_report has one, since \d{4}-\d\d-\d\d: it stays valid/);
  await takePicture(page, "secrets-1-ready");
  await clickInDialog(page, "Open script");
  await editorTab(page, "Gives the client hr_report").last().waitFor();
  await notification(page, "then the rotation of hr_report goes on.");
  await takePicture(page, "secrets-2-script");
  const script = await editorText(page);
  expect(script).toContain("ORDS_SECURITY.REGISTER_CLIENT_SECRET");
  expect(script).not.toContain(oldSecret);
});

it("runs it, and both secrets are valid", async () => {
  const { page } = workbench;
  await runScript(page, "Gives the client hr_report");
  await notification(page, "The new secret of hr_report is in VS Code's secret storage.");
  await takePicture(page, "secrets-3-ran");
  newSecret = await copySecret(page);
  expect(newSecret).not.toBe(oldSecret);
  expect(await tokenStatus(oldSecret)).toBe(200);
  expect(await tokenStatus(newSecret)).toBe(200);
});

it("goes on where it stood: the new secret is proven by a token", async () => {
  const { page } = workbench;
  const said = "The new secret of hr_report is in VS Code's secret storage.";
  await clickInNotification(page, said, "Go on with rotation");
  await dialog(page, "hr_report has a new secret");
  expect(await dialogText(page)).toContain("The old secret is still valid.");
  await takePicture(page, "secrets-4-made");
  await clickInDialog(page, "Fetch token", "hr_report has a new secret");
  await dialog(page, "The new secret of hr_report works");
  await takePicture(page, "secrets-5-proven");
});

it("revokes the old secret by a script, and only the new one is valid", async () => {
  const { page } = workbench;
  await clickInDialog(page, "Revoke old secret");
  await editorTab(page, "Revokes a secret of the client").last().waitFor();
  await takePicture(page, "secrets-6-revoke");
  const script = await editorText(page);
  expect(script).toContain("ORDS_SECURITY.REVOKE_CLIENT_SECRET");
  await runScript(page, "Revokes a secret of the client");
  await notification(page, /of hr_report is revoked/);
  await takePicture(page, "secrets-7-revoked");
  expect(await tokenStatus(oldSecret)).toBe(401);
  expect(await tokenStatus(newSecret)).toBe(200);
  token = await copyToken(page);
  const answered = await fetch(`${schemaUrl}hr/employees/`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(answered.status).toBe(200);
});

it("leaves neither secret nor the token in any file, nor readable in the browser", async () => {
  const { page, server } = workbench;
  await writeClipboard(page, "");
  const stored = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  for (const text of [oldSecret, newSecret, token]) {
    expect(text.length).toBeGreaterThan(15);
    expect(filesHolding(server.folder, text)).toEqual([]);
    expect(stored).not.toContain(text);
  }
});

it("exports the security of the schema: the same twice, and no secret in it", async () => {
  const { page } = workbench;
  await clearNotifications(page);
  const first = await exportSchema(page, "secrets-8-export");
  expect(first).toContain("'hr.payroll'");
  expect(first).toContain("'hr_report'");
  expect(first).toContain("COMMIT;");
  for (const text of [oldSecret, newSecret, token]) expect(first).not.toContain(text);
  await takePicture(page, "secrets-8-export-script");
  expect(await exportSchema(page)).toBe(first);
});

async function exportSchema(page: Page, picture?: string): Promise<string> {
  const shown = editorTab(page, /Security of/);
  const before = await shown.count();
  await treeView(page, "Connections").chooseAction(/^Practice/, "Export security as script");
  await untilAsked(page, "Export security of Practice (1/2)");
  if (picture) await takePicture(page, `${picture}-1`);
  await pickItem(page, "Again and again");
  await untilAsked(page, "Export security of Practice (2/2)");
  if (picture) await takePicture(page, `${picture}-2`);
  await pickItem(page, "ORDS_SECURITY");
  await expect.poll(() => shown.count()).toBe(before + 1);
  return editorText(page);
}

async function copySecret(page: Page): Promise<string> {
  await writeClipboard(page, "");
  await treeView(page, "Connections").chooseAction(/^hr_report/, "Copy secret");
  await clickInDialog(page, "Copy secret", "hr_report");
  await expect.poll(() => readClipboard(page)).not.toBe("");
  return readClipboard(page);
}

async function copyToken(page: Page): Promise<string> {
  await clearNotifications(page);
  await writeClipboard(page, "");
  await treeView(page, "Connections").clickAction(/^hr_report/, "Copy token");
  await notification(page, /Token of hr_report copied/);
  return readClipboard(page);
}

/** How the token endpoint answers the client with a secret, asked from outside VS Code. */
async function tokenStatus(secret: string): Promise<number> {
  const answer = await fetch(`${schemaUrl}oauth/token`, {
    method: "POST",
    headers: {
      Authorization: `Basic ${Buffer.from(`${await clientId()}:${secret}`).toString("base64")}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  });
  return answer.status;
}

async function clientId(): Promise<string> {
  const { page } = workbench;
  await writeClipboard(page, "");
  await treeView(page, "Connections").chooseAction(/^hr_report/, "Copy client ID");
  await expect.poll(() => readClipboard(page)).not.toBe("");
  return readClipboard(page);
}
