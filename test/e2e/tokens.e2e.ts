import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { jwtText } from "../support/jwtText.ts";
import { browserStorage } from "./support/browserStorage.ts";
import { readClipboard, writeClipboard } from "./support/clipboard.ts";
import { untilPrompted, addRestConnection, enterSecret } from "./support/connectionSteps.ts";
import { clickInDialog, dialog } from "./support/dialog.ts";
import { editorTab, editorText } from "./support/editor.ts";
import { explanation } from "./support/explanation.ts";
import { filesHolding } from "./support/filesHolding.ts";
import { clearNotifications, clickInNotification, notification } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outsidePractice, type OutsidePractice } from "./support/outsidePractice.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { answer, dismiss, itemTexts, pickItem, untilAsked } from "./support/quickInput.ts";
import { recordingProxy, type RecordingProxy } from "./support/recordingProxy.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { runCommand } from "./support/runCommand.ts";
import { openSideBar } from "./support/sideBar.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";
import { useTheme } from "./support/useTheme.ts";

/** A person signs in through a client; the token is used, shared, handed over and forgotten, and found nowhere. */

let workbench: Workbench;
let practice: OutsidePractice;
let proxy: RecordingProxy;
/** Everything secret of this run, by what it is. */
const secrets = new Map<string, string>();
const clientSecret = "clientSecretMARKED-x1..";
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await outsidePractice("--lesson", "hr");
  proxy = await recordingProxy(practice.url);
  secrets.set("password", practice.password);
  secrets.set("client secret", clientSecret);
  await register(`http://127.0.0.1:${await freePort()}/signed-in`);
  // What a terminal shows can be read only where it is not drawn as a picture.
  workbench = await openWorkbench({
    settings: { "terminal.integrated.gpuAcceleration": "off" },
  });
});

afterAll(async () => {
  await workbench?.close();
  await proxy?.stop();
  await practice?.stop();
});

it("begins with a connection and the secret of a client", async () => {
  const { page } = workbench;
  await addRestConnection(page, { ...practice, url: proxy.url, name: "HR of the team" });
  await enterSecret(page, "web", clientSecret);
});

it("signs in in the browser, which comes back by itself", async () => {
  const { page } = workbench;
  await clearNotifications(page);
  await writeClipboard(page, "");
  await treeView(page, "Connections").chooseAction(/^web/, "Sign in through");
  const said = "Signing in through web: go on in the browser.";
  const message = await notification(page, said);
  await takePicture(page, "tokens-1-sign-in");
  await inThemes(page, async (look) => {
    await notification(page, said);
    await takePicture(page, `tokens-1-sign-in-${look}`);
  });
  await message.getByRole("link", { name: "Copy address" }).click();
  await expect.poll(() => readClipboard(page)).toMatch(/oauth\/auth/);
  const browser = await workbench.context.newPage();
  await browser.goto(await readClipboard(page));
  await browser.getByLabel("Password").fill(practice.password);
  await browser.getByLabel("HR Reader").check();
  await browser.getByRole("button", { name: "Sign in" }).click();
  await browser.getByRole("button", { name: "Approve" }).click();
  await browser.getByText("You are signed in.").waitFor();
  await takePicture(browser, "tokens-2-signed-in");
  await browser.close();
  await page.bringToFront();
  await treeView(page, "Connections")
    .item(/^web.*token ends in/)
    .waitFor();
  await page.getByText("go on in the browser").first().waitFor({ state: "hidden" });
  expect(proxy.grants).toHaveLength(1);
  keepGrants();
  expect([...secrets.keys()]).toContain("refresh token 1");
});

it("calls with that token in the request panel", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.expand(/^Modules/);
  await tree.expand(/^hr/);
  await tree.expand(/^employees\/GET/);
  await tree.clickAction(/^GET \/hr\/employees\//, "Try it");
  const panel = requestPanel(page);
  await panel.callAs("web (token");
  await panel.send(200);
  await takePicture(page, "tokens-3-called");
  await panel.page.getByRole("tab", { name: "Request as sent" }).click();
  await panel.page.getByRole("button", { name: "Show token request" }).click();
  await editorTab(page, /^token request of web\.txt(?!\.txt)/).waitFor();
  await takePicture(page, "tokens-15-request-from-panel");
  await runCommand(page, "View: Close Editor");
  expect(proxy.grants).toHaveLength(1);
  for (const [, secret] of secrets) expect(await panel.text()).not.toContain(secret);
});

