import { describe, expect, test } from "vitest";
import { hoverAt } from "../../../../src/features/language/hover.ts";
import {
  type LanguageContext,
  noContext,
} from "../../../../src/features/language/languageContext.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { atCursor } from "./cursor.ts";

const hr: LanguageContext = {
  connection: "HR test",
  catalog: catalog()
    .role("HR Reader")
    .role("Idle")
    .module("hr", "/hr/")
    .handler("GET", "employees/:id")
    .module("pay", "/pay/", { published: false })
    .privilege("hr.read", { roles: ["HR Reader"], patterns: ["/hr/employees/*"] })
    .privilege("pay*", { modules: ["pay"] })
    .client("payroll", { roles: ["HR Reader"] })
    .object("JOBS")
    .build(),
};

/** The text of the hover, without the marks of Markdown, and what it is about. */
function hover(marked: string, context = hr): { about: string; lines: string[] } | undefined {
  const { analysis, offset } = atCursor(marked);
  const found = hoverAt(analysis, offset, context);
  if (!found) return undefined;
  const text = found.markdown.replaceAll(/\\(.)/g, "$1").replaceAll(/\*\*|```(?:sql)?/g, "");
  return {
    about: analysis.text.slice(found.range.start, found.range.end),
    lines: text.split("\n").filter((line) => line.trim() !== ""),
  };
}

describe("the words of a call", () => {
  test("a package", () => {
    expect(hover("BEGIN OA|UTH.DELETE_CLIENT('x'); END;")).toEqual({
      about: "OAUTH",
      lines: [
        "OAUTH",
        "Registers the OAuth clients of the current schema. Deprecated since 24.3: use ORDS_SECURITY.",
      ],
    });
  });

  test("a member with all its forms, its age and where it is known from", () => {
    expect(hover("BEGIN ords.|create_privilege_mapping('a', '/b/*'); END;")).toEqual({
      about: "create_privilege_mapping",
      lines: [
        "ORDS.CREATE_PRIVILEGE_MAPPING(",
        "  p_privilege_name VARCHAR2,",
        "  p_pattern VARCHAR2)",
        "ORDS.CREATE_PRIVILEGE_MAPPING(",
        "  p_privilege_name VARCHAR2,",
        "  p_patterns OWA.VC_ARR)",
        "Protects the paths of a pattern with a privilege, in addition to what it protects already. Patterns are relative to the schema: /hr/*",
        "*Known from: SODA for REST, Security.*",
      ],
    });
  });

  test("a deprecated member says what replaces it", () => {
    expect(hover("EXEC OAUTH.CREATE_JWT_PROF|ILE('a', 'b', 'c')")?.lines).toEqual(
      expect.arrayContaining(["Deprecated. Use ORDS_SECURITY.CREATE_JWT_PROFILE.", "Since 23.3."]),
    );
  });

  test("a member that the connected release lacks", () => {
    const old = catalog().release({ text: "22.1", major: 22, minor: 1, hasOrdsSecurity: false });
    const context = { connection: "old", catalog: old.build() };
    expect(hover("BEGIN ORDS_SECURITY.DELETE_CLI|ENT('x'); END;", context)?.lines).toContain(
      "Not in 22.1, which is connected.",
    );
  });

  test.each([
    [
      "BEGIN ORDS.DEFINE_HANDLER(p_met|hod => 'GET'); END;",
      [
        "p_method VARCHAR2 DEFAULT 'GET'",
        "One of `'GET'`, `'POST'`, `'PUT'`, `'DELETE'`, `'PATCH'`.",
      ],
    ],
    [
      "BEGIN ORDS.DEFINE_PRIVILEGE(p_role|s => l); END;",
      [
        "p_roles OWA.VC_ARR",
        "Must be given.",
        "The name of a role, letter for letter; an array of them.",
      ],
    ],
    [
      "BEGIN OAUTH.CREATE_CLIENT(p_token_dur|ation => 3); END;",
      ["p_token_duration NUMBER DEFAULT NULL", "In seconds."],
    ],
  ])("a parameter: %s", (marked, lines) => {
    expect(hover(marked)?.lines).toEqual(lines);
  });

  test("constants and records", () => {
    expect(
      hover("BEGIN ORDS.DEFINE_HANDLER(p_source_type => ORDS.source_type_pl|sql); END;"),
    ).toEqual({
      about: "source_type_plsql",
      lines: ["ORDS.SOURCE_TYPE_PLSQL = 'plsql/block'", "A kind of source of a handler."],
    });
    expect(hover("DECLARE l ORDS_TYPES.T_CLIENT_K|EY; BEGIN NULL; END;")?.lines[0]).toBe(
      "ORDS_TYPES.T_CLIENT_KEY",
    );
  });
});

describe("names in arguments", () => {
  test.each([
    ["ORDS.DELETE_ROLE('HR R|eader')", "'HR Reader'", "Asked for by hr.read. Granted to payroll."],
    [
      "ORDS.DELETE_ROLE(p_role_name => '|Idle')",
      "'Idle'",
      "No privilege asks for it. No client has it.",
    ],
    [
      "ORDS.DELETE_PRIVILEGE('hr.re|ad')",
      "'hr.read'",
      "Asks for HR Reader. Protects /hr/employees/*.",
    ],
    ["ORDS.DELETE_PRIVILEGE('pay|*')", "'pay*'", "Asks for no role. Protects the module pay."],
    [
      "OAUTH.DELETE_CLIENT('pay|roll')",
      "'payroll'",
      "Grant type: client credentials. Has HR Reader.",
    ],
    [
      "ORDS.DELETE_MODULE('p|ay')",
      "'pay'",
      "At /pay/, with 0 templates. Protected as a whole by pay*. It is not published.",
    ],
    [
      "ORDS.DELETE_PRIVILEGE_MAPPING('hr.read', '/hr/emp|loyees/*')",
      "'/hr/employees/*'",
      "Mapped to hr.read.",
    ],
    [
      "ORDS.DEFINE_TEMPLATE('hr', 'emp|loyees/:id')",
      "'employees/:id'",
      "/hr/employees/:id, GET. Protected by hr.read.",
    ],
    ["ORDS.ENABLE_OBJECT(p_object => 'JO|BS')", "'JOBS'", "A table, at /jobs/."],
    [
      "OAUTH.UPDATE_CLIENT(p_privilege_names => 'x, hr.re|ad ,y')",
      "hr.read",
      "Asks for HR Reader. Protects /hr/employees/*.",
    ],
  ])("%s", (call, about, facts) => {
    const found = hover(`BEGIN ${call}; END;`);
    expect(found?.about).toBe(about);
    expect(found?.lines.slice(1)).toEqual([facts, "*In the schema of HR test.*"]);
  });

  test("a variable whose value is known, and an element of an array", () => {
    const block = "DECLARE l VARCHAR2(9) := 'Idle'; a OWA.VC_ARR; BEGIN ";
    expect(hover(`${block} ORDS.DELETE_ROLE(|l); END;`)?.lines[0]).toBe("Role Idle");
    expect(
      hover(`${block} a(1) := 'HR |Reader'; ORDS.DEFINE_PRIVILEGE('x', a); END;`)?.lines[0],
    ).toBe("Role HR Reader");
  });

  test("what the schema does not have, and what the script makes", () => {
    expect(hover("BEGIN ORDS.DELETE_ROLE('|hr reader'); END;")?.lines).toEqual([
      "Role hr reader",
      "Not in the schema of HR test.",
    ]);
    expect(
      hover("BEGIN ORDS.CREATE_ROLE('New'); OAUTH.GRANT_CLIENT_ROLE('payroll', 'N|ew'); END;")
        ?.lines[1],
    ).toBe("Not in the schema of HR test; this script makes it above.");
  });

  test("without a connection, and in another schema, nothing is claimed", () => {
    const marked = "BEGIN ORDS.DELETE_ROLE('Id|le'); END;";
    expect(hover(marked, noContext)?.lines[1]).toContain("Choose a connection");
    expect(hover(marked, { connection: "HR", catalog: undefined })?.lines[1]).toContain(
      "Connect HR",
    );
    expect(hover("BEGIN ORDS_ADMIN.DELETE_ROLE('OTHER', 'Id|le'); END;")?.lines[1]).toBe(
      "In the schema OTHER, which is not the one that is connected.",
    );
  });

  test("a name that looks like a link is shown as the characters it has", () => {
    const { analysis, offset } = atCursor("BEGIN ORDS.DELETE_ROLE('[x|](command:y)'); END;");
    expect(hoverAt(analysis, offset, hr)?.markdown).toContain(String.raw`\[x\]\(command\:y\)`);
  });
});

test.each([
  ["-- ORDS.CREATE_ROLE('HR R|eader')"],
  ["BEGIN dbms_output.put_line('HR R|eader'); END;"],
  ["BEGIN ORDS.DEFINE_HANDLER(p_source => 'ORDS.CREATE_|ROLE'); END;"],
  ["BEGIN my.create_ro|le('x'); END;"],
  ["SELECT na|me FROM user_ords_roles;"],
  ["BEGIN ORDS.NO_SUCH_MEM|BER('x'); END;"],
  ["BEGIN ORDS.CREATE_ROLE| ('x'); END;"],
])("nothing is said of %s", (marked) => {
  expect(hover(marked)).toBeUndefined();
});
