import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../support/hostileServer.ts";
import { addRestConnection, enterSecret } from "./support/connectionSteps.ts";
import { editorTab } from "./support/editor.ts";
import { filesHolding } from "./support/filesHolding.ts";
import { clearNotifications, notification } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outsidePractice, type OutsidePractice } from "./support/outsidePractice.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { accept, pickItem, quickInput } from "./support/quickInput.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { runCommand } from "./support/runCommand.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** What the request panel writes into files: requests for other tools without a secret, and bodies as they came. */

let workbench: Workbench;
let practice: OutsidePractice;
/** The practice server, and besides it a picture and bytes of no known kind. */
let server: TestServer;
const clientSecret = "clientSecretMARKED-x1..";
const tokens: string[] = [];
const ownSecret = '{"ords":{"clientSecret":"of another client"}}';
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const bytes = Buffer.from(Array.from({ length: 5000 }, (_, place) => (place * 7) % 256));
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await outsidePractice("--lesson", "hr");
  await practice.run(`declare
  l_client ords_types.t_client_credentials;
begin
  l_client := ords_security.register_client(
    p_name => 'nightly', p_grant_type => 'client_credentials', p_description => 'Nightly',
    p_support_email => 'a@b.c', p_support_uri => 'http://b.c/',
    p_privilege_names => 'hr.read',
    p_client_secret => ords_types.oauth_client_secret(p_secret => '${clientSecret}'));
  ords_security.grant_client_role(p_client_name => 'nightly', p_role_name => 'HR Reader');
  commit;
end;
/
`);
  const { origin } = new URL(practice.url);
  server = await startTestServer(({ method, url, headers, body }, response) => {
    const own = { "/files/photo": picture, "/files/bytes": bytes };
    const found = Object.entries(own).find(([path]) => url.endsWith(path));
    if (found) {
      const type = found[1] === picture ? "image/png" : "application/octet-stream";
      response.writeHead(200, { "content-type": type, "set-cookie": "session=hidden" });
      response.end(found[1]);
      return;
    }
    const { authorization = "", "content-type": type = "" } = headers;
    const asked = fetch(`${origin}${url}`, {
      method,
      headers: { authorization, "content-type": type, accept: "application/json" },
      body: body === "" ? null : body,
    });
    asked
      .then(async (answered) => {
        const text = await answered.text();
        const token = /"access_token"\s*:\s*"([^"]+)"/.exec(text)?.[1];
        if (token !== undefined) tokens.push(token);
        const contentType = answered.headers.get("content-type") ?? "text/plain";
        response.writeHead(answered.status, { "content-type": contentType });
        response.end(text);
      })
      .catch(() => response.destroy());
  });
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
  await server?.[Symbol.asyncDispose]();
  await practice?.stop();
});

it("begins with a client that has called", async () => {
  const { page } = workbench;
  await addRestConnection(page, {
    ...practice,
    url: `${server.origin}/ords`,
    name: "HR of the team",
  });
  await enterSecret(page, "nightly", clientSecret);
  await treeView(page, "Connections").chooseAction(/^HR of the team/, /^New request/);
  const panel = requestPanel(page);
  await panel.page.getByLabel("Address").fill("/hr/employees/");
  await panel.callAs("nightly");
  await panel.send(200);
  expect(tokens).toHaveLength(1);
});

it("saves the request for the HTTP clients of other editors, without the secret", async () => {
  const { page, folder } = workbench;
  await clearNotifications(page);
  await requestPanel(page).page.getByRole("button", { name: "Copy as…" }).click();
  await pickItem(page, "Save as .http file");
  await saveAs(page, join(folder, "employees.http"), "requests.http");
  await editorTab(page, "employees.http").waitFor();
  await notification(page, "The credential is in none of the files.");
  await takePicture(page, "request-files-1-http");
  const url = `${server.origin}/ords/${practice.alias}`;
  expect(readFileSync(join(folder, "employees.http"), "utf8").split("\n")).toEqual(
    expect.arrayContaining([
      `GET ${url}/hr/employees/`,
      'Authorization: Bearer {{$auth.token("nightly")}}',
    ]),
  );
  expect(json(folder, "http-client.env.json")).toMatchObject({
    ords: {
      Security: {
        Auth: {
          nightly: { "Token URL": `${url}/oauth/token`, "Client Secret": "{{clientSecret}}" },
        },
      },
    },
  });
  expect(json(folder, "http-client.private.env.json")).toEqual({ ords: { clientSecret: "" } });
  expectNoSecret();
});

