import { expect, test } from "vitest";
import { UserFacingError } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { clientName, moduleName } from "../../../../src/domain/model/names.ts";
import type {
  Report,
  VerificationModel,
} from "../../../../src/features/verification/verificationProtocol.ts";
import {
  createVerifications,
  type Verification,
  type VerificationParts,
} from "../../../../src/features/verification/verifications.ts";
import type { VerificationSelection } from "../../../../src/features/verification/verificationSelection.ts";
import type { VerificationTarget } from "../../../../src/features/verification/verificationTarget.ts";
import type { ConnectionProfile } from "../../../../src/services/profiles/profile.ts";
import type { Probe, SendProbe } from "../../../../src/services/verification/sendProbe.ts";
import { toMemento } from "../../../../src/webviews/verification/pageState.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import {
  FakeClock,
  inspectAll,
  oracleProfileWith,
  profileWith,
  RecordingLogger,
  sqlDeveloperProfileWith,
} from "../../../support/fakes.ts";
import { FakeClientStates, FakePanelSessions } from "../../../support/requestPanelFakes.ts";

const schema = catalog()
  .module("hr", "/hr/")
  .handler("GET", "employees/")
  .handler("GET", "employees/:id")
  .handler("DELETE", "employees/:id")
  .handler("GET", "refresh", { sourceType: "plsql/block" })
  .module("draft", "/draft/", { published: false })
  .handler("GET", "all")
  .role("HR")
  .privilege("hr.read", { roles: ["HR"], patterns: ["/hr/*"] })
  .client("payroll", { roles: ["HR"] })
  .client("intranet")
  .client("portal", { grantType: "authorization_code" })
  .build();

/** With what the fake server works by: the catalog, or one that somebody has changed since. */
const changed: Catalog = { ...schema, privileges: [] };

test("at first GET is chosen, of what is published and runs no code; nobody and the clients play", () => {
  const { model } = open().verification;
  expect(model.choice.selection.endpoints.filter((key) => !key.includes("catalog"))).toEqual([
    "GET /hr/employees/",
    "GET /hr/employees/:id",
  ]);
  expect(model.choice.selection.callers).toEqual([
    "anonymous",
    "client payroll",
    "client intranet",
  ]);
  const offered = model.choice.groups.flatMap((group) => group.endpoints);
  expect(offered.find((one) => one.key === "GET /hr/refresh")?.note).toBe("runs PL/SQL");
  expect(offered.find((one) => one.key === "GET /draft/all")?.note).toBe("not published");
  expect(offered.filter((one) => one.changes !== (one.method !== "GET"))).toEqual([]);
});

test("what the page is opened for narrows the choice", () => {
  const chosen = (ref: VerificationTarget["ref"]) =>
    open({ ref }).verification.model.choice.selection;
  const handler = {
    kind: "handler",
    module: moduleName("hr"),
    uriTemplate: "refresh",
    method: "GET",
  } as const;
  expect(chosen(handler).endpoints).toEqual(["GET /hr/refresh"]);
  expect(chosen({ ...handler, uriTemplate: "employees/:id", method: "DELETE" }).endpoints).toEqual(
    [],
  );
  expect(chosen({ kind: "module", name: moduleName("draft") }).endpoints).toEqual([
    "GET /draft/all",
  ]);
  expect(chosen({ kind: "client", name: clientName("payroll") }).callers).toEqual([
    "client payroll",
  ]);
});

test("every chosen call is made once, and no other method than the chosen ones", async () => {
  const { verification, probes } = open();
  const { selection } = verification.model.choice;
  await verification.handle({ kind: "run", selection: { ...selection, values: [idValue] } });
  expect(probes.map(lineOf).filter((line) => line.includes("/hr/"))).toEqual([
    "GET /hr/employees/ anonymous",
    "GET /hr/employees/ payroll",
    "GET /hr/employees/ intranet",
    "GET /hr/employees/7%2F8 anonymous",
    "GET /hr/employees/7%2F8 payroll",
    "GET /hr/employees/7%2F8 intranet",
  ]);
  expect(new Set(probes.map((one) => one.method))).toEqual(new Set(["GET"]));
});

