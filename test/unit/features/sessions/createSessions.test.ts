import { expect, test } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import { isCancelled, UserFacingError } from "../../../../src/base/errors.ts";
import { silentLogger } from "../../../../src/base/logger.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { createSessions } from "../../../../src/features/sessions/createSessions.ts";
import type { Sessions } from "../../../../src/features/sessions/sessions.ts";
import {
  type ConnectionProfile,
  type OracleProfile,
  profileId,
  type ProfileId,
} from "../../../../src/services/profiles/profile.ts";
import type {
  LoginPasswords,
  ProfileStore,
} from "../../../../src/services/profiles/profileStore.ts";
import type {
  OpenTransaction,
  SqlRunner,
  StatementResult,
} from "../../../../src/services/sql/sqlRunner.ts";
import { oracleProfileWith, profileWith, sqlDeveloperProfileWith } from "../../../support/fakes.ts";
import { emptyCatalog } from "../sampleCatalog.ts";

const first = profileId("one");
const second = profileId("two");

test("a stored connection that nobody opened is closed", () => {
  const { sessions } = setUp();
  expect(states(sessions)).toEqual(["closed", "closed"]);
  expect(sessions.active()).toBeUndefined();
});

test("opening shows the way, keeps the catalog and makes the session active", async () => {
  const { sessions, events } = setUp();
  const opening = sessions.open(first);
  expect(states(sessions)).toEqual(["opening", "closed"]);
  const catalog = await opening;
  expect(sessions.get(first)?.state).toEqual({
    kind: "open",
    catalog,
    refreshing: false,
    uncommitted: 0,
  });
  expect(sessions.active()?.profile.id).toBe(first);
  expect(events).toEqual([first, first]);
});

test("several are open at once and the last used is active", async () => {
  const { sessions } = setUp();
  await sessions.open(first);
  await sessions.open(second);
  expect(states(sessions)).toEqual(["open", "open"]);
  expect(sessions.active()?.profile.id).toBe(second);
  await sessions.run(first, "select 1 from dual;");
  expect(sessions.active()?.profile.id).toBe(first);
  await sessions.close(first);
  expect(sessions.active()?.profile.id).toBe(second);
});

test("opening twice is one opening", async () => {
  const { sessions, server } = setUp();
  const catalogs = await Promise.all([sessions.open(first), sessions.open(first)]);
  expect(catalogs[0]).toBe(catalogs[1]);
  expect(await sessions.open(first)).toBe(catalogs[0]);
  expect(server.opened).toBe(1);
});

test("one caller's cancel leaves the other's opening alone", async () => {
  const { sessions } = setUp();
  const impatient = new AbortController();
  const cancelled = sessions.open(first, impatient.signal);
  const patient = sessions.open(first);
  impatient.abort();
  await expect(cancelled).rejects.toSatisfy(isCancelled);
  await patient;
  expect(states(sessions)).toEqual(["open", "closed"]);
});

test("a cancelled opening ends closed, and opening at once again is a new one", async () => {
  const { sessions, server } = setUp();
  server.hold();
  const impatient = new AbortController();
  const cancelled = sessions.open(first, impatient.signal);
  impatient.abort();
  await expect(cancelled).rejects.toSatisfy(isCancelled);
  expect(states(sessions)).toEqual(["closed", "closed"]);
  const again = sessions.open(first);
  server.release();
  await again;
  expect(states(sessions)).toEqual(["open", "closed"]);
  expect(server).toMatchObject({ opened: 2, closed: 1 });
});

test("closing while opening ends the opening and closes a runner that arrives late", async () => {
  const { sessions, server } = setUp();
  server.hold();
  const opening = sessions.open(first);
  await sessions.close(first);
  server.release();
  await expect(opening).rejects.toSatisfy(isCancelled);
  expect(states(sessions)).toEqual(["closed", "closed"]);
  expect(server).toMatchObject({ opened: 1, closed: 1 });
});

test("what breaks because the session is being closed is not a failure", async () => {
  const { sessions, server } = setUp();
  server.hold();
  const opening = sessions.open(first);
  await sessions.close(first);
  server.failure = new Error("socket hang up");
  server.release();
  await expect(opening).rejects.toSatisfy(isCancelled);
});

