import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test } from "vitest";
import { isCancelled, isUserFacingError, UserFacingError } from "../../../../src/base/errors.ts";
import { Secret } from "../../../../src/base/secret.ts";
import { sql } from "../../../../src/plsql/quote.ts";
import { openOracleSqlRunner } from "../../../../src/services/oracle/openOracleSqlRunner.ts";
import type { OracleProfile } from "../../../../src/services/profiles/profile.ts";
import type { SqlRunner, StatementResult } from "../../../../src/services/sql/sqlRunner.ts";
import { statementErrorOf } from "../../../../src/services/sql/statementErrorOf.ts";
import {
  FakeClock,
  inspectAll,
  oracleProfileWith,
  RecordingLogger,
} from "../../../support/fakes.ts";
import type { Phase } from "../../../support/oracleListener/faults.ts";
import {
  type ListenerAnswer,
  OracleFailure,
} from "../../../support/oracleListener/listenerDatabase.ts";
import type { ListenerEvent } from "../../../support/oracleListener/listenerEvent.ts";
import { scriptedDatabase } from "../../../support/oracleListener/scriptedDatabase.ts";
import {
  type OracleListener,
  startOracleListener,
} from "../../../support/oracleListener/startOracleListener.ts";

/** How the runner behaves on bad networks: against a listener whose SQL is answered by hand. */

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

/** Short, so that a test waits for its end; a server that answers is far quicker. */
const timeoutMs = 400;

describe("logging in", () => {
  test.each<Phase>(["accept", "connect", "protocol", "dataTypes", "authOne", "authTwo"])(
    "a server that falls silent at %s is given up, and its socket closed",
    async (at) => {
      const { listener, connect } = await start();
      listener.misbehave({ kind: "silent", at });
      const error = await failureOf(connect());
      expect(error).toMatchObject({ code: "timedOut", remedy: { action: "retry" } });
      expect(error.why).toContain("ordsSecurity.databaseTimeout");
      await expect.poll(() => listener.connections).toBe(0);
    },
  );

  test.each<Phase>(["accept", "authTwo"])("a cancel ends the waiting at %s", async (at) => {
    const { listener, connect } = await start();
    listener.misbehave({ kind: "silent", at });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await expect(connect(controller.signal)).rejects.toSatisfy(isCancelled);
    await expect.poll(() => listener.connections).toBe(0);
  });

  test.each<Phase>(["accept", "connect", "protocol", "dataTypes", "authOne", "authTwo"])(
    "a server that cuts the connection at %s is told",
    async (at) => {
      const { listener, connect } = await start();
      listener.misbehave({ kind: "cut", at });
      const error = await failureOf(connect());
      expect(["connectionLost", "connectionRefused", "databaseNotAvailable"]).toContain(error.code);
    },
  );

  test("a wrong password is told, and stands in no error and no log", async () => {
    const { connect, log } = await start({ password: "wrong-MARKED" });
    const error = await failureOf(connect());
    expect(error).toMatchObject({
      code: "databaseLoginFailed",
      remedy: { action: "enterPassword", argument: "o1" },
    });
    expect(inspectAll(error) + log.text).not.toContain("MARKED");
  });
});

