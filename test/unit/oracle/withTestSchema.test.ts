import { afterEach, beforeEach, expect, test } from "vitest";
import { sql } from "../../../src/plsql/quote.ts";
import { readCatalog } from "../../../src/services/catalog/readCatalog.ts";
import { isOwn } from "../../oracle/schema/ownNames.ts";
import { withTestSchema } from "../../oracle/schema/withTestSchema.ts";
import { type PracticeTestServer, startPracticeTestServer } from "./practiceTestServer.ts";

let practice: PracticeTestServer;
const said: string[] = [];
const say = (line: string): void => void said.push(line);
beforeEach(async () => {
  said.length = 0;
  practice = await startPracticeTestServer({ lesson: "hr" });
});
afterEach(async () => await practice[Symbol.asyncDispose]());

const make = sql`create table ordssec_test_t (id number primary key);
begin
  ords.enable_object(p_object => 'ORDSSEC_TEST_T', p_object_type => 'TABLE', p_object_alias => 'ordssec_test_t', p_auto_rest_auth => true);
  ords.define_module(p_module_name => 'ordssec_test_m', p_base_path => '/ordssec_test_m/');
  ords.create_role('ordssec_test_r');
  ords.create_role('contract kept');
  ords.create_privilege(p_name => 'ordssec_test_p', p_role_name => 'ordssec_test_r');
  ords_security.register_client(p_name => 'ordssec_test_c', p_grant_type => 'client_credentials');
  ords_security.grant_client_role('ordssec_test_c', 'ordssec_test_r');
  commit;
end;
/
`;

test("a schema in use is refused before anything is done", async () => {
  const before = await everything();
  const call = withTestSchema(runner(), { allowExisting: false, say }, async () => {
    await runner().run(make);
  });
  await expect(call).rejects.toMatchObject({
    code: "inputNotValid",
    message: expect.stringMatching(/nothing was done: it holds module hr, .*client /),
  });
  expect(await everything()).toEqual(before);
});

test("what was made is removed after the work, and what others made stays as it was", async () => {
  const before = await everything();
  const done = await withTestSchema(runner(), { allowExisting: true, say }, async () => {
    expect((await runner().run(make)).map(({ error }) => error)).toEqual([undefined, undefined]);
    const { clients, objects, privileges } = await readCatalog(runner());
    expect(clients.some(({ name }) => isOwn(name))).toBe(true);
    expect(objects.some(({ name }) => isOwn(name))).toBe(true);
    expect(privileges.some(({ name }) => name.endsWith(".ORDSSEC_TEST_T"))).toBe(true);
    return "done";
  });
  expect(done).toBe("done");
  expect(await everything()).toEqual(before);
  expect(said).toEqual([]);
});

test("it is removed also when the work fails, and when an earlier run was killed", async () => {
  const before = await everything();
  const failing = withTestSchema(runner(), { allowExisting: true, say }, async () => {
    await runner().run(make);
    throw new Error("a suite has failed");
  });
  await expect(failing).rejects.toThrow("a suite has failed");
  expect(await everything()).toEqual(before);

  await runner().run(make);
  await withTestSchema(runner(), { allowExisting: true, say }, async () => {
    expect(await everything()).toEqual(before);
  });
});

test("where cleaning up is not possible either, the work's own error is told", async () => {
  const failing = withTestSchema(runner(), { allowExisting: true, say }, async () => {
    await runner().close();
    await practice.practice.listener[Symbol.asyncDispose]();
    throw new Error("the database has gone");
  });
  await expect(failing).rejects.toThrow("the database has gone");
  expect(said.join("\n")).toMatch(/could not be cleaned up/);
});

function runner() {
  return practice.server.runner;
}

/** The catalog and the tables; disabled objects of a table that is gone do no harm. */
async function everything() {
  const { objects, ...catalog } = await readCatalog(runner());
  const { rows } = await runner().query(sql`select table_name from user_tables order by 1`);
  return { ...catalog, objects: objects.filter(({ enabled }) => enabled), rows };
}
