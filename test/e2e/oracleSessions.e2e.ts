import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type PracticeListener,
  startPracticeListener,
} from "../support/oracleListener/practiceListener.ts";
import { addOracleConnection } from "./support/connectionSteps.ts";
import {
  activeEditor,
  editorTab,
  editorText,
  openFile,
  replaceEditorText,
} from "./support/editor.ts";
import {
  clearNotifications,
  clickInNotification,
  notification,
  notificationText,
} from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outputText } from "./support/outputPanel.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { answer, dismiss, itemTexts, untilAsked } from "./support/quickInput.ts";
import { pressRun, runScript } from "./support/runScript.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** What a session of one's own in the database brings along: transactions, output, another schema, and a line that breaks. */

let workbench: Workbench;
let practice: PracticeListener;
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await startPracticeListener({ lesson: "hr" });
  workbench = await openWorkbench();
  await addOracleConnection(workbench.page, {
    port: practice.listener.port,
    user: practice.user,
    password: practice.password.reveal(),
    ords: practice.ords.url,
    name: "HR",
  });
  await tree()
    .item(/^HR.*ORDS/)
    .waitFor();
  await openFile(workbench.page, "report-mailer.sql");
});

afterAll(async () => {
  await workbench?.close();
  await practice?.[Symbol.asyncDispose]();
});

it("shows what is not committed, and rolls it back by the button of the message", async () => {
  const { page } = workbench;
  await runWithoutCommit("Draft");
  await notification(page, "1 change is not committed on HR: nobody else sees it yet.");
  await tree()
    .item(/^HR1 uncommitted/)
    .waitFor();
  await tree().expand(/^Roles/);
  await tree()
    .item(/^Draft/)
    .waitFor();
  await takePicture(page, "oracle-uncommitted");
  await clickInNotification(page, "not committed", "Roll back");
  await notification(page, "Rolled back on HR.");
  await tree()
    .item(/^Draft/)
    .waitFor({ state: "detached" });
  await tree()
    .item(/^HR.*uncommitted/)
    .waitFor({ state: "detached" });
});

it("keeps it when it is committed in the tree", async () => {
  const { page } = workbench;
  await runWithoutCommit("Kept");
  await tree().item(/^Kept/).waitFor();
  await tree().clickAction(/^HR1 uncommitted/, "Commit changes");
  await notification(page, "Committed on HR.");
  await tree()
    .item(/^HR.*uncommitted/)
    .waitFor({ state: "detached" });
  await tree().chooseAction(/^HR/, "Disconnect");
  await tree()
    .item(/^HR.*not connected/)
    .waitFor();
  await tree().chooseAction(/^HR/, "Connect");
  await tree().expandTo(/^Roles/, /^Kept/);
});

it("marks errors where they are, and shows what the script printed", async () => {
  const { page } = workbench;
  await replaceEditorText(
    page,
    `BEGIN
  DBMS_OUTPUT.PUT_LINE('Begun by HR');
  ORDS.CREATE_ROLE(p_role_name => 'HR Reader');
END;
/

BEGIN
  ORDS.DELETE_EVERYTHING(p_sure => TRUE);
END;
/
`,
  );
  const said = await runScript(page, "report-mailer.sql", /failed on HR/);
  expect(said).toMatch(/ORA-\d+/);
  await activeEditor(page).locator(".squiggly-error").first().waitFor();
  await clickInNotification(page, /failed on HR/, "Show output");
  await expect.poll(() => outputText(page)).toContain("2 of 2 statements failed");
  const printed = await outputText(page);
  expect(printed).toContain("Begun by HR");
  expect(printed).toMatch(/ERROR \(line 3\): ORA-/);
  expect(printed).toContain("ORA-06512: at line 3");
  expect(printed).toMatch(/ERROR \(line 8\): ORA-06550/);
  // Saving the script, which VS Code does by itself here, has not taken the marks away.
  await activeEditor(page).locator(".squiggly-error").first().waitFor();
  await takePicture(page, "oracle-script-failed");
  await page.keyboard.press("ControlOrMeta+j");
});

