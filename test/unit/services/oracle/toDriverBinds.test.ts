import oracledb from "oracledb";
import { expect, test, vi } from "vitest";
import { Secret } from "../../../../src/base/secret.ts";
import { toDriverBinds } from "../../../../src/services/oracle/toDriverBinds.ts";
import type { Binds } from "../../../../src/services/sql/sqlRunner.ts";
import { inspectAll } from "../../../support/fakes.ts";

const names = oracledb as Readonly<Record<"BIND_IN" | "STRING" | "NUMBER", unknown>>;
const binds: Binds = { a: "x", B: 7, none: null, new: "row", client_secret: new Secret("MARKED") };

test.each<[string, readonly string[]]>([
  ["select :a from dual", ["a"]],
  ["select :A, :b, :a from dual", ["a", "b"]],
  ["select ':a' from dual -- :b", []],
  ["begin p(:unknown, :none); end;", ["none"]],
  ["create or replace trigger t before insert on x for each row begin :new.a := 1; end;", []],
  ["ALTER TRIGGER t COMPILE", []],
  ["begin p(:new); end;", ["new"]],
  ["select 1 from dual", []],
])("%j gets %j", (statement, wanted) => {
  expect(Object.keys(toDriverBinds(statement, binds))).toEqual(wanted);
  expect(toDriverBinds(statement, undefined)).toEqual({});
});

test("numbers are numbers, all else is text, and nothing comes out of a bind", () => {
  const { a, b, none } = toDriverBinds("begin p(:a, :b, :none); end;", binds);
  expect(a).toEqual({ dir: names.BIND_IN, type: names.STRING, val: "x" });
  expect(b).toEqual({ dir: names.BIND_IN, type: names.NUMBER, val: 7 });
  expect(none).toEqual({ dir: names.BIND_IN, type: names.STRING, val: null });
});

test("a secret is revealed for the statement that names it, and for no other", () => {
  const secret = new Secret("MARKED");
  const reveal = vi.spyOn(secret, "reveal");
  const other = toDriverBinds("begin p(:a); end;", { a: "x", client_secret: secret });
  expect(reveal).not.toHaveBeenCalled();
  expect(inspectAll(other)).not.toContain("MARKED");
  const named = toDriverBinds("begin p(:Client_Secret); end;", { client_secret: secret });
  expect(named["client_secret"]?.val).toBe("MARKED");
});

test("a secret of another copy of the class is revealed, too", () => {
  const foreign = { reveal: () => "MARKED", toString: () => "•••" } as unknown as Secret;
  expect(toDriverBinds("begin p(:s); end;", { s: foreign })["s"]?.val).toBe("MARKED");
});