test("a failure is thrown and kept, and opening again can succeed", async () => {
  const { sessions, server } = setUp();
  server.failure = new UserFacingError({
    code: "databaseLoginFailed",
    message: "The database did not accept HR.",
  });
  await expect(sessions.open(first)).rejects.toBe(server.failure);
  expect(sessions.get(first)?.state).toEqual({ kind: "failed", error: server.failure });
  server.failure = undefined;
  await sessions.open(first);
  expect(states(sessions)).toEqual(["open", "closed"]);
});

test("an unexpected failure becomes words with the log as remedy", async () => {
  const { sessions, server } = setUp();
  server.failure = new TypeError("x is not a function");
  await expect(sessions.open(first)).rejects.toMatchObject({
    code: "unexpected",
    remedy: { action: "openLog" },
    cause: server.failure,
  });
});

test("a catalog that cannot be read closes the runner again", async () => {
  const { sessions, server } = setUp();
  server.catalogFailure = new UserFacingError({ code: "ordsNotInstalled", message: "No ORDS." });
  await expect(sessions.open(first)).rejects.toBe(server.catalogFailure);
  expect(server).toMatchObject({ opened: 1, closed: 1 });
});

test("a refresh keeps the old catalog in view until the new one is there", async () => {
  const { sessions, server } = setUp();
  const old = await sessions.open(first);
  server.holdCatalog();
  const refreshing = sessions.refresh(first);
  expect(sessions.get(first)?.state).toEqual({
    kind: "open",
    catalog: old,
    refreshing: true,
    uncommitted: 0,
  });
  server.releaseCatalog();
  const fresh = await refreshing;
  expect(fresh).not.toBe(old);
  expect(sessions.get(first)?.state).toEqual({
    kind: "open",
    catalog: fresh,
    refreshing: false,
    uncommitted: 0,
  });
});

test("a refresh that fails keeps the session open with the old catalog", async () => {
  const { sessions, server } = setUp();
  const old = await sessions.open(first);
  server.catalogFailure = new UserFacingError({ code: "connectionLost", message: "Lost." });
  await expect(sessions.refresh(first)).rejects.toBe(server.catalogFailure);
  expect(sessions.get(first)?.state).toEqual({
    kind: "open",
    catalog: old,
    refreshing: false,
    uncommitted: 0,
  });
});

test("two refreshes at once are one reading, but not across a script", async () => {
  const { sessions, server } = setUp();
  await sessions.open(first);
  server.holdCatalog();
  const before = [sessions.refresh(first), sessions.refresh(first)];
  await sessions.run(first, "begin null; end;");
  const after = sessions.refresh(first);
  server.releaseCatalog();
  const [a, b] = await Promise.all(before);
  expect(a).toBe(b);
  const shown = await after;
  expect(shown).not.toBe(a);
  expect(sessions.get(first)?.state).toMatchObject({ catalog: shown, refreshing: false });
});

test("an older refresh that ends last does not replace what the newer one has shown", async () => {
  const { sessions, server } = setUp();
  await sessions.open(first);
  const older = server.holdNextCatalog();
  const slow = sessions.refresh(first);
  await sessions.run(first, "begin null; end;");
  const shown = await sessions.refresh(first);
  older();
  await slow;
  expect(sessions.get(first)?.state).toMatchObject({ catalog: shown, refreshing: false });
});

test("a refresh that ends after the close is dropped", async () => {
  const { sessions, server } = setUp();
  await sessions.open(first);
  server.holdCatalog();
  const refreshing = sessions.refresh(first);
  await sessions.close(first);
  server.releaseCatalog();
  await expect(refreshing).rejects.toSatisfy(isCancelled);
  expect(states(sessions)).toEqual(["closed", "closed"]);
});

test("running and refreshing ask for an open session", async () => {
  const { sessions } = setUp();
  const expected = { code: "notConnected", remedy: { action: "connect", argument: first } };
  await expect(sessions.run(first, "commit;")).rejects.toMatchObject(expected);
  await expect(sessions.refresh(first)).rejects.toMatchObject(expected);
  await expect(sessions.open(profileId("gone"))).rejects.toMatchObject({ code: "profileNotFound" });
});

