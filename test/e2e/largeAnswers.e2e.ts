import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../support/hostileServer.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outsidePractice, type OutsidePractice } from "./support/outsidePractice.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { accept, answer, pickItem, untilAsked } from "./support/quickInput.ts";
import { requestPanel } from "./support/requestPanel.ts";
import { openSideBar } from "./support/sideBar.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** Answers that are longer than a page, an editor or a memory can carry. */

let workbench: Workbench;
let practice: OutsidePractice;
/** The practice server, and besides it `/big/<bytes>`, as long as the path says; 0 is without end. */
let server: TestServer;
pictureFailures(() => workbench);

beforeAll(async () => {
  practice = await outsidePractice("--lesson", "hr");
  const { origin } = new URL(practice.url);
  server = await startTestServer(({ method, url, headers, body }, response) => {
    const bytes = /\/big\/(\d+)/.exec(url)?.[1];
    if (bytes !== undefined) return sendBig(Number(bytes), response);
    const { authorization = "", "content-type": type = "" } = headers;
    const asked = fetch(`${origin}${url}`, {
      method,
      headers: { authorization, "content-type": type, accept: "application/json" },
      body: body === "" ? null : body,
    });
    asked
      .then(async (answered) => {
        const type = answered.headers.get("content-type") ?? "text/plain";
        response.writeHead(answered.status, { "content-type": type });
        response.end(await answered.text());
      })
      .catch(() => response.destroy());
  });
  workbench = await openWorkbench({ settings: { "ordsSecurity.maxBodyMegabytes": 60 } });
});

afterAll(async () => {
  await workbench?.close();
  await server?.[Symbol.asyncDispose]();
  await practice?.stop();
});

it("shows the beginning of 50 MB, and can be worked with meanwhile", async () => {
  const { page } = workbench;
  await connect();
  await treeView(page, "Connections").chooseAction(/^HR/, /^New request/);
  const panel = requestPanel(page);
  await panel.page.getByLabel("Address").fill("/big/50000000");
  await panel.send(200);
  await panel.page.getByText("Only its beginning is shown here").waitFor();
  expect(await panel.text()).toContain("50.0 MB");
  await takePicture(page, "large-beginning");
});

it("stops at the limit, and says how much it would have been", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByLabel("Address").fill("/big/1000000000");
  await panel.send(200);
  await panel.page.getByText("The answer has 1.0 GB; after 60.0 MB").waitFor();
  await takePicture(page, "large-cut");
});

it("can be canceled in the middle of a body", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByLabel("Address").fill("/big/0");
  await panel.page.getByRole("button", { name: "Send" }).click();
  await panel.page.getByRole("button", { name: "Cancel" }).click();
  await panel.page.getByText("Canceled.").waitFor();
});

async function connect(): Promise<void> {
  const { page } = workbench;
  const sideBar = await openSideBar(page, "ORDS Security");
  await sideBar.getByRole("button", { name: "Add connection", exact: true }).click();
  await untilAsked(page, "Add connection");
  await pickItem(page, "Through ORDS (REST-Enabled SQL)");
  await untilAsked(page, "(2/7)");
  await answer(page, `${server.origin}/ords/${practice.alias}/`);
  await untilAsked(page, "(3/7)");
  await accept(page);
  await untilAsked(page, "(4/7)");
  await answer(page, practice.user);
  await untilAsked(page, "(5/7)");
  await pickItem(page, "Keep the password");
  await untilAsked(page, "(6/7)");
  await answer(page, practice.password);
  await untilAsked(page, "(7/7)");
  await answer(page, "HR");
  await treeView(page, "Connections")
    .item(/^HR.*ORDS/)
    .waitFor();
}

type Response = Parameters<Parameters<typeof startTestServer>[0]>[1];

const rows = Buffer.from('{"employee_id":100,"name":"Steven King","salary":24000},'.repeat(1000));

function sendBig(bytes: number, response: Response): void {
  const length = bytes === 0 ? {} : { "content-length": String(bytes) };
  response.writeHead(200, { "content-type": "application/json", ...length });
  let left = bytes === 0 ? Infinity : bytes - 1;
  response.write("[");
  const go = (): void => {
    while (left > rows.length && !response.destroyed) {
      left -= rows.length;
      // Without end, but not at the full speed of the machine.
      if (bytes === 0) return void response.write(rows, () => setTimeout(go, 20));
      if (!response.write(rows)) return void response.once("drain", go);
    }
    if (!response.destroyed) response.end(`${" ".repeat(Math.max(0, left - 1))}]`);
  };
  go();
}
