import { expect, test } from "vitest";
import { Emitter } from "../../../../src/base/emitter.ts";
import { isCancelled, UserFacingError } from "../../../../src/base/errors.ts";
import { silentLogger } from "../../../../src/base/logger.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import { createSessions } from "../../../../src/features/sessions/createSessions.ts";
import type { Sessions } from "../../../../src/features/sessions/sessions.ts";
import {
  type ConnectionProfile,
  profileId,
  type ProfileId,
} from "../../../../src/services/profiles/profile.ts";
import type { ProfileStore } from "../../../../src/services/profiles/profileStore.ts";
import type { SqlRunner, StatementResult } from "../../../../src/services/sql/sqlRunner.ts";
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
  expect(sessions.get(first)?.state).toEqual({ kind: "open", catalog, refreshing: false });
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
  expect(sessions.get(first)?.state).toEqual({ kind: "open", catalog: old, refreshing: true });
  server.releaseCatalog();
  const fresh = await refreshing;
  expect(fresh).not.toBe(old);
  expect(sessions.get(first)?.state).toEqual({ kind: "open", catalog: fresh, refreshing: false });
});

test("a refresh that fails keeps the session open with the old catalog", async () => {
  const { sessions, server } = setUp();
  const old = await sessions.open(first);
  server.catalogFailure = new UserFacingError({ code: "connectionLost", message: "Lost." });
  await expect(sessions.refresh(first)).rejects.toBe(server.catalogFailure);
  expect(sessions.get(first)?.state).toEqual({ kind: "open", catalog: old, refreshing: false });
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

function setUp() {
  const profiles = new StoredProfiles([profile(first), profile(second)]);
  const server = new Server();
  const sessions = createSessions({
    profiles,
    openSqlRunner: (_, signal) => server.open(signal),
    readCatalog: () => server.readCatalog(),
    clock: { now: () => 0 },
    log: silentLogger,
  });
  const events: (ProfileId | undefined)[] = [];
  sessions.onDidChange((id) => events.push(id));
  return { sessions, server, profiles, events };
}

function profile(id: ProfileId): ConnectionProfile {
  return {
    id,
    name: id,
    kind: "restSql",
    baseUrl: "https://db.example.com/ords",
    alias: "hr",
    user: "HR",
    password: "stored",
    allowPlainHttp: false,
    practice: false,
  };
}

const nothing = (): void => undefined;

/** A database that answers when the test says so. */
class Server {
  opened = 0;
  closed = 0;
  failure: Error | undefined;
  catalogFailure: Error | undefined;
  readonly ran: { script: string; binds: unknown }[] = [];
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
    return {
      transaction: "perRequest",
      query: () => Promise.reject(new Error("Nobody asks a query here")),
      run: (script, options): Promise<readonly StatementResult[]> => {
        this.ran.push({ script, binds: options?.binds });
        this.lastSignal = options?.signal;
        return Promise.resolve([]);
      },
      close: () => {
        this.closed += 1;
        return Promise.resolve();
      },
    };
  }

  async readCatalog(): Promise<Catalog> {
    const gate = this.#nextCatalog ?? this.#catalogGate;
    this.#nextCatalog = undefined;
    await gate;
    if (this.catalogFailure) throw this.catalogFailure;
    return { ...emptyCatalog };
  }
}

class StoredProfiles implements ProfileStore {
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

  save(changed: ConnectionProfile): Promise<void> {
    this.#profiles = this.#profiles.map((one) => (one.id === changed.id ? changed : one));
    this.#changed.fire();
    return Promise.resolve();
  }

  remove(id: ProfileId): Promise<void> {
    this.#profiles = this.#profiles.filter((one) => one.id !== id);
    this.#changed.fire();
    return Promise.resolve();
  }

  password(): Promise<undefined> {
    return Promise.reject(new Error("Sessions never read a password"));
  }
}
