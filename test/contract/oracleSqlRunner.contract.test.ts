import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Secret } from "../../src/base/secret.ts";
import { moduleName } from "../../src/domain/model/names.ts";
import { sql } from "../../src/plsql/quote.ts";
import { readCatalog } from "../../src/services/catalog/readCatalog.ts";
import { readHandlerSource } from "../../src/services/catalog/readHandlerSource.ts";
import { testConnection } from "../../src/services/profiles/testConnection.ts";
import { oracleProfileWith } from "../support/fakes.ts";
import { readSchemas } from "../../src/services/catalog/readSchemas.ts";
import type { SqlRunner } from "../../src/services/sql/sqlRunner.ts";
import {
  type PracticeListener,
  type PracticeListenerOptions,
  startPracticeListener,
} from "../support/oracleListener/practiceListener.ts";
import { startHttpsProxy } from "../support/httpsProxy.ts";
import { openRunner } from "../support/oracleRunner.ts";
import { createTestCertificates } from "../support/testCertificates.ts";
import { type OpenRunner, sqlRunnerContract } from "./sqlRunner.contract.ts";

for (const release of ["25.4", "23.4"]) {
  sqlRunnerContract(`Oracle's driver on a listener with the practice world ${release}`, () =>
    openOn({ release }),
  );
}

describe("Oracle's driver, beyond what every runner promises", () => {
  let practice: PracticeListener;
  let runner: SqlRunner;
  beforeAll(async () => {
    practice = await startPracticeListener({ lesson: "hr" });
    runner = await openRunner({ ...practice, port: practice.listener.port });
  });
  afterAll(async () => {
    await runner.close();
    await practice[Symbol.asyncDispose]();
  });

  test("what a script prints is shown with its statement", async () => {
    const results = await runner.run(
      "set serveroutput on\nbegin\n  dbms_output.put_line('one');\n  dbms_output.put_line('');\n  dbms_output.put_line('three');\nend;\n/\nselect 1 as one from dual;\n",
    );
    expect(results[1]?.output).toEqual([
      "PL/SQL procedure successfully completed.",
      "one",
      "",
      "three",
    ]);
    expect(results[2]?.output).toEqual([]);
  });

  test("what a script leaves uncommitted waits in the session, and nobody else sees it", async () => {
    await runner.run("begin\n  ords.create_role('waits');\nend;\n/\n");
    expect(runner.openTransaction).toBeDefined();
    const other = await openRunner({ ...practice, port: practice.listener.port });
    const seenBy = async (who: SqlRunner): Promise<boolean> =>
      (await readCatalog(who)).roles.some(({ name }) => name === "waits");
    expect([await seenBy(runner), await seenBy(other)]).toEqual([true, false]);
    await runner.openTransaction?.commit();
    expect(runner.openTransaction).toBeUndefined();
    expect(await seenBy(other)).toBe(true);

    await runner.run("begin\n  ords.delete_role('waits');\nend;\n/\n");
    await runner.openTransaction?.rollback();
    expect(await seenBy(runner)).toBe(true);
    await other.close();
  });

  test("the source of a handler, a CLOB, is read when it is asked for", async () => {
    const before = practice.listener.events.length;
    const { modules } = await readCatalog(runner);
    expect(modules.length).toBeGreaterThan(1);
    expect(practice.listener.events.slice(before).map(({ kind }) => kind)).not.toContain("lob");
    const key = { module: moduleName("hr"), uriTemplate: "employees/:id", method: "GET" } as const;
    expect(await readHandlerSource(runner, key)).toMatch(/^select \* from employees/);
  });

  test("the catalog is the one that REST-Enabled SQL gives", async () => {
    const { problems, ...catalog } = await readCatalog(runner);
    expect(problems).toEqual([]);
    expect(catalog).toMatchObject({
      schema: { name: practice.user, alias: practice.ords.alias, enabled: true },
    });
    expect(catalog.privileges.length).toBeGreaterThan(1);
  });

  test("an administrator looks at another schema, and nobody else does", async () => {
    await expect(readSchemas(runner)).rejects.toMatchObject({ code: "roleMissing" });
    const administrator = await openRunner({
      port: practice.listener.port,
      user: "ordsadmin",
      password: practice.password,
    });
    expect(await readSchemas(administrator)).toEqual([practice.user]);
    const theirs = await readCatalog(administrator, { schema: practice.user });
    const own = await readCatalog(runner);
    expect(theirs.modules).toEqual(own.modules);
    expect(theirs.privileges).toEqual(own.privileges);
    expect(theirs.clients).toEqual(own.clients);
    expect(theirs.schema).toEqual(own.schema);
    const tried = async (name: string) =>
      await testConnection({
        profile: oracleProfileWith({ baseUrl: undefined, otherSchema: { name, alias: undefined } }),
        openRunner: () => Promise.resolve({ ...asRunner(administrator), close: async () => {} }),
        http: () => Promise.reject(new Error("ORDS is not asked here")),
      });
    expect(await tried(practice.user)).toMatchObject({ alias: practice.ords.alias, enabled: true });
    await expect(tried("NOBODY")).rejects.toMatchObject({ code: "schemaNotEnabled" });
    await administrator.close();
  });
});

