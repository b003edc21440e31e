import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import { roleName } from "../../../../src/domain/model/names.ts";
import { emptyDraft, type Draft } from "../../../../src/features/requestPanel/draft.ts";
import type { RequestPanel } from "../../../../src/features/requestPanel/requestPanel.ts";
import type { ConnectionProfile } from "../../../../src/services/profiles/profile.ts";
import { inspectAll, oracleProfileWith, sqlDeveloperProfileWith } from "../../../support/fakes.ts";
import { requestPanelWorld, response, secretMissing } from "../../../support/requestPanelFakes.ts";
import { client, emptyCatalog, module, privilege, template } from "../sampleCatalog.ts";

const payroll = client("payroll", {});
const catalog = {
  ...emptyCatalog,
  modules: [module("hr", "/hr/", [template("employees/:id", ["GET", "PUT"])])],
  privileges: [privilege("hr.read", { roles: ["HR Reader"], patterns: ["/hr/*"] })],
  roles: [{ name: roleName("HR Reader"), builtIn: false }],
  clients: [payroll, { ...client("portal", {}), grantType: "implicit" as const }],
};

const draft: Draft = {
  ...emptyDraft,
  address: "/hr/employees/:id",
  parameters: [{ name: "id", value: "7" }],
};
const asPayroll: Draft = { ...draft, caller: { kind: "client", clientId: payroll.clientId } };

function open(profile?: ConnectionProfile) {
  const world = requestPanelWorld(catalog, profile);
  const panel = world.panels.open({
    profile: world.sessions.profile.id,
    path: "/hr/employees/:id",
  });
  return { ...world, panel };
}

/** Status and words of what came of the last request. */
function outcomeOf(panel: RequestPanel): string {
  const { outcome } = panel.model;
  if (outcome.kind === "answered") return `${outcome.answer.status} ${outcome.answer.statusText}`;
  return outcome.kind;
}

test("a new panel shows the endpoint, its parameters and who can call", () => {
  const { panel } = open();
  expect(panel.title).toBe("GET /hr/employees/:id");
  expect(panel.model).toMatchObject({
    connection: { name: "HR test", schemaUrl: "https://db.example.com/ords/hr", note: undefined },
    parameters: [{ name: "id", optional: false }],
    url: "https://db.example.com/ords/hr/hr/employees/:id",
    sending: false,
    outcome: { kind: "none" },
  });
  expect(panel.model.callers.map(({ label, refused }) => [label, refused === undefined])).toEqual([
    ["No authentication", true],
    ["payroll", true],
    ["portal (implicit)", false],
    ["Database user HR", true],
    ["Pasted token", true],
  ]);
});

test.each(["/hr/employees/7?access_token=hush", "/hr/employees/7#access_token=hush"])(
  "a tab, whose title the editor keeps, is not called by what can be a credential: %s",
  async (address) => {
    const { panel } = open();
    await panel.handle({ kind: "edit", draft: { ...draft, address } });
    expect(panel.title).toBe("GET /hr/employees/7");
  },
);

test("a token in the path is not in the title either", async () => {
  const { panel } = open();
  const address = "/hr/eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.hush";
  await panel.handle({ kind: "edit", draft: { ...draft, address } });
  expect(panel.title).toBe("GET /hr/");
});

test("an address of any length leaves room for other tabs", async () => {
  const { panel } = open();
  await panel.handle({ kind: "edit", draft: { ...draft, address: `/hr/${"x".repeat(4000)}` } });
  expect(panel.title).toMatch(/^GET \/hr\/x+…$/);
  expect(panel.title).toHaveLength(60);
});

test("a draft that is filled in is never behind its version, at which the page looks", () => {
  const { panel } = open();
  const before = panel.model;
  const seen: string[] = [];
  panel.onDidChange(() => {
    const { draftVersion, draft: shown } = panel.model;
    if (draftVersion !== before.draftVersion) seen.push(shown.address);
  });
  panel.fillIn({ ...draft, address: "/elsewhere" });
  expect(seen).toEqual(["/elsewhere"]);
});

