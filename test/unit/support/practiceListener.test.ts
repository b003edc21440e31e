import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startPracticeListener } from "../../support/oracleListener/practiceListener.ts";
import type { PracticeListener } from "../../support/oracleListener/practiceListener.ts";
import { basicOf } from "../../support/practiceWorld.ts";
import { errorOf, rawDriver } from "./rawDriver.ts";
import type { RawConnection, RawLob } from "./rawDriver.ts";

let practice: PracticeListener;
let connection: RawConnection;

beforeEach(async () => {
  practice = await startPracticeListener({ lesson: "hr" });
  connection = await login();
});
afterEach(async () => {
  await connection.close();
  await practice[Symbol.asyncDispose]();
});

async function login(user = practice.user): Promise<RawConnection> {
  return await rawDriver.getConnection({
    user,
    password: practice.password.reveal(),
    connectString: practice.listener.connectString,
  });
}

/** What REST-Enabled SQL of the same world says, which sees what is committed. */
async function overHttp(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { url, alias } = practice.ords;
  const response = await fetch(`${url}/${alias}/_/sql`, {
    method: "POST",
    headers: {
      authorization: basicOf(practice.user, practice.password.reveal()),
      "content-type": "application/sql",
    },
    body: sql,
  });
  const { items } = (await response.json()) as {
    items: readonly {
      errorDetails?: string;
      resultSet?: { items: readonly Record<string, unknown>[] };
    }[];
  };
  if (items[0]?.errorDetails) throw new Error(items[0].errorDetails);
  return items[0]?.resultSet?.items ?? [];
}

const countRoles = "select count(*) as n from user_ords_roles where name like 'test%'";
const createRole = "begin ords.create_role(p_role_name => :name); end;";

describe("queries", () => {
  test("read the dictionary, with binds, in any page size", async () => {
    const sql = "select name, id from user_ords_privileges where name <> :none order by name";
    const all = await connection.execute(sql, { none: "-" });
    expect(all.rows?.length).toBeGreaterThan(2);
    const paged = await connection.execute(
      sql,
      { none: "-" },
      { prefetchRows: 1, fetchArraySize: 1 },
    );
    expect(paged.rows).toEqual(all.rows);
    expect(all.metaData?.map(({ name, dbType }) => [name, dbType])).toEqual([
      ["NAME", rawDriver.DB_TYPE_VARCHAR],
      ["ID", rawDriver.DB_TYPE_NUMBER],
    ]);
  });

  test("give a column of nulls as text, and one that is called SOURCE as CLOB", async () => {
    const sql = "select null as empty, source from user_ords_handlers where source is not null";
    const { rows = [], metaData } = await connection.execute(sql);
    expect(metaData?.map(({ dbType }) => dbType)).toEqual([
      rawDriver.DB_TYPE_VARCHAR,
      rawDriver.DB_TYPE_CLOB,
    ]);
    const texts = await Promise.all(rows.map(async ([, lob]) => await (lob as RawLob).getData()));
    const { rows: again } = await connection.execute(sql, [], {
      fetchTypeHandler: () => ({ type: rawDriver.STRING }),
    });
    expect(again).toEqual(texts.map((text) => [null, text]));
    expect(texts.join()).toContain("select");
  });

  test("of which the types change are described again", async () => {
    const sql = "select max(id) as top from user_ords_roles where name = :name";
    await connection.execute(createRole, { name: "test.a" });
    expect((await connection.execute(sql, { name: "nobody" })).rows).toEqual([[null]]);
    expect((await connection.execute(sql, { name: "test.a" })).rows).toEqual([
      [expect.any(Number)],
    ]);
    expect((await connection.execute(sql, { name: "nobody" })).rows).toEqual([[null]]);
  });
});

