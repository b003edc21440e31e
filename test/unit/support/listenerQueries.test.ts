import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startCountingProxy } from "../../support/countingProxy.ts";
import { OracleFailure } from "../../support/oracleListener/listenerDatabase.ts";
import type {
  ListenerAnswer,
  ListenerBinds,
  ListenerCell,
  ListenerColumn,
  QueryAnswer,
} from "../../support/oracleListener/listenerDatabase.ts";
import { scriptedDatabase } from "../../support/oracleListener/scriptedDatabase.ts";
import { startOracleListener } from "../../support/oracleListener/startOracleListener.ts";
import type { OracleListener } from "../../support/oracleListener/startOracleListener.ts";
import { errorOf, rawDriver } from "./rawDriver.ts";
import type { RawConnection, RawLob } from "./rawDriver.ts";

let listener: OracleListener;
let connection: RawConnection;
let answer: (sql: string, binds: ListenerBinds) => ListenerAnswer;

beforeEach(async () => {
  const database = scriptedDatabase({ answer: (sql, binds) => answer(sql, binds) });
  listener = await startOracleListener({ database });
  connection = await login(listener.port);
});
afterEach(async () => {
  await connection.close();
  await listener[Symbol.asyncDispose]();
});

async function login(port: number): Promise<RawConnection> {
  return await rawDriver.getConnection({
    user: "hr",
    password: "tiger",
    connectString: `127.0.0.1:${port}/FREEPDB1`,
  });
}

function columnOf(type: ListenerColumn["type"], maxSize = 4000): readonly ListenerColumn[] {
  return [{ name: "C", type, maxSize }];
}

function rowsOf(cells: readonly ListenerCell[]): readonly (readonly ListenerCell[])[] {
  return cells.map((cell) => [cell]);
}

describe("values", () => {
  const texts = ["a", null, "  ", "'", "ü€😀\u{0000}\n", "x".repeat(252), "x".repeat(253)];

  test.each<[ListenerColumn["type"], readonly ListenerCell[]]>([
    ["VARCHAR2", [...texts, "€".repeat(84), "€".repeat(85), "y".repeat(4000), null]],
    ["LONG", ["short", null, "z".repeat(40_000), "é"]],
    [
      "NUMBER",
      [
        0, 1, -1, 10, 100, -100, 99, 101, 255, 1e15, -1e15, 9007199254740991, 0.5, -0.05, 3.14,
        1e-7,
      ],
    ],
    ["NUMBER", [1e40, -1.5e100, 1.7976e125, 1e-130, 123456.789, -99.99, null, 12345678901]],
    [
      "DATE",
      [
        new Date(2026, 1, 28, 23, 59, 58),
        null,
        new Date(1999, 11, 31),
        new Date(2000, 0, 1, 0, 0, 1),
      ],
    ],
    ["TIMESTAMP", [new Date(2026, 6, 1, 12, 30, 15, 123), null]],
    ["TIMESTAMP WITH TIME ZONE", [new Date(Date.UTC(2026, 6, 1, 12, 30, 15, 7)), null]],
  ])("of type %s come as they are", async (type, cells) => {
    answer = () => ({ kind: "query", columns: columnOf(type, 32_767), rows: rowsOf(cells) });
    const { rows } = await connection.execute("select c from t", [], { prefetchRows: 100 });
    expect(rows).toEqual(rowsOf(cells));
  });

  test("of many digits come as text, as the driver writes it", async () => {
    const digits = "-1234567890123456789012345678901234567.8";
    answer = () => ({ kind: "query", columns: columnOf("NUMBER"), rows: [[digits], ["0.10"]] });
    const { rows } = await connection.execute("select c from t", [], {
      fetchTypeHandler: () => ({ type: rawDriver.STRING }),
    });
    expect(rows).toEqual([[digits], [".1"]]);
  });

  test("may be absent altogether", async () => {
    answer = () => ({ kind: "query", columns: columnOf("VARCHAR2"), rows: [] });
    const { rows, metaData } = await connection.execute("select c from t where 1 = 0");
    expect(rows).toEqual([]);
    expect(metaData?.map(({ name, dbType, byteSize }) => ({ name, dbType, byteSize }))).toEqual([
      { name: "C", dbType: rawDriver.DB_TYPE_VARCHAR, byteSize: 4000 },
    ]);
  });

  test("are described without being run for", async () => {
    answer = () => ({ kind: "query", columns: columnOf("NUMBER"), rows: [[1]] });
    const { metaData } = await connection.getStatementInfo("select c from t");
    expect(metaData).toMatchObject([{ name: "C", dbType: rawDriver.DB_TYPE_NUMBER }]);
    expect(listener.events.some(({ kind }) => kind === "execute")).toBe(false);
  });
});