test("a request goes out as the chosen client, and its answer is shown", async () => {
  const { panel, sender } = open();
  sender.answers.push([{ tokenSource: "cache", response: response({ body: '{"a":1}' }) }]);
  const done = panel.handle({ kind: "send", draft: asPayroll });
  expect(panel.model.sending).toBe(true);
  await done;
  expect(sender.drafts).toMatchObject([
    {
      request: { method: "GET", url: "https://db.example.com/ords/hr/hr/employees/7" },
      caller: {
        kind: "client",
        client: {
          clientId: payroll.clientId,
          tokenUrl: "https://db.example.com/ords/hr/oauth/token",
        },
      },
      allowPlainHttp: false,
    },
  ]);
  expect(panel.model).toMatchObject({
    sending: false,
    outcome: {
      answer: {
        status: 200,
        statusText: "OK",
        tone: "good",
        duration: "12 ms",
        size: "7 bytes",
        attempts: [],
        sent: { headers: [{ name: "authorization", value: "Bearer •••" }] },
      },
    },
  });
  expect(panel.body).toEqual({ id: 1, language: "json", text: '{\n  "a": 1\n}' });
});

test("a refusal names its likely cause, tells the attempts, and its button scaffolds the fix", async () => {
  const { panel, sender } = open();
  sender.answers.push([
    { tokenSource: "cache", response: response({ status: 401 }) },
    { tokenSource: "fetched", response: response({ status: 401 }) },
  ]);
  await panel.handle({ kind: "send", draft: asPayroll });
  expect(panel.model.outcome).toMatchObject({
    answer: {
      status: 401,
      tone: "bad",
      diagnosis: {
        sentence: expect.stringMatching(/payroll.*HR Reader.*hr\.read/),
        fixLabel: expect.stringContaining("HR Reader"),
      },
      attempts: [
        "Attempt 1, with the stored token: 401 Unauthorized in 12 ms",
        "Attempt 2, with a new token: 401 Unauthorized in 12 ms",
      ],
    },
  });
  expect(await panel.handle({ kind: "runFix" })).toMatchObject({
    kind: "runScaffold",
    profile: "p1",
    scaffold: "grantRole",
    arguments: { client: "payroll" },
  });
  sender.answers.push([{}]);
  await panel.handle({ kind: "send", draft: asPayroll });
  expect(await panel.handle({ kind: "runFix" })).toBeUndefined();
});

test.each([401, 403, 404, 405])(
  "a %i can be explained as the call that was sent",
  async (status) => {
    const { panel, sender } = open();
    expect(await panel.handle({ kind: "explain" })).toBeUndefined();
    sender.answers.push([{ response: response({ status }) }]);
    await panel.handle({ kind: "send", draft: asPayroll });
    await panel.handle({ kind: "edit", draft: { ...draft, address: "/elsewhere" } });
    expect(panel.model.outcome).toMatchObject({ answer: { explainable: true } });
    expect(await panel.handle({ kind: "explain" })).toEqual({
      kind: "explainAccess",
      profile: "p1",
      caller: { kind: "client", name: "payroll" },
      method: "GET",
      path: "/hr/employees/7",
    });
  },
);

test("an answer that is no refusal is not explained, and of a pasted token the caller is left open", async () => {
  const { panel, sender } = open();
  sender.answers.push([{}], [{ response: response({ status: 401 }) }]);
  await panel.handle({ kind: "send", draft });
  expect(panel.model.outcome).toMatchObject({ answer: { explainable: false } });
  await panel.handle({ kind: "pasteToken", token: "abc" });
  await panel.handle({ kind: "send", draft: { ...draft, caller: { kind: "pastedToken" } } });
  expect(await panel.handle({ kind: "explain" })).toMatchObject({ caller: "nobodyKnows" });
});

