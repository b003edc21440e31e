import assert from "node:assert/strict";
import {
  type CodeLens,
  commands,
  env,
  extensions,
  languages,
  TabInputWebview,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";

/** The five steps by the extension's own commands, against its practice server, inside a real VS Code. */
describe("the five steps on the practice server", function () {
  this.timeout(60_000);
  let endpoint = "";

  before(async () => {
    await extensions.getExtension("ords-security.ords-security")?.activate();
    await commands.executeCommand("ordsSecurity.resetPractice", {
      lesson: "empty",
      release: "25.4.0",
    });
  });

  after(async () => {
    await commands.executeCommand("ordsSecurity.stopPractice");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("begins with an endpoint that anybody can call", async () => {
    await commands.executeCommand("ordsSecurity.copyEndpointUrl", employees());
    endpoint = await env.clipboard.readText();
    assert.match(endpoint, /^http:\/\/127\.0\.0\.1:\d+\/ords\/practice\/hr\/employees\/$/);
    assert.equal(await statusOf(endpoint), 200);
  });

  it("writes a script that creates role and privilege, and runs nothing unseen", async () => {
    const document = await scaffold("createPrivilege", {
      name: "hr.read",
      roles: ["HR Reader"],
      label: "HR",
      description: "Reads HR",
      patterns: ["/hr/*"],
    });
    assert.match(document.getText(), /ORDS\.CREATE_ROLE/);
    assert.match(document.getText(), /CREATE_PRIVILEGE_MAPPING/);
    assert.equal(await statusOf(endpoint), 200);
    const lenses = await lensesOf(document);
    assert.equal(lenses[0]?.command?.title, "$(play) Run on Practice");
    await commands.executeCommand("ordsSecurity.runScript", document.uri);
    assert.equal(await statusOf(endpoint), 401);
  });

  it("registers a client, keeps its secret, and fetches a token that is still refused", async () => {
    const document = await scaffold("registerClient", {
      name: "robot",
      grantType: "client_credentials",
      privileges: ["hr.read"],
      roles: [],
      description: "A robot",
      supportEmail: "robot@example.com",
    });
    assert.match(document.getText(), /:client_secret/);
    await commands.executeCommand("ordsSecurity.runScript", document.uri);
    assert.equal(await statusOf(endpoint, await tokenOf("robot")), 401);
  });

  it("is let in once the client has the role", async () => {
    const document = await scaffold("grantRole", { client: "robot", roles: ["HR Reader"] });
    await commands.executeCommand("ordsSecurity.runScript", document.uri);
    assert.equal(await statusOf(endpoint, await tokenOf("robot")), 200);
  });

  it("opens the request panel for an endpoint, once", async () => {
    await commands.executeCommand("ordsSecurity.openRequest", employees());
    await until(() => requestPanels().length === 1);
    await commands.executeCommand("ordsSecurity.openRequest", employees());
    assert.deepEqual(requestPanels(), ["GET /hr/employees/"]);
  });

  it("keeps the same token until it ends", async () => {
    assert.equal(await tokenOf("robot"), await tokenOf("robot"));
  });

  it("marks the line where a script fails", async () => {
    const document = await workspace.openTextDocument({
      language: "sql",
      content:
        "-- A role that is there already\nBEGIN\n  ORDS.CREATE_ROLE('HR Reader');\n  COMMIT;\nEND;\n/\n",
    });
    await window.showTextDocument(document);
    await commands.executeCommand("ordsSecurity.runScript", document.uri);
    const [mark, ...others] = languages.getDiagnostics(document.uri);
    assert.deepEqual(others, []);
    assert.match(mark?.message ?? "", /ORA-/);
    assert.equal(mark?.range.start.line, 2);
  });
});

describe("a client on an older release", function () {
  this.timeout(60_000);

  after(async () => {
    await commands.executeCommand("ordsSecurity.stopPractice");
    await commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("is created with OAUTH, and its secret is read from where that release shows it", async () => {
    const world = { lesson: "empty", release: "23.4.0" };
    await commands.executeCommand("ordsSecurity.resetPractice", world);
    const document = await scaffold("registerClient", {
      name: "robot",
      grantType: "client_credentials",
      privileges: [],
      roles: [],
      description: "A robot",
      supportEmail: "robot@example.com",
    });
    assert.match(document.getText(), /OAUTH\.CREATE_CLIENT/);
    await commands.executeCommand("ordsSecurity.runScript", document.uri);
    assert.match(await tokenOf("robot"), /^\S{20,}$/);
  });
});

function employees(): object {
  const ref = { kind: "handler", module: "hr", uriTemplate: "employees/", method: "GET" };
  return { kind: "entity", id: "employees", profile: "practice", ref };
}

async function scaffold(id: string, given: Record<string, unknown>): Promise<TextDocument> {
  await commands.executeCommand("ordsSecurity.runScaffold", {
    profile: "practice",
    scaffold: id,
    arguments: given,
  });
  const document = window.activeTextEditor?.document;
  assert.ok(document?.isUntitled, "No untitled script was opened");
  return document;
}

async function lensesOf(document: TextDocument): Promise<readonly CodeLens[]> {
  return await commands.executeCommand("vscode.executeCodeLensProvider", document.uri, 10);
}

async function tokenOf(client: string): Promise<string> {
  await env.clipboard.writeText("");
  await commands.executeCommand("ordsSecurity.copyToken", `practice/${client}`);
  return await env.clipboard.readText();
}

/** The titles of the tabs that are request panels. */
function requestPanels(): readonly string[] {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs
    .filter(
      ({ input }) =>
        input instanceof TabInputWebview && input.viewType.endsWith("ordsSecurity.requestPanel"),
    )
    .map(({ label }) => label);
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 5000; waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.ok(holds(), "It did not come about within five seconds");
}

async function statusOf(url: string, token?: string): Promise<number> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (token !== undefined) headers["authorization"] = `Bearer ${token}`;
  const answer = await fetch(Uri.parse(url).toString(true), { headers });
  return answer.status;
}