it("saves and sends a request that holds secrets, and keeps none of them", async () => {
  const { page, folder } = workbench;
  const planted = {
    "token in the address": "addressTokenMARKED-p1",
    "secret in the query": "querySecretMARKED-p2",
    "token in a header": "headerTokenMARKED-p3",
    "password in the body": "bodyPasswordMARKED-p4",
    "secret in the body": "bodySecretMARKED-p5",
  };
  for (const [kind, secret] of Object.entries(planted)) secrets.set(kind, secret);
  const panel = requestPanel(page);
  const field = (label: string) => panel.page.getByLabel(label);
  await field("Method").selectOption("POST");
  await field("Address").fill(`/hr/employees/?access_token=${planted["token in the address"]}`);
  await field("Query parameter 1, Name").fill("client_secret");
  await field("Query parameter 1, Value").fill(planted["secret in the query"]);
  await field("Header 1, Name").fill("Authorization");
  await field("Header 1, Value").fill(`Bearer ${planted["token in a header"]}`);
  const body = { name: "Ann", password: planted["password in the body"], deep: { client: {} } };
  body.deep.client = { client_secret: planted["secret in the body"] };
  await field("Request body").fill(JSON.stringify(body));
  await panel.page.getByRole("button", { name: "Save request…" }).click();
  await untilAsked(page, "Save request");
  await answer(page, "With secrets");
  await notification(page, /saved empty/);
  await takePicture(page, "tokens-3-saved");
  const saved = textOf(`${folder}/ords-security.requests.json`);
  expect(saved).toContain("With secrets");
  expect(saved).not.toContain("MARKED");
  await clearNotifications(page);
  // The panel does not send this header itself: a token of the caller takes its place.
  await field("Header 1, Name").fill("X-Api-Key");
  await panel.page.getByRole("button", { name: "Send" }).click();
  await panel.page
    .locator(".status")
    .filter({ hasText: /[45]\d\d/ })
    .waitFor();
  await panel.page.getByRole("button", { name: "Request history…" }).click();
  await expect.poll(async () => (await itemTexts(page)).join()).toContain("POST /hr/employees/");
  expect((await itemTexts(page)).join()).not.toContain("MARKED");
  await takePicture(page, "tokens-3-history");
  await dismiss(page);
});

it("lists the token, and what can be done with it", async () => {
  const { page } = workbench;
  await runCommand(page, "ORDS Security: Show tokens…");
  await untilAsked(page, "Tokens on this machine");
  await expect
    .poll(async () => (await itemTexts(page)).join())
    .toMatch(/web ?HR of the team, token ends in/);
  await takePicture(page, "tokens-4-list");
  await pickItem(page, /^\s*web/);
  await untilAsked(page, "Token of web");
  await takePicture(page, "tokens-5-actions");
  await pickItem(page, "Copy as curl, without the token");
  await expect.poll(() => readClipboard(page)).toContain("$ORDS_TOKEN");
  const curl = await readClipboard(page);
  for (const [, secret] of secrets) expect(curl).not.toContain(secret);
  await useToken(page, "Copy as header");
  const token = secrets.get("access token 1");
  await expect.poll(() => readClipboard(page)).toBe(`Authorization: Bearer ${token}`);
  await writeClipboard(page, "");
  await inThemes(page, async (look) => {
    await runCommand(page, "ORDS Security: Show tokens…");
    await untilAsked(page, "Tokens on this machine");
    await itemTexts(page);
    await takePicture(page, `tokens-4-list-${look}`);
    await dismiss(page);
  });
});

it("shows the request for the token, masked, from the list and from the palette", async () => {
  const { page } = workbench;
  await useToken(page, "Show last token request");
  await editorTab(page, /^token request of web\.txt(?!\.txt)/).waitFor();
  const text = await editorText(page);
  expect(text).toContain(`POST ${proxy.url}/${practice.alias}/oauth/token`);
  expect(text).toMatch(/^grant_type=authorization_code$/m);
  for (const [kind, secret] of secrets) expect(text.includes(secret), kind).toBe(false);
  await writeClipboard(page, "");
  await takePicture(page, "tokens-13-request");
  await runCommand(page, "View: Close Editor");
  await runCommand(page, "ORDS Security: Show last token request");
  await untilAsked(page, "Choose client");
  await takePicture(page, "tokens-14-request-of");
  await pickItem(page, /^\s*web/);
  await editorTab(page, /^token request of web\.txt(?!\.txt)/).waitFor();
  await runCommand(page, "View: Close Editor");
});