test("what is missing is said at its field, nothing is sent, and it goes away when it is mended", async () => {
  const { panel, sender } = open();
  const empty: Draft = { ...draft, parameters: [], caller: { kind: "pastedToken" } };
  expect(panel.model.problems).toEqual([]);
  await panel.handle({ kind: "send", draft: empty });
  expect(panel.model.problems).toMatchObject([
    { field: "parameter", index: 0 },
    { field: "token" },
  ]);
  await panel.handle({ kind: "edit", draft });
  expect(panel.model.problems).toEqual([]);
  expect(sender.drafts).toEqual([]);
});

test("a client of the implicit grant is not tried, and why is told", async () => {
  const { panel, sender } = open();
  const portal = catalog.clients[1]?.clientId ?? "";
  await panel.handle({
    kind: "send",
    draft: { ...draft, caller: { kind: "client", clientId: portal } },
  });
  expect(panel.model.problems).toMatchObject([
    { field: "caller", message: expect.stringContaining("implicit") },
  ]);
  expect(sender.drafts).toEqual([]);
});

test("a pasted token is used, counted and forgotten, and never told again", async () => {
  const { panel, sender, log } = open();
  const pasted = "QSBsaXR0bGUgdG9rZW4xMg";
  const withToken: Draft = { ...draft, caller: { kind: "pastedToken" } };
  await panel.handle({ kind: "pasteToken", token: `Bearer ${pasted}` });
  expect(panel.model.pastedToken).toBe("22 characters");
  sender.answers.push([{ tokenSource: "pasted" }], new Error("broken pipe"));
  await panel.handle({ kind: "send", draft: withToken });
  await panel.handle({ kind: "send", draft: withToken });
  const { caller } = sender.drafts[0] ?? {};
  expect(caller?.kind === "pastedToken" && caller.token.reveal()).toBe(pasted);
  const curl = await panel.handle({ kind: "handOver", draft: withToken });
  expect(curl).toMatchObject({ kind: "handOver", caller: { kind: "token" } });
  const seen = [panel.model, panel.body, curl].map((value) => inspectAll(value)).join("\n");
  expect(seen + log.text + inspect(panel) + JSON.stringify(panel.model)).not.toContain(pasted);
  await panel.handle({ kind: "forgetToken" });
  expect(panel.model.pastedToken).toBeUndefined();
});

test("a long body is not asked for again with a token that was forgotten, which is told", async () => {
  const { panel, sender } = open();
  const withToken: Draft = { ...draft, caller: { kind: "pastedToken" } };
  await panel.handle({ kind: "pasteToken", token: "QSBsaXR0bGUgdG9rZW4xMg" });
  sender.answers.push([{ response: response({ body: "[1,", truncated: true }) }]);
  await panel.handle({ kind: "send", draft: withToken });
  await panel.handle({ kind: "forgetToken" });
  const openFile = () => Promise.reject(new Error("A file was opened."));
  await expect(
    panel.saveAnew(withToken, openFile, new AbortController().signal),
  ).rejects.toMatchObject({
    code: "secretMissing",
    message: "The pasted token was forgotten.",
  });
  expect(sender.drafts).toHaveLength(1);
});

test("the database user calls by name and password, which stand nowhere that can be seen", async () => {
  const { panel, panels, sender, passwords, sessions, log } = open();
  const asUser: Draft = { ...draft, caller: { kind: "user" } };
  sender.answers.push([{ response: response({ status: 401 }) }]);
  await panel.handle({ kind: "send", draft: asUser });
  expect(panel.model.outcome).toMatchObject({
    failure: {
      message: "The password of this connection is not known here.",
      buttonLabel: "Enter password",
    },
  });
  expect(sender.drafts).toEqual([]);
  passwords.known = new Secret("Tiger-7");
  await panel.handle({ kind: "send", draft: asUser });
  const caller = sender.drafts[0]?.caller;
  expect(caller).toMatchObject({ kind: "user", user: "HR" });
  expect(caller?.kind === "user" && caller.password.reveal()).toBe("Tiger-7");
  expect(panel.model.callerNote?.text).toContain("name and password of this connection");
  expect(answered(panel).sent.headers).toContainEqual({
    name: "authorization",
    value: "Basic •••",
  });
  expect(answered(panel).diagnosis?.sentence).toContain("The user lacks role HR Reader");
  const elsewhere = await panel.handle({ kind: "handOver", draft: asUser });
  expect(elsewhere).toMatchObject({ caller: { kind: "user", user: "HR" } });
  const memento = { profile: sessions.profile.id, draft: panel.model.draft };
  expect(panels.restore(memento)?.model.draft.caller).toEqual({ kind: "user" });
  const seen = [panel.model, elsewhere, memento].map((value) => inspectAll(value)).join("\n");
  expect(seen + log.text + inspect(panel)).not.toContain("Tiger-7");
});

