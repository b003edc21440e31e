import { expect, test } from "vitest";
import { openTestWorld } from "../../../support/practiceWorld.ts";
import type { TestWorld } from "../../../support/practiceWorld.ts";

const testWorld = await openTestWorld();
const older = await openTestWorld("empty", "23.4");

function check(block: string, output: string, binds = {}): void {
  const [outcome] = testWorld.run(`${block}\n/`, binds);
  expect(outcome?.failure?.text).toBeUndefined();
  expect(outcome?.output).toBe(output);
}

test.each<[string, string, string]>([
  ["a text", "begin dbms_output.put_line('a' || 1 || null || chr(33)); end;", "a1!\n"],
  [
    "a line in pieces",
    "begin dbms_output.put('a'); dbms_output.put('b'); dbms_output.new_line; end;",
    "ab\n",
  ],
  [
    "variables",
    "declare x varchar2(9) := 'a'; begin x := x || 'b'; dbms_output.put_line(upper(x)); end;",
    "AB\n",
  ],
  [
    "arrays",
    "declare l owa.vc_arr; begin l(1) := 'a'; l(2) := 'b'; dbms_output.put_line(l.count || l(2)); l.delete; dbms_output.put_line(l.count); end;",
    "2b\n0\n",
  ],
  [
    "the release",
    "begin dbms_output.put_line('ORDS ' || ords.installed_version); end;",
    "ORDS 25.4.0.r0\n",
  ],
  ["the user", "begin dbms_output.put_line(user); end;", "PRACTICE\n"],
  [
    "a block inside",
    "declare x number := 1; begin declare y number := 2; begin x := x + y; end; dbms_output.put_line(x); end;",
    "3\n",
  ],
  ["an empty section of exceptions", "begin null; exception when others then null; end;", ""],
])("runs %s", (_name, block, output) => {
  check(block, output);
});

test("a client's credentials come back in a record", () => {
  const [outcome] = testWorld.run(`
    declare
      l_client ords_types.t_client_credentials;
    begin
      l_client := ords_security.register_client(
        p_name          => 'printed',
        p_grant_type    => 'client_credentials',
        p_client_secret => ords_types.oauth_client_secret());
      dbms_output.put_line(l_client.client_key.name);
      dbms_output.put_line(l_client.client_key.client_id);
      dbms_output.put_line(l_client.client_secret.secret);
      dbms_output.put_line(l_client.client_secret.slot);
    end;
    /`);
  expect(outcome?.failure?.text).toBeUndefined();
  expect(outcome?.output).toMatch(/^printed\n([\w-]{22}\.\.\n){2}1\n$/);
});

test("a secret comes in by a bind and is not kept", () => {
  const outcomes = testWorld.run(
    `declare l_client ords_types.t_client_credentials;
     begin
       l_client := ords_security.register_client(
         p_name          => 'bound',
         p_grant_type    => 'client_credentials',
         p_client_secret => ords_types.oauth_client_secret(p_secret => :client_secret));
       commit;
     end;
     /
     select client_secret from user_ords_clients where name = 'bound';`,
    { client_secret: "quiet" },
  );
  expect(outcomes.map(({ failure }) => failure?.text)).toEqual([undefined, undefined]);
  expect(outcomes[1]?.page?.rows).toEqual([["********"]]);
  const { engine } = testWorld.world.dictionary;
  expect(JSON.stringify(engine.rows("select * from ords$client_secrets"))).not.toContain("quiet");
});

test("rotating fills the second slot, then the older one", () => {
  const rotate =
    "begin dbms_output.put_line(ords_security.rotate_client_secret(p_name => 'rotated')); end;";
  const outcomes = testWorld.run(`
    declare l_client ords_types.t_client_credentials;
    begin
      l_client := ords_security.register_client('rotated', 'client_credentials', p_client_secret => ords_types.oauth_client_secret());
      dbms_output.put_line(l_client.client_secret.secret);
      commit;
    end;
    /
    ${rotate}
    /
    ${rotate}
    /
    begin commit; end;
    /`);
  const secrets = outcomes.map(({ output }) => output.trim()).filter((one) => one !== "");
  // Uncommitted work of earlier requests is gone: the three stand in one script.
  expect(secrets).toHaveLength(3);
  const tries = secrets.map((secret) => statusOfToken("rotated", secret));
  expect(tries).toEqual([401, 200, 200]);
});