test("a script gets its binds and a signal that closing aborts", async () => {
  const { sessions, server } = setUp();
  await sessions.open(first);
  await sessions.run(first, "begin null; end;", { binds: { n: 1 } });
  expect(server.ran).toEqual([{ script: "begin null; end;", binds: { n: 1 } }]);
  expect(server.lastSignal?.aborted).toBe(false);
  await sessions.close(first);
  expect(server.lastSignal?.aborted).toBe(true);
});

test("removing a connection closes its session", async () => {
  const { sessions, server, profiles, events } = setUp();
  await sessions.open(first);
  await profiles.remove(first);
  expect(server.closed).toBe(1);
  expect(sessions.get(first)).toBeUndefined();
  expect(sessions.active()).toBeUndefined();
  expect(events.at(-1)).toBeUndefined();
});

test("a connection that leads elsewhere is closed; one that got another name stays open", async () => {
  const { sessions, profiles } = setUp();
  await sessions.open(first);
  await profiles.save({ ...profiles.must(first), name: "Renamed" });
  expect(states(sessions)).toEqual(["open", "closed"]);
  await profiles.save({ ...profiles.must(first), alias: "other" });
  expect(states(sessions)).toEqual(["closed", "closed"]);
});

test.each<[string, Partial<OracleProfile>, "open" | "closed"]>([
  ["name", { name: "Renamed" }, "open"],
  ["address of ORDS", { baseUrl: undefined }, "open"],
  ["alias", { alias: "other" }, "open"],
  ["database", { database: { kind: "connectString", text: "h/s" } }, "closed"],
  ["user", { user: "PAY" }, "closed"],
  ["wallet", { wallet: { folder: "/w", needsPassword: false } }, "closed"],
  ["proxy", { httpsProxy: { host: "h", port: 80 } }, "closed"],
  ["schema", { otherSchema: { name: "PAY", alias: undefined } }, "closed"],
])("a session of the database that gets another %s", async (_, change, becomes) => {
  const { sessions, profiles } = setUp(database());
  await sessions.open(first);
  await profiles.save(database(change));
  expect(states(sessions)).toEqual([becomes, "closed"]);
});

test("a borrowed session follows the connection that it is borrowed from", async () => {
  const borrowed = sqlDeveloperProfileWith({ id: first });
  const { sessions, profiles } = setUp(borrowed);
  await sessions.open(first);
  await profiles.save({ ...borrowed, name: "Renamed", baseUrl: "https://h/ords", alias: "hr" });
  expect(states(sessions)).toEqual(["open", "closed"]);
  await profiles.save({ ...borrowed, connectionId: "c2" });
  expect(states(sessions)).toEqual(["closed", "closed"]);
});

test("the practice server may learn its port while it is being opened", async () => {
  const { sessions, server, profiles } = setUp();
  await profiles.save({ ...profiles.must(first), practice: true });
  server.hold();
  const opening = sessions.open(first);
  await profiles.save({ ...profiles.must(first), baseUrl: "http://127.0.0.1:4711/ords" });
  server.release();
  await opening;
  await profiles.save({ ...profiles.must(first), name: "Practice" });
  expect(states(sessions)).toEqual(["open", "closed"]);
});

test("what a script left uncommitted is counted, as far as the database says that there is something", async () => {
  const { sessions, server, events } = setUp(database());
  await sessions.open(first);
  await sessions.run(first, "select");
  expect(uncommitted(sessions)).toBe(0);
  server.waits = true;
  const before = events.length;
  await sessions.run(first, "one\nfails\ntwo");
  expect(uncommitted(sessions)).toBe(2);
  expect(events.length).toBeGreaterThan(before);
  await sessions.run(first, "fails");
  expect(uncommitted(sessions)).toBe(2);
  server.waits = false;
  await sessions.run(first, "commit");
  expect(uncommitted(sessions)).toBe(0);
});

test("something waits although nothing of it can be counted", async () => {
  const { sessions, server } = setUp(database());
  await sessions.open(first);
  server.waits = true;
  await sessions.run(first, "fails");
  expect(uncommitted(sessions)).toBe(1);
});

