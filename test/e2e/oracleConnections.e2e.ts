import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { practiceDatabase } from "../support/oracleListener/practiceDatabase.ts";
import {
  type PracticeListener,
  startPracticeListener,
} from "../support/oracleListener/practiceListener.ts";
import {
  type OracleListener,
  startOracleListener,
} from "../support/oracleListener/startOracleListener.ts";
import { createTestCertificates, type TestCertificates } from "../support/testCertificates.ts";
import {
  acceptPrompt,
  answerHost,
  answerLogin,
  answerPrompt,
  beginConnection,
  goBackToPrompt,
  pickAddressing,
  untilPrompted,
} from "./support/connectionSteps.ts";
import { clickInDialog } from "./support/dialog.ts";
import { filesHolding } from "./support/filesHolding.ts";
import {
  clearNotifications,
  clickInNotification,
  notification,
  notificationText,
} from "./support/notifications.ts";
import { setMachineSettings } from "./support/machineSettings.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import {
  accept,
  acceptTicked,
  answer,
  dismiss,
  itemTexts,
  pickItem,
  quickInput,
  tickItem,
  typeText,
  untilAsked,
} from "./support/quickInput.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** Databases added by hand, in every way in which their address is known, and with all that can be wrong. */

let workbench: Workbench;
let practice: PracticeListener;
let password: string;
let certificates: TestCertificates;
/** The same database, behind TLS. */
let secure: OracleListener;
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await startPracticeListener({ lesson: "hr" });
  password = practice.password.reveal();
  certificates = await createTestCertificates();
  secure = await startOracleListener({
    database: practiceDatabase(practice.world, { user: practice.user, password }),
    tls: { ...certificates.server, clientCa: certificates.ca },
  });
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
  await secure?.[Symbol.asyncDispose]();
  await practice?.[Symbol.asyncDispose]();
});

it("asks how the schema is reached, and how the database is addressed", async () => {
  const { page } = workbench;
  await beginConnection(page, "Oracle Database");
  await untilPrompted(page, "How is the database addressed?");
  expect(await itemTexts(page)).toHaveLength(4);
  await takePicture(page, "oracle-addressing");
  await pickItem(page, "Host, port and service");
  await untilPrompted(page, "Host of the database");
  await typeText(page, "db (example)");
  await expect.poll(() => quickInput(page).message.innerText()).toMatch(/A host has letters/);
  await takePicture(page, "oracle-host");
  await typeText(page, "127.0.0.1");
});

it("says that nothing listens there", async () => {
  const { page } = workbench;
  await answerHost(page, { port: await closedPort(), service: "NOBODY" });
  await answerLogin(page, {
    user: practice.user,
    password: "not the password",
    name: "HR directly",
  });
  expect(await notificationText(page, /127\.0\.0\.1/)).toMatch(/nothing listens|no listener/i);
  await takePicture(page, "oracle-nothing-there");
});

it("keeps what was typed, and says that the service is unknown", async () => {
  const { page } = workbench;
  await clickInNotification(page, /127\.0\.0\.1/, "Change details");
  await untilPrompted(page, "Name of the connection");
  await expectTyped("HR directly");
  await goBackToPrompt(page, "Port of its listener");
  await answer(page, String(practice.listener.port));
  await acceptTyped("Name of the service", "NOBODY");
  await acceptPrompt(page, "Is the way to the listener encrypted?");
  await acceptLogin();
  expect(await notificationText(page, /service/)).toMatch(/does not know this service/);
  await takePicture(page, "oracle-unknown-service");
});

it("says that the password is wrong", async () => {
  const { page } = workbench;
  await clickInNotification(page, /service/, "Change details");
  await untilPrompted(page, "Name of the connection");
  await goBackToPrompt(page, "Name of the service");
  await answer(page, "FREEPDB1");
  await acceptPrompt(page, "Is the way to the listener encrypted?");
  await acceptLogin();
  expect(await notificationText(page, /login/)).not.toContain("not the password");
  await takePicture(page, "oracle-wrong-password");
});