test("a path without its value is not called, and stands among the results as such", async () => {
  const { verification, probes } = open();
  const { selection, plan } = verification.model.choice;
  expect(plan.skipped).toContain("GET /hr/employees/:id: no value for id.");
  await verification.handle({ kind: "run", selection });
  expect(probes.map(lineOf).join()).not.toContain(":id");
  const skipped = reportOf(verification).rows.filter((row) => row.outcome === "notCalled");
  expect(skipped.map((row) => row.path)).toContain("/hr/employees/:id");
});

test("a value that would leave its place in the path is not sent", () => {
  const { verification } = open();
  const dots = choose(["GET /hr/employees/:id"], ["anonymous"], "..");
  void verification.handle({ kind: "edit", selection: dots });
  expect(verification.model.choice.plan).toMatchObject({ calls: 0 });
});

test("other methods are sent only when ticked, and after a question", async () => {
  const asked: string[] = [];
  let answer = false;
  const { verification, probes } = open({
    confirmChanges: async (calls, name) => {
      asked.push(`${calls} on ${name}`);
      return answer;
    },
  });
  const selection = choose(["DELETE /hr/employees/:id"], ["anonymous", "client payroll"]);
  await verification.handle({ kind: "edit", selection });
  expect(verification.model.choice.plan).toMatchObject({ calls: 2, changing: 2 });
  await verification.handle({ kind: "run", selection });
  expect(asked).toEqual(["2 on HR test"]);
  expect(probes).toEqual([]);
  expect(verification.model.step.kind).toBe("choose");
  answer = true;
  await verification.handle({ kind: "run", selection });
  expect(probes.map(lineOf)).toEqual([
    "DELETE /hr/employees/7%2F8 anonymous",
    "DELETE /hr/employees/7%2F8 payroll",
  ]);
  expect(probes.every((one) => one.body === undefined)).toBe(true);
});

test("in a workspace that is not trusted only GET is sent", async () => {
  const { verification, probes } = open({ isTrusted: () => false });
  const both = ["DELETE /hr/employees/:id", "GET /hr/employees/:id", "POST /_/sql"];
  await verification.handle({ kind: "run", selection: choose(both, ["anonymous"]) });
  expect(probes.map((one) => one.method)).toEqual(["GET"]);
  expect(verification.model.choice.plan.skipped[0]).toContain("not trusted");
});

test("a client without a stored secret is not asked about, but listed", async () => {
  const { verification, probes, clientStates } = open();
  clientStates.state = { token: { kind: "none" }, hasSecret: false };
  const { choice } = verification.model;
  const payroll = choice.callers.find((one) => one.key === "client payroll");
  expect(payroll).toMatchObject({ refused: "no secret stored", lacksSecret: true });
  expect(choice.selection.callers).toEqual(["anonymous"]);
  const selection = choose(["GET /hr/employees/"], ["anonymous", "client payroll"]);
  await verification.handle({ kind: "run", selection });
  expect(probes.map(lineOf)).toEqual(["GET /hr/employees/ anonymous"]);
  expect(reportOf(verification).rows.at(-1)).toMatchObject({
    caller: "Client payroll",
    outcome: "notCalled",
  });
  expect(await verification.handle({ kind: "enterSecret", caller: "client payroll" })).toEqual({
    kind: "runRemedy",
    remedy: { label: "Enter secret", action: "enterSecret", argument: "p1/payroll" },
  });
});

test("who cannot be played says why", () => {
  const callers = (profile: ConnectionProfile) =>
    Object.fromEntries(
      open({ profile }).verification.model.choice.callers.map((one) => [one.key, one.refused]),
    );
  expect(callers(profileWith())["user"]).toBeUndefined();
  expect(callers(profileWith())["client portal"]).toContain("authorization_code");
  expect(callers(oracleProfileWith({ user: "app[hr]" }))["user"]).toContain("proxy user");
  const borrowed = sqlDeveloperProfileWith({ baseUrl: "https://h/ords", alias: "hr" });
  expect(callers(borrowed)["user"]).toContain("borrows a session");
});