describe("ways to the database", () => {
  const open: AsyncDisposable[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
  });
  const certificates = createTestCertificates();
  const start = async (options: PracticeListenerOptions = {}): Promise<PracticeListener> => {
    const practice = await startPracticeListener(options);
    open.push(practice);
    return practice;
  };
  const folderFor = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), "ords-security-"));
    open.push({ [Symbol.asyncDispose]: async () => await rm(folder, { recursive: true }) });
    return folder;
  };
  const answers = async (runner: SqlRunner): Promise<unknown> => {
    const { rows } = await runner.query(sql`select user as who from dual`);
    await runner.close();
    return rows;
  };

  test.each([undefined, "wallet password"])(
    "over TLS with a wallet whose password is %s, and with a client certificate",
    async (walletPassword) => {
      const made = await certificates;
      const practice = await start({ tls: { ...made.server, clientCa: made.ca } });
      const folder = await folderFor();
      await made.writeWallet(folder, walletPassword);
      const runner = await openRunner({
        ...practice,
        port: practice.listener.port,
        ...(walletPassword === undefined ? {} : { walletPassword: new Secret(walletPassword) }),
        profile: {
          wallet: { folder, needsPassword: walletPassword !== undefined },
          database: { ...onThisMachine, port: practice.listener.port, tls: true },
        },
      });
      expect(await answers(runner)).toEqual([[practice.user]]);
    },
  );

  test("a certificate of an authority that nobody trusts, and one for another name, are told", async () => {
    const made = await certificates;
    const practice = await start({ tls: made.server });
    const database = { ...onThisMachine, port: practice.listener.port, tls: true };
    const port = practice.listener.port;
    await expect(openRunner({ ...practice, port, profile: { database } })).rejects.toMatchObject({
      code: "tlsFailed",
      why: expect.stringContaining("NODE_EXTRA_CA_CERTS") as string,
    });
    const other = await start({ tls: made.serverWithWrongName });
    const folder = await folderFor();
    await made.writeWallet(folder, undefined);
    const wallet = { folder, needsPassword: false };
    const elsewhere = { ...database, port: other.listener.port };
    await expect(
      openRunner({ ...other, port, profile: { database: elsewhere, wallet } }),
    ).rejects.toMatchObject({
      code: "tlsFailed",
      message: expect.stringContaining("name") as string,
    });
  });

  test("through an HTTPS proxy, and what a proxy refuses is told", async () => {
    const made = await certificates;
    const practice = await start({ tls: made.server });
    const proxy = await startHttpsProxy();
    open.push(proxy);
    const folder = await folderFor();
    await made.writeWallet(folder, undefined);
    const profile = {
      wallet: { folder, needsPassword: false },
      httpsProxy: { host: "127.0.0.1", port: proxy.port },
      database: { ...onThisMachine, port: practice.listener.port, tls: true },
    };
    const port = practice.listener.port;
    expect(await answers(await openRunner({ ...practice, port, profile }))).toEqual([
      [practice.user],
    ]);
    expect(proxy.targets).toEqual([`127.0.0.1:${port}`]);
    proxy.refuseWith(407);
    await expect(openRunner({ ...practice, port, profile })).rejects.toMatchObject({
      code: "proxyFailed",
    });
  });

  test("by a name in tnsnames.ora, in an included file, beside an entry that is faulty", async () => {
    const practice = await start();
    const { port } = practice.listener;
    const folder = await folderFor();
    const included = join(folder, "more.ora");
    await writeFile(
      join(folder, "tnsnames.ora"),
      `IFILE = ${included}\nbroken = (DESCRIPTION=(ADDRESS=\n`,
    );
    await writeFile(
      included,
      `practice.world, practice =\n  (DESCRIPTION =\n    (ADDRESS = (PROTOCOL = TCP)(HOST = 127.0.0.1)(PORT = ${port}))\n    (CONNECT_DATA = (SERVICE_NAME = FREEPDB1)))\n`,
    );
    const database = { kind: "tnsAlias", alias: "Practice", folder } as const;
    const runner = await openRunner({ ...practice, port, profile: { database } });
    expect(await answers(runner)).toEqual([[practice.user]]);
  });

  test("by a connect string, and as a proxy user", async () => {
    const practice = await start();
    const { port } = practice.listener;
    const text = `127.0.0.1:${port}/FREEPDB1?expire_time=2`;
    const runner = await openRunner({
      ...practice,
      port,
      profile: {
        database: { kind: "connectString", text },
        user: `${practice.user}[${practice.user}]`,
      },
    });
    expect(await answers(runner)).toEqual([[practice.user]]);
    expect(practice.listener.events.find(({ kind }) => kind === "login")?.user).toBe(
      `${practice.user}[${practice.user}]`,
    );
  });

  test.each([
    [{ services: ["OTHER"] }, "serviceNotFound"],
    [{ verifier: "10g" }, "notInThinMode"],
    [{ nativeEncryption: "required" }, "notInThinMode"],
  ] as const)("what thin mode cannot do, %j: %s", async (options, code) => {
    const practice = await start(options);
    await expect(openRunner({ ...practice, port: practice.listener.port })).rejects.toMatchObject({
      code,
    });
  });
});

/** The methods of a runner, to be put together with others. */
function asRunner(runner: SqlRunner): SqlRunner {
  return {
    transaction: runner.transaction,
    openTransaction: runner.openTransaction,
    query: async (text, options) => await runner.query(text, options),
    run: async (script, options) => await runner.run(script, options),
    close: async () => await runner.close(),
  };
}

const onThisMachine = { kind: "basic", host: "127.0.0.1", service: "FREEPDB1" } as const;

async function openOn(options: PracticeListenerOptions): Promise<OpenRunner> {
  const practice = await startPracticeListener(options);
  return {
    runner: await openRunner({ ...practice, port: practice.listener.port }),
    [Symbol.asyncDispose]: async () => await practice[Symbol.asyncDispose](),
  };
}
