import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { answer, quickInput, untilAsked } from "./support/quickInput.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { retry, succeeds } from "./support/retry.ts";
import { runCommand } from "./support/runCommand.ts";
import { openSideBar } from "./support/sideBar.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** Several folders in one workspace, each with a file of saved requests of its own. */

let workbench: Workbench;
const name = "ords-security.requests.json";
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

it("tells the folders apart, and asks in which one a request is saved", async () => {
  const { page, server } = workbench;
  await startPractice(page, { schema: "half secured", release: "25.4.0" });
  const request = {
    name: "All employees",
    method: "GET",
    address: "/hr/employees/",
    caller: "anonymous",
  };
  for (const folder of ["one", "other"]) {
    mkdirSync(join(server.folder, folder));
    writeFileSync(fileIn(folder), JSON.stringify({ requests: [request] }));
  }
  const workspace = join(server.folder, "both.code-workspace");
  writeFileSync(workspace, JSON.stringify({ folders: [{ path: "one" }, { path: "other" }] }));
  await openWorkspace(`${server.url}/?workspace=${encodeURI(workspace)}`);
  await openSideBar(page, "ORDS Security");
  const tree = treeView(page, "Connections");
  await tree.chooseAction(/^Practice/, "Connect");
  await tree.item(/^Clients/).waitFor();
  const row = quickInput(page).items.filter({ hasText: "GET /hr/employees/ · other" });
  await retry("the saved request of the other folder", async () => {
    await runCommand(page, "ORDS Security: Open saved request…");
    if (!(await succeeds(row.waitFor({ timeout: 4000 })))) return undefined;
    await takePicture(page, "saved-requests-folders");
    return (await succeeds(row.click({ timeout: 2000 }))) || undefined;
  });
  const panel = requestPanel(page).page;
  await panel.getByRole("button", { name: "Save request…" }).click();
  const folder = quickInput(page).items.filter({ hasText: /^other/ });
  await folder.waitFor();
  await takePicture(page, "saved-requests-folder");
  await folder.click();
  await untilAsked(page, "Save request");
  await answer(page, "Only in the other");
  await expect.poll(() => readFileSync(fileIn("other"), "utf8")).toContain("Only in the other");
  expect(readFileSync(fileIn("one"), "utf8")).not.toContain("Only in the other");
});

/** VS Code in the browser now and then shows a workspace without its folders, until it is loaded again. */
async function openWorkspace(url: string): Promise<void> {
  const { page } = workbench;
  const folder = treeView(page, "Files Explorer").item(/^other/);
  await retry(
    "the folders of the workspace",
    async () => {
      await page.goto(url);
      await openSideBar(page, "Explorer");
      return (await succeeds(folder.waitFor({ timeout: 5000 }))) || undefined;
    },
    60_000,
  );
}

function fileIn(folder: string): string {
  return join(workbench.server.folder, folder, name);
}