test("the password of the connection travels only when its user is ticked", async () => {
  let asked = 0;
  const knownPassword = async () => {
    asked += 1;
    return new Secret("tiger");
  };
  const { verification, probes } = open({ knownPassword });
  const selection = choose(["GET /hr/employees/"], ["anonymous", "client payroll"]);
  await verification.handle({ kind: "run", selection });
  expect(asked).toBe(0);
  await verification.handle({ kind: "run", selection: { ...selection, callers: ["user"] } });
  expect(asked).toBe(1);
  expect(probes.at(-1)?.caller).toMatchObject({ kind: "user", user: "HR" });
  expect(inspectAll(verification.model)).not.toContain("tiger");
});

test("a password that is not known is a row that says so, and nobody is asked", async () => {
  const { verification, probes } = open({ knownPassword: () => Promise.resolve(undefined) });
  const selection = choose(["GET /hr/employees/"], ["user", "anonymous"]);
  await verification.handle({ kind: "run", selection });
  expect(probes.map(lineOf)).toEqual(["GET /hr/employees/ anonymous"]);
  expect(reportOf(verification).rows.find((row) => row.callerKey === "user")).toMatchObject({
    outcome: "failed",
    sentence: expect.stringContaining("password"),
  });
});

test("a run that cannot begin leaves the choice as it was, and can be begun again", async () => {
  let isLocked = true;
  const { verification, probes } = open({
    knownPassword: () =>
      isLocked
        ? Promise.reject(new Error("The keyring is locked"))
        : Promise.resolve(new Secret("tiger")),
  });
  const selection = choose(["GET /hr/employees/"], ["user"]);
  await expect(verification.handle({ kind: "run", selection })).rejects.toThrow("keyring");
  expect(verification.model.step.kind).toBe("choose");
  expect(verification.model.choice.selection).toEqual(selection);
  isLocked = false;
  await verification.handle({ kind: "run", selection });
  expect(probes).toHaveLength(1);
});

test("a call without an answer is a row, and the others go on", async () => {
  const { verification, server } = open();
  server.failing = "/hr/employees/";
  const selection = choose(["GET /hr/employees/", "GET /metadata-catalog/"], ["anonymous"]);
  await verification.handle({ kind: "run", selection });
  expect(reportOf(verification).rows).toMatchObject([
    { outcome: "failed", answered: "no answer", sentence: "Nothing listens there. Start it." },
    { outcome: "agrees" },
  ]);
});

test("a cancel keeps what is there, and says how much is missing", async () => {
  const { verification, server, probes } = open();
  server.answersOnly = 2;
  const keys = verification.model.choice.selection.endpoints.filter((key) => !key.includes(":"));
  const run = verification.handle({ kind: "run", selection: choose(keys, ["anonymous"]) });
  await settle();
  expect(verification.model.step).toMatchObject({ kind: "run", done: 2, total: keys.length });
  await verification.handle({ kind: "cancel" });
  await run;
  const report = reportOf(verification);
  expect(report.rows).toHaveLength(2);
  expect(report).toMatchObject({ cancelled: true, planned: keys.length });
  expect(report.summary).toBe(`2 of ${keys.length} calls were made before it was canceled.`);
  expect(probes.length).toBeLessThanOrEqual(7);
  // And it can be begun again.
  server.answersOnly = undefined;
  await verification.handle({ kind: "runAgain" });
  expect(reportOf(verification)).toMatchObject({ cancelled: false });
});

test("closing the page ends the run", async () => {
  const { verification, server, signals } = open();
  server.answersOnly = 0;
  const run = verification.handle({
    kind: "run",
    selection: choose(["GET /hr/employees/"], ["anonymous"]),
  });
  await settle();
  verification.dispose();
  await run;
  expect(signals.every((one) => one.aborted)).toBe(true);
});

test("a second start during a run is not one", async () => {
  const { verification, probes } = open();
  const selection = choose(["GET /hr/employees/"], ["anonymous"]);
  await Promise.all([
    verification.handle({ kind: "run", selection }),
    verification.handle({ kind: "run", selection }),
    verification.handle({ kind: "runAgain" }),
  ]);
  expect(probes).toHaveLength(1);
});

