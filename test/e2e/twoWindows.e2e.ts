import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readClipboard, writeClipboard } from "./support/clipboard.ts";
import { addRestConnection, enterSecret } from "./support/connectionSteps.ts";
import { filesHolding } from "./support/filesHolding.ts";
import { clearNotifications, notification } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outsidePractice, type OutsidePractice } from "./support/outsidePractice.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { recordingProxy, type RecordingProxy } from "./support/recordingProxy.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { openSideBar } from "./support/sideBar.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";
import { registerBatch } from "./support/registerBatch.ts";

/** Two windows of one person want the token of a client at the same moment, and get the same one by one request. */

let workbench: Workbench;
let practice: OutsidePractice;
let proxy: RecordingProxy;
let second: Page;
const clientSecret = "secretOfBatchMARKED-x1..";
const line = /^batch/;
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await outsidePractice("--lesson", "hr");
  proxy = await recordingProxy(practice.url);
  await registerBatch(practice, clientSecret);
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
  await proxy?.stop();
  await practice?.stop();
});

it("begins with the same connection in two windows", async () => {
  const { page, context } = workbench;
  await addRestConnection(page, { ...practice, url: proxy.url, name: "HR of the team" });
  await enterSecret(page, "batch", clientSecret);

  // A page of its own has an extension host of its own, which shares nothing with the first but what is stored.
  second = await context.newPage();
  await second.goto(page.url(), { waitUntil: "domcontentloaded" });
  await openSideBar(second, "ORDS Security");
  const other = treeView(second, "Connections");
  await other.chooseAction(/^HR of the team/, "Connect");
  await other.expand(/^Clients/);
  await expect.poll(async () => await other.item(line).innerText()).not.toContain("no secret");
  expect(proxy.tokenRequests()).toBe(0);
});

it("copies a token in both at the same moment, at one request", async () => {
  const release = proxy.hold();
  await inTurn(async (page) => {
    await treeView(page, "Connections").clickAction(line, "Copy token");
    // The answer is held back, so whoever asks is still waiting when the other one asks, too.
    await notification(page, "Fetching a token for batch");
  });
  await takePicture(second, "two-windows-1-waiting");
  expect(proxy.tokenRequests()).toBe(1);
  release();
  await inTurn(async (page) => {
    await notification(page, "Token of batch copied");
    await treeView(page, "Connections")
      .item(/^batch.*token ends in/)
      .waitFor();
  });
  expect(proxy.grants).toHaveLength(1);
  expect(proxy.tokenRequests()).toBe(1);
  await takePicture(second, "two-windows-2-copied");
});

it("has the same token in both", async () => {
  // The clipboard is one for both, so it is looked at one after the other.
  await inTurn(async (page) => {
    await clearNotifications(page);
    await writeClipboard(page, "");
    await treeView(page, "Connections").clickAction(line, "Copy token");
    await expect.poll(() => readClipboard(page)).toBe(proxy.grants[0]?.accessToken);
    await writeClipboard(page, "");
  });
  expect(proxy.tokenRequests()).toBe(1);
});

it("sends a request in both at the same moment, at one request more", async () => {
  await inTurn(async (page) => {
    const tree = treeView(page, "Connections");
    await tree.chooseAction(line, "Forget token");
    await tree.item(/^batch(?!.*token ends)/).waitFor();
    await tree.expand(/^Modules/);
    await tree.expand(/^hr/);
    await tree.expand(/^employees\/GET/);
    await tree.clickAction(/^GET \/hr\/employees\//, "Try it");
    await requestPanel(page).callAs("batch");
  });
  const release = proxy.hold();
  await inTurn(async (page) => {
    const panel = requestPanel(page).page;
    await panel.getByRole("button", { name: "Send" }).click();
    await panel.getByRole("button", { name: "Cancel" }).waitFor();
  });
  await expect.poll(() => proxy.tokenRequests()).toBe(2);
  release();
  await inTurn(async (page) => {
    await requestPanel(page).page.locator(".status").filter({ hasText: "200" }).waitFor();
    await treeView(page, "Connections")
      .item(/^batch.*token ends in/)
      .waitFor();
  });
  await takePicture(second, "two-windows-3-sent");
  expect(proxy.grants).toHaveLength(2);
  expect(proxy.tokenRequests()).toBe(2);
});

it("leaves nothing secret in a file", async () => {
  for (const secret of [clientSecret, ...proxy.grants.map(({ accessToken }) => accessToken)]) {
    expect(filesHolding(workbench.server.folder, secret)).toEqual([]);
  }
});

/** A page in the background draws nothing, so each is brought to the front before it is used. */
async function inTurn(work: (page: Page) => Promise<void>): Promise<void> {
  for (const page of [workbench.page, second]) {
    await page.bringToFront();
    await work(page);
  }
}