test.each([
  ["a proxy user", oracleProfileWith({ user: "app[hr]" }), "A proxy user cannot sign in"],
  ["a borrowed session", sqlDeveloperProfileWith(), "This connection borrows a session"],
])("%s has no name and password for ORDS, which is told", async (_, profile, why) => {
  const { panel, sender, passwords } = open(profile);
  passwords.known = new Secret("Tiger-7");
  await panel.handle({ kind: "send", draft: { ...draft, caller: { kind: "user" } } });
  const choice = panel.model.callers.find(({ caller }) => caller.kind === "user");
  expect(choice?.refused).toContain(why);
  expect(panel.model.problems.map(({ message }) => message).join()).toContain(why);
  expect(panel.model.callerNote).toBeUndefined();
  expect(sender.drafts).toEqual([]);
});

test("something that is no token is refused at once", async () => {
  const { panel, sender } = open();
  const withToken: Draft = { ...draft, caller: { kind: "pastedToken" } };
  await panel.handle({ kind: "pasteToken", token: "no token at all" });
  expect(panel.model.problems).toMatchObject([{ field: "token" }]);
  await panel.handle({ kind: "send", draft: withToken });
  expect(panel.model.problems).toMatchObject([{ field: "token" }]);
  expect(sender.drafts).toEqual([]);
});

test("cancelling ends the request; nothing typed is lost", async () => {
  const { panel } = open();
  const done = panel.handle({ kind: "send", draft: asPayroll });
  await panel.handle({ kind: "cancel" });
  await done;
  expect(outcomeOf(panel)).toBe("cancelled");
  expect(panel.model).toMatchObject({ sending: false, draft: asPayroll, draftVersion: 1 });
});

test("sending again ends the request before; only the last answer counts", async () => {
  const { panel, sender } = open();
  const first = panel.handle({ kind: "send", draft });
  sender.answers.push([{ response: response({ status: 201 }) }]);
  await panel.handle({ kind: "send", draft });
  await first;
  expect(outcomeOf(panel)).toBe("201 Created");
});

test("an error is told with its reason and its button, the form stays", async () => {
  const { panel, sender } = open();
  sender.answers.push(secretMissing);
  await panel.handle({ kind: "send", draft: asPayroll });
  expect(panel.model.outcome).toEqual({
    kind: "failed",
    failure: {
      message: "The secret is not stored.",
      why: "Enter it.",
      buttonLabel: "Enter secret",
    },
  });
  expect(panel.model.draft).toEqual(asPayroll);
  expect(await panel.handle({ kind: "runRemedy", of: "failure" })).toEqual({
    kind: "runRemedy",
    remedy: secretMissing.remedy,
  });
});

test("an error nobody foresaw is logged, not shown", async () => {
  const { panel, sender, log } = open();
  sender.answers.push(new Error("internal detail"));
  await panel.handle({ kind: "send", draft });
  expect(JSON.stringify(panel.model)).not.toContain("internal detail");
  expect(log.text).toContain("internal detail");
  expect(await panel.handle({ kind: "runRemedy", of: "failure" })).toMatchObject({
    remedy: { action: "openLog" },
  });
});