it("connects when all is right", async () => {
  const { page } = workbench;
  await clickInNotification(page, /login/, "Change details");
  await untilPrompted(page, "Name of the connection");
  await goBackToPrompt(page, "Password of");
  await answer(page, password);
  await acceptTyped("Address of ORDS", "");
  await acceptTyped("Name of the connection", "HR directly");
  const tree = treeView(page, "Connections");
  await tree.item(/^HR directly.*ORDS 25\.4/).waitFor();
  await tree.expandTo(/^Modules/, /^payroll/);
  await takePicture(page, "oracle-added");
});

it("says without an address of ORDS what needs it, and lets it be set there", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.expand(/^Clients/);
  await tree.clickAction(/^payroll_export/, "Copy token");
  await clickInNotification(page, "does not say where ORDS is", "Set address of ORDS");
  await untilAsked(page, "Address of ORDS for HR directly");
  await dismiss(page);
  await tree.expand(/^reports/);
  await tree.expand(/^headcount/);
  await tree.clickAction(/^GET \/reports\/headcount/, "Try it");
  const panel = requestPanel(page);
  await expect.poll(() => panel.text()).toContain("does not say where ORDS is");
  await takePicture(page, "oracle-without-ords");
  await panel.page.getByRole("button", { name: "Set address of ORDS" }).click();
  await untilAsked(page, "Address of ORDS for HR directly");
  await answer(page, practice.ords.url);
  await expect.poll(() => panel.text()).toContain(`${practice.ords.url}/practice/reports`);
  await panel.send(200);
  await takePicture(page, "oracle-with-ords");
});

it("waits visibly for a database that is silent, and can be told not to", async () => {
  const { page } = workbench;
  await clearNotifications(page);
  practice.listener.misbehave({ kind: "silent", at: "accept" });
  await beginConnection(page, "Oracle Database");
  await pickAddressing(page, "Connect string");
  await answerPrompt(
    page,
    "Address of the database",
    `jdbc:oracle:thin:@//127.0.0.1:${practice.listener.port}/FREEPDB1`,
  );
  await answerLogin(page, { user: practice.user, password, name: "Pasted" });
  await notification(page, "Testing Pasted");
  await takePicture(page, "oracle-testing");
  const canceledAt = Date.now();
  await clickInNotification(page, "Testing Pasted", "Cancel");
  await notification(page, "The test was canceled.");
  expect(Date.now() - canceledAt).toBeLessThan(4000);
  practice.listener.misbehave();
  await clickInNotification(page, "The test was canceled.", "Change details");
  await acceptTyped("Name of the connection", "Pasted");
  await connected("Pasted");
  await remove("Pasted");
});

it("asks where tnsnames.ora is, and offers what stands in it and in what it includes", async () => {
  const { page } = workbench;
  const folder = join(workbench.server.folder, "tns");
  writeTnsNames(folder);
  await beginConnection(page, "Oracle Database");
  await pickAddressing(page, "Alias of tnsnames.ora");
  await untilPrompted(page, "Folder of tnsnames.ora");
  await answer(page, join(folder, "nowhere"));
  await expect.poll(() => quickInput(page).message.innerText()).toContain("There is no such file");
  await takePicture(page, "oracle-tns-folder");
  await answer(page, folder);
  await untilPrompted(page, "Which alias?");
  expect(await itemTexts(page)).toEqual([
    expect.stringMatching(/^HR_TEST/),
    expect.stringMatching(/^HR_PROD/),
  ]);
  await takePicture(page, "oracle-tns-alias");
  await pickItem(page, "HR_TEST");
  await answerLogin(page, { user: practice.user, password, name: "By alias" });
  await connected("By alias");
  await remove("By alias");
});

