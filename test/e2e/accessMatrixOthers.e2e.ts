import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerPrompt, beginConnection, untilPrompted } from "./support/connectionSteps.ts";
import { editorTab } from "./support/editor.ts";
import { explanation } from "./support/explanation.ts";
import { callers, cell, counts, grid, matrix, tick, verdict } from "./support/matrixPage.ts";
import { clearNotifications } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outsidePractice, type OutsidePractice } from "./support/outsidePractice.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import {
  acceptTicked,
  goBack,
  itemTexts,
  pickItem,
  tickItem,
  typeText,
  untilAsked,
} from "./support/quickInput.ts";
import { runCommand } from "./support/runCommand.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** The access matrix with callers whom no catalog knows, and beside the schema of another connection. */

let workbench: Workbench;
let practice: OutsidePractice;
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await outsidePractice("--lesson", "hr");
  await practice.run(`declare
  l_client ords_types.t_client_credentials;
begin
  l_client := ords_security.register_client(
    p_name => 'web', p_grant_type => 'authorization_code', p_description => 'Web',
    p_redirect_uri => 'https://web.example/back', p_support_email => 'a@b.c',
    p_support_uri => 'http://b.c/', p_privilege_names => 'hr.read');
  ords_security.create_jwt_profile(p_issuer => 'https://issuer.example', p_audience => 'ords',
    p_jwk_url => 'https://issuer.example/jwk');
  ords.delete_privilege('hr.payroll');
  commit;
end;
/
`);
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
  await practice?.stop();
});

const employees = "GET /hr/employees/";
const salaries = "GET /payroll/salaries/";
const team = "HR of the team";
const picture = async (name: string): Promise<void> => {
  await takePicture(workbench.page, `matrix-others-${name}`);
};

it("begins with a connection that has a client for people and a JWT profile", async () => {
  const { page } = workbench;
  await beginConnection(page, "REST");
  await answerPrompt(page, "Address", `${practice.url}/${practice.alias}`);
  await answerPrompt(page, "Alias", practice.alias);
  await answerPrompt(page, "Database user", practice.user);
  await untilPrompted(page, "Where does the password stay?");
  await pickItem(page, "Keep the password");
  await answerPrompt(page, "Password", practice.password);
  await answerPrompt(page, "Name of the connection", team);
  const tree = treeView(page, "Connections");
  await tree.item("Privileges").waitFor();
  await clearNotifications(page);
  await tree.chooseAction(team, "Show access matrix");
  await editorTab(page, `Access matrix: ${team}`).waitFor();
  await grid(page).waitFor();
  await expect.poll(() => callers(page)).toContain("client intranet");
});

it("adds a person who uses a client", async () => {
  const { page } = workbench;
  await addCaller(page, "Person through a client");
  await untilAsked(page, "Add caller (2/3)");
  // Clients that act for themselves let nobody sign in.
  expect(await itemTexts(page)).toEqual(["web"]);
  await picture("0-client");
  await pickItem(page, "web");
  await untilAsked(page, "Add caller (3/3)");
  await tickItem(page, "HR Reader");
  await picture("1-roles");
  await acceptTicked(page);
  const person = "a person with role HR Reader through client web";
  await expect.poll(() => callers(page)).toContain(person);
  expect(await verdict(page, employees, person)).toBe("Allowed");
  expect(await verdict(page, employees, "anonymous")).toBe("Denied");
});

it("adds a token of another issuer, with scopes from the list and of the person's own", async () => {
  const { page } = workbench;
  await addCaller(page, "Database user");
  await untilAsked(page, "Add caller (2/2)");
  // Another kind of caller was meant.
  await goBack(page);
  await untilPrompted(page, "Who calls?");
  await picture("2-kinds");
  await pickItem(page, /Token of another issuer/);
  await untilPrompted(page, "Which scopes does the token hold?");
  await tickItem(page, "hr.read");
  await typeText(page, "openid");
  await tickItem(page, 'Scope "openid"');
  await picture("3-scopes");
  await acceptTicked(page);
  const token = "a JWT with scopes hr.read and openid";
  await expect.poll(() => callers(page)).toContain(token);
  expect(await verdict(page, employees, token)).toBe("Allowed");
  await picture("4-added");
});

it("explains what such a caller may do, and takes the added ones away", async () => {
  const { page } = workbench;
  const token = "a JWT with scopes hr.read and openid";
  await (await cell(page, employees, token)).focus();
  await page.keyboard.press("Enter");
  await editorTab(page, `Access on ${team}`).waitFor();
  expect(await explanation(page).verdict(/./)).toMatch(/JWT/);
  await picture("5-why");
  await editorTab(page, `Access matrix: ${team}`).click();
  await grid(page).waitFor();
  await matrix(page).getByRole("button", { name: "Remove added callers" }).click();
  await expect.poll(() => callers(page)).not.toContain(token);
  expect((await callers(page))[0]).toBe("anonymous");
});

it("is compared with a connection that is opened for it", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.chooseAction(team, "Disconnect");
  await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await clearNotifications(page);
  await tree.chooseAction(/^Practice/, "Show access matrix");
  await editorTab(page, "Access matrix: Practice").waitFor();
  await grid(page).waitFor();
  await expect.poll(() => callers(page)).toContain("client intranet");
  await matrix(page).getByRole("button", { name: "Compare with" }).click();
  await untilAsked(page, "Compare with");
  await picture("6-compare");
  await pickItem(page, team);
  await matrix(page)
    .getByRole("button", { name: `Compared with ${team}` })
    .waitFor();
  await expect.poll(() => verdict(page, salaries, "anonymous")).toBe(`Denied; in ${team}: allowed`);
  expect(await callers(page)).toContainEqual(expect.stringMatching(/^client web/));
  await picture("7-compared");
  // Of who is not known here, everything is another there: without them, what was made public is left.
  await matrix(page).getByRole("button", { name: "All 7 callers" }).click();
  await untilAsked(page, "Choose callers");
  await tickItem(page, /^client web/);
  await tickItem(page, /^a JWT with scope hr\.rea/);
  await tickItem(page, /^a JWT with scope hr\.rep/);
  await acceptTicked(page);
  await tick(page, "Only what differs");
  await expect.poll(() => counts(page)).toMatch(/^2 of \d+ endpoints/);
  await picture("8-differs");
});

it("says after a reload that the other connection is not there, and compares again once it is", async () => {
  const { page } = workbench;
  // By its command, since then the editors are told in time to keep their state.
  const loaded = page.waitForEvent("domcontentloaded");
  await runCommand(page, "Developer: Reload Window");
  await loaded;
  await editorTab(page, "Access matrix: Practice").click();
  await matrix(page).getByRole("button", { name: "Connect" }).click({ timeout: 40_000 });
  await grid(page).waitFor({ timeout: 30_000 });
  await matrix(page).getByText(`${team} is not connected.`).waitFor();
  await picture("9-other-closed");
  await matrix(page).getByRole("button", { name: "Connect" }).click();
  await expect
    .poll(() => verdict(page, salaries, "anonymous"), { timeout: 20_000 })
    .toBe(`Denied; in ${team}: allowed`);
  await matrix(page)
    .getByRole("button", { name: `Stop comparing with ${team}` })
    .click();
  await expect.poll(() => verdict(page, salaries, "anonymous")).toBe("Denied");
});

async function addCaller(page: Page, kind: string): Promise<void> {
  await matrix(page).getByRole("button", { name: "Add caller" }).click();
  await untilAsked(page, "Add caller");
  await pickItem(page, kind);
}
