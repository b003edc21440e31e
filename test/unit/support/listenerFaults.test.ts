import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Fault, Phase } from "../../support/oracleListener/faults.ts";
import type { ListenerAnswer } from "../../support/oracleListener/listenerDatabase.ts";
import { scriptedDatabase } from "../../support/oracleListener/scriptedDatabase.ts";
import { startOracleListener } from "../../support/oracleListener/startOracleListener.ts";
import type { OracleListener } from "../../support/oracleListener/startOracleListener.ts";
import { errorOf, rawDriver } from "./rawDriver.ts";
import type { RawConnection, RawLob } from "./rawDriver.ts";

const rows: ListenerAnswer = {
  kind: "query",
  columns: [{ name: "N", type: "NUMBER" }],
  rows: [[1], [2], [3]],
};
const clob: ListenerAnswer = {
  kind: "query",
  columns: [{ name: "C", type: "CLOB" }],
  rows: [["text"]],
};

let listener: OracleListener;
let ran: string[];
/** What the database does before it answers. */
let before: () => Promise<void>;

beforeEach(async () => {
  ran = [];
  before = async () => undefined;
  const database = scriptedDatabase({
    answer: async (sql) => {
      await before();
      ran.push(sql);
      if (sql.startsWith("update")) return { kind: "dml", rowsAffected: 1 };
      if (sql.includes("slow")) return { ...rows, rows: [[99]] };
      return sql.includes("clob") ? clob : rows;
    },
  });
  listener = await startOracleListener({ database });
});
afterEach(async () => await listener[Symbol.asyncDispose]());

async function login(): Promise<RawConnection> {
  const { connectString } = listener;
  return await rawDriver.getConnection({ user: "hr", password: "tiger", connectString });
}

/** Whether a promise is still open after a while that is long for this machine. */
async function isStuck(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.then(
    () => {
      settled = true;
    },
    () => {
      settled = true;
    },
  );
  await new Promise((resolve) => setTimeout(resolve, 150));
  return !settled;
}

describe.each<Phase>(["accept", "connect", "protocol", "dataTypes", "authOne", "authTwo"])(
  "a login at which the listener misbehaves in the phase %s",
  (at) => {
    test("fails when it is cut off", async () => {
      listener.misbehave({ kind: "cut", at, once: true });
      expect(await errorOf(login())).toMatchObject({ code: "NJS-500" });
      await (await login()).close();
    });

    test.each(["silent", "slow"] as const)("waits when the listener is %s", async (kind) => {
      listener.misbehave({ kind, at });
      const waiting = login();
      expect(await isStuck(waiting)).toBe(true);
      expect(listener.connections).toBe(1);
      listener.misbehave(undefined);
      await (await login()).close();
      listener.dropAll();
      expect(await errorOf(waiting)).toMatchObject({ code: "NJS-500" });
    });
  },
);

/** What leads to each phase. */
const calls: Readonly<Partial<Record<Phase, (connection: RawConnection) => Promise<unknown>>>> = {
  execute: async (connection) => await connection.execute("update t set a = 1"),
  executed: async (connection) => await connection.execute("update t set a = 1"),
  fetch: async (connection) =>
    await connection.execute("select n from t", [], { prefetchRows: 1, fetchArraySize: 1 }),
  lob: async (connection) => {
    const result = await connection.execute("select clob from t");
    const [[lob] = []] = result.rows ?? [];
    return await (lob as RawLob).getData();
  },
  commit: async (connection) => await connection.commit(),
  rollback: async (connection) => await connection.rollback(),
  ping: async (connection) => await connection.ping(),
};

describe.each(Object.entries(calls))("a call of which the phase %s misbehaves", (phase, call) => {
  const fault = (kind: Fault["kind"]): Fault => ({ kind, at: phase as Phase });
  let connection: RawConnection;
  beforeEach(async () => {
    connection = await login();
  });

  test("fails when it is cut off", async () => {
    listener.misbehave(fault("cut"));
    expect(await errorOf(call(connection))).toMatchObject({ code: "NJS-500" });
    expect(connection.isHealthy()).toBe(false);
  });

  test("hangs when the listener is silent, in spite of the timeout", async () => {
    connection.callTimeout = 20;
    listener.misbehave(fault("silent"));
    const hanging = call(connection);
    expect(await isStuck(hanging)).toBe(true);
    expect(listener.connections).toBe(1);
    listener.dropAll();
    expect(await errorOf(hanging)).toMatchObject({ code: "NJS-500" });
  });

  test("times out when it is slow, and the connection is good again", async () => {
    connection.callTimeout = 30;
    listener.misbehave({ ...fault("slow"), once: true });
    expect(await errorOf(call(connection))).toMatchObject({ code: "NJS-123" });
    expect(connection.isHealthy()).toBe(true);
    connection.callTimeout = 0;
    expect((await connection.execute("select n from t")).rows).toEqual(rows.rows);
    await connection.close();
  });

  test("is canceled by a break when it is slow", async () => {
    listener.misbehave({ ...fault("slow"), once: true });
    const slow = call(connection);
    expect(await isStuck(slow)).toBe(true);
    await connection.break();
    expect(await errorOf(slow)).toMatchObject({ code: "ORA-01013", errorNum: 1013 });
    expect(listener.events.some(({ kind }) => kind === "break")).toBe(true);
    await connection.ping();
    await connection.close();
  });
});