it("shares the token with a second window, at no request more", async () => {
  const { page, context } = workbench;
  const second = await context.newPage();
  // A second window that stays open after a failure would be in the way of all that comes.
  try {
    await second.goto(page.url(), { waitUntil: "domcontentloaded" });
    await openSideBar(second, "ORDS Security");
    const tree = treeView(second, "Connections");
    await tree.chooseAction(/^HR of the team/, "Connect");
    await tree.expandTo(/^Clients/, /^web.*token ends in/);
    await second.bringToFront();
    await useToken(second, "Copy token");
    await expect.poll(() => readClipboard(second)).toBe(secrets.get("access token 1"));
    await takePicture(second, "tokens-6-second-window");
    await writeClipboard(second, "");
    expect(proxy.grants).toHaveLength(1);
  } finally {
    await second.close();
    await page.bringToFront();
  }
});

it("gives new terminals the token, until it is taken back", async () => {
  const { page, folder } = workbench;
  await clearNotifications(page);
  await useToken(page, "Give it to new terminals");
  await notification(page, "New terminals have the token of web");
  await takePicture(page, "tokens-7-told");
  await inThemes(page, async (look) => {
    // By itself the message goes after a while.
    await runCommand(page, "Notifications: Show Notifications");
    const center = page.locator(".notifications-center");
    await center.getByText("New terminals have the token of web").waitFor();
    await takePicture(page, `tokens-7-told-${look}`);
    await runCommand(page, "Notifications: Hide Notifications");
  });
  await clearNotifications(page);
  await useToken(page, "Give it to terminals no longer");
  await useToken(page, "Give it to new terminals");
  await clickInNotification(page, "New terminals have the token of web", "Open terminal");
  await page.locator(".terminal.xterm").first().waitFor();
  await runInTerminal(page, `[ "$ORDS_TOKEN" ] && printf %s "$ORDS_URL" > ${folder}/url.txt`);
  await expect.poll(() => textOf(`${folder}/url.txt`)).toBe(`${proxy.url}/${practice.alias}`);
  await takePicture(page, "tokens-7-terminal");
  const shown = await page.locator(".terminal.xterm .xterm-rows").innerText();
  expect(shown).toContain("ORDS_TOKEN");
  for (const [kind, secret] of secrets) expect(shown.includes(secret), kind).toBe(false);
  await runCommand(page, "ORDS Security: Stop giving terminals a token");
  await expectNoToken(page, `${folder}/taken.txt`);
});

it("gives a window that was loaded again no token, unless it is told to", async () => {
  const { page, folder } = workbench;
  await clearNotifications(page);
  await useToken(page, "Give it to new terminals");
  await notification(page, "New terminals have the token of web");
  await workbench.reload();
  await openSideBar(page, "ORDS Security");
  const tree = treeView(page, "Connections");
  await tree.chooseAction(/^HR of the team/, "Connect");
  await tree.expandTo(/^Clients/, /^web.*token ends in/);
  await expectNoToken(page, `${folder}/reloaded.txt`);
});

it("holds a JWT of another issuer against the profile of the schema", async () => {
  const { page } = workbench;
  const now = Math.floor(Date.now() / 1000);
  const jwt = jwtText(
    { alg: "RS256", kid: "k1", typ: "JWT" },
    {
      iss: "https://issuer.example/",
      aud: "ords",
      sub: "ann",
      iat: now - 60,
      exp: now + 600,
      scope: "HR.read",
    },
  );
  secrets.set("JWT", jwt);
  await clearNotifications(page);
  await runCommand(page, "ORDS Security: Check a JWT…");
  await untilAsked(page, "Check a JWT");
  await answer(page, jwt);
  await untilPrompted(page, "Look at the keys of the issuer, too?");
  await takePicture(page, "tokens-8-keys");
  await pickItem(page, "No call");
  await editorTab(page, /JWT beside/).waitFor();
  const text = await editorText(page);
  expect(text).toMatch(/FAILED +Issuer [^]*?slash\s+at\s+the\s+end/);
  expect(text).toMatch(/FAILED +Scopes [^]*?"HR.read"\s+is\s+not\s+"hr.read"/);
  expect(text).not.toContain(jwt);
  await takePicture(page, "tokens-9-jwt");
  await clickInNotification(page, "Checks that failed: 2", "What can it reach?");
  await editorTab(page, /Access|access/).waitFor();
  await explanation(page).verdict(/./);
  await takePicture(page, "tokens-10-reach");
  await editorTab(page, /JWT beside/).click();
  await inThemes(page, async (look) => {
    await takePicture(page, `tokens-9-jwt-${look}`);
  });
});

