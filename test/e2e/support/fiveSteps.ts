import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readClipboard, writeClipboard } from "./clipboard.ts";
import { clickInDialog } from "./dialog.ts";
import { activeEditor, editorTab } from "./editor.ts";
import { filesHolding } from "./filesHolding.ts";
import { clearNotifications, notification, notificationText } from "./notifications.ts";
import { openWorkbench, type Workbench } from "./openWorkbench.ts";
import { pictureFailures } from "./pictureFailures.ts";
import {
  accept,
  acceptTicked,
  answer,
  itemTexts,
  pickItem,
  quickInput,
  tickItem,
  untilAsked,
} from "./quickInput.ts";
import { requestPanel } from "./requestPanel.ts";
import { runCommand } from "./runCommand.ts";
import { runScript } from "./runScript.ts";
import { takePicture, takeReadmePicture } from "./takePicture.ts";
import { type TreeView, treeView } from "./treeView.ts";

export interface FiveSteps {
  /** Begins the names of the pictures. */
  readonly pictures: string;
  /** Whether the pictures of the README are taken, too. */
  readonly forReadme: boolean;
  /** Opens a connection named Practice to a schema that is not secured, on the current release. */
  readonly connect: (page: Page) => Promise<TreeView>;
}

/**
 * From a schema that nothing protects to a call that is answered: each test is one step of one person, whatever way the
 * connection goes.
 */