test("a script that breaks off keeps what waited before, or loses it with the connection", async () => {
  const { sessions, server } = setUp(database());
  await sessions.open(first);
  server.waits = true;
  await sessions.run(first, "one\ntwo");
  server.runFailure = new UserFacingError({ code: "connectionLost", message: "Lost." });
  await expect(sessions.run(first, "three")).rejects.toBe(server.runFailure);
  expect(uncommitted(sessions)).toBe(2);
  server.waits = false;
  await expect(sessions.run(first, "three")).rejects.toBe(server.runFailure);
  expect(uncommitted(sessions)).toBe(0);
});

test("a refresh leaves the count alone", async () => {
  const { sessions, server } = setUp(database());
  await sessions.open(first);
  server.waits = true;
  await sessions.run(first, "one");
  await sessions.refresh(first);
  expect(uncommitted(sessions)).toBe(1);
});

test.each(["commit", "rollback"] as const)("a %s ends the transaction once", async (how) => {
  const { sessions, server } = setUp(database());
  await sessions.open(first);
  server.waits = true;
  await sessions.run(first, "one\ntwo");
  await sessions.endTransaction(first, how);
  expect(server.ended).toEqual([how]);
  expect(uncommitted(sessions)).toBe(0);
  await sessions.endTransaction(first, how);
  expect(server.ended).toEqual([how]);
});

test("a commit that fails is told, and what waits is still shown", async () => {
  const { sessions, server } = setUp(database());
  await sessions.open(first);
  server.waits = true;
  await sessions.run(first, "one");
  server.endFailure = new UserFacingError({ code: "sqlFailed", message: "ORA-02091" });
  await expect(sessions.endTransaction(first, "commit")).rejects.toBe(server.endFailure);
  expect(uncommitted(sessions)).toBe(1);
});

test("a refresh that began before a rollback is not joined by the next", async () => {
  const { sessions, server } = setUp(database());
  await sessions.open(first);
  server.waits = true;
  await sessions.run(first, "one");
  server.holdCatalog();
  const before = sessions.refresh(first);
  await sessions.endTransaction(first, "rollback");
  const after = sessions.refresh(first);
  server.releaseCatalog();
  expect(await after).not.toBe(await before);
});

test("a question gets the runner and a signal that closing and cancelling abort", async () => {
  const { sessions, server } = setUp();
  await sessions.open(first);
  const cancel = new AbortController();
  const signals = await Promise.all(
    [undefined, cancel.signal].map((signal) =>
      sessions.read(first, (runner, given) => Promise.resolve({ runner, given }), signal),
    ),
  );
  expect(signals.map(({ runner }) => runner.transaction)).toEqual(["own", "own"]);
  cancel.abort();
  expect(signals.map(({ given }) => given.aborted)).toEqual([false, true]);
  await sessions.close(first);
  expect(signals.map(({ given }) => given.aborted)).toEqual([true, true]);
  expect(server.ran).toEqual([]);
});

test("what a question throws is thrown, and the session stays as it is", async () => {
  const { sessions, events } = setUp();
  await sessions.open(first);
  const told = events.length;
  const failure = new Error("no rows");
  await expect(sessions.read(first, () => Promise.reject(failure))).rejects.toBe(failure);
  expect(states(sessions)).toEqual(["open", "closed"]);
  expect(events).toHaveLength(told);
});

test("reading and ending a transaction ask for an open session", async () => {
  const { sessions } = setUp();
  const expected = { code: "notConnected" };
  await expect(sessions.read(first, () => Promise.resolve(1))).rejects.toMatchObject(expected);
  await expect(sessions.endTransaction(first, "commit")).rejects.toMatchObject(expected);
});

test("closing while a script runs shows no transaction any more", async () => {
  const { sessions, server } = setUp(database());
  await sessions.open(first);
  server.waits = true;
  await sessions.run(first, "one");
  const running = sessions.run(first, "two");
  await sessions.close(first);
  await running;
  expect(states(sessions)).toEqual(["closed", "closed"]);
  expect(server.closed).toBe(1);
});

