import type { Api, Connection, ConnectionSession } from "@oracle/sql-developer-api";
import { beforeEach, expect, test, vi } from "vitest";
import { inspectAll } from "../../../support/fakes.ts";
import { createSqlDeveloperConnections } from "../../../../src/vscode/sqlDeveloper/sqlDeveloperConnections.ts";

/** The other extension; undefined when it is not installed. */
const other = vi.hoisted(() => ({ extension: undefined as unknown, asked: [] as string[] }));

vi.mock("vscode", () => ({
  extensions: {
    getExtension: (id: string) => {
      other.asked.push(id);
      return other.extension;
    },
  },
  l10n: {
    t: (text: string, ...values: readonly string[]) =>
      text.replace(/\{(\d)\}/g, (_, position: string) => values[Number(position)] ?? ""),
  },
}));

beforeEach(() => {
  other.extension = undefined;
  other.asked = [];
});

/** As VS Code gives an extension: what it exports is there once it is active. */
class FakeExtension {
  isActive = false;
  activations = 0;
  readonly #exports: unknown;

  constructor(exports: unknown) {
    this.#exports = exports;
  }

  get exports(): unknown {
    if (!this.isActive) throw new Error("Not activated");
    return this.#exports;
  }

  async activate(): Promise<unknown> {
    this.activations += 1;
    if (this.#exports instanceof Error) throw this.#exports;
    this.isActive = true;
    return this.#exports;
  }
}

/** The API in the shape that Oracle's package declares. */
function apiOf(...connections: readonly Connection[]): Pick<Api, "connections"> {
  return {
    connections: () => ({
      list: () => [...connections],
      onDidChangeConnectionStatus: () => ({ dispose: () => undefined }),
    }),
  };
}

const execute = vi.fn(async () => ({ items: [] }));

function sessionWith(changes: Partial<Record<keyof ConnectionSession, unknown>> = {}) {
  return { status: "connected", execute, ...changes } as unknown as ConnectionSession;
}

function connectionWith(changes: Partial<Connection> = {}): Connection {
  return {
    id: "c1",
    name: "HR there",
    session: undefined,
    isConnected: false,
    connect: async () => sessionWith(),
    disconnect: async () => true,
    reconnect: async () => sessionWith(),
    ...changes,
  };
}

function installed(exports: unknown): FakeExtension {
  const extension = new FakeExtension(exports);
  other.extension = extension;
  return extension;
}

const never = new AbortController().signal;
const adapter = createSqlDeveloperConnections();

test("it is not there", async () => {
  expect(adapter.installed).toBe(false);
  expect(adapter.known()).toBeUndefined();
  await expect(adapter.list()).rejects.toMatchObject({
    code: "notConnected",
    message: "Oracle SQL Developer is not installed here, or is disabled.",
  });
  expect(new Set(other.asked)).toEqual(new Set(["Oracle.sql-developer"]));
});

test("it is not started by looking, only by asking for its connections", async () => {
  const extension = installed(
    apiOf(connectionWith(), connectionWith({ id: "c2", isConnected: true })),
  );
  expect(adapter.installed).toBe(true);
  expect(adapter.known()).toBeUndefined();
  expect(extension.activations).toBe(0);
  const listed = [
    { id: "c1", name: "HR there", connected: false },
    { id: "c2", name: "HR there", connected: true },
  ];
  expect(await adapter.list()).toEqual(listed);
  expect(adapter.known()).toEqual(listed);
});

test("no connections are none", async () => {
  installed(apiOf());
  expect(await adapter.list()).toEqual([]);
  expect(adapter.known()).toEqual([]);
});

test.each([
  ["nothing", undefined],
  ["something else", { version: 1 }],
  ["no list", { connections: () => ({}) }],
  ["a promise of a list", { connections: () => ({ list: async () => [] }) }],
  ["other connections", { connections: () => ({ list: () => [{ id: 1 }] }) }],
])("an API of another shape: %s", async (_, exports) => {
  const extension = installed(exports);
  await expect(adapter.list()).rejects.toMatchObject({
    code: "answerNotUnderstood",
    message: "This version of Oracle SQL Developer does not offer its connections.",
  });
  extension.isActive = true;
  expect(adapter.known()).toBeUndefined();
});

test("it cannot be started", async () => {
  installed(new Error("No Java here"));
  await expect(adapter.list()).rejects.toMatchObject({
    code: "notConnected",
    message: "Oracle SQL Developer could not be started.",
  });
});

test("a session that it has is used, and answers in the form of REST-Enabled SQL", async () => {
  const connect = vi.fn(async () => sessionWith());
  installed(apiOf(connectionWith({ isConnected: true, session: sessionWith(), connect })));
  const session = await adapter.connect("c1", never);
  const binds = [{ name: "x", value: "1", dataType: "NUMBER" }] as const;
  expect(await session.execute({ sql: "select :x from dual", binds, pageSize: 50 })).toEqual({
    items: [],
  });
  expect(execute).toHaveBeenCalledWith(
    { sql: "select :x from dual", binds },
    { responseFormat: "json", pageSize: 50 },
  );
  expect(connect).not.toHaveBeenCalled();
});

test.each<[string, Partial<Connection>]>([
  ["none", {}],
  ["one that was lost", { isConnected: true, session: sessionWith({ status: "disconnected" }) }],
  ["one in name only", { isConnected: true }],
])("it connects when it has no session: %s", async (_, changes) => {
  const connect = vi.fn(async () => sessionWith());
  installed(apiOf(connectionWith({ ...changes, connect })));
  await adapter.connect("c1", never);
  expect(connect).toHaveBeenCalledOnce();
});

test("it keeps its own `this`", async () => {
  const connection = {
    ...connectionWith(),
    opened: sessionWith(),
    async connect() {
      return this.opened;
    },
  };
  installed(apiOf(connection));
  await expect(adapter.connect("c1", never)).resolves.toBeDefined();
});

test("connecting fails: Oracle's words are passed on, and nothing else of the message", async () => {
  const error = new Error(
    "jdbc:oracle:thin:hr/tiger@db failed\nORA-01017: invalid username/password; logon denied\nhr/tiger",
  );
  installed(apiOf(connectionWith({ connect: async () => await Promise.reject(error) })));
  const failure = await adapter.connect("c1", never).catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({
    code: "notConnected",
    message: "Oracle SQL Developer could not connect HR there.",
    why: "ORA-01017: invalid username/password; logon denied",
  });
  const { message, why } = failure as { message: string; why: string };
  expect(inspectAll([message, why])).not.toContain("tiger");
});

test("connecting was given up there", async () => {
  const connect = async () => undefined as unknown as ConnectionSession;
  installed(apiOf(connectionWith({ connect })));
  await expect(adapter.connect("c1", never)).rejects.toMatchObject({
    message: "Oracle SQL Developer did not connect HR there.",
  });
});

test("a connection that was removed there", async () => {
  installed(apiOf(connectionWith({ id: "another" })));
  await expect(adapter.connect("c1", never)).rejects.toMatchObject({
    code: "profileNotFound",
    message: "Oracle SQL Developer does not have this connection any more.",
  });
});

test("nobody has to wait for it", async () => {
  let fail: (error: Error) => void = () => undefined;
  const connect = async () => await new Promise<ConnectionSession>((_, reject) => (fail = reject));
  installed(apiOf(connectionWith({ connect })));
  const controller = new AbortController();
  const waiting = adapter.connect("c1", controller.signal);
  await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  // What comes later disturbs nobody.
  fail(new Error("too late"));
  await new Promise((resolve) => setImmediate(resolve));
});
