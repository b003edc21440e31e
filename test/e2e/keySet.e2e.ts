import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../support/hostileServer.ts";
import { jwtText } from "../support/jwtText.ts";
import { createTestCertificates } from "../support/testCertificates.ts";
import { untilPrompted, addRestConnection } from "./support/connectionSteps.ts";
import { editorTab, editorText } from "./support/editor.ts";
import { setMachineSettings } from "./support/machineSettings.ts";
import { clearNotifications, clickInNotification, notification } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { outsidePractice, type OutsidePractice } from "./support/outsidePractice.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { answer, pickItem, untilAsked } from "./support/quickInput.ts";
import { runCommand } from "./support/runCommand.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** A person holds a JWT against the keys of its issuer, which answers as issuers do and as they should not. */

let workbench: Workbench;
let practice: OutsidePractice;
let issuer: TestServer;
let folder: string;
pictureFailures(() => workbench);

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = { ...publicKey.export({ format: "jwk" }), kid: "k1", use: "sig" };
/** What the issuer answers at the moment; undefined: nothing, for as long as it is asked. */
let reply: { readonly status: number; readonly body: string } | undefined;

beforeAll(async () => {
  const certificates = await createTestCertificates();
  folder = mkdtempSync(join(tmpdir(), "ords-issuer-"));
  writeFileSync(join(folder, "ca.pem"), certificates.ca);
  issuer = await startTestServer((_request, response) => {
    if (reply) response.writeHead(reply.status).end(reply.body);
  }, certificates.server);
  practice = await outsidePractice("--lesson", "hr");
  await practice.run(`begin
  ords_security.create_jwt_profile(p_issuer => '${issuer.origin}', p_audience => 'ords',
    p_jwk_url => '${issuer.origin}/jwks');
  commit;
end;
/
`);
  // As the store of the operating system, which VS Code asks Node for.
  const settings = { "http.systemCertificatesNode": true };
  const env = { SSL_CERT_FILE: join(folder, "ca.pem") };
  workbench = await openWorkbench({ settings, env });
  setMachineSettings(workbench, settings);
  await workbench.reload();
  const { page } = workbench;
  await addRestConnection(page, { ...practice, url: practice.url, name: "HR of the team" });
  await treeView(page, "Connections").item("Privileges").waitFor();
});

afterAll(async () => {
  await workbench?.close();
  await practice?.stop();
  await issuer?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

it("finds the key of the token", async () => {
  const text = await check({ status: 200, body: JSON.stringify({ keys: [key] }) });
  expect(text).toMatch(/passed +Key set +[^]*?holds\s+1\s+key\./);
  expect(text).toMatch(/passed +Key {2,}[^]*?RSA\s+of\s+2048\s+bits/);
  await takePicture(workbench.page, "key-set-1-found");
  const [received] = issuer.received;
  expect(received).toMatchObject({ method: "GET", url: "/jwks" });
  expect(received?.headers).not.toHaveProperty("authorization");
});

it.each([
  ["without the key", { status: 200, body: JSON.stringify({ keys: [] }) }, /FAILED +Key {2,}/],
  ["that is none", { status: 200, body: "<p>Sign in" }, /FAILED +Key set +[^]*?no\s+key\s+set/],
  ["that is not there", { status: 404, body: "" }, /FAILED +Key set +[^]*?answered\s+404/],
  [
    "that is too large",
    { status: 200, body: JSON.stringify({ keys: [key], more: "x".repeat(20_000) }) },
    /FAILED +Key set +[^]*?larger\s+than\s+10000\s+bytes/,
  ],
])("says what is wrong with a key set %s", async (_what, answered, words) => {
  expect(await check(answered)).toMatch(words);
});

it("can be canceled while the issuer is silent", async () => {
  const { page } = workbench;
  const before = issuer.received.length;
  reply = undefined;
  await ask();
  await notification(page, "Reading the key set");
  expect(issuer.received).toHaveLength(before + 1);
  await takePicture(page, "key-set-2-reading");
  await clickInNotification(page, "Reading the key set", "Cancel");
  await expect
    .poll(() => page.locator(".notifications-toasts .notification-list-item").count())
    .toBe(0);
  expect(await editorTab(page, /JWT beside/).count()).toBe(0);
});

/** The text that stands beside the profile of the schema then. */
async function check(answered: { readonly status: number; readonly body: string }) {
  const { page } = workbench;
  reply = answered;
  await ask();
  await editorTab(page, /JWT beside/).waitFor();
  return await editorText(page);
}

async function ask(): Promise<void> {
  const { page } = workbench;
  await runCommand(page, "View: Close All Editors");
  await clearNotifications(page);
  await runCommand(page, "ORDS Security: Check a JWT…");
  await untilAsked(page, "Check a JWT");
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer.origin, aud: "ords", sub: "ann", iat: now - 60, exp: now + 600 };
  await answer(page, jwtText({ alg: "RS256", kid: "k1" }, claims));
  await untilPrompted(page, "Look at the keys of the issuer, too?");
  await pickItem(page, "Read the key set once");
}