test("a body can be copied and opened, whole", async () => {
  const { panel, sender } = open();
  expect(await panel.handle({ kind: "openBody" })).toBeUndefined();
  sender.answers.push([{ response: response({ body: '{"a":1}' }) }]);
  await panel.handle({ kind: "send", draft });
  const text = '{\n  "a": 1\n}';
  expect(await panel.handle({ kind: "copyBody" })).toEqual({ kind: "copy", what: "body", text });
  expect(await panel.handle({ kind: "openBody" })).toEqual({
    kind: "openDocument",
    name: "GET /hr/employees/:id",
    language: "json",
    text,
  });
});

test("a client without a secret is announced before it fails", async () => {
  const { panel, clientStates } = open();
  clientStates.state = { token: { kind: "none" }, hasSecret: false };
  await panel.handle({ kind: "edit", draft: asPayroll });
  expect(panel.model.callerNote).toMatchObject({ buttonLabel: "Enter secret" });
  expect(await panel.handle({ kind: "runRemedy", of: "caller" })).toMatchObject({
    remedy: { action: "enterSecret", argument: "p1/payroll" },
  });
});

test("the name of a client stays when its schema is closed", () => {
  const world = requestPanelWorld(catalog);
  const { sessions } = world;
  const panel = world.panels.open({ profile: sessions.profile.id, draft: asPayroll });
  sessions.become({ kind: "closed" });
  expect(panel.model.callers[0]?.label).toBe("payroll");
});

test("the panel follows its connection", async () => {
  const { panel, sessions } = open();
  let changes = 0;
  panel.onDidChange(() => (changes += 1));
  await panel.handle({ kind: "edit", draft: asPayroll });
  sessions.become({ kind: "closed" });
  expect(changes).toBe(2);
  expect(panel.model.connection.note).toMatchObject({ buttonLabel: "Connect" });
  expect(panel.model.callers[0]?.label).toBe("payroll");
  expect(await panel.handle({ kind: "runRemedy", of: "connection" })).toMatchObject({
    remedy: { action: "connect", argument: "p1" },
  });
  sessions.session = undefined;
  await panel.handle({ kind: "send", draft });
  expect(outcomeOf(panel)).toBe("failed");
});

test.each([
  oracleProfileWith({ baseUrl: undefined }),
  sqlDeveloperProfileWith({ baseUrl: undefined }),
])("without an address of ORDS $kind says so, asks for it, and sends nothing", async (profile) => {
  const { panel, sender, sessions } = open(profile);
  expect(panel.model.connection).toMatchObject({
    schemaUrl: "",
    note: { buttonLabel: "Set address of ORDS" },
  });
  expect(await panel.handle({ kind: "runRemedy", of: "connection" })).toMatchObject({
    remedy: { action: "setOrdsAddress", argument: profile.id },
  });
  for (const caller of [draft.caller, asPayroll.caller]) {
    await panel.handle({ kind: "send", draft: { ...draft, caller } });
    expect(panel.model).toMatchObject({ sending: false, problems: [{ field: "address" }] });
  }
  sessions.become({ kind: "closed" });
  expect(panel.model.connection.note?.buttonLabel).toBe("Set address of ORDS");
  expect(sender.drafts).toEqual([]);
});

test("with its address and alias a connection to the database sends like any other", async () => {
  const { panel, sender } = open(oracleProfileWith());
  sender.answers.push([{}]);
  await panel.handle({ kind: "send", draft: asPayroll });
  expect(sender.drafts).toMatchObject([
    {
      request: { url: "https://db.example.com/ords/hr/hr/employees/7" },
      caller: { client: { tokenUrl: "https://db.example.com/ords/hr/oauth/token" } },
    },
  ]);
});

test("requests go to the schema that is looked at, never to one's own in its place", async () => {
  const pay = open(oracleProfileWith({ otherSchema: { name: "PAY", alias: "pay" } }));
  expect(pay.panel.model.url).toBe("https://db.example.com/ords/pay/hr/employees/:id");
  const unknown = open(oracleProfileWith({ otherSchema: { name: "PAY", alias: undefined } }));
  await unknown.panel.handle({ kind: "send", draft });
  expect(unknown.panel.model.problems).toMatchObject([{ field: "address" }]);
  expect(unknown.sender.drafts).toEqual([]);
});

