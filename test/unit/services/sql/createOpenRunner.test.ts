import { expect, test } from "vitest";
import { systemClock } from "../../../../src/base/clock.ts";
import { silentLogger } from "../../../../src/base/logger.ts";
import { Secret } from "../../../../src/base/secret.ts";
import { literal, sql } from "../../../../src/plsql/quote.ts";
import { createOpenRunner } from "../../../../src/services/sql/createOpenRunner.ts";
import {
  FakeHttp,
  oracleProfileWith,
  profileWith,
  sqlDeveloperProfileWith,
} from "../../../support/fakes.ts";

const passwords = { password: new Secret("tiger"), walletPassword: undefined };
const query = sql`select ${literal("x")} from dual`;

function openerWith(borrowed: (id: string) => void = () => {}) {
  return createOpenRunner({
    http: new FakeHttp().client,
    tnsFolder: () => undefined,
    timeoutMs: () => 1000,
    borrowSession: async (id) => {
      borrowed(id);
      return await Promise.resolve({ execute: async () => await Promise.resolve({ items: [] }) });
    },
    clock: systemClock,
    log: silentLogger,
  });
}

test("a connection through ORDS logs in with each request, so that opening it sends nothing", async () => {
  const runner = await openerWith()(profileWith(), passwords, undefined);
  expect(runner.transaction).toBe("perRequest");
});

test("a borrowed session is asked for by the id that it has there, when it is used", async () => {
  const asked: string[] = [];
  const open = openerWith((id) => asked.push(id));
  const runner = await open(sqlDeveloperProfileWith({ connectionId: "c7" }), passwords, undefined);
  expect(runner.transaction).toBe("borrowed");
  expect(asked).toEqual([]);
  await expect(runner.query(query)).rejects.toThrow();
  expect(asked).toEqual(["c7"]);
});

test("a database that is not there is told as what it is", async () => {
  const database = {
    kind: "basic",
    host: "127.0.0.1",
    port: 1,
    service: "FREEPDB1",
    tls: false,
  } as const;
  const open = openerWith()(oracleProfileWith({ database }), passwords, undefined);
  await expect(open).rejects.toMatchObject({ code: "connectionRefused" });
});