export function walkFiveSteps({ pictures, forReadme, connect }: FiveSteps): void {
  let workbench: Workbench;
  let token: string;
  const picture = async (name: string): Promise<void> => {
    await takePicture(workbench.page, `${pictures}-${name}`);
  };
  pictureFailures(() => workbench);

  beforeAll(async () => {
    workbench = await openWorkbench();
  });

  afterAll(async () => {
    await workbench?.close();
  });

  it("begins with a schema in which everybody may call everything", async () => {
    const { page } = workbench;
    const tree = await connect(page);
    await tree.item(/^Clients0/).waitFor();
    await tree.expand(/^Modules/);
    await tree.expandTo(/^hr/, /^employees\/GET · public/);
    await picture("0-empty");
  });

  it("1 Secure: creates the role that callers will need", async () => {
    const { page } = workbench;
    const tree = treeView(page, "Connections");
    await tree.clickAction(/^Roles/, /Create role/);
    await answer(page, "HR Reader");
    await runScript(page, "Creates the role HR Reader");
    await tree.item(/^Roles14/).waitFor();
    await tree.expandTo(/^Roles/, /^HR Reader/);
    await picture("1-role");
    await tree.collapse(/^Roles/);
  });

  it("1 Secure: creates the privilege that asks for it", async () => {
    const { page } = workbench;
    const tree = treeView(page, "Connections");
    await tree.clickAction(/^Privileges/, /Create privilege/);
    await untilAsked(page, "Create privilege on Practice (1/3)");
    await answer(page, "hr.read");
    await untilAsked(page, "Create privilege on Practice (2/3)");
    await tickItem(page, "HR Reader");
    await acceptTicked(page);
    await untilAsked(page, "Create privilege on Practice (3/3)");
    await answer(page, "Read employees and departments");
    await editorTab(page, "Creates the privilege hr.read").waitFor();
    // The one value that is missing is where the cursor stands.
    await expect.poll(() => activeEditor(page).innerText()).toContain("p_label");
    await page.keyboard.type("Human resources");
    await page.keyboard.press("Escape");
    await runScript(page, "Creates the privilege hr.read");
    await tree.expandTo(/^Privileges/, /^hr\.read.*protects nothing/);
    await picture("1-privilege");
  });

  it("2 Map: ties the privilege to the paths of the module", async () => {
    const { page } = workbench;
    const tree = treeView(page, "Connections");
    await tree.clickAction(/^hr\.read/, /Map privilege/);
    await pickItem(page, "By URL pattern");
    await untilAsked(page, "Map privilege on Practice (2/2)");
    await tickItem(page, "everything below /hr/");
    await acceptTicked(page);
    await runScript(page, "Maps the privilege hr.read");
    await tree.item(/^employees\/GET · protected by hr\.read/).waitFor();
    await picture("2-map");
  });

  it("3 Register: makes a client whose secret nobody sees, and forgets to grant its role", async () => {
    const { page } = workbench;
    const tree = treeView(page, "Connections");
    const step = (number: number) => untilAsked(page, `Register client on Practice (${number}/6)`);
    await tree.clickAction(/^Clients/, /Register client/);
    await step(1);
    await answer(page, "hr_report");
    await step(2);
    await accept(page);
    await step(3);
    await tickItem(page, /^hr\.read/);
    await acceptTicked(page);
    await step(4);
    // What the privilege asks for is offered ticked; this person knows better.
    await expect.poll(() => itemTexts(page)).toContainEqual(expect.stringMatching(/^HR Reader/));
    await tickItem(page, "HR Reader");
    await acceptTicked(page);
    await expect
      .poll(() => quickInput(page).input.getAttribute("placeholder"))
      .toContain("Without a role");
    await acceptTicked(page);
    await step(5);
    await answer(page, "Weekly report");
    await step(6);
    await answer(page, "hr@example.com");
    await runScript(page, "Registers the client hr_report");
    await notification(page, "The secret of hr_report is in VS Code's secret storage.");
    await tree.expandTo(/^Clients/, /^hr_report.*no role/);
    await picture("3-register");
  });

  it("5 Call: is refused as that client, and told why", async () => {
    const { page } = workbench;
    const tree = treeView(page, "Connections");
    await clearNotifications(page);
    await tree.expand(/^employees\/GET/);
    await tree.clickAction(/^GET \/hr\/employees\//, "Try it");
    const panel = requestPanel(page);
    await panel.callAs("hr_report");
    await panel.send(401);
    const sentence = "Client hr_report lacks role HR Reader, which privilege hr.read asks for.";
    await expect.poll(() => panel.text()).toContain(sentence);
    await tree.item(/^hr_report.*token ends/).waitFor();
    await picture("5-refused");
    if (forReadme) await takeReadmePicture(page, "explain401");
  });

  it("3 Register: grants the role by the button below the sentence, and the call is answered", async () => {
    const { page } = workbench;
    const tree = treeView(page, "Connections");
    await requestPanel(page)
      .page.getByRole("button", { name: /^Grant role HR Reader/ })
      .click();
    await runScript(page, "Grants the role HR Reader");
    await tree.expandTo(/^hr_report/, /^HR Reader/);
    await clearNotifications(page);
    await editorTab(page, "GET /hr/employees/").click();
    const panel = requestPanel(page);
    await panel.send(200);
    await expect.poll(() => panel.text()).toContain('"last_name"');
    await picture("5-answered");
    await runCommand(page, "View: Move Editor into Right Group");
    await expect.poll(() => panel.text()).toContain('"last_name"');
    if (forReadme) await takeReadmePicture(page, "overview");
  });

  it("4 Token: copies it from the tree, and it works outside VS Code", async () => {
    const { page } = workbench;
    const tree = treeView(page, "Connections");
    await tree.chooseAction(/^GET \/hr\/employees\//, "Copy URL");
    await expect.poll(() => readClipboard(page)).toMatch(/\/hr\/employees\/$/);
    const url = await readClipboard(page);
    expect((await fetch(url)).status).toBe(401);
    token = await copyToken();
    const answered = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
    expect(answered.status).toBe(200);
    expect(await answered.json()).toMatchObject({
      items: expect.arrayContaining([expect.anything()]),
    });
    await tree.item(/^hr_report.*token ends in \d+ min/).waitFor();
    await picture("4-token");
  });

  it("keeps the token over a reload of the window", async () => {
    const { page } = workbench;
    await workbench.reload();
    const tree = treeView(page, "Connections");
    await tree.item(/^Practice.*not connected/).waitFor({ timeout: 40_000 });
    await tree.expand(/^Practice/);
    await tree.expand(/^Clients/);
    // Before anybody has asked for one.
    await tree.item(/^hr_report.*token ends in \d+ min/).waitFor();
    expect(await copyToken()).toBe(token);
    await picture("reloaded");
  });

  it("leaves neither token nor secret in any file, nor readable in the browser", async () => {
    const { page, server } = workbench;
    await writeClipboard(page, "");
    await runCommand(page, "ORDS Security: Copy secret…");
    await clickInDialog(page, "Copy secret");
    await expect.poll(() => readClipboard(page)).not.toBe("");
    const secret = await readClipboard(page);
    expect(secret.length).toBeGreaterThan(15);
    const stored = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
    expect(stored).toContain("secrets.provider");
    for (const text of [token, secret]) {
      expect(filesHolding(server.folder, text)).toEqual([]);
      expect(stored).not.toContain(text);
    }
    // The search finds what is there: the name of the client stands in an editor that is kept.
    expect(filesHolding(server.folder, "hr_report")).not.toEqual([]);
  });

  async function copyToken(): Promise<string> {
    const { page } = workbench;
    await clearNotifications(page);
    await writeClipboard(page, "");
    await treeView(page, "Connections").clickAction(/^hr_report/, "Copy token");
    expect(await notificationText(page, /copied/)).toMatch(
      /^Token of hr_report copied; it ends in \d+ min\.$/,
    );
    return readClipboard(page);
  }
}