test("before it was ever connected a connection to the database offers to connect", async () => {
  const { panel, sender, sessions } = open(oracleProfileWith({ alias: undefined }));
  sessions.become({ kind: "closed" });
  expect(panel.model.connection.note).toMatchObject({ buttonLabel: "Connect" });
  await panel.handle({ kind: "send", draft });
  expect(panel.model.problems).toMatchObject([{ field: "address" }]);
  expect(sender.drafts).toEqual([]);
});

test("a panel comes back after a reload from what its page remembered", async () => {
  const { panels, sender } = open();
  const panel = panels.restore(structuredClone({ profile: "p1", draft: asPayroll }));
  expect(panel?.model.draft).toEqual(asPayroll);
  sender.answers.push([{}]);
  await panel?.handle({ kind: "send", draft: asPayroll });
  expect(panel && outcomeOf(panel)).toBe("200 OK");
  for (const strange of [undefined, null, 7, {}, { profile: 7, draft }, { profile: "p1" }])
    expect(panels.restore(strange)).toBeUndefined();
});

test("a closed panel ends its request and says no more", async () => {
  const { panel } = open();
  const done = panel.handle({ kind: "send", draft });
  let changes = 0;
  panel.onDidChange(() => (changes += 1));
  panel.dispose();
  await done;
  expect(changes).toBe(0);
});

test("a request is handed over with what its client needs to get a token, and never with one", async () => {
  const { panel } = open();
  expect(await panel.handle({ kind: "handOver", draft: asPayroll })).toEqual({
    kind: "handOver",
    request: {
      method: "GET",
      url: "https://db.example.com/ords/hr/hr/employees/7",
      headers: {},
      body: undefined,
    },
    caller: {
      kind: "client",
      name: "payroll",
      clientId: payroll.clientId,
      tokenUrl: "https://db.example.com/ords/hr/oauth/token",
    },
  });
  expect(await panel.handle({ kind: "handOver", draft })).toMatchObject({ caller: undefined });
});

test.each([
  "https://evil.example/ords/hr/hr/employees/7",
  "https://db.example.com/ords/other/employees/7",
  "/../other/employees/7",
])("no other tool is sent to %s with the token of this schema", async (address) => {
  const { panel } = open();
  expect(panel.model.problems).toEqual([]);
  const effect = await panel.handle({ kind: "handOver", draft: { ...asPayroll, address } });
  expect(effect).toBeUndefined();
  expect(panel.model.problems).toMatchObject([{ field: "address" }]);
});

test("a request that was sent can be chosen again, and fills in the form", async () => {
  const { panel, sender } = open();
  sender.answers.push([{ response: response({ status: 404 }) }]);
  await panel.handle({ kind: "send", draft: asPayroll });
  const effect = await panel.handle({ kind: "showHistory" });
  expect(effect).toMatchObject({ kind: "chooseSent", sent: [{ draft: asPayroll, status: 404 }] });
  const before = panel.model.draftVersion;
  panel.fillIn(draft);
  expect(panel.model).toMatchObject({ draft, draftVersion: before + 1 });
});

test("a collection leads to its next page, as the same caller, and nowhere else", async () => {
  const { panel, sender } = open();
  const root = "https://db.example.com/ords/hr/hr/employees/";
  const page = (next: string) =>
    JSON.stringify({ items: [{ id: 1 }], links: [{ rel: "next", href: next }] });
  sender.answers.push(
    [{ response: response({ body: page(`${root}?offset=25`) }) }],
    [{ response: response({ body: page("https://evil.example/?offset=50") }) }],
  );
  await panel.handle({ kind: "send", draft: { ...asPayroll, address: "/hr/employees/" } });
  expect(answered(panel).pages).toEqual(["next"]);
  const version = panel.model.draftVersion;
  await panel.handle({ kind: "followLink", rel: "next" });
  expect(sender.drafts.at(-1)?.request.url).toBe(`${root}?offset=25`);
  expect(sender.drafts.at(-1)?.caller.kind).toBe("client");
  expect(panel.model.draftVersion).toBeGreaterThan(version);
  expect(answered(panel).pages).toEqual([]);
  const sent = sender.drafts.length;
  await panel.handle({ kind: "followLink", rel: "next" });
  expect(sender.drafts).toHaveLength(sent);
});

