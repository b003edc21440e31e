import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ListenerAccount } from "../../support/oracleListener/listenerDatabase.ts";
import { OracleFailure } from "../../support/oracleListener/listenerDatabase.ts";
import type { Verifier } from "../../support/oracleListener/loginChallenge.ts";
import { scriptedDatabase } from "../../support/oracleListener/scriptedDatabase.ts";
import { startOracleListener } from "../../support/oracleListener/startOracleListener.ts";
import type { OracleListener } from "../../support/oracleListener/startOracleListener.ts";
import { errorOf, rawDriver } from "./rawDriver.ts";

const accounts: Readonly<Record<string, ListenerAccount>> = {
  HR: { password: "tiger", state: "open" },
  LONG: { password: `päß 🔑 ${"x".repeat(60)}`, state: "open" },
  LOCKED: { password: "tiger", state: "locked" },
  EXPIRED: { password: "tiger", state: "expired" },
};
const plain = scriptedDatabase({ accounts, answer: () => ({ kind: "other" }) });
/** HR may work as APP, and as nobody else. */
const database = {
  ...plain,
  openSession(user: string, schema: string | undefined) {
    if (schema !== undefined && schema !== "APP")
      throw new OracleFailure(28_150, "proxy not authorized to connect as client");
    return plain.openSession(user, schema);
  },
};

describe.each<Verifier>(["12c", "11g"])("a login with the verifier %s", (verifier) => {
  let listener: OracleListener;
  beforeEach(async () => {
    listener = await startOracleListener({ database, verifier });
  });
  afterEach(async () => await listener[Symbol.asyncDispose]());

  const login = async (user: string, password: string) => {
    const { connectString } = listener;
    return await rawDriver.getConnection({ user, password, connectString });
  };

  test.each(["hr", "HR", "long"])("lets %s in by the right password", async (user) => {
    const connection = await login(user, accounts[user.toUpperCase()]?.password ?? "");
    expect(connection.oracleServerVersionString).toBe("19.3.0.0.0");
    await connection.ping();
    await connection.close();
    const kinds = listener.events.map(({ kind }) => kind);
    expect(kinds.slice(0, 4)).toEqual(["connect", "login", "ping", "logoff"]);
    expect(listener.events[1]).toEqual({ session: 1, kind: "login", user: user.toUpperCase() });
  });

  test.each([
    ["hr", "Tiger", "ORA-01017"],
    ["hr", "tiger ", "ORA-01017"],
    ["nobody", "tiger", "ORA-01017"],
    ["locked", "tiger", "ORA-28000"],
    ["locked", "wrong", "ORA-01017"],
    ["expired", "tiger", "ORA-28001"],
  ])("refuses %s with %j by %s", async (user, password, code) => {
    expect(await errorOf(login(user, password))).toMatchObject({ code });
    expect(listener.events.at(-1)).not.toMatchObject({ kind: "login" });
    expect(listener.events).toContainEqual({
      session: 1,
      kind: "loginFailed",
      user: user.toUpperCase(),
    });
  });

  test("knows proxy users", async () => {
    await (await login("hr[app]", "tiger")).close();
    expect(listener.events).toContainEqual({ session: 1, kind: "login", user: "HR[APP]" });
    expect(await errorOf(login("hr[other]", "tiger"))).toMatchObject({ code: "ORA-28150" });
  });
});

test("a password of 10g is nothing for the driver", async () => {
  await using listener = await startOracleListener({ database, verifier: "10g" });
  const { connectString } = listener;
  const login = rawDriver.getConnection({ user: "hr", password: "tiger", connectString });
  expect(await errorOf(login)).toMatchObject({ code: "NJS-116" });
});

test("native encryption is nothing for the driver", async () => {
  await using listener = await startOracleListener({ database, nativeEncryption: "required" });
  const { connectString } = listener;
  const error = await errorOf(
    rawDriver.getConnection({ user: "hr", password: "tiger", connectString }),
  );
  expect(error).toMatchObject({ code: "NJS-533" });
  expect(error.message).toContain("ORA-12660");
});

describe("what a connection asks for", () => {
  let listener: OracleListener;
  beforeEach(async () => {
    listener = await startOracleListener({ database, services: ["sales.example.com", "HRPDB"] });
  });
  afterEach(async () => await listener[Symbol.asyncDispose]());

  const connect = async (connectData: string) => {
    const address = `(ADDRESS=(PROTOCOL=TCP)(HOST=127.0.0.1)(PORT=${listener.port}))`;
    const connectString = `(DESCRIPTION=${address}(CONNECT_DATA=${connectData}))`;
    return await rawDriver.getConnection({ user: "hr", password: "tiger", connectString });
  };

  test("is a service, in any case", async () => {
    await (await connect("(SERVICE_NAME=Sales.Example.Com)")).close();
    await (await connect("(SERVICE_NAME=hrpdb)")).close();
    expect(listener.connectString).toBe(`127.0.0.1:${listener.port}/sales.example.com`);
  });

  test("comes in a packet of its own when it is long", async () => {
    const program = "p".repeat(300);
    await (await connect(`(SERVICE_NAME=HRPDB)(CID=(PROGRAM=${program}))`)).close();
    expect(listener.events[0]).toEqual({ session: 1, kind: "connect", service: "HRPDB" });
  });

  test.each([
    ["(SERVICE_NAME=NOWHERE)", "NJS-518"],
    ["(SID=HRPDB)", "NJS-519"],
  ])("is refused: %s", async (connectData, code) => {
    expect(await errorOf(connect(connectData))).toMatchObject({ code });
  });
});

test("a connection is counted until it is closed", async () => {
  await using listener = await startOracleListener({ database });
  const { connectString } = listener;
  const connection = await rawDriver.getConnection({
    user: "hr",
    password: "tiger",
    connectString,
  });
  expect(listener.connections).toBe(1);
  await connection.close();
  await expect.poll(() => listener.connections).toBe(0);
  expect(listener.events.at(-1)).toEqual({ session: 1, kind: "closed" });
});