describe("reading", () => {
  test.each(["cut", "silent"] as const)(
    "what a firewall did to a session while it rested (%s) is not noticed",
    async (how) => {
      const { listener, connect, clock } = await start();
      const runner = await connect();
      await runner.query(sql`select 1 as one from dual`);
      if (how === "cut") listener.dropAll();
      else listener.silenceOpen();
      clock.tick(5 * 60_000);
      const rows = await withPatience(runner.query(sql`select 1 as one from dual`), 12_000);
      expect(rows.rows).toEqual([[1]]);
      expect(logins(listener)).toBe(2);
    },
    20_000,
  );

  test("a server that is silent in the middle of a fetch is given up; the next query connects again", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    listener.misbehave({ kind: "silent", at: "fetch", once: true });
    const error = await failureOf(withPatience(runner.query(sql`select n from many`)));
    expect(error.code).toBe("timedOut");
    listener.misbehave(undefined);
    expect((await runner.query(sql`select n from many`)).rows).toHaveLength(12_000);
  });

  test("a call that takes too long is broken, and the session goes on", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    listener.misbehave({ kind: "slow", at: "execute", once: true });
    const error = await failureOf(withPatience(runner.query(sql`select 1 as one from dual`)));
    expect(error.code).toBe("timedOut");
    expect((await runner.query(sql`select 1 as one from dual`)).rows).toEqual([[1]]);
    expect(logins(listener)).toBe(1);
  });

  test("a cancel breaks the call, and the session goes on", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    listener.misbehave({ kind: "slow", at: "execute", once: true });
    const controller = new AbortController();
    const call = runner.query(sql`select 1 as one from dual`, { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(withPatience(call)).rejects.toSatisfy(isCancelled);
    expect((await runner.query(sql`select 1 as one from dual`)).rows).toEqual([[1]]);
    expect(logins(listener)).toBe(1);
  });

  test("a cancel that the server ignores drops the connection", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    listener.misbehave({ kind: "silent", at: "execute", once: true });
    const controller = new AbortController();
    const call = runner.query(sql`select 1 as one from dual`, { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(withPatience(call)).rejects.toSatisfy(isCancelled);
    await expect.poll(() => listener.connections).toBe(0);
    listener.misbehave(undefined);
    expect((await runner.query(sql`select 1 as one from dual`)).rows).toEqual([[1]]);
  });

  test("a server that falls silent over a break is dropped", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    listener.misbehave({ kind: "slow", at: "execute", once: true });
    const controller = new AbortController();
    const call = runner.query(sql`select 1 as one from dual`, { signal: controller.signal });
    await expect.poll(() => executed(listener)).toHaveLength(1);
    listener.misbehave({ kind: "silent", at: "break" });
    controller.abort();
    await expect(withPatience(call)).rejects.toSatisfy(isCancelled);
    await expect.poll(() => listener.connections).toBe(0);
    listener.misbehave(undefined);
    expect((await runner.query(sql`select 1 as one from dual`)).rows).toEqual([[1]]);
  });

  test("two queries at once take turns", async () => {
    const { connect } = await start();
    const runner = await connect();
    const [one, many] = await Promise.all([
      runner.query(sql`select 1 as one from dual`),
      runner.query(sql`select n from many`),
    ]);
    expect([one.rows.length, many.rows.length]).toEqual([1, 12_000]);
  });

  test("an error of the database has its code and its place", async () => {
    const { connect } = await start();
    const runner = await connect();
    const error = await failureOf(
      runner.query(sql`select x
from no_such_view`),
    );
    expect(statementErrorOf(error)).toMatchObject({ code: "ORA-00942", line: 2, column: 6 });
    expect(error.why).not.toContain("Help:");
  });
});