describe("12,000 rows", () => {
  const many: QueryAnswer = {
    kind: "query",
    columns: [
      { name: "ID", type: "NUMBER" },
      { name: "NAME", type: "VARCHAR2" },
      { name: "NOTE", type: "VARCHAR2" },
    ],
    rows: Array.from({ length: 12_000 }, (_, i) => [
      i,
      `näme ${i}`,
      i % 3 === 0 ? null : "n".repeat(1 + (i % 400)),
    ]),
  };

  test.each([
    { prefetchRows: 2, fetchArraySize: 5000, roundTrips: 4 },
    { prefetchRows: 5001, fetchArraySize: 5000, roundTrips: 3 },
    { prefetchRows: 12_001, fetchArraySize: 100, roundTrips: 1 },
    // As many as there are: only another fetch tells that these were all.
    { prefetchRows: 12_000, fetchArraySize: 100, roundTrips: 2 },
    { prefetchRows: 1000, fetchArraySize: 1000, roundTrips: 13 },
  ])(
    "come in $roundTrips round trips with prefetchRows $prefetchRows and fetchArraySize $fetchArraySize",
    async ({ roundTrips, ...options }) => {
      answer = () => many;
      await using proxy = await startCountingProxy({ port: listener.port });
      const proxied = await login(proxy.port);
      proxy.reset();
      const { rows } = await proxied.execute("select id, name, note from t", [], options);
      expect(rows).toEqual(many.rows);
      expect(proxy.roundTrips).toBe(roundTrips);
      expect(proxy.bytesToClient).toBeGreaterThan(12_000 * 10);
      await proxied.close();
    },
  );

  test("come again from a statement that the driver has kept, by a result set", async () => {
    answer = () => many;
    for (let i = 0; i < 3; i++) {
      const { resultSet } = await connection.execute("select id, name, note from t", [], {
        resultSet: true,
        prefetchRows: 10,
        fetchArraySize: 6000,
      });
      expect(await resultSet?.getRows(6000)).toEqual(many.rows.slice(0, 6000));
      // Closed early: the rest is canceled, and the next execution begins anew.
      if (i < 2) expect(await resultSet?.getRows(10)).toEqual(many.rows.slice(6000, 6010));
      await resultSet?.close();
    }
    expect(listener.events.filter(({ kind }) => kind === "execute")).toHaveLength(3);
  });
});

test("a statement is described anew when its columns have changed", async () => {
  const text: QueryAnswer = { kind: "query", columns: columnOf("VARCHAR2"), rows: [["x"]] };
  const number: QueryAnswer = { kind: "query", columns: columnOf("NUMBER"), rows: [[7]] };
  const long: QueryAnswer = { kind: "query", columns: columnOf("CLOB"), rows: [["c"]] };
  for (const next of [text, number, number, long, long, text]) {
    answer = () => next;
    const { rows } = await connection.execute("select c from t", [], asStrings);
    expect(rows).toEqual(next.rows);
  }
});

/** As an application wants CLOBs that are not huge. */
const asStrings = {
  fetchTypeHandler: ({ dbType }: { dbType: object }) =>
    dbType === rawDriver.DB_TYPE_CLOB ? { type: rawDriver.STRING } : undefined,
};

describe("CLOBs", () => {
  const cells = ["short", null, "ü€😀".repeat(10_000), "z".repeat(40_000), "last"];
  const clobs: QueryAnswer = {
    kind: "query",
    columns: [
      { name: "ID", type: "NUMBER" },
      { name: "SOURCE", type: "CLOB" },
    ],
    rows: cells.map((cell, i) => [i, cell]),
  };
  beforeEach(() => {
    answer = () => clobs;
  });

  test.each([
    {},
    { prefetchRows: 100 },
    { fetchArraySize: 2 },
    { prefetchRows: 0, fetchArraySize: 3 },
  ])("come as texts with %o", async (options) => {
    for (let i = 0; i < 3; i++) {
      const { rows } = await connection.execute("select id, source from t", [], {
        ...asStrings,
        ...options,
      });
      expect(rows).toEqual(clobs.rows);
    }
  });

  test("come as objects, and by turns as texts", async () => {
    for (let i = 0; i < 2; i++) {
      const { rows = [] } = await connection.execute("select id, source from t", [], {
        fetchArraySize: 2,
      });
      const lobs = rows.map(([, lob]) => lob as RawLob | null);
      expect(
        await Promise.all(lobs.map(async (lob) => (lob ? await lob.getData() : null))),
      ).toEqual(cells);
      expect(lobs[2]?.length).toBe(40_000);
      const again = await connection.execute("select id, source from t", [], asStrings);
      expect(again.rows).toEqual(clobs.rows);
    }
    expect(listener.events.some(({ kind }) => kind === "lob")).toBe(true);
  });

  test("come in pieces as streams", async () => {
    const { rows = [] } = await connection.execute("select id, source from t");
    const lob = rows[2]?.[1] as RawLob;
    lob.setEncoding("utf8");
    lob.pieceSize = 15_000;
    const pieces: string[] = [];
    for await (const piece of lob) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join("")).toBe(cells[2]);
  });

  test("cost three round trips as texts", async () => {
    await using proxy = await startCountingProxy({ port: listener.port });
    const proxied = await login(proxy.port);
    proxy.reset();
    await proxied.execute("select id, source from t", [], asStrings);
    // To execute, to say how the columns are wanted, and to fetch.
    expect(proxy.roundTrips).toBe(3);
    await proxied.close();
  });
});

