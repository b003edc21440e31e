import { expect, test } from "vitest";
import { callOf } from "../../../src/plsql/callOf.ts";
import { openLocals } from "../../../src/plsql/evaluateExpression.ts";
import { procedures } from "../../../src/plsql/procedures.ts";
import { parseBlock } from "../../../src/plsql/parseBlock.ts";
import { splitScript } from "../../../src/plsql/splitScript.ts";

function read(call: string) {
  const [statement] = splitScript(
    `DECLARE l OWA.VC_ARR; k ords_types.t_client_key; n VARCHAR2(9); BEGIN ${call}; END;`,
  );
  if (statement === undefined) {
    throw new Error("There is no block.");
  }
  const { block } = parseBlock(statement);
  const [first] = block.statements;
  return first?.kind === "call" ? callOf(first.call, openLocals(block.declarations)) : undefined;
}

const named: readonly (readonly [string, string, readonly string[]])[] = [
  ["ords.create_role('x')", "ORDS.CREATE_ROLE", ["p_role_name"]],
  ["ORDS_METADATA.ORDS.create_role('x')", "ORDS.CREATE_ROLE", ["p_role_name"]],
  ['"ORDS"."CREATE_ROLE"(\'x\')', "ORDS.CREATE_ROLE", ["p_role_name"]],
  [
    "ords.create_privilege('p', 'r', p_label => 'l')",
    "ORDS.CREATE_PRIVILEGE",
    ["p_name", "p_role_name", "p_label"],
  ],
  ["ords.create_privilege('p', l)", "ORDS.CREATE_PRIVILEGE", ["p_name", "p_roles"]],
  ["ords.define_privilege('p', l)", "ORDS.DEFINE_PRIVILEGE", ["p_privilege_name", "p_roles"]],
  [
    "ords.define_privilege('p', l, l)",
    "ORDS.DEFINE_PRIVILEGE",
    ["p_privilege_name", "p_roles", "p_patterns"],
  ],
  [
    "ords.define_privilege('p', l, l, l)",
    "ORDS.DEFINE_PRIVILEGE",
    ["p_privilege_name", "p_roles", "p_patterns", "p_modules"],
  ],
  [
    "ords.define_privilege('p', l, 'label')",
    "ORDS.DEFINE_PRIVILEGE",
    ["p_privilege_name", "p_roles", "p_label"],
  ],
  [
    "ords.create_privilege_mapping('p', l)",
    "ORDS.CREATE_PRIVILEGE_MAPPING",
    ["p_privilege_name", "p_patterns"],
  ],
  ["ords_admin.create_role('S', 'x')", "ORDS_ADMIN.CREATE_ROLE", ["p_schema", "p_role_name"]],
  [
    "oauth.create_client('c', 'client_credentials', p_allowed_origins => 'o', p_privilege_names => n)",
    "OAUTH.CREATE_CLIENT",
    ["p_name", "p_grant_type", "p_allowed_origins", "p_privilege_names"],
  ],
  [
    "ords_security.grant_client_role('c', 'r')",
    "ORDS_SECURITY.GRANT_CLIENT_ROLE",
    ["p_client_name", "p_role_name"],
  ],
  [
    "ords_security.grant_client_role(k, 'r')",
    "ORDS_SECURITY.GRANT_CLIENT_ROLE",
    ["p_client_key", "p_role_name"],
  ],
];

for (const [text, what, names] of named) {
  test(`gives the arguments of ${text} their names`, () => {
    const found = read(text);
    expect(found?.problems).toEqual([]);
    expect(`${found?.call.package}.${found?.call.procedure}`).toBe(what);
    expect(Object.keys(found?.call.args ?? {})).toEqual(names);
  });
}

const wrong: readonly (readonly [string, string, string])[] = [
  ["ords.create_roles('x')", "unknownProcedure", "The package ORDS has no member CREATE_ROLES."],
  [
    "ords.create_role(p_name => 'x', p_role_name => 'y')",
    "unknownParameter",
    "ORDS.CREATE_ROLE has no parameter p_name.",
  ],
  ["ords.create_role('x', p_role_name => 'y')", "wrongArgument", "p_role_name is given twice."],
  ["ords.create_role", "missingParameter", "ORDS.CREATE_ROLE needs the parameter p_role_name."],
  [
    "oauth.delete_jwt_profile('x')",
    "unknownParameter",
    "OAUTH.DELETE_JWT_PROFILE takes no arguments.",
  ],
  ["ords.create_role(l)", "wrongArgument", "p_role_name has to be a text."],
];

for (const [text, code, message] of wrong) {
  test(`says what is wrong with ${text}`, () => {
    expect(read(text)?.problems.map((problem) => [problem.code, problem.message])).toEqual([
      [code, message],
    ]);
  });
}

test("a call of another package is none of ours", () => {
  expect(read("dbms_output.put_line('x')")).toBeUndefined();
  expect(read("create_role('x')")).toBeUndefined();
});

test("an unknown member keeps its named arguments, and no procedure is found", () => {
  const found = read("ords.nothing(p_a => 1)");
  expect(found?.procedure).toBeUndefined();
  expect(found?.call.args).toEqual({ p_a: { kind: "number", value: 1 } });
});

test("no procedure has more parameters than the bits that note which are given", () => {
  expect(Math.max(...procedures.map(({ parameters }) => parameters.length))).toBeLessThan(31);
});