describe("running scripts", () => {
  test("a statement whose fate is not known is said to be so, and nothing runs twice", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    listener.misbehave({ kind: "cut", at: "executed", after: 1, once: true });
    const results = await runner.run(
      "insert into t values (1);\ninsert into t values (2);\ninsert into t values (3);\ncommit;\n",
    );
    expect(results.map(({ error }) => error?.message.split(/[.:] /)[0])).toEqual([
      undefined,
      "The connection to the database was lost while this statement ran",
      "Not run",
      "Not run",
    ]);
    expect(results[1]?.error?.message).toContain("not known");
    expect(executed(listener)).toEqual(["insert into t values (1)", "insert into t values (2)"]);
    expect(logins(listener)).toBe(1);
  });

  test("a server that is silent in the middle of a script is given up", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    listener.misbehave({ kind: "silent", at: "executed", once: true });
    const results = await withPatience(
      runner.run("insert into t values (1);\nselect 1 from dual;"),
    );
    expect(results[0]?.error?.message).toContain("not known");
    expect(results[1]?.error?.message).toContain("Not run");
    await expect.poll(() => listener.connections).toBe(0);
  });

  test("a script that cannot even begin is told, and nothing of it is run", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    listener.misbehave({ kind: "silent", at: "execute", once: true });
    const error = await failureOf(withPatience(runner.run("begin\n  null;\nend;\n/\n")));
    expect(error.code).toBe("timedOut");
    expect(executed(listener)).toEqual([expect.stringContaining("dbms_output.enable")]);
  });

  test("a statement that takes too long is stopped, and the next ones run", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    listener.misbehave({ kind: "slow", at: "execute", once: true });
    const results = await withPatience(
      runner.run("insert into t values (1);\nselect 1 from dual;"),
    );
    expect(results[0]?.error?.message).toContain("ordsSecurity.databaseTimeout");
    expect(results[1]?.rows?.rows).toEqual([[1]]);
    expect(logins(listener)).toBe(1);
  });

  test("a cancel stops the statement and rolls back", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    listener.misbehave({ kind: "slow", at: "execute", after: 1, once: true });
    const controller = new AbortController();
    const call = runner.run("insert into t values (1);\ninsert into t values (2);", {
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 80);
    await expect(withPatience(call)).rejects.toSatisfy(isCancelled);
    expect(listener.events.map(({ kind }) => kind)).toContain("rollback");
    expect(runner.openTransaction).toBeUndefined();
  });

  test("work that waits can be committed and rolled back", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    await runner.run("insert into t values (1);");
    await runner.openTransaction?.commit();
    expect(runner.openTransaction).toBeUndefined();
    await runner.run("insert into t values (1);");
    await runner.openTransaction?.rollback();
    expect(runner.openTransaction).toBeUndefined();
    const ends = listener.events.map(({ kind }) => kind);
    expect(ends.filter((kind) => kind === "commit" || kind === "rollback")).toEqual([
      "commit",
      "rollback",
    ]);
  });

  test("work that was lost with its connection is said to be lost, once, before anything else", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    await runner.run("insert into t values (1);");
    listener.dropAll();
    const error = await failureOf(untilNoticed(runner));
    expect(error.message).toContain("not committed");
    expect(runner.openTransaction).toBeUndefined();
    expect((await runner.query(sql`select 1 as one from dual`)).rows).toEqual([[1]]);
  });

  test("a commit whose answer is lost is not known", async () => {
    const { listener, connect } = await start();
    const runner = await connect();
    await runner.run("insert into t values (1);");
    listener.misbehave({ kind: "cut", at: "commit", once: true });
    const error = await failureOf(runner.openTransaction?.commit() ?? Promise.resolve());
    expect(error).toMatchObject({ code: "connectionLost" });
    expect(error.message).toContain("COMMIT");
    expect(runner.openTransaction).toBeUndefined();
  });

  test("a session that has rested is asked before anything is run", async () => {
    const { listener, connect, clock } = await start();
    const runner = await connect();
    clock.tick(5 * 60_000);
    await runner.run("insert into t values (1);");
    const kinds = listener.events.map(({ kind }) => kind);
    expect(kinds.indexOf("ping")).toBeGreaterThan(0);
    expect(kinds.indexOf("ping")).toBeLessThan(kinds.indexOf("execute"));
  });

  test("what a script says to SQL*Plus is printed, left out or refused", async () => {
    const { connect } = await start();
    const runner = await connect();
    const results = await runner.run(
      "set serveroutput on\nprompt hello\nspool x.log\nselect 1 from dual;\n",
    );
    expect(results.map(({ output }) => output)).toEqual([[], ["hello"], [], []]);
    expect(results.map(({ error }) => error?.message)).toEqual([
      undefined,
      undefined,
      expect.stringContaining("SPOOL"),
      undefined,
    ]);
  });
});