test.each([
  oracleProfileWith({ id: first, alias: undefined }),
  sqlDeveloperProfileWith({ id: first }),
])("through $kind the alias is learned when it is opened, and saved once", async (profile) => {
  const { sessions, server, profiles } = setUp(profile);
  server.alias = "people";
  await sessions.open(first);
  expect(profiles.saved).toEqual([
    { profile: { ...profile, alias: "people" }, passwords: noPasswords },
  ]);
  expect(sessions.get(first)).toMatchObject({
    profile: { alias: "people" },
    state: { kind: "open" },
  });
  await sessions.close(first);
  await sessions.open(first);
  expect(profiles.saved).toHaveLength(1);
});

test("an alias that is not known, or that the person typed for REST-Enabled SQL, is not replaced", async () => {
  for (const [alias, stored] of [
    ["", database()],
    ["people", profile(first)],
  ] as const) {
    const { sessions, server, profiles } = setUp(stored);
    server.alias = alias;
    await sessions.open(first);
    expect(profiles.saved).toEqual([]);
  }
});

test.each([
  profileWith({ id: first, otherSchema: { name: "PAY", alias: undefined } }),
  database({ otherSchema: { name: "PAY", alias: undefined } }),
])(
  "through $kind another schema is read again and again, and its alias learned",
  async (profile) => {
    const { sessions, server, profiles } = setUp(profile);
    server.alias = "payroll";
    await sessions.open(first);
    await sessions.refresh(first);
    await sessions.open(second);
    expect(server.read).toEqual(["PAY", "PAY", undefined]);
    expect(profiles.saved.map((one) => one.profile)).toEqual([
      { ...profile, otherSchema: { name: "PAY", alias: "payroll" } },
    ]);
    expect(states(sessions)).toEqual(["open", "open"]);
  },
);

test("an alias that cannot be saved fails the opening and closes the runner", async () => {
  const { sessions, server, profiles } = setUp(database({ alias: undefined }));
  profiles.save = () => Promise.reject(new Error("disk full"));
  await expect(sessions.open(first)).rejects.toMatchObject({ code: "unexpected" });
  expect(states(sessions)).toEqual(["failed", "closed"]);
  expect(server.closed).toBe(1);
});

test("the end of everything closes every runner", async () => {
  const { sessions, server } = setUp();
  await sessions.open(first);
  await sessions.open(second);
  sessions.dispose();
  expect(server.closed).toBe(2);
});

test("a listener that fails does not turn an opened session into a failed one", async () => {
  const { sessions } = setUp();
  sessions.onDidChange(() => {
    throw new Error("a view failed to draw");
  });
  await sessions.open(first);
  expect(states(sessions)).toEqual(["open", "closed"]);
});

function states(sessions: Sessions): string[] {
  return sessions.list().map((session) => session.state.kind);
}

function setUp(one: ConnectionProfile = profile(first)) {
  const profiles = new StoredProfiles([one, profile(second)]);
  const server = new Server();
  const sessions = createSessions({
    profiles,
    openSqlRunner: (_, signal) => server.open(signal),
    readCatalog: (_, { schema }) => server.readCatalog(schema),
    // One change for each statement that did not fail.
    countUncommitted: (before, results) =>
      Promise.resolve(before + results.filter(({ error }) => !error).length),
    clock: { now: () => 0 },
    log: silentLogger,
  });
  const events: (ProfileId | undefined)[] = [];
  sessions.onDidChange((id) => events.push(id));
  return { sessions, server, profiles, events };
}

function profile(id: ProfileId): ConnectionProfile {
  return profileWith({ id, name: id });
}

function database(changes: Partial<OracleProfile> = {}): ConnectionProfile {
  return oracleProfileWith({ id: first, ...changes });
}

function uncommitted(sessions: Sessions): number | undefined {
  const state = sessions.get(first)?.state;
  return state?.kind === "open" ? state.uncommitted : undefined;
}

const noPasswords: LoginPasswords = { password: undefined, walletPassword: undefined };
const nothing = (): void => undefined;