test("a disagreement names what it refutes, and is gone when the catalog is read again", async () => {
  const { verification, server, sessions } = open();
  server.catalog = changed;
  const selection = choose(["GET /hr/employees/"], ["anonymous", "client payroll"]);
  await verification.handle({ kind: "run", selection });
  const [row] = reportOf(verification).rows;
  expect(row).toMatchObject({
    caller: "Anonymous",
    predicted: "denied",
    answered: "200 OK",
    outcome: "disagrees",
  });
  expect(row?.suspects[0]).toMatchObject({ bearing: "refuted" });
  expect(row?.suspects[0]?.experiment).not.toBe("");
  expect(row?.outside.length).toBeGreaterThan(0);
  sessions.next = changed;
  await verification.handle({ kind: "compareAgain" });
  expect(reportOf(verification)).toMatchObject({
    counts: { disagrees: 0, agrees: 2 },
    comparing: false,
    note: expect.stringContaining("read just now"),
  });
});

test("a catalog that was read again meanwhile is told, and one that cannot be read as well", async () => {
  const { verification, sessions } = open();
  const selection = choose(["GET /hr/employees/"], ["anonymous"]);
  await verification.handle({ kind: "run", selection });
  expect(reportOf(verification).note).toBeUndefined();
  sessions.become({ kind: "open", catalog: changed, refreshing: false, uncommitted: 0 });
  expect(reportOf(verification).note).toContain("read again since");
  sessions.next = new UserFacingError({ code: "connectionLost", message: "The line is gone." });
  await verification.handle({ kind: "compareAgain" });
  expect(reportOf(verification)).toMatchObject({ comparing: false });
});

test("a row leads to its explanation", async () => {
  const { verification } = open();
  const selection = choose(["GET /hr/employees/:id"], ["client payroll"]);
  await verification.handle({ kind: "run", selection });
  expect(await verification.handle({ kind: "explain", row: 0 })).toEqual({
    kind: "explain",
    profile: "p1",
    caller: { kind: "client", name: "payroll" },
    method: "GET",
    path: "/hr/employees/7%2F8",
  });
  expect(await verification.handle({ kind: "explain", row: 99 })).toBeUndefined();
});

test("what was typed for a path is there when the page is opened again", async () => {
  const world = open();
  const selection = choose(["GET /hr/employees/:id"], ["anonymous"]);
  await world.verification.handle({ kind: "edit", selection });
  const again = world.reopen();
  expect(again.model.choice.selection.values).toEqual([idValue]);
  expect(again.model.choice.plan.skipped.join()).not.toContain("/hr/employees/:id");
});

test("the results come back after a reload, from what the page remembered", async () => {
  const world = open();
  world.server.catalog = changed;
  await world.verification.handle({
    kind: "run",
    selection: choose(["GET /hr/employees/"], ["anonymous"]),
  });
  const memento: unknown = JSON.parse(JSON.stringify(mementoOf(world.verification.model)));
  const restored = world.restore(memento);
  const before = reportOf(world.verification);
  const after = reportOf(restored);
  expect(after.rows).toEqual(before.rows);
  expect(after).toMatchObject({
    canCompare: false,
    note: "These are the results from before the window was reloaded.",
  });
  expect(await restored.handle({ kind: "explain", row: 0 })).toMatchObject({ kind: "explain" });
});

test.each([undefined, "x", [], {}, { profile: 1 }])(
  "a memento %j brings nothing back",
  (memento) => {
    expect(open().maybeRestore(memento)).toBeUndefined();
  },
);

test("results that are not understood are left out, and the choice stays", () => {
  const { restore } = open();
  const selection = choose(["GET /hr/employees/"], ["anonymous"]);
  const bad = { rows: [{ id: "<img>" }], total: 1, planned: 1, cancelled: false, startedAt: "x" };
  const restored = restore({ profile: "p1", selection, report: bad });
  expect(restored.model.step.kind).toBe("choose");
  expect(restored.model.choice.selection).toEqual(selection);
});

test("without a connection or an address of ORDS nothing can be begun", async () => {
  const { verification, sessions, probes } = open();
  expect(verification.model.choice).toMatchObject({ isRead: true, plan: { problem: undefined } });
  sessions.become({ kind: "closed" });
  expect(verification.model.connection.note).toMatchObject({ buttonLabel: "Connect" });
  // Not that it offers nothing, nor that there is something to choose.
  expect(verification.model.choice).toMatchObject({
    isRead: false,
    plan: { problem: "Before the schema is read nothing can be called." },
  });
  await verification.handle({
    kind: "run",
    selection: choose(["GET /hr/employees/"], ["anonymous"]),
  });
  expect(probes).toEqual([]);
  expect(await verification.handle({ kind: "runRemedy" })).toMatchObject({
    remedy: { action: "connect", argument: "p1" },
  });
  const nowhere = open({ profile: oracleProfileWith({ baseUrl: undefined }) }).verification;
  expect(nowhere.model.connection.note?.buttonLabel).toBe("Set address of ORDS");
  expect(nowhere.model.choice.plan.calls).toBe(0);
});