describe("DML", () => {
  test("tells how many rows it has changed, and opens a transaction", async () => {
    answer = () => ({ kind: "dml", rowsAffected: 3 });
    expect(connection.transactionInProgress).toBe(false);
    expect(await connection.execute("update t set a = 1")).toMatchObject({ rowsAffected: 3 });
    expect(connection.transactionInProgress).toBe(true);
    await connection.ping();
    expect(connection.transactionInProgress).toBe(true);
    await connection.commit();
    expect(connection.transactionInProgress).toBe(false);
    await connection.execute("update t set a = 1");
    await connection.rollback();
    expect(connection.transactionInProgress).toBe(false);
    const kinds = listener.events.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "commit" || kind === "rollback")).toEqual([
      "commit",
      "rollback",
    ]);
  });

  test("commits by itself when it is asked to, the second time too", async () => {
    answer = () => ({ kind: "dml", rowsAffected: 1 });
    for (let i = 0; i < 2; i++) {
      await connection.execute("delete from t where a = :a", { a: i }, { autoCommit: true });
      expect(connection.transactionInProgress).toBe(false);
    }
    expect(listener.events.filter(({ kind }) => kind === "commit")).toHaveLength(2);
  });

  test("is rolled back by the driver when it closes", async () => {
    answer = () => ({ kind: "dml", rowsAffected: 1 });
    const other = await login(listener.port);
    await other.execute("delete from t");
    await other.close();
    expect(
      listener.events.filter(({ session }) => session === 2).map(({ kind }) => kind),
    ).toContain("rollback");
  });

  test("takes binds by name, and many rows of them", async () => {
    const seen: unknown[] = [];
    answer = (_sql, binds) => {
      seen.push(Object.fromEntries(binds));
      return { kind: "dml", rowsAffected: 1 };
    };
    const sql = "insert into t values (:a, :b, :a, ':no', q'[:no]', :\"Q\") -- :no";
    const date = new Date(2026, 5, 1, 12);
    await connection.execute(sql, { a: "x", b: -1.25, Q: date });
    await connection.execute(sql, { a: null, b: 0, Q: date });
    expect(seen.splice(0)).toEqual([
      { A: "x", B: -1.25, Q: date },
      { A: null, B: 0, Q: date },
    ]);
    const long = "w".repeat(40_000);
    await connection.execute("insert into t values (:c, :a, :b)", { a: "€", b: 5, c: long });
    expect(seen.splice(0)).toEqual([{ A: "€", B: 5, C: long }]);
    const { rowsAffected } = await connection.executeMany("insert into u values (:1, :2)", [
      [1, "one"],
      [2, "two"],
      [3, null],
    ]);
    expect(rowsAffected).toBe(3);
    expect(seen).toEqual([
      { 1: 1, 2: "one" },
      { 1: 2, 2: "two" },
      { 1: 3, 2: null },
    ]);
  });
});

describe("a failure", () => {
  test("has its number, its text and its place", async () => {
    answer = () => {
      throw new OracleFailure(942, "table or view does not exist", 14);
    };
    const error = await errorOf(connection.execute("select c from nowhere"));
    expect(error).toMatchObject({ code: "ORA-00942", errorNum: 942, offset: 14 });
    expect(error.message).toMatch(/^ORA-00942: table or view does not exist\n/);
    answer = () => ({ kind: "query", columns: columnOf("NUMBER"), rows: [[1]] });
    expect((await connection.execute("select c from nowhere")).rows).toEqual([[1]]);
  });

  test("may come in the middle of a transaction, which stays", async () => {
    answer = () => ({ kind: "dml", rowsAffected: 1 });
    await connection.execute("update t set a = 1");
    answer = () => {
      throw new OracleFailure(1, "unique constraint (HR.T_PK) violated");
    };
    expect(await errorOf(connection.execute("insert into t values (1)"))).toMatchObject({
      errorNum: 1,
    });
    expect(connection.transactionInProgress).toBe(true);
  });

  test("of the listener itself says so", async () => {
    answer = () => {
      throw new TypeError("a mistake in a test");
    };
    const error = await errorOf(connection.execute("select 1 from dual"));
    expect(error).toMatchObject({ code: "ORA-20999" });
    expect(error.message).toContain("a mistake in a test");
  });

  test("does not hide that a unit compiles with errors", async () => {
    answer = () => ({ kind: "other", compiledWithErrors: true });
    const { warning } = await connection.execute(
      "create or replace procedure p is begin :new := 1; end;",
    );
    expect(warning?.message).toMatch(/^NJS-700/);
  });
});