/** A database that answers when the test says so. */
class Server {
  opened = 0;
  closed = 0;
  failure: Error | undefined;
  catalogFailure: Error | undefined;
  readonly ran: { script: string; binds: unknown }[] = [];
  /** What the database itself knows of the session: whether something waits for a COMMIT. */
  waits = false;
  runFailure: Error | undefined;
  endFailure: Error | undefined;
  readonly ended: string[] = [];
  alias = "hr";
  readonly read: (string | undefined)[] = [];
  lastSignal: AbortSignal | undefined;
  #gate: Promise<void> = Promise.resolve();
  #catalogGate: Promise<void> = Promise.resolve();
  #nextCatalog: Promise<void> | undefined;
  release = nothing;
  releaseCatalog = nothing;

  hold(): void {
    this.#gate = new Promise((resolve) => (this.release = resolve));
  }

  holdCatalog(): void {
    this.#catalogGate = new Promise((resolve) => (this.releaseCatalog = resolve));
  }

  holdNextCatalog(): () => void {
    let release = nothing;
    this.#nextCatalog = new Promise((resolve) => (release = resolve));
    return release;
  }

  async open(_signal: AbortSignal): Promise<SqlRunner> {
    await this.#gate;
    if (this.failure) throw this.failure;
    this.opened += 1;
    const openTransaction = (): OpenTransaction | undefined =>
      this.waits ? { commit: end("commit"), rollback: end("rollback") } : undefined;
    const end = (how: string) => async (signal?: AbortSignal) => {
      this.lastSignal = signal;
      if (this.endFailure) throw this.endFailure;
      this.ended.push(how);
      this.waits = false;
    };
    return {
      transaction: "own",
      get openTransaction() {
        return openTransaction();
      },
      query: () => Promise.reject(new Error("Nobody asks a query here")),
      run: async (script, options): Promise<readonly StatementResult[]> => {
        this.ran.push({ script, binds: options?.binds });
        this.lastSignal = options?.signal;
        if (this.runFailure) throw this.runFailure;
        return resultsOf(script);
      },
      close: () => {
        this.closed += 1;
        return Promise.resolve();
      },
    };
  }

  async readCatalog(schema: string | undefined): Promise<Catalog> {
    this.read.push(schema);
    const gate = this.#nextCatalog ?? this.#catalogGate;
    this.#nextCatalog = undefined;
    await gate;
    if (this.catalogFailure) throw this.catalogFailure;
    return { ...emptyCatalog, schema: { ...emptyCatalog.schema, alias: this.alias } };
  }
}

/** A result for each line; one that says "fails" did. */
function resultsOf(script: string): readonly StatementResult[] {
  const failure = { code: "ORA-00001", message: "No.", line: 1, column: 1 };
  return script.split("\n").map((text, at) => ({
    text,
    lines: { start: at + 1, end: at + 1 },
    output: [],
    rows: undefined,
    rowsAffected: undefined,
    error: text === "fails" ? failure : undefined,
  }));
}

class StoredProfiles implements Pick<ProfileStore, "list" | "get" | "save" | "onDidChange"> {
  readonly #changed = new Emitter<void>();
  #profiles: readonly ConnectionProfile[];
  readonly onDidChange = this.#changed.event;

  constructor(profiles: readonly ConnectionProfile[]) {
    this.#profiles = profiles;
  }

  list(): readonly ConnectionProfile[] {
    return this.#profiles;
  }

  get(id: ProfileId): ConnectionProfile | undefined {
    return this.#profiles.find((profile) => profile.id === id);
  }

  must(id: ProfileId): ConnectionProfile {
    const found = this.get(id);
    if (!found) throw new Error(`No profile ${id}`);
    return found;
  }

  readonly saved: { profile: ConnectionProfile; passwords: LoginPasswords }[] = [];

  save(changed: ConnectionProfile, passwords: LoginPasswords = noPasswords): Promise<void> {
    this.saved.push({ profile: changed, passwords });
    this.#profiles = this.#profiles.map((one) => (one.id === changed.id ? changed : one));
    this.#changed.fire();
    return Promise.resolve();
  }

  remove(id: ProfileId): Promise<void> {
    this.#profiles = this.#profiles.filter((one) => one.id !== id);
    this.#changed.fire();
    return Promise.resolve();
  }

  passwords(): Promise<LoginPasswords> {
    return Promise.reject(new Error("Sessions never read a password"));
  }
}