describe("a transaction", () => {
  test("is seen by its session alone until it commits", async () => {
    const other = await login();
    expect(connection.transactionInProgress).toBe(false);
    await connection.execute(createRole, { name: "test.a" });
    expect(connection.transactionInProgress).toBe(true);
    await connection.execute(createRole, { name: "test.b" });
    expect((await connection.execute(countRoles)).rows).toEqual([[2]]);
    expect((await other.execute(countRoles)).rows).toEqual([[0]]);
    expect(await overHttp(countRoles)).toEqual([{ n: 0 }]);
    await connection.commit();
    expect(connection.transactionInProgress).toBe(false);
    expect((await other.execute(countRoles)).rows).toEqual([[2]]);
    expect(await overHttp(countRoles)).toEqual([{ n: 2 }]);
    await other.close();
  });

  test.each(["rollback", "close", "crash"])("is undone by a %s", async (how) => {
    const own = await login();
    await own.execute(createRole, { name: "test.a" });
    await own.execute("delete from employees");
    if (how === "rollback") {
      await own.rollback();
      expect((await own.execute(countRoles)).rows).toEqual([[0]]);
      expect(own.transactionInProgress).toBe(false);
    }
    if (how === "close") await own.close();
    else practice.listener.dropAll();
    expect(await overHttp(countRoles)).toEqual([{ n: 0 }]);
    expect((await overHttp("select count(*) as n from employees"))[0]?.["n"]).toBeGreaterThan(0);
    connection = await login();
  });

  test("ends by statements, by a commit within a block, and by DDL", async () => {
    await connection.execute(createRole, { name: "test.a" });
    await connection.execute("commit");
    expect(await overHttp(countRoles)).toEqual([{ n: 1 }]);
    await connection.execute(createRole, { name: "test.b" });
    await connection.execute("rollback");
    expect((await connection.execute(countRoles)).rows).toEqual([[1]]);
    await connection.execute(createRole, { name: "test.c" });
    await connection.execute(
      "begin ords.create_role('test.d'); commit; ords.create_role('test.e'); end;",
    );
    expect(connection.transactionInProgress).toBe(true);
    expect(await overHttp(countRoles)).toEqual([{ n: 3 }]);
    expect((await connection.execute(countRoles)).rows).toEqual([[4]]);
    await connection.rollback();
    expect((await connection.execute(countRoles)).rows).toEqual([[3]]);
    await connection.execute(createRole, { name: "test.f" });
    await connection.execute("create table test_table (a number)");
    expect(connection.transactionInProgress).toBe(false);
    expect(await overHttp(countRoles)).toEqual([{ n: 4 }]);
  });

  test("keeps what it has when a later statement fails", async () => {
    await connection.execute(createRole, { name: "test.a" });
    const twice = await errorOf(connection.execute(createRole, { name: "test.a" }));
    expect(twice.message).toMatch(/^ORA-00001/);
    expect(twice.message).toMatch(/ORA-06512: at line 1/);
    expect(connection.transactionInProgress).toBe(true);
    await connection.commit();
    expect(await overHttp(countRoles)).toEqual([{ n: 1 }]);
  });

  test("keeps rows of every kind of change, and the order of ids", async () => {
    const staff = "select employee_id, first_name from employees order by employee_id";
    const { rows: before = [] } = await connection.execute(staff);
    const id = before[0]?.[0];
    await connection.execute("update employees set first_name = 'Änne' where employee_id = :id", {
      id,
    });
    const { rowsAffected } = await connection.execute(
      "delete from employees where employee_id > :id",
      { id },
    );
    expect(rowsAffected).toBe(before.length - 1);
    expect((await connection.execute(staff)).rows).toEqual([[id, "Änne"]]);
    await connection.commit();
    expect((await overHttp(staff)).map((row) => Object.values(row))).toEqual([[id, "Änne"]]);
  });

  test("that changes no row is none", async () => {
    await connection.execute("update employees set first_name = 'x' where 1 = 0");
    expect(connection.transactionInProgress).toBe(false);
    await connection.execute("update employees set first_name = first_name");
    expect(connection.transactionInProgress).toBe(true);
  });

  test("gives the same secret before and after its commit", async () => {
    await connection.execute(`begin
      oauth.create_client(p_name => 'test', p_grant_type => 'client_credentials', p_owner => 'me',
        p_description => 'd', p_support_email => 'a@b.example', p_support_uri => 'https://b.example',
        p_privilege_names => null);
    end;`);
    const sql = "select client_id, client_secret from user_ords_clients where name = 'test'";
    const { rows = [] } = await connection.execute(sql);
    await connection.commit();
    const [client] = await overHttp(sql);
    expect(rows).toEqual([[client?.["client_id"], client?.["client_secret"]]]);
    const token = await fetch(`${practice.ords.url}/${practice.ords.alias}/oauth/token`, {
      method: "POST",
      headers: {
        authorization: basicOf(String(rows[0]?.[0]), String(rows[0]?.[1])),
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    });
    expect(token.status).toBe(200);
  });

  test("goes on while HTTP changes other things", async () => {
    await connection.execute(createRole, { name: "test.a" });
    await overHttp("delete from employees; commit;");
    expect((await connection.execute("select count(*) as n from employees")).rows).toEqual([[0]]);
    await connection.commit();
    expect(await overHttp(countRoles)).toEqual([{ n: 1 }]);
  });

  test("fails aloud when another session has taken its row ids", async () => {
    await connection.execute(createRole, { name: "test.a" });
    await overHttp("begin ords.create_role('test.b'); commit; end;");
    expect(await errorOf(connection.commit())).toMatchObject({ code: "ORA-08177" });
    await connection.rollback();
  });
});

describe("failures", () => {
  test.each([
    ["select * from\n  nowhere", "ORA-00942", 16],
    ["select name, nothing from user_ords_roles", "ORA-00904", 13],
    ["select 1 from dual;", "ORA-00911", 18],
    ["select 1 from dual\n/", "ORA-00933", 19],
    ["commit;", "ORA-00911", 6],
    ["exec ords.create_role('x')", "ORA-00900", 0],
    ["set serveroutput on", "ORA-00900", 0],
    ["begin null; end", "ORA-06550", 15],
    ["begin null; end;\n/", "ORA-06550", 17],
    ["begin\n  nothing.is_here(1);\nend;", "ORA-06550", 8],
    ["begin\n  null;\n  raise_application_error(-20042, 'No.');\nend;", "ORA-20042", 0],
  ])("of %j are %s at %i", async (sql, code, offset) => {
    expect(await errorOf(connection.execute(sql))).toMatchObject({ code, offset });
  });

  test("have Oracle's lines", async () => {
    const compile = await errorOf(connection.execute("begin\n  nothing.is_here(1);\nend;"));
    expect(compile.message).toContain(
      "ORA-06550: line 2, column 3:\nPLS-00201: identifier 'NOTHING.IS_HERE'",
    );
    const raised = await errorOf(
      connection.execute("begin\n  null;\n  raise_application_error(-20042, 'No.');\nend;"),
    );
    expect(raised.message).toContain("ORA-20042: No.\nORA-06512: at line 3");
  });

  test("leave statements with comments and blanks alone", async () => {
    await connection.execute("  -- a; comment\n select 1 from dual /* ; */ -- ;\n");
    await connection.execute("call ords.create_role('test.a')");
    expect((await connection.execute(countRoles)).rows).toEqual([[1]]);
    await connection.execute("begin null; end; -- done");
    await connection.execute("alter session set current_schema = practice");
  });
});

describe("blocks", () => {
  test("give values out", async () => {
    for (const name of ["a", "b"]) {
      const { outBinds } = await connection.execute("begin :x := 'role ' || :name; :n := 7; end;", {
        x: { dir: rawDriver.BIND_OUT, type: rawDriver.STRING, maxSize: 100 },
        n: { dir: rawDriver.BIND_OUT, type: rawDriver.NUMBER },
        name,
      });
      expect(outBinds).toEqual({ x: `role ${name}`, n: 7 });
    }
  });

  test("take a text of 40,000 characters", async () => {
    const source = `select '${"ü".repeat(40_000)}' from dual`;
    await connection.execute(
      `begin
        ords.define_module(p_module_name => 'test', p_base_path => '/test/');
        ords.define_template(p_module_name => 'test', p_pattern => 'a');
        ords.define_handler(p_module_name => 'test', p_pattern => 'a', p_method => 'GET',
          p_source_type => ords.source_type_query, p_source => :source);
      end;`,
      { source },
    );
    const { rows } = await connection.execute(
      "select source from user_ords_handlers where length(source) > 40000",
      [],
      { fetchTypeHandler: () => ({ type: rawDriver.STRING }) },
    );
    expect(rows).toEqual([[source]]);
  });
});

describe("DBMS_OUTPUT", () => {
  const readLines = async (most = 100) => {
    const { outBinds } = await connection.execute(
      "BEGIN  Dbms_Output.Get_Lines( :lines, :numlines ); END;",
      {
        lines: {
          dir: rawDriver.BIND_OUT,
          type: rawDriver.STRING,
          maxSize: 32_767,
          maxArraySize: most,
        },
        numlines: { dir: rawDriver.BIND_INOUT, type: rawDriver.NUMBER, val: most },
      },
    );
    return outBinds;
  };

  test("is not kept unless it is turned on", async () => {
    await connection.execute("begin dbms_output.put_line('lost'); end;");
    expect(await readLines()).toEqual({ lines: [], numlines: 0 });
    await connection.execute("begin dbms_output.enable(null); end;");
    await connection.execute("begin dbms_output.put_line('kept'); dbms_output.put('a'); end;");
    await connection.execute("begin dbms_output.put_line('b'); dbms_output.put_line(''); end;");
    expect(await readLines()).toEqual({ lines: ["kept", "ab", null], numlines: 3 });
    await connection.execute("begin dbms_output.put_line('again'); end;");
    await connection.execute("begin dbms_output.disable; end;");
    expect(await readLines()).toEqual({ lines: [], numlines: 0 });
  });

  test("comes in parts, and what is not read is lost with the next line", async () => {
    await connection.execute("begin dbms_output.enable(buffer_size => 1000000); end;");
    await connection.execute(
      "begin dbms_output.put_line('1'); dbms_output.put_line('2'); dbms_output.put_line('3'); end;",
    );
    expect(await readLines(2)).toEqual({ lines: ["1", "2"], numlines: 2 });
    expect(await readLines(2)).toEqual({ lines: ["3"], numlines: 1 });
    await connection.execute("begin dbms_output.put_line('4'); dbms_output.put_line('5'); end;");
    expect(await readLines(1)).toEqual({ lines: ["4"], numlines: 1 });
    await connection.execute("begin dbms_output.put_line('6'); end;");
    expect(await readLines()).toEqual({ lines: ["6"], numlines: 1 });
  });

  test("is read line by line", async () => {
    await connection.execute("begin dbms_output.enable(20000); end;");
    await connection.execute("begin dbms_output.put_line('only'); end;");
    const readLine = async () => {
      const { outBinds } = await connection.execute(
        "begin dbms_output.get_line(:line, :status); end;",
        {
          line: { dir: rawDriver.BIND_OUT, type: rawDriver.STRING, maxSize: 32_767 },
          status: { dir: rawDriver.BIND_OUT, type: rawDriver.NUMBER },
        },
      );
      return outBinds;
    };
    expect(await readLine()).toEqual({ line: "only", status: 0 });
    expect(await readLine()).toEqual({ line: null, status: 1 });
  });

  test("outlives a rollback, and a failure after it", async () => {
    await connection.execute("begin dbms_output.enable(null); end;");
    await errorOf(
      connection.execute(
        "begin dbms_output.put_line('before'); raise_application_error(-20001, 'x'); end;",
      ),
    );
    await connection.rollback();
    expect(await readLines()).toEqual({ lines: ["before"], numlines: 1 });
  });
});

describe("who may log in", () => {
  test("is the schema's user, with the password of ORDS", async () => {
    expect(practice.user).toBe("PRACTICE");
    const { connectString } = practice.listener;
    const wrong = rawDriver.getConnection({ user: practice.user, password: "x", connectString });
    expect(await errorOf(wrong)).toMatchObject({ code: "ORA-01017" });
    expect((await connection.execute("select user from dual")).rows).toEqual([["PRACTICE"]]);
  });

  test("is a proxy user for that schema only", async () => {
    await (await login("practice[practice]")).close();
    expect(await errorOf(login("practice[other]"))).toMatchObject({ code: "ORA-28150" });
  });
});

test("passes the listener's options on", async () => {
  await using other = await startPracticeListener({ services: ["other"], verifier: "10g" });
  expect(other.listener.connectString).toMatch(/\/other$/);
  const { connectString } = other.listener;
  const refused = rawDriver.getConnection({ user: "x", password: "x", connectString });
  expect(await errorOf(refused)).toMatchObject({ code: "NJS-116" });
});
