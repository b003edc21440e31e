import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clickInDialog, dialogText } from "./support/dialog.ts";
import { filesHolding } from "./support/filesHolding.ts";
import {
  clearNotifications,
  clickInNotification,
  notificationText,
} from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outsidePractice, type OutsidePractice } from "./support/outsidePractice.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import {
  accept,
  answer,
  goBack,
  pickItem,
  quickInput,
  typeText,
  untilAsked,
} from "./support/quickInput.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { openSideBar } from "./support/sideBar.ts";
import { takePicture } from "./support/takePicture.ts";
import { clickViewAction, treeView } from "./support/treeView.ts";

/** A connection added by hand, with everything wrong that can be wrong, until it is right. */

let workbench: Workbench;
let practice: OutsidePractice;
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await outsidePractice("--lesson", "hr");
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
  await practice?.stop();
});

it("says what is wrong with an address while it is typed", async () => {
  const { page } = workbench;
  const sideBar = await openSideBar(page, "ORDS Security");
  await sideBar.getByRole("button", { name: "Add connection", exact: true }).click();
  await throughOrds();
  await step("Add", 2);
  await typeText(page, "ftp://db.example.com/ords");
  await expect.poll(() => quickInput(page).message.innerText()).toMatch(/http/);
  await takePicture(page, "connections-address");
  await accept(page);
  await step("Add", 2);
});

it("says that nothing listens there", async () => {
  const { page } = workbench;
  await answer(page, `http://127.0.0.1:${await closedPort()}/ords`);
  await step("Add", 3);
  await answer(page, "nobody");
  await step("Add", 4);
  await answer(page, practice.user);
  await step("Add", 5);
  await pickItem(page, "Keep the password");
  await step("Add", 6);
  await answer(page, "not the password");
  await step("Add", 7);
  await answer(page, "HR of the team");
  expect(await notificationText(page, /127\.0\.0\.1/)).toMatch(/listen|refused|reach/i);
  await takePicture(page, "connections-nothing-there");
});

it("keeps what was typed, and says that the alias is unknown", async () => {
  const { page } = workbench;
  await clickInNotification(page, /127\.0\.0\.1/, "Change details");
  await step("Add", 7);
  await expectTyped("HR of the team");
  await goBackTo(2);
  // Any address of that ORDS will do.
  await answer(page, `${practice.url}/nobody/hr/employees/?limit=1`);
  await acceptTyped(3, "nobody");
  await acceptTyped(4, practice.user);
  await step("Add", 5);
  await accept(page);
  await acceptTyped(6, "not the password");
  await acceptTyped(7, "HR of the team");
  expect(await notificationText(page, /nobody/)).toMatch(/alias|schema/i);
  await takePicture(page, "connections-unknown-alias");
});

it("says that the password is wrong", async () => {
  const { page } = workbench;
  await clickInNotification(page, /nobody/, "Change details");
  await step("Add", 7);
  await goBackTo(3);
  await answer(page, practice.alias);
  await acceptTyped(4, practice.user);
  await step("Add", 5);
  await accept(page);
  await acceptTyped(6, "not the password");
  await acceptTyped(7, "HR of the team");
  expect(await notificationText(page, /password/i)).not.toContain("not the password");
  await takePicture(page, "connections-wrong-password");
});

it("connects when all is right", async () => {
  const { page } = workbench;
  await clickInNotification(page, /password/i, "Change details");
  await step("Add", 7);
  await goBackTo(6);
  await answer(page, practice.password);
  await acceptTyped(7, "HR of the team");
  const tree = treeView(page, "Connections");
  await tree.item(/^HR of the team.*ORDS/).waitFor();
  await tree.expandTo(/^Clients/, /no secret stored/);
  await takePicture(page, "connections-added");
});

it("waits visibly for a server that does not answer, and can be told not to", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.expand(/^Modules/);
  await tree.expand(/^reports/);
  await tree.expand(/^headcount/);
  await tree.clickAction(/^GET \/reports\/headcount/, "Try it");
  const panel = requestPanel(page);
  practice.pause();
  try {
    await panel.page.getByRole("button", { name: "Send" }).click();
    await panel.page.getByRole("button", { name: "Cancel" }).click();
    await panel.page.getByText("Canceled.").waitFor();
    await tree.chooseAction(/^HR of the team/, "Refresh");
    const bar = page.locator(".part.sidebar .pane .monaco-progress-container.active");
    await bar.first().waitFor();
    await clickInNotification(page, "Refreshing HR of the team", "Cancel");
    await bar.first().waitFor({ state: "hidden" });
  } finally {
    practice.resume();
  }
  await panel.send(200);
});