const idValue = { path: "/hr/employees/:id", name: "id", value: "7/8" };

function choose(
  endpoints: readonly string[],
  callers: readonly string[],
  value = idValue.value,
): VerificationSelection {
  return { endpoints, callers, values: [{ ...idValue, value }] };
}

function lineOf({ method, url, caller }: Probe): string {
  const path = url.replace(/^.*\/ords\/hr/, "");
  const who = caller.kind === "client" ? caller.client.name : caller.kind;
  return `${method} ${path} ${who}`;
}

function reportOf(verification: Verification): Report {
  const { step } = verification.model;
  if (step.kind !== "results") throw new Error(`No results, but ${step.kind}`);
  return step.report;
}

function mementoOf(model: VerificationModel): unknown {
  return toMemento({
    model,
    selection: model.choice.selection,
    endpointFilter: "",
    offersChanging: false,
    resultFilter: "",
    onlyDisagreements: false,
    openRows: new Set(),
    shownRows: 200,
  });
}

/** Answers as a catalog says: 200 where nothing protects, or the client has the role; 401 otherwise. */
class FakeServer {
  catalog: Catalog = schema;
  failing: string | undefined;
  answersOnly: number | undefined;
  #answered = 0;

  readonly send = async (probe: Probe, signal: AbortSignal): ReturnType<SendProbe> => {
    const path = probe.url.replace(probe.schemaUrl, "");
    if (path === this.failing) {
      throw new UserFacingError({
        code: "connectionRefused",
        message: "Nothing listens there.",
        why: "Start it.",
      });
    }
    if (this.answersOnly !== undefined && this.#answered >= this.answersOnly) {
      await new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
    }
    this.#answered += 1;
    const isProtected = path.startsWith("/hr/") && this.catalog.privileges.length > 0;
    const mayCall = probe.caller.kind === "client" && probe.caller.client.name === "payroll";
    const status = isProtected && !mayCall ? 401 : 200;
    return { facts: { status, writer: "ords", leads: undefined }, withStoredToken: undefined };
  };
}

class FakeSessions extends FakePanelSessions {
  /** What reading the catalog again brings. */
  next: Catalog | Error = schema;

  async refresh(): Promise<Catalog> {
    if (this.next instanceof Error) throw this.next;
    this.become({ kind: "open", catalog: this.next, refreshing: false, uncommitted: 0 });
    return this.next;
  }
}

interface World extends Partial<VerificationParts> {
  readonly ref?: VerificationTarget["ref"];
  readonly profile?: ConnectionProfile;
}

function open({ ref, profile = profileWith(), ...parts }: World = {}) {
  const sessions = new FakeSessions(schema, profile);
  const clientStates = new FakeClientStates();
  const server = new FakeServer();
  const probes: Probe[] = [];
  const signals: AbortSignal[] = [];
  const verifications = createVerifications({
    sessions,
    clientStates,
    beginProbing: () => async (probe, signal) => {
      probes.push(probe);
      signals.push(signal);
      return await server.send(probe, signal);
    },
    knownPassword: () => Promise.resolve(new Secret("tiger")),
    confirmChanges: () => Promise.reject(new Error("Nobody is to be asked")),
    perSecond: () => 5,
    isTrusted: () => true,
    clock: new FakeClock(),
    log: new RecordingLogger(),
    ...parts,
  });
  const target = { profile: profile.id, ...(ref ? { ref } : {}) };
  const restore = (memento: unknown): Verification => {
    const restored = verifications.restore(memento);
    if (!restored) throw new Error("Nothing came back");
    return restored;
  };
  return {
    verification: verifications.open(target),
    reopen: () => verifications.open(target),
    restore,
    maybeRestore: (memento: unknown) => verifications.restore(memento),
    sessions,
    clientStates,
    server,
    probes,
    signals,
  };
}

async function settle(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}