it("leaves environments that are there already alone, and shows what one of them needs", async () => {
  const { page, folder } = workbench;
  await clearNotifications(page);
  // One that leads to another client, and one in which the person has entered a secret.
  const own = { "http-client.env.json": '{"ords":{}}', "http-client.private.env.json": ownSecret };
  for (const [name, text] of Object.entries(own)) writeFileSync(join(folder, name), text);
  await runCommand(page, "View: Close Editor");
  await requestPanel(page).page.getByRole("button", { name: "Copy as…" }).click();
  await pickItem(page, "Save as .http file");
  await saveAs(page, join(folder, "again.http"), "requests.http");
  await editorTab(page, "again.http").waitFor();
  await notification(page, "http-client.env.json exists already and was not changed.");
  await takePicture(page, "request-files-2-kept");
  expect(await editorTab(page, /^Untitled/).count()).toBe(1);
  for (const [name, text] of Object.entries(own)) {
    expect(readFileSync(join(folder, name), "utf8")).toBe(text);
  }
  expectNoSecret();
});

it("saves a body, a picture and bytes as they came", async () => {
  const { page, folder } = workbench;
  await clearNotifications(page);
  await runCommand(page, "ORDS Security: New request");
  const panel = requestPanel(page);
  const address = panel.page.getByRole("textbox", { name: "Address" });
  await address.fill("/files/photo");
  await panel.send(200);
  await panel.page.getByRole("img").first().waitFor();
  await takePicture(page, "request-files-3-picture");
  await saveBody(join(folder, "saved.png"), picture, "photo.png");
  await address.fill("/files/bytes");
  await panel.send(200);
  await panel.page.getByText("Only the first").waitFor();
  await saveBody(join(folder, "saved.bin"), bytes, "bytes.bin");
  await takePicture(page, "request-files-4-bytes");
});

it("holds bytes against a picture without the cookie that came with them", async () => {
  const { page } = workbench;
  await requestPanel(page)
    .page.getByRole("button", { name: "Compare with the answer before" })
    .click();
  await page.getByRole("tab", { name: /photo 200 ↔ .*bytes 200/ }).waitFor();
  const lines = page.locator(".monaco-diff-editor .editor.modified .view-line");
  await lines.filter({ hasText: "octet-stream" }).first().waitFor();
  await lines.filter({ hasText: "set-cookie:" }).first().waitFor();
  expect((await lines.allInnerTexts()).join()).not.toContain("hidden");
  await takePicture(page, "request-files-5-compared");
});

function json(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}

/** Neither in what was saved, nor in anything that the editor keeps. */
function expectNoSecret(): void {
  for (const secret of [clientSecret, practice.password, ...tokens]) {
    expect(secret.length).toBeGreaterThan(8);
    expect(filesHolding(workbench.server.folder, secret)).toEqual([]);
  }
}

async function saveBody(path: string, content: Buffer, offered: string): Promise<void> {
  const { page } = workbench;
  await requestPanel(page).page.getByRole("button", { name: "Save to file" }).click();
  await saveAs(page, path, offered);
  const isSaved = (): boolean => existsSync(path) && readFileSync(path).equals(content);
  await expect.poll(isSaved).toBe(true);
}

async function saveAs(page: Page, path: string, offered: string): Promise<void> {
  const { input } = quickInput(page);
  // It opens with what was typed there before, and has the name that is offered a moment later.
  await input.waitFor();
  await expect.poll(() => input.inputValue()).toBe(join(dirname(path), offered));
  await input.fill(path);
  await accept(page);
  await input.waitFor({ state: "hidden" });
}