describe("a statement", () => {
  test("has not run when it is cut off before, and has when it is cut off after", async () => {
    const first = await login();
    listener.misbehave({ kind: "cut", at: "execute", once: true });
    await errorOf(first.execute("update t set a = 1"));
    expect(ran).toEqual([]);
    expect(listener.events.some(({ kind }) => kind === "executed")).toBe(false);
    const second = await login();
    listener.misbehave({ kind: "cut", at: "executed", once: true });
    await errorOf(second.execute("update t set a = 2"));
    expect(ran).toEqual(["update t set a = 2"]);
    expect(listener.events).toContainEqual({
      session: 2,
      kind: "executed",
      sql: "update t set a = 2",
    });
  });

  test("passes when the fault waits for a later one", async () => {
    const connection = await login();
    listener.misbehave({ kind: "cut", at: "execute", after: 2 });
    await connection.execute("select n from t");
    await connection.execute("select n from t");
    expect(await errorOf(connection.execute("select n from t"))).toMatchObject({ code: "NJS-500" });
    expect(ran).toHaveLength(2);
  });

  test("of which the database takes its time can be broken, and its answer is dropped", async () => {
    const connection = await login();
    let finish = (): void => undefined;
    before = async () =>
      await new Promise((resolve) => {
        finish = resolve;
      });
    const slow = connection.execute("select n from slow");
    await expect.poll(() => listener.events.at(-1)?.kind).toBe("execute");
    await connection.break();
    expect(await errorOf(slow)).toMatchObject({ code: "ORA-01013" });
    before = async () => undefined;
    finish();
    await expect.poll(() => ran).toEqual(["select n from slow"]);
    expect((await connection.execute("select n from t")).rows).toEqual(rows.rows);
    await connection.close();
  });
});

describe("a break", () => {
  test.each(["silent", "slow"] as const)(
    "that is not answered (%s) leaves the call hanging",
    async (kind) => {
      const connection = await login();
      connection.callTimeout = 30;
      listener.misbehave({ kind: "slow", at: "execute" }, { kind, at: "break" });
      const slow = connection.execute("update t set a = 1");
      expect(await isStuck(slow)).toBe(true);
      expect(listener.events.at(-1)?.kind).toBe("break");
      listener.dropAll();
      expect(await errorOf(slow)).toMatchObject({ code: "NJS-500" });
    },
  );

  test("of nothing fails the next call, as in Oracle", async () => {
    const connection = await login();
    await connection.break();
    expect(await errorOf(connection.ping())).toMatchObject({ code: "ORA-01013" });
    await connection.ping();
    await connection.close();
  });

  test("at any moment leaves the connection good", async () => {
    const connection = await login();
    for (let i = 0; i < 60; i++) {
      const call = connection.execute(`select ${i} from t`, [], {
        prefetchRows: 1,
        fetchArraySize: 1,
      });
      if (i % 3 > 0) await new Promise((resolve) => setTimeout(resolve, i % 3));
      await connection.break();
      await call.catch((error: unknown) => expect(error).toMatchObject({ code: "ORA-01013" }));
      await connection
        .ping()
        .catch((error: unknown) => expect(error).toMatchObject({ code: "ORA-01013" }));
      expect((await connection.execute("select n from t")).rows).toEqual(rows.rows);
    }
    await connection.close();
  });
});

test("a goodbye that is not answered hangs", async () => {
  const connection = await login();
  listener.misbehave({ kind: "silent", at: "logoff" });
  const closing = connection.close();
  expect(await isStuck(closing)).toBe(true);
  listener.dropAll();
  await closing.catch((error: unknown) => expect(error).toMatchObject({ code: "NJS-500" }));
});

test("a server that crashes cuts every connection", async () => {
  const connections = [await login(), await login()];
  expect(listener.connections).toBe(2);
  listener.dropAll();
  await expect.poll(() => connections.some((one) => one.isHealthy())).toBe(false);
  expect(listener.connections).toBe(0);
  for (const one of connections)
    expect(await errorOf(one.execute("select n from t"))).toMatchObject({ code: "NJS-500" });
});

test("a firewall that forgets leaves old connections open and silent, and lets new ones in", async () => {
  const old = await login();
  listener.silenceOpen();
  const hanging = old.ping();
  expect(await isStuck(hanging)).toBe(true);
  expect(old.isHealthy()).toBe(true);
  const fresh = await login();
  await fresh.ping();
  await fresh.close();
  listener.dropAll();
  expect(await errorOf(hanging)).toMatchObject({ code: "NJS-500" });
});
