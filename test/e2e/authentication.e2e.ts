import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectRoot } from "../workbench/projectFolders.ts";
import { addRestConnection, enterSecret } from "./support/connectionSteps.ts";
import { clickInDialog, dialog } from "./support/dialog.ts";
import { filesHolding } from "./support/filesHolding.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outsidePractice, type OutsidePractice } from "./support/outsidePractice.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { recordingProxy, type RecordingProxy } from "./support/recordingProxy.ts";
import { registerBatch } from "./support/registerBatch.ts";
import { runCommand } from "./support/runCommand.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** Another extension asks VS Code for the token of a client; VS Code asks the person before anything is fetched. */

let workbench: Workbench;
let practice: OutsidePractice;
let proxy: RecordingProxy;
let place: string;
const clientSecret = "secretOfBatchMARKED-x2..";
const account = "batch (HR of the team)";
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await outsidePractice("--lesson", "hr");
  proxy = await recordingProxy(practice.url);
  await registerBatch(practice, clientSecret);
  place = mkdtempSync(join(tmpdir(), "ords-asker-"));
  workbench = await openWorkbench({
    extensions: [join(projectRoot, "test", "e2e", "support", "tokenAsker")],
    env: {
      TOKEN_ASKER_FILE: join(place, "told"),
      TOKEN_ASKER_SCOPES: JSON.stringify(["connection:HR of the team", "client:batch"]),
    },
  });
});

afterAll(async () => {
  await workbench?.close();
  await proxy?.stop();
  await practice?.stop();
  rmSync(place, { recursive: true, force: true });
});

it("begins with a connection and the secret of a client", async () => {
  const { page } = workbench;
  await addRestConnection(page, { ...practice, url: proxy.url, name: "HR of the team" });
  await enterSecret(page, "batch", clientSecret);
});

it("fetches nothing for an extension that the person refuses", async () => {
  const { page } = workbench;
  await runCommand(page, "Token asker: Ask for a token");
  const asked = await dialog(page, "Token asker");
  expect(await asked.innerText()).toContain("ORDS Security");
  await takePicture(page, "authentication-1-consent");
  await clickInDialog(page, "Cancel");
  await expect.poll(answers).toHaveLength(1);
  expect(answers()[0]).toMatchObject({ error: expect.stringContaining("did not consent") });
  expect(proxy.tokenRequests()).toBe(0);
});

it("hands the token to one that is allowed to have it", async () => {
  const { page } = workbench;
  await runCommand(page, "Token asker: Ask for a token");
  await dialog(page, "Token asker");
  await clickInDialog(page, "Allow");
  await expect.poll(answers).toHaveLength(2);
  const [grant] = proxy.grants;
  expect(answers()[1]).toEqual({
    asked: "createIfNone",
    account,
    scopes: ["connection:HR of the team", "client:batch"],
    fingerprint: createHash("sha256")
      .update(grant?.accessToken ?? "")
      .digest("hex"),
  });
  expect(proxy.tokenRequests()).toBe(1);
  await treeView(page, "Connections")
    .item(/^batch.*token ends in/)
    .waitFor();
  await takePicture(page, "authentication-2-allowed");
});

it("asks the person once, and the server once", async () => {
  const { page } = workbench;
  await runCommand(page, "Token asker: Ask for a token");
  await expect.poll(answers).toHaveLength(3);
  expect(answers()[2]).toEqual(answers()[1]);
  expect(proxy.tokenRequests()).toBe(1);
});

it("tells the extension that a token was forgotten, and has none for it then", async () => {
  const { page } = workbench;
  const before = changes();
  await treeView(page, "Connections").chooseAction(/^batch/, "Forget token");
  await expect.poll(changes).toBeGreaterThan(before);
  await runCommand(page, "Token asker: Look whether there is a token");
  await expect.poll(answers).toHaveLength(4);
  expect(answers()[3]).toMatchObject({ asked: "silent", account: null, fingerprint: null });
  expect(proxy.tokenRequests()).toBe(1);
});

it("fetches a new one for whoever has the person's consent and asks again", async () => {
  const { page } = workbench;
  await runCommand(page, "Token asker: Ask for a token");
  await dialog(page, "Token asker");
  await clickInDialog(page, "Allow");
  await expect.poll(answers).toHaveLength(5);
  expect(answers()[4]).toMatchObject({ account });
  expect(proxy.tokenRequests()).toBe(2);
  for (const { accessToken } of proxy.grants) {
    expect(filesHolding(workbench.server.folder, accessToken)).toEqual([]);
  }
});

function lines(): readonly Readonly<Record<string, unknown>>[] {
  const file = join(place, "told");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

const answers = () => lines().filter((line) => "asked" in line);
const changes = (): number => lines().filter((line) => "changed" in line).length;