test("the version of an answer goes into the next request when the person wants it", async () => {
  const { panel, sender } = open();
  sender.answers.push([{ response: response({ headers: { etag: '"v1"' }, body: "{}" }) }]);
  await panel.handle({ kind: "send", draft });
  expect(answered(panel).hasEtag).toBe(true);
  await panel.handle({ kind: "useEtag", draft: { ...draft, method: "PUT" } });
  expect(panel.model.draft.headers).toEqual([{ name: "if-match", value: '"v1"' }]);
});

test("what is answered after the connection was removed is not kept", async () => {
  const { panel, sender, sessions } = open();
  sender.answers.push([{ response: response({ body: "{}" }) }]);
  const sending = panel.handle({ kind: "send", draft });
  sessions.session = undefined;
  await sending;
  expect(await panel.handle({ kind: "showHistory" })).toEqual({ kind: "chooseSent", sent: [] });
});

test("a panel is opened with a whole form", () => {
  const { panels, sessions } = open();
  const panel = panels.open({ profile: sessions.profile.id, path: "/elsewhere", draft });
  expect(panel.model.draft).toEqual(draft);
});

test("an answer is compared with the one before it, with status and headers", async () => {
  const { panel, sender } = open();
  const json = { "content-type": "application/json" };
  sender.answers.push(
    [{ response: response({ body: '{"a":1}', headers: { "x-b": "1", ...json } }) }],
    [{ response: response({ status: 412, headers: { "x-b": "2" } }) }],
    [
      {
        response: response({ headers: { "content-type": "image/x" }, body: Uint8Array.of(0, 65) }),
      },
    ],
  );
  await panel.handle({ kind: "send", draft });
  expect(answered(panel).comparable).toBe(false);
  expect(await panel.handle({ kind: "compareAnswers" })).toBeUndefined();
  await panel.handle({ kind: "send", draft });
  expect(answered(panel).comparable).toBe(true);
  const before = '200 OK\ncontent-type: application/json\nx-b: 1\n\n{\n  "a": 1\n}\n';
  const after = "412 Precondition Failed\nx-b: 2\n\n(no body)\n";
  expect(await panel.handle({ kind: "compareAnswers" })).toEqual({
    kind: "compareDocuments",
    before: { name: "GET /hr/employees/:id 200", language: "plaintext", text: before },
    after: { name: "GET /hr/employees/:id 412", language: "plaintext", text: after },
  });
  await panel.handle({ kind: "send", draft });
  expect(await panel.handle({ kind: "compareAnswers" })).toMatchObject({
    before: { text: after },
    after: { text: expect.stringMatching(/no text\)\n00000000 {2}00 41 .*\.A\n$/) },
  });
});

test("what is compared has no credential in its headers", async () => {
  const { panel, sender } = open();
  const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzM2NyZXQifQ.c2lnbmF0dXJl";
  const headers = {
    authorization: "Bearer s3cret",
    "set-cookie": "session=s3cret; HttpOnly",
    "x-auth-token": "s3cret",
    "x-note": `was ${jwt}`,
    "x-scheme": "Basic s3cret",
    location: "https://h/x#access_token=s3cret&state=1",
    link: "<https://h/x?code_verifier=s3cret>; rel=next",
    etag: '"v1"',
    "www-authenticate": 'Bearer realm="HR"',
  };
  sender.answers.push([{ response: response({ headers }) }], [{ response: response({}) }]);
  await panel.handle({ kind: "send", draft });
  await panel.handle({ kind: "send", draft });
  const compared = JSON.stringify(await panel.handle({ kind: "compareAnswers" }));
  expect(compared).not.toContain("s3cret");
  expect(compared).not.toContain("c2lnbmF0dXJl");
  for (const kept of ['etag: \\"v1\\"', 'Bearer realm=\\"HR\\"']) expect(compared).toContain(kept);
});