function statusOfToken(name: string, secret: string): number {
  const row = testWorld.world.dictionary.engine.row(
    "select client_id from ords$clients where name = ?",
    [name],
  );
  return testWorld.send("POST", "/oauth/token", {
    headers: {
      authorization: `Basic ${btoa(`${String(row?.["client_id"])}:${secret}`)}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  }).status;
}

function checkFailure(world: TestWorld, block: string, text: string): void {
  const [outcome] = world.run(`${block}\n/`);
  expect(outcome?.failure?.text).toBe(text);
  expect(outcome?.output).toBe("");
}

const ignored = (where: string): string => `\nORA-06550: ${where}:\nPL/SQL: Statement ignored`;

test.each<[string, string, string]>([
  [
    "a procedure that is not there",
    "begin\n  ords.create_rol('x');\nend;",
    `ORA-06550: line 2, column 3:\nPLS-00302: component 'CREATE_ROL' must be declared${ignored("line 2, column 3")}`,
  ],
  [
    "a package that is not there",
    "begin\n  htp.p('x');\nend;",
    `ORA-06550: line 2, column 3:\nPLS-00201: identifier 'HTP.P' must be declared\nThe practice server runs the packages ORDS, OAUTH, ORDS_SECURITY and DBMS_OUTPUT.${ignored("line 2, column 3")}`,
  ],
  [
    "a package for administrators",
    "begin ords_admin.create_role('HR', 'x'); end;",
    `ORA-06550: line 1, column 7:\nPLS-00201: identifier 'ORDS_ADMIN.CREATE_ROLE' must be declared${ignored("line 1, column 7")}`,
  ],
  [
    "a parameter that is not there",
    "begin\n  ords.create_role(p_name => 'x');\nend;",
    `ORA-06550: line 2, column 20:\nPLS-00306: wrong number or types of arguments in call to 'CREATE_ROLE'\nORDS.CREATE_ROLE has no parameter p_name.${ignored("line 2, column 20")}`,
  ],
  [
    "a function as a procedure",
    "begin ords.installed_version; end;",
    `ORA-06550: line 1, column 7:\nPLS-00221: 'INSTALLED_VERSION' is not a procedure or is undefined${ignored("line 1, column 7")}`,
  ],
  [
    "a procedure as a function",
    "declare x varchar2(9); begin x := ords.create_role('x'); end;",
    `ORA-06550: line 1, column 35:\nPLS-00222: no function with name 'CREATE_ROLE' exists in this scope${ignored("line 1, column 35")}`,
  ],
  [
    "a variable that is not declared",
    "begin dbms_output.put_line(l_x); end;",
    `ORA-06550: line 1, column 28:\nPLS-00201: identifier 'L_X' must be declared\nThe practice server knows few functions of Oracle, and not this one.${ignored("line 1, column 28")}`,
  ],
  [
    "an error of one's own",
    "begin\n  raise_application_error(-20042, 'Not today');\nend;",
    "ORA-20042: Not today\nORA-06512: at line 2",
  ],
  [
    "a duplicate",
    "begin\n  ords.create_role('twice');\n  ords.create_role('twice');\nend;",
    "ORA-00001: unique constraint (ORDS_METADATA.ROLES_UNQ_NAME) violated\nORA-06512: at line 3",
  ],
  [
    "a duplicate before an EXCEPTION section",
    "begin\n  ords.create_role('SQL Developer');\nexception when others then null;\nend;",
    "ORA-00001: unique constraint (ORDS_METADATA.ROLES_UNQ_NAME) violated\nORA-06512: at line 2\nThe practice server does not run EXCEPTION sections.",
  ],
])("fails with %s", (_name, block, text) => {
  checkFailure(testWorld, block, text);
});

test("an older release does not have the new package", () => {
  checkFailure(
    older,
    "begin\n  ords_security.delete_client('x');\nend;",
    `ORA-06550: line 2, column 3:\nPLS-00201: identifier 'ORDS_SECURITY.DELETE_CLIENT' must be declared${ignored("line 2, column 3")}`,
  );
});

test.each<[string, string]>([
  ["IF", "if true then null; end if;"],
  ["FOR", "for i in 1 .. 2 loop null; end loop;"],
  ["SELECT", "select 1 into l_x from dual;"],
  ["EXECUTE", "execute immediate 'drop table employees';"],
  ["ORDS_SECURITY.UPDATE_CLIENT_LOGO", "ords_security.update_client_logo('c', 'image/png', null);"],
])("refuses %s before anything runs", (what, statement) => {
  const block = `declare l_x number;\nbegin\n  ords.create_role('left behind');\n  commit;\n  ${statement}\nend;`;
  checkFailure(
    testWorld,
    block,
    `ORA-03001: unimplemented feature\nORA-06550: line 5, column 3:\nThe practice server does not run ${what}. Nothing of this block was run.`,
  );
  expect(testWorld.rows("select 1 from user_ords_roles where name = 'left behind'")).toEqual([]);
});

test("a block that fails undoes itself, and keeps what it has committed", () => {
  const [, roles] = testWorld.run(`
    begin
      ords.create_role('kept');
      commit;
      ords.create_role('undone');
      ords.create_role('kept');
    end;
    /
    select name from user_ords_roles where name in ('kept', 'undone');`);
  expect(roles?.page?.rows).toEqual([["kept"]]);
});

test("ROLLBACK inside a block undoes what came before it", () => {
  const rows = testWorld.rows(`
    begin
      ords.create_role('one');
      rollback;
      ords.create_role('two');
      commit;
    end;
    /
    select name from user_ords_roles where name in ('one', 'two');`);
  expect(rows).toEqual([["two"]]);
});

test("DML in a block sees its variables and its binds", () => {
  const outcomes = testWorld.run(
    `declare
       l_name varchar2(30) := 'Legal';
     begin
       insert into departments (department_id, department_name, location) values (:id, l_name, 'Graz');
       :answer := l_name || ' is there';
       update departments set location = 'Lisbon' where departments.department_name = l_name;
     end;
     /
     select * from departments where department_id = 70;`,
    { id: 70, answer: null },
  );
  expect(outcomes.map(({ failure }) => failure?.text)).toEqual([undefined, undefined]);
  expect(outcomes[1]?.page?.rows).toEqual([[70, "Legal", "Lisbon"]]);
});
