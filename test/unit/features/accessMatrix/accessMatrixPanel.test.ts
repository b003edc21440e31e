import { expect, test } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import { callerKey } from "../../../../src/domain/access/callerInWords.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { roleName } from "../../../../src/domain/model/names.ts";
import { createAccessMatrixPanels } from "../../../../src/features/accessMatrix/accessMatrixPanels.ts";
import { writeCatalogSnapshot } from "../../../../src/features/accessMatrix/catalogSnapshot.ts";
import { wholeMatrix } from "../../../../src/features/accessMatrix/matrixQuery.ts";
import type { Session, SessionState } from "../../../../src/features/sessions/sessions.ts";
import { profileId, type ProfileId } from "../../../../src/services/profiles/profile.ts";
import { profileWith, RecordingLogger } from "../../../support/fakes.ts";
import { FakePanelSessions } from "../../../support/requestPanelFakes.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { emptyCatalog, sampleCatalog } from "../sampleCatalog.ts";
import { runThrough } from "./gridOf.ts";

const user = { kind: "user", roles: [roleName("Payroll")] } as const;

function world(catalog: Catalog = sampleCatalog, several?: TwoSessions) {
  const sessions = new FakePanelSessions(catalog);
  const files = new Map<string, string>();
  const log = new RecordingLogger();
  /** Work is done when the test says so. */
  const waiting: (() => void)[] = [];
  const panels = createAccessMatrixPanels({
    sessions: several ?? sessions,
    log,
    inSlices: (work) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          try {
            resolve(runThrough(work));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
      }),
    readSnapshot: async (uri) => {
      const text = files.get(uri);
      if (text === undefined) throw new Error("no such file");
      return text;
    },
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) {
      waiting.splice(0).forEach((work) => work());
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { sessions, files, log, waiting, settle, panels, profile: sessions.profile.id };
}

async function openedPanel(catalog?: Catalog) {
  const made = world(catalog);
  const panel = made.panels.open(made.profile);
  await made.settle();
  return { ...made, panel };
}

test("is busy until the matrix is made, and says then how large it is", async () => {
  const { panels, profile, settle } = world();
  const panel = panels.open(profile);
  let changes = 0;
  panel.onDidChange(() => (changes += 1));
  expect(panel.model).toMatchObject({ busy: true, counts: "", notice: undefined });
  await settle();
  expect(changes).toBeGreaterThan(0);
  expect(panel.title).toBe("Access matrix: HR test");
  expect(panel.model).toMatchObject({
    busy: false,
    counts: "42 endpoints, 5 callers; 11 public",
    callersShown: "All 5 callers",
    connection: { name: "HR test", schema: "HR" },
  });
});

test("shows what a query leaves", async () => {
  const { panel } = await openedPanel();
  const version = panel.model.queryVersion;
  panel.handle({ kind: "show", query: { ...wholeMatrix, text: "hr", onlyPublic: true } });
  expect(panel.model.counts).toBe("1 of 42 endpoints, 5 callers; 1 public");
  // The page's own fields are never overwritten.
  expect(panel.model.queryVersion).toBe(version);
});

test("a cell is explained by the call and the caller", async () => {
  const { panel, profile } = await openedPanel();
  const cell = { kind: "explain", method: "GET", path: "/hr/employees/" } as const;
  expect(panel.handle({ ...cell, caller: "client forgotten" })).toEqual({
    ...cell,
    profile,
    caller: { kind: "client", name: "forgotten" },
  });
  expect(panel.handle({ ...cell, caller: "client nobody" })).toBeUndefined();
});

test("an endpoint leads to all who can call it", async () => {
  const { panel, profile } = await openedPanel();
  const endpoint = { kind: "showCallers", method: "GET", path: "/hr/employees/" } as const;
  expect(panel.handle(endpoint)).toEqual({ ...endpoint, profile });
});

test("callers are chosen, added and taken away again", async () => {
  const { panel, settle } = await openedPanel();
  const asked = panel.handle({ kind: "chooseCallers" });
  expect(asked).toMatchObject({
    kind: "askCallers",
    chosen: expect.arrayContaining(["anonymous"]),
  });
  panel.showCallers(["anonymous", "client portal"]);
  expect(panel.model.callersShown).toBe("2 of 5 callers");
  panel.addCaller(user);
  await settle();
  expect(panel.model).toMatchObject({ callersShown: "3 of 6 callers", hasOwnCallers: true });
  expect(panel.grid?.callers[1]).toMatchObject({ key: callerKey(user), own: true });
  panel.handle({ kind: "removeCallers" });
  await settle();
  expect(panel.model).toMatchObject({ callersShown: "2 of 5 callers", hasOwnCallers: false });
});

test("is made anew when the schema was read again, and keeps what it shows until then", async () => {
  const { panel, sessions, settle } = await openedPanel();
  const before = panel.grid;
  const less = { ...sampleCatalog, privileges: [] };
  sessions.become({ kind: "open", catalog: less, refreshing: false, uncommitted: 0 });
  expect(panel.model.busy).toBe(true);
  expect(panel.grid).toBe(before);
  await settle();
  expect(panel.grid).not.toBe(before);
  expect(panel.model.counts).toMatch(/; 17 public$/);
  const after = panel.grid;
  sessions.become({ kind: "open", catalog: less, refreshing: true, uncommitted: 0 });
  expect(panel.model.busy).toBe(false);
  expect(panel.grid).toBe(after);
});

test("what was begun for an older catalog is dropped", async () => {
  const { panel, sessions, waiting, settle } = await openedPanel();
  const less = { ...sampleCatalog, modules: [] };
  sessions.become({ kind: "open", catalog: less, refreshing: false, uncommitted: 0 });
  const stale = waiting.splice(0);
  sessions.become({ kind: "open", catalog: sampleCatalog, refreshing: false, uncommitted: 0 });
  stale.forEach((work) => work());
  await settle();
  expect(panel.model).toMatchObject({ busy: false, counts: "42 endpoints, 5 callers; 11 public" });
});

test("says what keeps it from being true", async () => {
  const { panel, sessions, settle } = await openedPanel();
  sessions.become({ kind: "closed" });
  expect(panel.model.notice).toEqual({
    kind: "disconnected",
    text: "Not connected: this is how it was when the connection was closed.",
    buttonLabel: "Connect",
  });
  expect(panel.handle({ kind: "runRemedy" })).toMatchObject({ remedy: { action: "connect" } });
  sessions.become({ kind: "opening" });
  expect(panel.model.notice?.kind).toBe("waiting");
  const partly = {
    ...sampleCatalog,
    problems: [{ subject: "X", message: "X is not there.", severity: "problem" } as const],
  };
  sessions.become({ kind: "open", catalog: partly, refreshing: false, uncommitted: 0 });
  await settle();
  expect(panel.model.notice?.text).toBe("Not everything could be read. X is not there.");
  sessions.session = undefined;
  expect(panel.model.notice?.text).toBe("This connection was removed.");
});

test("says that a schema offers nothing yet, or is not enabled", async () => {
  const { panel } = await openedPanel(emptyCatalog);
  expect(panel.model.notice).toMatchObject({ kind: "empty", buttonLabel: undefined });
  const disabled = await openedPanel({
    ...sampleCatalog,
    schema: { ...sampleCatalog.schema, enabled: false },
  });
  expect(disabled.panel.model.notice?.text).toMatch(/not enabled/);
});

test("is compared with a snapshot, and shows only what differs", async () => {
  const { panel, files, settle } = await openedPanel();
  const other = { ...sampleCatalog, privileges: sampleCatalog.privileges.slice(1) };
  files.set("file:///old.json", writeCatalogSnapshot(other, ""));
  panel.compareWith({ kind: "snapshot", uri: "file:///old.json", name: "old.json" });
  await settle();
  expect(panel.model.comparison).toEqual({
    name: "old.json",
    problem: undefined,
    buttonLabel: undefined,
  });
  panel.handle({ kind: "show", query: { ...wholeMatrix, onlyDifferent: true } });
  expect(panel.model.counts).toBe("4 of 42 endpoints, 5 callers; 0 public");
  const saved = panel.handle({ kind: "export", format: "csv" });
  expect(saved).toMatchObject({ kind: "save", name: "hr-access", format: "csv" });
  const text = saved?.kind === "save" ? [...saved.lines].join("") : "";
  expect(text.split("\r\n")).toHaveLength(6);
  expect(text).toContain('hr,GET,/hr/employees/,both,"denied; old.json: allowed",allowed,');
  panel.handle({ kind: "stopComparing" });
  await settle();
  expect(panel.model).toMatchObject({ comparison: undefined, query: { onlyDifferent: false } });
  expect(panel.grid?.there).toBeUndefined();
});

test("what is public to both schemas does not differ by a client that only one of them has", async () => {
  const { panel, files, settle } = await openedPanel();
  const other = catalog(sampleCatalog).client("elsewhere").jwtProfile().build();
  files.set("file:///other.json", writeCatalogSnapshot(other, ""));
  panel.compareWith({ kind: "snapshot", uri: "file:///other.json", name: "other.json" });
  await settle();
  panel.handle({ kind: "show", query: { ...wholeMatrix, onlyPublic: true } });
  expect(panel.model.counts).not.toMatch(/^0 /);
  panel.handle({ kind: "show", query: { ...wholeMatrix, onlyPublic: true, onlyDifferent: true } });
  expect(panel.model.counts).toMatch(/^0 of/);
});

test.each([
  ["file:///gone.json", "x cannot be read."],
  ["file:///wrong.json", "x is not a catalog snapshot."],
])("says why it cannot be compared with %s", async (uri, problem) => {
  const { panel, files, settle } = await openedPanel();
  files.set("file:///wrong.json", "{}");
  panel.compareWith({ kind: "snapshot", uri, name: "x" });
  await settle();
  expect(panel.model.comparison).toEqual({ name: "x", problem });
});

test("comes back as it was, from what the page remembers", async () => {
  const { panel, panels, settle, files } = await openedPanel();
  files.set("file:///old.json", writeCatalogSnapshot(sampleCatalog, ""));
  panel.addCaller(user);
  panel.compareWith({ kind: "snapshot", uri: "file:///old.json", name: "old.json" });
  panel.handle({ kind: "show", query: { ...wholeMatrix, text: "hr", verdict: "denied" } });
  await settle();
  const back = panels.restore(structuredClone({ ...panel.model.memento, page: {} }));
  await settle();
  expect(back?.model).toEqual({ ...panel.model, queryVersion: 1 });
  expect(panels.restore({ profile: 7 })).toBeUndefined();
});

test("a failure is told, and the next catalog is tried", async () => {
  const { panel, sessions, settle, log } = await openedPanel();
  const broken = { ...sampleCatalog, modules: undefined } as unknown as Catalog;
  sessions.become({ kind: "open", catalog: broken, refreshing: false, uncommitted: 0 });
  await settle();
  expect(panel.model.notice?.kind).toBe("failed");
  expect(log.text).not.toBe("");
  sessions.become({ kind: "open", catalog: emptyCatalog, refreshing: false, uncommitted: 0 });
  await settle();
  expect(panel.model.notice?.kind).toBe("empty");
});

test("is compared with another connection as it is now, and says when it is not connected", async () => {
  const sessions = new TwoSessions();
  const { settle, panels } = world(sampleCatalog, sessions);
  const panel = panels.open(sessions.prod.id);
  panel.compareWith({ kind: "connection", profile: sessions.test.id });
  await settle();
  expect(panel.model.comparison).toEqual({
    name: "TEST",
    problem: "TEST is not connected.",
    buttonLabel: "Connect",
  });
  expect(panel.handle({ kind: "connectOther" })).toEqual({
    kind: "runRemedy",
    remedy: { label: "Connect", action: "connect", argument: sessions.test.id },
  });
  expect(panel.grid?.there).toBeUndefined();
  sessions.openTest({ ...sampleCatalog, modules: [] });
  await settle();
  expect(panel.model.comparison).toEqual({
    name: "TEST",
    problem: undefined,
    buttonLabel: undefined,
  });
  expect(panel.handle({ kind: "connectOther" })).toBeUndefined();
  panel.handle({ kind: "show", query: { ...wholeMatrix, onlyDifferent: true } });
  expect(panel.model.counts).toMatch(/^8 of \d+ endpoints/);
  sessions.openTest(sampleCatalog);
  await settle();
  expect(panel.model.counts).toMatch(/^0 of \d+ endpoints/);
});

/** PROD is open, TEST is not yet. */
class TwoSessions {
  readonly #changed = new Emitter<ProfileId | undefined>();
  readonly onDidChange = this.#changed.event;
  readonly prod = profileWith({ id: profileId("prod"), name: "PROD" });
  readonly test = profileWith({ id: profileId("test"), name: "TEST" });
  #testState: SessionState = { kind: "closed" };

  get(id: ProfileId): Session | undefined {
    if (id === this.test.id) return { profile: this.test, state: this.#testState };
    return { profile: this.prod, state: opened(sampleCatalog) };
  }

  openTest(catalog: Catalog): void {
    this.#testState = opened(catalog);
    this.#changed.fire(this.test.id);
  }
}

function opened(catalog: Catalog): SessionState {
  return { kind: "open", catalog, refreshing: false, uncommitted: 0 };
}
