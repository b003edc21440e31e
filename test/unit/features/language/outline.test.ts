import { expect, test } from "vitest";
import { analyzeScript } from "../../../../src/features/language/analyzeScript.ts";
import { outlineOf, type OutlineItem } from "../../../../src/features/language/outline.ts";

function linesOf(items: readonly OutlineItem[], indent = ""): readonly string[] {
  return items.flatMap(({ kind, name, detail, children }) => [
    `${indent}${kind} ${name}${detail === "" ? "" : ` (${detail})`}`,
    ...linesOf(children, `${indent}  `),
  ]);
}

function outline(text: string): readonly string[] {
  return linesOf(outlineOf(analyzeScript(text)));
}

test("what a block defines, with what belongs together", () => {
  expect(
    outline(`
DECLARE
  l_roles OWA.VC_ARR;
  l_patterns OWA.VC_ARR;
BEGIN
  ORDS.CREATE_ROLE('HR Reader');
  l_roles(1) := 'HR Reader';
  l_patterns(1) := '/hr/*';
  ORDS.DEFINE_PRIVILEGE('hr.read', l_roles, l_patterns);
  ORDS.CREATE_PRIVILEGE_MAPPING('hr.read', '/pay/*');
  ORDS.CREATE_PRIVILEGE_MAPPING('elsewhere', '/x/*');
  ORDS.DEFINE_MODULE(p_module_name => 'hr', p_base_path => '/hr/');
  ORDS.DEFINE_TEMPLATE('hr', 'employees/:id');
  ORDS.DEFINE_HANDLER('hr', 'employees/:id', p_source => 'select 1 from dual');
  ORDS.DEFINE_PARAMETER('hr', 'employees/:id', 'GET', 'X-Who');
  ORDS.DEFINE_HANDLER(p_module_name => 'hr', p_pattern => 'employees/:id', p_method => 'PUT', p_source => '');
  ORDS.DEFINE_TEMPLATE('other', 'lonely');
  OAUTH.CREATE_CLIENT('payroll', 'client_credentials', p_privilege_names => NULL);
  OAUTH.GRANT_CLIENT_ROLE('payroll', 'HR Reader');
  ORDS_SECURITY.CREATE_JWT_PROFILE('https://issuer', 'aud', 'https://keys');
  ORDS.ENABLE_SCHEMA;
  ORDS.ENABLE_OBJECT(p_object => 'JOBS');
  ORDS.ENABLE_OBJECT(p_enabled => FALSE, p_object => 'OLD');
  COMMIT;
END;
/
`),
  ).toEqual([
    "role HR Reader",
    "privilege hr.read (HR Reader)",
    "  mapping /hr/*",
    "  mapping /pay/* (hr.read)",
    "mapping /x/* (elsewhere)",
    "module hr (/hr/)",
    "  template employees/:id",
    "    handler GET (employees/:id)",
    "      parameter X-Who",
    "    handler PUT (employees/:id)",
    "template lonely",
    "client payroll (client_credentials)",
    "jwtProfile JWT profile (https://issuer)",
    "schema Current schema",
    "object JOBS",
  ]);
});

test("blocks are told apart where there are several", () => {
  expect(
    outline(`SET SERVEROUTPUT ON
BEGIN ORDS.CREATE_ROLE('A'); END;
/
BEGIN NULL; END;
/
CREATE OR REPLACE PROCEDURE make IS BEGIN ORDS.CREATE_ROLE(l_name); END;
/
EXEC ORDS.DEFINE_SERVICE('m', '/m/', 't', p_source => 'x')
`),
  ).toEqual([
    "block Block 1",
    "  role A",
    "block Block 2 (make)",
    "  role l_name",
    "block Block 3",
    "  module m (/m/)",
    "    template t",
    "      handler GET",
  ]);
});

test("what is not known is shown as it is written, and no name is empty", () => {
  expect(
    outline("BEGIN ORDS.CREATE_ROLE(:role); ORDS.CREATE_ROLE(''); ORDS.CREATE_ROLE; END;"),
  ).toEqual(["role :role", "role (no name)", "role (no name)"]);
});

test("a thing holds its call, and the things below it", () => {
  const check = ({ range, selection, children }: OutlineItem): void => {
    expect(range.start <= selection.start && selection.end <= range.end).toBe(true);
    for (const child of children) {
      expect(range.start <= child.range.start && child.range.end <= range.end).toBe(true);
      check(child);
    }
  };
  const text =
    "BEGIN ORDS.DEFINE_MODULE('m','/m/'); END;\n/\nBEGIN ORDS.DEFINE_MODULE('n','/n/');\nORDS.DEFINE_TEMPLATE('n', 't'); END;\n/\n";
  const items = outlineOf(analyzeScript(text));
  expect(items).toHaveLength(2);
  items.forEach(check);
});