describe("PL/SQL", () => {
  test("takes values and gives values", async () => {
    const seen: unknown[] = [];
    answer = (_sql, binds) => {
      seen.push(Object.fromEntries(binds));
      return {
        kind: "plsql",
        out: { TEXT: "ünter", N: 42.5, D: new Date(2026, 0, 2), C: "c".repeat(50_000) },
      };
    };
    for (let i = 0; i < 3; i++) {
      const { outBinds } = await connection.execute(
        "begin p(:a, :text, :n, :d, :io, :c, :text); end;",
        {
          a: `in ${i}`,
          text: { dir: rawDriver.BIND_OUT, type: rawDriver.STRING, maxSize: 20 },
          n: { dir: rawDriver.BIND_OUT, type: rawDriver.NUMBER },
          d: { dir: rawDriver.BIND_OUT, type: rawDriver.DATE },
          io: { dir: rawDriver.BIND_INOUT, type: rawDriver.NUMBER, val: i },
          c: { dir: rawDriver.BIND_OUT, type: rawDriver.STRING, maxSize: 100_000 },
        },
      );
      expect(outBinds).toEqual({
        text: "ünter",
        n: 42.5,
        d: new Date(2026, 0, 2),
        io: i,
        c: "c".repeat(50_000),
      });
    }
    expect(seen).toEqual(
      [0, 1, 2].map((i) => ({ A: `in ${i}`, TEXT: null, N: null, D: null, IO: i, C: null })),
    );
  });

  test("takes and gives arrays", async () => {
    const seen: unknown[] = [];
    answer = (_sql, binds) => {
      seen.push(Object.fromEntries(binds));
      return { kind: "plsql", out: { OUTS: ["a", null, "ü"], COUNT: 3 } };
    };
    const { outBinds } = await connection.execute("begin p(:ins, :outs, :count); end;", {
      ins: { dir: rawDriver.BIND_IN, type: rawDriver.NUMBER, val: [1, 2.5, null] },
      outs: { dir: rawDriver.BIND_OUT, type: rawDriver.STRING, maxSize: 10, maxArraySize: 3 },
      count: { dir: rawDriver.BIND_INOUT, type: rawDriver.NUMBER, val: 9 },
    });
    expect(outBinds).toEqual({ outs: ["a", null, "ü"], count: 3 });
    expect(seen).toEqual([{ INS: [1, 2.5, null], OUTS: [], COUNT: 9 }]);
  });

  test("fails when there is no room for what goes out", async () => {
    const out = { dir: rawDriver.BIND_OUT, type: rawDriver.STRING, maxSize: 3 };
    answer = () => ({ kind: "plsql", out: { X: "long" } });
    const text = connection.execute("begin :x := 'long'; end;", { x: out });
    expect(await errorOf(text)).toMatchObject({ code: "ORA-06502" });
    answer = () => ({ kind: "plsql", out: { X: ["a", "b", "c"] } });
    const array = connection.execute("begin p(:x); end;", { x: { ...out, maxArraySize: 2 } });
    expect(await errorOf(array)).toMatchObject({ code: "ORA-06513" });
  });

  test("takes texts of any length", async () => {
    const seen: unknown[] = [];
    answer = (_sql, binds) => {
      seen.push(binds.get("X"));
      return { kind: "plsql" };
    };
    const texts = ["x".repeat(4001), "€".repeat(32_767), "z".repeat(200_000), ""];
    for (const text of texts) await connection.execute("begin p(:x); end;", { x: text });
    expect(seen).toEqual([...texts.slice(0, 3), null]);
  });
});

test("what a DBA sees of the session travels along", async () => {
  answer = () => ({ kind: "query", columns: columnOf("NUMBER"), rows: [[1]] });
  connection.module = "a module";
  connection.currentSchema = "HR";
  expect((await connection.execute("select c from t")).rows).toEqual([[1]]);
});

test("more statements than the driver keeps are closed", async () => {
  answer = (sql) => ({
    kind: "query",
    columns: columnOf("NUMBER"),
    rows: [[Number(/\d+/.exec(sql)?.[0])]],
  });
  for (let i = 0; i < 80; i++) {
    const { rows } = await connection.execute(`select ${i % 50} from t`);
    expect(rows).toEqual([[i % 50]]);
  }
});