test("the token request of the client that called can be looked at, and of no other caller", async () => {
  const { panel, sender, sessions } = open();
  sender.answers.push([{ response: response({}) }], [{ response: response({}) }]);
  await panel.handle({ kind: "send", draft });
  expect(answered(panel).hasTokenRequest).toBe(false);
  expect(await panel.handle({ kind: "showTokenRequest" })).toBeUndefined();
  await panel.handle({ kind: "send", draft: asPayroll });
  expect(answered(panel).hasTokenRequest).toBe(true);
  expect(await panel.handle({ kind: "showTokenRequest" })).toEqual({
    kind: "showTokenRequest",
    profile: sessions.profile.id,
    client: "payroll",
  });
});

test("a body is saved as it came; one that was cut is asked for once more", async () => {
  const { panel, sender } = open();
  const bytes = new Uint8Array([1, 0, 2]);
  sender.answers.push(
    [{ response: response({ headers: { "content-type": "application/pdf" }, body: bytes }) }],
    [{ response: response({ body: "[1,", truncated: true }) }],
  );
  await panel.handle({ kind: "send", draft });
  const whole = await panel.handle({ kind: "saveBody" });
  expect(whole).toMatchObject({ kind: "saveBytes", name: "7.pdf", bytes });
  await panel.handle({ kind: "send", draft });
  expect(await panel.handle({ kind: "saveBody" })).toMatchObject({ kind: "saveAnew" });
});

test("an answer keeps its name and its request while the form says something else", async () => {
  const { panel, sender } = open();
  sender.answers.push([{ response: response({ body: "[1,", truncated: true }) }]);
  await panel.handle({ kind: "send", draft });
  await panel.handle({ kind: "edit", draft: { ...draft, address: "/hr/salaries" } });
  expect(await panel.handle({ kind: "openBody" })).toMatchObject({
    kind: "openDocument",
    name: "GET /hr/employees/:id",
  });
  expect(await panel.handle({ kind: "saveBody" })).toMatchObject({ kind: "saveAnew", draft });
});

test.each([1_200_000, 2_500_000])(
  "a collection of %d bytes leads to its next page",
  async (size) => {
    const { panel, sender } = open();
    const href = "https://db.example.com/ords/hr/hr/employees/?offset=25";
    const rows = [{ text: "x".repeat(size) }];
    const body = JSON.stringify({ items: rows, links: [{ rel: "next", href }] });
    sender.answers.push([
      { response: response({ body, headers: { "content-type": "application/json" } }) },
    ]);
    await panel.handle({ kind: "send", draft });
    expect(answered(panel).pages).toEqual(["next"]);
  },
);

test("nothing can be done with an answer that is not shown any more", async () => {
  const { panel, sender } = open();
  sender.answers.push([{ response: response({ body: "[]" }) }], new Error("broken pipe"));
  await panel.handle({ kind: "send", draft });
  await panel.handle({ kind: "send", draft });
  expect(outcomeOf(panel)).toBe("failed");
  for (const kind of ["saveBody", "openBody", "copyBody", "explain", "compareAnswers"] as const) {
    expect(await panel.handle({ kind })).toBeUndefined();
  }
});

test("a body is not asked for again from a connection that was removed, which is told", async () => {
  const { panel, sender, sessions } = open();
  sender.answers.push([{ response: response({ body: "[1,", truncated: true }) }]);
  await panel.handle({ kind: "send", draft });
  sessions.session = undefined;
  const openFile = () => Promise.reject(new Error("A file was opened."));
  await expect(panel.saveAnew(draft, openFile, new AbortController().signal)).rejects.toMatchObject(
    { code: "notConnected", message: "This connection was removed." },
  );
  expect(sender.drafts).toHaveLength(1);
});

function answered(panel: RequestPanel) {
  const { outcome } = panel.model;
  if (outcome.kind !== "answered") throw new Error(`It is ${outcome.kind}.`);
  return outcome.answer;
}