it("opens the source of a handler to be read", async () => {
  const { page } = workbench;
  await tree().collapse(/^Roles/);
  await tree().expand(/^Modules/);
  await tree().expand(/^reports/);
  await tree().expand(/^headcount/);
  await tree().chooseAction(/^GET \/reports\/headcount/, "Show source of handler");
  await editorTab(page, "GET headcount.sql").waitFor();
  expect(await editorText(page)).toMatch(/^select d\.department_name/);
  await page.keyboard.type("x");
  await page.getByText("Cannot edit in read-only editor").first().waitFor();
  await takePicture(page, "oracle-handler-source");
  await tree().collapse(/^Modules/);
});

it("lets an administrator look at another schema, and change it", async () => {
  const { page } = workbench;
  await clearNotifications(page);
  await tree().chooseAction(/^HR/, "Disconnect");
  await addOracleConnection(page, {
    port: practice.listener.port,
    user: "ORDSADMIN",
    password: practice.password.reveal(),
    ords: practice.ords.url,
    name: "Administrator",
  });
  // It has no services of its own.
  await notification(page, "is not REST-enabled");
  await takePicture(page, "oracle-administrator");
  await clickInNotification(page, "is not REST-enabled", "Look at another schema");
  await untilAsked(page, "Look at another schema on Administrator");
  await answer(page, "practice");
  await tree()
    .item(/^AdministratorPRACTICE as administrator/)
    .waitFor();
  await tree().clickAction(/^Roles/, /Create role/);
  await answer(page, "Auditor");
  await editorTab(page, "Creates the role Auditor").waitFor();
  const script = await editorText(page);
  expect(script).toContain("ORDS_ADMIN.CREATE_ROLE(");
  expect(script).toMatch(/p_schema\s+=> 'PRACTICE'/);
  await runScript(page, "Creates the role Auditor");
  await tree().expand(/^Roles/);
  await tree()
    .item(/^Auditor/)
    .waitFor();
  await tree().chooseAction(/^Administrator/, "Look at another schema…");
  await untilAsked(page, "Look at another schema on Administrator");
  expect(await itemTexts(page)).toEqual(["Own schema", practice.user]);
  await takePicture(page, "oracle-other-schema");
  await dismiss(page);
  await tree().chooseAction(/^Administrator/, "Disconnect");
});

it("connects again by itself when the connection was cut, and says what was lost with it", async () => {
  const { page } = workbench;
  await tree().chooseAction(/^HR/, "Connect");
  await tree().expand(/^HR/);
  await tree().expand(/^Roles/);
  await clearNotifications(page);
  practice.listener.dropAll();
  await tree().chooseAction(/^HR/, "Refresh");
  await tree().item(/^Kept/).waitFor();
  await tree()
    .item(/^HR.*ORDS/)
    .waitFor();
  expect(await page.locator(".notifications-toasts .notification-list-item").count()).toBe(0);

  await editorTab(page, "report-mailer.sql").click();
  await runWithoutCommit("Lost");
  await tree().item(/^Lost/).waitFor();
  await clearNotifications(page);
  practice.listener.dropAll();
  await tree().chooseAction(/^HR/, "Refresh");
  expect(await notificationText(page, /lost/)).toContain("the changes that were not committed");
  await takePicture(page, "oracle-lost");
  await tree().chooseAction(/^HR/, "Refresh");
  await tree().item(/^Lost/).waitFor({ state: "detached" });
});

it("does not speak of changes any more that were lost", async () => {
  await tree()
    .item(/^HR.*uncommitted/)
    .waitFor({ state: "detached" });
});

function tree() {
  return treeView(workbench.page, "Connections");
}

async function runWithoutCommit(role: string): Promise<void> {
  const { page } = workbench;
  await replaceEditorText(page, `BEGIN\n  ORDS.CREATE_ROLE(p_role_name => '${role}');\nEND;\n/\n`);
  await pressRun(page, /Run on HR/);
  await notification(page, /The script ran on HR/);
}