it("does not ask for a folder that the setting names", async () => {
  const { page } = workbench;
  const folder = join(workbench.server.folder, "tns");
  setMachineSettings(workbench, { "ordsSecurity.tnsAdmin": folder });
  await beginConnection(page, "Oracle Database");
  await untilPrompted(page, "How is the database addressed?");
  await expect.poll(() => itemTexts(page)).toContainEqual(expect.stringContaining(folder));
  await pickItem(page, "Alias of tnsnames.ora");
  await untilPrompted(page, "Which alias?");
  await pickItem(page, "HR_TEST");
  await answerLogin(page, { user: practice.user, password, name: "By setting" });
  await connected("By setting");
  await remove("By setting");
});

it("says what a wallet lacks, and connects with one over TLS", async () => {
  const { page } = workbench;
  const wallet = join(workbench.server.folder, "wallet");
  mkdirSync(wallet);
  writeFileSync(join(wallet, "cwallet.sso"), "");
  await beginConnection(page, "Oracle Database");
  await pickAddressing(page, "Host, port and service");
  await answerHost(page, { port: secure.port, tls: true });
  await untilPrompted(page, "More options");
  await takePicture(page, "oracle-more-options");
  await tickItem(page, "Wallet");
  await acceptTicked(page);
  await answerPrompt(page, "Folder of the unpacked wallet", wallet);
  await expect.poll(() => quickInput(page).message.innerText()).toContain("only cwallet.sso");
  await takePicture(page, "oracle-wallet");
  await certificates.writeWallet(wallet, "walletSecret1");
  await accept(page);
  await answerPrompt(page, "Database user", practice.user);
  await untilPrompted(page, "Where does the password stay?");
  await pickItem(page, "Keep the password");
  await answerPrompt(page, "Password of PRACTICE", password);
  await answerPrompt(page, "Password of the wallet", "walletSecret1");
  await answerPrompt(page, "Address of ORDS", "");
  await answerPrompt(page, "Name of the connection", "With wallet");
  await connected("With wallet");
});

it("leaves no password in any file", () => {
  for (const secret of [password, "not the password", "walletSecret1"]) {
    expect(filesHolding(workbench.server.folder, secret)).toEqual([]);
  }
});

async function expectTyped(text: string): Promise<void> {
  await expect.poll(() => quickInput(workbench.page).input.inputValue()).toBe(text);
}

async function acceptTyped(prompt: string, text: string): Promise<void> {
  await untilPrompted(workbench.page, prompt);
  await expectTyped(text);
  await accept(workbench.page);
}

/** From the user to the name, with everything as it was typed before. */
async function acceptLogin(): Promise<void> {
  const { page } = workbench;
  await acceptTyped("Database user", practice.user);
  await acceptPrompt(page, "Where does the password stay?");
  await acceptTyped("Password of", "not the password");
  await acceptTyped("Address of ORDS", "");
  await acceptTyped("Name of the connection", "HR directly");
}

async function connected(name: string): Promise<void> {
  await treeView(workbench.page, "Connections")
    .item(new RegExp(`^${name}.*ORDS 25\\.4`))
    .waitFor();
}

async function remove(name: string): Promise<void> {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.chooseAction(new RegExp(`^${name}`), "Remove connection…");
  await clickInDialog(page, "Remove");
  await tree.item(new RegExp(`^${name}`)).waitFor({ state: "detached" });
}

function writeTnsNames(folder: string): void {
  const more = join(folder, "more.ora");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "tnsnames.ora"),
    `IFILE = ${more}\nHR_PROD = (DESCRIPTION = (ADDRESS = (PROTOCOL = TCP)(HOST = db.example.com)(PORT = 1521))\n  (CONNECT_DATA = (SERVICE_NAME = hr)))\n`,
  );
  writeFileSync(
    more,
    `HR_TEST = (DESCRIPTION = (ADDRESS = (PROTOCOL = TCP)(HOST = 127.0.0.1)(PORT = ${practice.listener.port}))\n  (CONNECT_DATA = (SERVICE_NAME = FREEPDB1)))\n`,
  );
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