it("shows in the tree what failed after the server has gone, and connects when it is back", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  const { port } = new URL(practice.url);
  await tree.chooseAction(/^HR of the team/, "Disconnect");
  await tree.item(/not connected/).waitFor();
  await practice.stop();
  await tree.chooseAction(/^HR of the team/, "Connect");
  await tree.item(/^HR of the team.*could not connect/).waitFor();
  await takePicture(page, "connections-failed");
  practice = await outsidePractice("--lesson", "hr", "--port", port);
  await clearNotifications(page);
  // A new server, a new password: the old one is refused, and the tree leads to entering another.
  await tree.chooseAction(/^HR of the team/, "Connect");
  await clickInNotification(page, /password/i, "Enter password");
  await untilAsked(page, /HR of the team/);
  await answer(page, practice.password);
  await tree.item(/^HR of the team.*ORDS/).waitFor();
});

it("edits the connection, with its password kept", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await tree.chooseAction(/^HR of the team/, "Edit connection…");
  await step("Edit", 1);
  await expectTyped(practice.url);
  await accept(page);
  await step("Edit", 2);
  await accept(page);
  await step("Edit", 3);
  await accept(page);
  await step("Edit", 4);
  await accept(page);
  await step("Edit", 5);
  await expectTyped("");
  await accept(page);
  await step("Edit", 6);
  await answer(page, "Human resources");
  await tree.item(/^Human resources.*ORDS/).waitFor();
});

it("removes it after a question, and begins anew", async () => {
  const { page } = workbench;
  const tree = treeView(page, "Connections");
  await clearNotifications(page);
  await tree.chooseAction(/^Human resources/, "Remove connection…");
  expect(await dialogText(page)).toMatch(/Remove Human resources\?/);
  await clickInDialog(page, "Remove");
  const sideBar = await openSideBar(page, "ORDS Security");
  await sideBar.getByRole("button", { name: "Start practice server" }).waitFor();
});

it("has two connections at once", async () => {
  const { page } = workbench;
  for (const name of ["One", "Two"]) {
    await clickViewAction(page, "Connections", /Add connection/);
    await throughOrds();
    await step("Add", 2);
    await answer(page, `${practice.url}/${practice.alias}/`);
    await acceptTyped(3, practice.alias);
    await step("Add", 4);
    await answer(page, practice.user);
    await step("Add", 5);
    await pickItem(page, "Keep the password");
    await step("Add", 6);
    await answer(page, practice.password);
    await step("Add", 7);
    await answer(page, name);
    await treeView(page, "Connections")
      .item(new RegExp(`^${name}.*ORDS`))
      .waitFor();
  }
  await takePicture(page, "connections-two");
});

it("leaves no password in any file", () => {
  for (const password of [practice.password, "not the password"]) {
    expect(filesHolding(workbench.server.folder, password)).toEqual([]);
  }
});

/** The first question, after which it is known how many there are. */
async function throughOrds(): Promise<void> {
  const { page } = workbench;
  await untilAsked(page, "Add connection");
  await pickItem(page, "Through ORDS (REST-Enabled SQL)");
}

async function step(what: "Add" | "Edit", number: number): Promise<void> {
  const count = what === "Add" ? 7 : 6;
  await untilAsked(workbench.page, `${what} connection (${number}/${count})`);
}

async function expectTyped(text: string): Promise<void> {
  await expect.poll(() => quickInput(workbench.page).input.inputValue()).toBe(text);
}

async function acceptTyped(number: number, text: string): Promise<void> {
  await step("Add", number);
  await expectTyped(text);
  await accept(workbench.page);
}

/** From the last question, which is asked again after a failure. */
async function goBackTo(number: number): Promise<void> {
  for (let at = 7; at > number; at -= 1) {
    await goBack(workbench.page);
    await step("Add", at - 1);
  }
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
