import { X509Certificate } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startHttpsProxy, type HttpsProxy } from "../support/httpsProxy.ts";
import { createSelfSigned } from "../support/testCertificates.ts";
import { startTlsFront, type TlsFront } from "../support/tlsFront.ts";
import { connectAnew } from "./support/connectAnew.ts";
import { clickInDialog, dialogText } from "./support/dialog.ts";
import { filesHolding } from "./support/filesHolding.ts";
import { clickInNotification, notificationText } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outsidePractice, type OutsidePractice } from "./support/outsidePractice.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { accept, answer, goBack, pickItem, typeText, untilAsked } from "./support/quickInput.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { runCommand } from "./support/runCommand.ts";
import { openSideBar } from "./support/sideBar.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/**
 * An ORDS with a certificate that nobody knows, behind a proxy that wants a login: the way from the first refusal to a
 * connection that works, in the extension host, where VS Code has replaced Node's own ways to the network.
 */

let workbench: Workbench;
let practice: OutsidePractice;
let front: TlsFront;
let proxy: HttpsProxy;
let caFile: string;
let fingerprint: string;
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await outsidePractice("--lesson", "hr");
  const certificate = await createSelfSigned(["0.0.0.0"]);
  fingerprint = new X509Certificate(certificate.cert).fingerprint256;
  front = await startTlsFront(new URL(practice.url), certificate);
  proxy = await startHttpsProxy();
  workbench = await openWorkbench({
    settings: { "http.proxy": `http://me:proxyPassword@127.0.0.1:${proxy.port}` },
  });
  caFile = join(workbench.server.folder, "authority.pem");
  writeFileSync(caFile, certificate.cert);
});

afterAll(async () => {
  await workbench?.close();
  await practice?.stop();
  await front?.[Symbol.asyncDispose]();
  await proxy?.[Symbol.asyncDispose]();
});

it("says that the certificate is not trusted, and leads to where that is set", async () => {
  const { page } = workbench;
  const sideBar = await openSideBar(page, "ORDS Security");
  await sideBar.getByRole("button", { name: "Add connection", exact: true }).click();
  await untilAsked(page, "Add connection");
  await pickItem(page, "Through ORDS (REST-Enabled SQL)");
  await step(2);
  // An address of this machine that does not say so, since no proxy is asked for one that does.
  await answer(page, `https://0.0.0.0:${front.port}/ords/${practice.alias}/`);
  await step(3);
  await accept(page);
  await step(4);
  await answer(page, practice.user);
  await step(5);
  await pickItem(page, "Keep the password");
  await step(6);
  await answer(page, practice.password);
  await step(7);
  await answer(page, "HR behind a proxy");
  expect(await notificationText(page, /certificate/)).toMatch(/not trusted/);
  await takePicture(page, "certificates-not-trusted");
  await clickInNotification(page, /certificate/, "Save and set certificates");
  await untilAsked(page, "Certificates of HR behind a proxy");
});

it("connects when the authority is given", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await takePicture(page, "certificates-trust");
  await pickItem(page, "authority of your own");
  await untilAsked(page, "(2/3)");
  await answer(page, `${caFile}.gone`);
  await untilAsked(page, "(3/3)");
  await takePicture(page, "certificates-show");
  await pickItem(page, "as most servers");
  expect(await notificationText(page, /authority.pem.gone/)).toMatch(/cannot be read/);
  await clickInNotification(page, /authority.pem.gone/, "Change details");
  await untilAsked(page, "(3/3)");
  await goBack(page);
  await untilAsked(page, "(2/3)");
  // It fades in.
  await page.waitForTimeout(300);
  await takePicture(page, "certificates-file");
  await answer(page, caFile);
  await untilAsked(page, "(3/3)");
  await accept(page);
  await tree.item(/^HR behind a proxy.*ORDS/).waitFor();
  const login = `Basic ${Buffer.from("me:proxyPassword").toString("base64")}`;
  expect(proxy.targets).toContain(`0.0.0.0:${front.port}`);
  expect(proxy.logins.at(-1)).toBe(login);
});

it("accepts the one certificate that is shown, after its fingerprint was seen", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.chooseAction(/^HR behind a proxy/, "Set certificates of a connection…");
  await untilAsked(page, "Certificates of HR behind a proxy");
  await pickItem(page, "the certificate that it shows now");
  await untilAsked(page, "(2/2)");
  await accept(page);
  expect(await dialogText(page)).toContain(fingerprint.slice(0, 48));
  await takePicture(page, "certificates-fingerprint");
  await clickInDialog(page, "Accept");
  await connectAnew(tree, "HR behind a proxy");
  await tree.item(/^HR behind a proxy.*ORDS/).waitFor();
});

it("asks before a certificate is not checked, and says so for as long as it is so", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.chooseAction(/^HR behind a proxy/, "Set certificates of a connection…");
  await untilAsked(page, "Certificates of HR behind a proxy");
  await pickItem(page, "do not check the certificate");
  await untilAsked(page, "(2/2)");
  await accept(page);
  expect(await dialogText(page)).toMatch(/Do not check the certificate of 0\.0\.0\.0/);
  await takePicture(page, "certificates-confirm");
  await clickInDialog(page, "Do not check");
  await tree.item(/^HR behind a proxy.*unchecked certificate/).waitFor();
  await connectAnew(tree, "HR behind a proxy");
  await tree.item(/^HR behind a proxy.*unchecked certificate.*ORDS/).waitFor();
  await tree.chooseAction(/^HR behind a proxy/, /^New request/);
  const panel = requestPanel(page);
  await panel.page.getByText("certificate of this server is not checked").waitFor();
  await panel.send(404);
  await takePicture(page, "certificates-not-checked");
});

it("is seen in every theme, and in a narrow window", async () => {
  const { page } = workbench;
  for (const [name, theme] of [
    ["light", "Light Modern"],
    ["contrast", "Dark High Contrast"],
  ] as const) {
    await runCommand(page, "Preferences: Color Theme");
    await typeText(page, theme);
    await pickItem(page, theme);
    await page.waitForTimeout(500);
    await page.setViewportSize({ width: 800, height: 700 });
    await takePicture(page, `certificates-not-checked-${name}`);
  }
});

it("leaves neither password in any file of its own", () => {
  expect(filesHolding(workbench.server.folder, practice.password)).toEqual([]);
});

async function step(number: number): Promise<void> {
  await untilAsked(workbench.page, `Add connection (${number}/7)`);
}