test("what is left of lost connections is collected without a word", async () => {
  const faults: unknown[] = [];
  const note = (fault: unknown): void => void faults.push(fault);
  process.on("uncaughtException", note);
  try {
    const { listener, connect } = await start();
    for (const at of ["protocol", "authTwo"] as const) {
      listener.misbehave({ kind: "silent", at, once: true });
      await failureOf(connect());
    }
    const runner = await connect();
    listener.misbehave({ kind: "silent", at: "execute", once: true });
    await failureOf(runner.query(sql`select 1 as one from dual`));
    listener.dropAll();
    await runner.query(sql`select 1 as one from dual`);
    await runner.close();
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    for (let round = 0; round < 5; round++) {
      collectGarbage();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(faults).toEqual([]);
  } finally {
    process.off("uncaughtException", note);
  }
});

test("a goodbye that is not answered keeps nobody waiting", async () => {
  const { listener, connect } = await start();
  const runner = await connect();
  listener.misbehave({ kind: "silent", at: "logoff" });
  await withPatience(runner.close());
  await expect.poll(() => listener.connections).toBe(0);
});

interface Setting {
  readonly password?: string;
}

async function start({ password = "tiger" }: Setting = {}) {
  const listener = await startOracleListener({ database: scriptedDatabase({ answer }) });
  open.push(listener);
  const clock = new FakeClock();
  const log = new RecordingLogger();
  const profile: OracleProfile = oracleProfileWith({
    database: {
      kind: "basic",
      host: "127.0.0.1",
      port: listener.port,
      service: "FREEPDB1",
      tls: false,
    },
    user: "hr",
  });
  const connect = async (signal?: AbortSignal): Promise<SqlRunner> => {
    const runner = await openOracleSqlRunner(
      {
        profile,
        password: new Secret(password),
        walletPassword: undefined,
        tnsFolder: undefined,
        timeoutMs: () => timeoutMs,
        clock,
        log,
      },
      signal,
    );
    open.push({ [Symbol.asyncDispose]: async () => await runner.close() });
    return runner;
  };
  return { listener, clock, log, connect };
}

const many = Array.from({ length: 12_000 }, (_, at) => [at]);

function answer(text: string): ListenerAnswer {
  if (text.includes("no_such_view")) {
    throw new OracleFailure(942, "table or view does not exist", text.indexOf("no_such_view"));
  }
  if (/^select n from many/i.test(text)) {
    return { kind: "query", columns: [{ name: "N", type: "NUMBER" }], rows: many };
  }
  if (/^select 1/i.test(text)) {
    return { kind: "query", columns: [{ name: "ONE", type: "NUMBER" }], rows: [[1]] };
  }
  if (/^insert/i.test(text)) return { kind: "dml", rowsAffected: 1 };
  if (/get_lines/i.test(text)) return { kind: "plsql", out: { LINES: [], NUMLINES: 0 } };
  if (/^begin/i.test(text)) return { kind: "plsql" };
  return { kind: "other" };
}

/** Of these a test says that they must not hang: it fails rather than wait for ever. */
async function withPatience<T>(work: Promise<T>, ms = 9000): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Still running after ${ms} ms`)), ms);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A cut takes a moment until the kept socket hears of it. */
async function untilNoticed(runner: SqlRunner): Promise<readonly StatementResult[]> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return await runner.run("select 1 from dual;");
}

function logins(listener: OracleListener): number {
  return listener.events.filter(({ kind }) => kind === "login").length;
}

function executed(listener: OracleListener): readonly string[] {
  return listener.events.flatMap((event: ListenerEvent) =>
    event.kind === "execute" && "sql" in event ? [event.sql ?? ""] : [],
  );
}

async function failureOf(call: Promise<unknown>): Promise<UserFacingError> {
  const error: unknown = await call.then(
    () => new Error("It did not fail"),
    (failure: unknown) => failure,
  );
  if (!isUserFacingError(error)) throw new Error(`Not told to the person: ${inspectAll(error)}`);
  return error;
}