it("asks how clients of a connection authenticate", async () => {
  const { page } = workbench;
  await treeView(page, "Connections").chooseAction(
    /^HR of the team/,
    "Set how clients authenticate",
  );
  await untilAsked(page, "How clients of HR of the team authenticate");
  await takePicture(page, "tokens-11-authentication");
  await pickItem(page, "In the form");
  await treeView(page, "Connections").chooseAction(
    /^HR of the team/,
    "Set how clients authenticate",
  );
  await untilAsked(page, "How clients of HR of the team authenticate");
  expect((await itemTexts(page)).find((text) => text.includes("In the form"))).toContain(
    "as it is now",
  );
  await pickItem(page, "As the setting says");
});

it("forgets all tokens, and nothing that was secret stands anywhere", async () => {
  const { page, server } = workbench;
  await runCommand(page, "ORDS Security: Show tokens…");
  await untilAsked(page, "Tokens on this machine");
  await pickItem(page, "Forget all tokens");
  await dialog(page, "Forget all tokens on this machine?");
  await takePicture(page, "tokens-12-forget");
  await clickInDialog(page, "Forget all tokens");
  await treeView(page, "Connections")
    .item(/^web(?!.*token ends)/)
    .waitFor();
  await writeClipboard(page, "");
  await runCommand(page, "ORDS Security: Show tokens…");
  await untilAsked(page, "Tokens on this machine");
  expect((await itemTexts(page)).join()).toContain("No token is held");
  await dismiss(page);
  await runCommand(page, "ORDS Security: Open log");
  keepGrants();
  const html = await page.content();
  const stored = await browserStorage(page);
  const shown = (
    await Promise.all(page.frames().map(async (frame) => await frame.content()))
  ).join();
  for (const [kind, secret] of secrets) {
    expect(secret.length, kind).toBeGreaterThan(15);
    expect(filesHolding(server.folder, secret), kind).toEqual([]);
    for (const text of [html, stored, shown]) expect(text.includes(secret), kind).toBe(false);
  }
});

/** Once in each of the looks besides the dark one, and back. */
async function inThemes(page: Page, take: (look: string) => Promise<void>): Promise<void> {
  await useTheme(page, "Light Modern");
  await take("light");
  await useTheme(page, "Dark High Contrast");
  await take("contrast");
  await useTheme(page, "Dark Modern");
  const size = page.viewportSize();
  await page.setViewportSize({ width: 480, height: 800 });
  await take("narrow");
  if (size) await page.setViewportSize(size);
}

function keepGrants(): void {
  for (const [place, { accessToken, refreshToken, form }] of proxy.grants.entries()) {
    secrets.set(`access token ${place + 1}`, accessToken);
    if (refreshToken !== undefined) secrets.set(`refresh token ${place + 1}`, refreshToken);
    const code = form.get("code");
    if (code !== null) secrets.set(`code ${place + 1}`, code);
  }
}

/** Chooses what to do with the token of the client. */
async function useToken(page: Page, action: string): Promise<void> {
  await runCommand(page, "ORDS Security: Show tokens…");
  await untilAsked(page, "Tokens on this machine");
  await pickItem(page, /^\s*web/);
  await untilAsked(page, "Token of web");
  await pickItem(page, action);
}

/** In a terminal that is opened now; the others are closed. */
async function expectNoToken(page: Page, file: string): Promise<void> {
  await runCommand(page, "Terminal: Kill All Terminals");
  await runCommand(page, "Terminal: Create New Terminal");
  await page.locator(".terminal.xterm").first().waitFor();
  await runInTerminal(page, `printf %s "[$ORDS_TOKEN]" > ${file}`);
  await expect.poll(() => textOf(file)).toBe("[]");
  await runCommand(page, "Terminal: Kill All Terminals");
}

async function runInTerminal(page: Page, command: string): Promise<void> {
  await page.locator(".terminal.xterm textarea.xterm-helper-textarea").first().focus();
  await page.keyboard.type(command);
  await page.keyboard.press("Enter");
}

async function register(redirectUri: string): Promise<void> {
  await practice.run(`declare
  l_client ords_types.t_client_credentials;
begin
  l_client := ords_security.register_client(
    p_name => 'web', p_grant_type => 'authorization_code', p_description => 'Web',
    p_redirect_uri => '${redirectUri}', p_support_email => 'a@b.c', p_support_uri => 'http://b.c/',
    p_privilege_names => 'hr.read',
    p_client_secret => ords_types.oauth_client_secret(p_secret => '${clientSecret}'));
  ords_security.create_jwt_profile(p_issuer => 'https://issuer.example', p_audience => 'ords',
    p_jwk_url => 'https://issuer.example/jwk');
  commit;
end;
/
`);
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
