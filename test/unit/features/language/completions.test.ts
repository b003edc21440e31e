import { describe, expect, test } from "vitest";
import { completionsAt } from "../../../../src/features/language/completions.ts";
import type { LanguageContext } from "../../../../src/features/language/languageContext.ts";
import { noContext } from "../../../../src/features/language/languageContext.ts";
import type { Offer } from "../../../../src/features/language/offer.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { atCursor } from "./cursor.ts";

const hr: LanguageContext = {
  connection: "HR test",
  catalog: catalog()
    .role("HR Reader")
    .role("O'Neill")
    .role("SODA Developer", { builtIn: true })
    .module("hr", "/hr/")
    .handler("GET", "employees/:id")
    .handler("GET", "departments/")
    .module("pay", "/pay/")
    .handler("GET", "runs/")
    .privilege("hr.read", { roles: ["HR Reader"], patterns: ["/hr/employees/*"] })
    .privilege("pay.all", { roles: ["HR Reader"], patterns: ["/pay/*"] })
    .client("payroll")
    .object("JOBS")
    .build(),
};
const older: LanguageContext = {
  connection: "old",
  catalog: catalog()
    .release({ text: "23.1.0", major: 23, minor: 1, hasOrdsSecurity: false })
    .build(),
};

function offers(marked: string, context = hr): readonly Offer[] {
  const { analysis, offset } = atCursor(marked);
  return completionsAt(analysis, offset, context).toSorted((a, b) => a.rank - b.rank);
}

function labels(marked: string, context = hr): readonly string[] {
  return offers(marked, context).map(({ label }) => label);
}

/** The text after the offer of this label was taken. */
function taken(marked: string, label: string, context = hr): string {
  const text = marked.replace("|", "");
  const offer = offers(marked, context).find((one) => one.label === label);
  if (!offer) throw new Error(`${label} is not offered.`);
  return text.slice(0, offer.range.start) + offer.insert + text.slice(offer.range.end);
}

describe("packages", () => {
  test.each([
    ["BEGIN\n  |\nEND;"],
    ["BEGIN\n  OR|\nEND;"],
    ["BEGIN NULL; IF TRUE THEN |"],
    ["BEGIN NULL; /* x */ o|"],
    ["EXEC |"],
  ])("begin a statement: %s", (marked) => {
    expect(labels(marked).slice(0, 2)).toEqual(["ORDS", "ORDS_SECURITY"]);
  });

  test("those that are deprecated come last, and those that the release lacks say so", () => {
    expect(labels("BEGIN |").slice(-2)).toEqual(["OAUTH", "OAUTH_ADMIN"].toSorted());
    expect(offers("BEGIN |", older).find(({ label }) => label === "ORDS_SECURITY")?.detail).toBe(
      "not in 23.1.0",
    );
  });

  test("may also give the value of a variable", () => {
    expect(labels("DECLARE l VARCHAR2(9); BEGIN l := |")).toContain("ORDS_SECURITY");
  });

  test.each([
    ["-- BEGIN ORDS|"],
    ["BEGIN /* OR| */ NULL; END;"],
    ["DECLARE\n  |\nBEGIN NULL; END;"],
    ["BEGIN dbms_output.put_line('ORDS|'); END;"],
    ["BEGIN dbms_output.put_line(|"],
    ["SELECT | FROM dual;"],
    ["|"],
    ["BEGIN NULL; END;\n/\n|"],
    ["BEGIN ORDS.DEFINE_HANDLER(p_source => 'BEGIN |"],
    ["BEGIN ORDS.DEFINE_HANDLER(p_source => q'[BEGIN ORDS.| ]'); END;"],
  ])("are not offered here: %s", (marked) => {
    expect(labels(marked)).toEqual([]);
  });
});

describe("members", () => {
  test("each once, procedures where a statement stands", () => {
    const members = labels("BEGIN ORDS.|");
    expect(members.filter((one) => one === "DEFINE_PRIVILEGE")).toEqual(["DEFINE_PRIVILEGE"]);
    expect(members).not.toContain("INSTALLED_VERSION");
    expect(members.at(-1)).toBe("CREATE_SERVICE");
  });

  test("functions and constants where a value stands", () => {
    expect(labels("BEGIN x := ORDS.|")).toContain("INSTALLED_VERSION");
    expect(labels("SELECT ords.inst| FROM dual")).toContain("INSTALLED_VERSION");
    expect(labels("BEGIN ORDS.DEFINE_HANDLER(p_source_type => ords.|")).toContain(
      "SOURCE_TYPE_PLSQL",
    );
    expect(labels("BEGIN x := ORDS_SECURITY.|")).toEqual([
      "REGISTER_CLIENT",
      "IMPORT_CLIENT",
      "ROTATE_CLIENT_SECRET",
      "REVOKE_CLIENT_SECRETS",
      "UPDATE_CLIENT",
      "VERIFY_CLIENT",
    ]);
    expect(labels("DECLARE l ORDS_TYPES.|")).toContain("T_CLIENT_CREDENTIALS");
  });

  test.each([
    ["BEGIN ORDS.|", "CREATE_ROLE", "BEGIN ORDS.CREATE_ROLE(p_role_name => '$1');"],
    ["BEGIN ords.cre|;", "CREATE_ROLE", "BEGIN ords.CREATE_ROLE(p_role_name => '$1');"],
    ["BEGIN ORDS.|(p_role_name", "CREATE_ROLE", "BEGIN ORDS.CREATE_ROLE(p_role_name"],
    [
      "BEGIN ORDS_METADATA.ORDS.|",
      "DELETE_ROLE",
      "BEGIN ORDS_METADATA.ORDS.DELETE_ROLE(p_role_name => '$1');",
    ],
    ["BEGIN ORDS.ena|", "ENABLE_SCHEMA", "BEGIN ORDS.ENABLE_SCHEMA($1);"],
    ["BEGIN OAUTH.|", "DELETE_JWT_PROFILE", "BEGIN OAUTH.DELETE_JWT_PROFILE;"],
    [
      "BEGIN OAUTH.|",
      "CREATE_CLIENT",
      [
        "BEGIN OAUTH.CREATE_CLIENT(",
        "  p_name            => '$1',",
        "  p_grant_type      => ${2|'client_credentials','authorization_code','implicit'|},",
        "  p_privilege_names => '$3');",
      ].join("\n"),
    ],
    [
      "BEGIN ORDS.|",
      "DEFINE_PRIVILEGE",
      [
        "BEGIN ORDS.DEFINE_PRIVILEGE(",
        "  p_privilege_name => '$1',",
        "  p_roles          => ${2:l_roles},",
        "  p_patterns       => ${3:l_patterns},",
        "  p_modules        => ${4:l_modules});",
      ].join("\n"),
    ],
  ])("%s and %s", (marked, label, expected) => {
    expect(taken(marked, label)).toBe(expected);
  });

  test("the list of names opens at once where the first value is a name that exists", () => {
    const continues = new Map(offers("BEGIN ORDS.|").map((one) => [one.label, one.continues]));
    expect(continues.get("DELETE_ROLE")).toBe(true);
    expect(continues.get("CREATE_ROLE")).toBe(false);
  });

  test("what the connected release lacks is told", () => {
    const details = new Map(offers("BEGIN OAUTH.|", older).map((one) => [one.label, one.detail]));
    expect(details.get("CREATE_JWT_PROFILE")).toBe("not in 23.1.0, since 23.3");
    expect(details.get("DELETE_CLIENT")).toBe("");
  });

  test("the deprecated say what to use", () => {
    const offer = offers("BEGIN OAUTH.|").find(({ label }) => label === "CREATE_CLIENT");
    expect(offer?.deprecated).toBe(true);
    expect(offer?.documentation).toContain("Deprecated: use ORDS_SECURITY.REGISTER_CLIENT.");
  });
});

describe("parameters", () => {
  test.each([
    ["BEGIN ORDS.CREATE_ROLE(|", ["p_role_name"]],
    ["BEGIN ORDS.CREATE_ROLE(p_|);", ["p_role_name"]],
    ["BEGIN ORDS.CREATE_PRIVILEGE_MAPPING('hr.read', |", ["p_pattern", "p_patterns"]],
    ["BEGIN ORDS.CREATE_PRIVILEGE_MAPPING(|, p_patterns => l_p);", ["p_privilege_name"]],
    ["BEGIN ORDS.CREATE_PRIVILEGE(p_name => 'x', p_roles => l, |", ["p_label", "p_description"]],
  ])("those that are missing: %s", (marked, expected) => {
    const found = offers(marked).filter(({ kind }) => kind === "parameter");
    expect(found.map(({ label }) => label)).toEqual(expected);
  });

  test("required ones come first and bring their quotes", () => {
    const [first] = offers("BEGIN ORDS.DEFINE_MODULE(p_comments => 'x', |", noContext);
    expect(first).toMatchObject({ label: "p_module_name", detail: "required" });
    expect(taken("BEGIN ORDS.CREATE_ROLE(p_r|)", "p_role_name")).toBe(
      "BEGIN ORDS.CREATE_ROLE(p_role_name => '$1')",
    );
  });
});

describe("values", () => {
  test.each([
    ["ORDS.DEFINE_HANDLER(p_method => |", ["'GET'", "'POST'", "'PUT'", "'DELETE'", "'PATCH'"]],
    ["ORDS.DEFINE_MODULE(p_status => '|')", ["'PUBLISHED'", "'NOT_PUBLISHED'"]],
    ["ORDS.ENABLE_SCHEMA(p_enabled => |", ["TRUE", "FALSE"]],
    ["ORDS.DEFINE_PARAMETER(p_access_method => |", ["'IN'", "'OUT'", "'INOUT'"]],
    ["ORDS.DEFINE_PARAMETER(p_source_type => |", ["'HEADER'", "'URI'", "'RESPONSE'"]],
    ["OAUTH.CREATE_CLIENT('x', |", ["'client_credentials'", "'authorization_code'", "'implicit'"]],
    ["ORDS.CREATE_ROLE(p_role_name => |", ["HR Reader", "O'Neill", "SODA Developer"]],
    ["ORDS.DELETE_MODULE('|')", ["hr", "pay"]],
    ["ORDS.DEFINE_HANDLER(p_module_name => 'pay', p_pattern => '|", ["runs/"]],
    ["ORDS.DEFINE_HANDLER(p_pattern => '|', p_module_name => 'pay')", ["runs/"]],
    ["ORDS.DEFINE_HANDLER('hr', '|')", ["employees/:id", "departments/"]],
    ["ORDS.DELETE_PRIVILEGE_MAPPING('pay.all', '|')", ["/pay/*"]],
    [
      "ORDS.CREATE_PRIVILEGE_MAPPING('pay.all', '|')",
      ["/hr/*", "/pay/*", "/hr/employees/*", "/hr/departments/*", "/pay/runs/*", "/jobs/*"],
    ],
    ["ORDS_SECURITY.GRANT_CLIENT_ROLE(p_client_name => '|", ["payroll"]],
    ["ORDS.ENABLE_OBJECT(p_object => '|", ["JOBS"]],
    ["ORDS_ADMIN.CREATE_ROLE(p_schema => '|", ["HR"]],
    ["ORDS_ADMIN.DELETE_MODULE(p_schema => 'HR', p_module_name => '|", ["hr", "pay"]],
    ["ORDS_ADMIN.DELETE_MODULE(p_schema => 'OTHER', p_module_name => '|", []],
    ["ORDS.DEFINE_MODULE(p_comments => '|", []],
  ])("%s", (call, expected) => {
    const found = offers(`BEGIN ${call}`);
    expect(found.filter(({ kind }) => kind !== "parameter").map(({ label }) => label)).toEqual(
      expected,
    );
  });

  test.each([
    ["(p_role_name => |)", "O'Neill", "(p_role_name => 'O''Neill')"],
    ["(p_role_name => '|')", "O'Neill", "(p_role_name => 'O''Neill')"],
    ["(p_role_name => 'HR|')", "HR Reader", "(p_role_name => 'HR Reader')"],
    ["(p_role_name => '|", "HR Reader", "(p_role_name => 'HR Reader'"],
    ["(p_role_name => q'[|]')", "O'Neill", "(p_role_name => q'[O'Neill]')"],
    ["(p_role_name => n'|')", "HR Reader", "(p_role_name => n'HR Reader')"],
    ["('|\n  p_other => 'x');", "HR Reader", "('HR Reader'\n  p_other => 'x');"],
  ])("quotes: %s and %s", (call, label, expected) => {
    expect(taken(`BEGIN ORDS.CREATE_ROLE${call}`, label)).toBe(`BEGIN ORDS.CREATE_ROLE${expected}`);
  });

  test("a part of a value has no names", () => {
    const { analysis, offset } = atCursor("BEGIN ORDS.CREATE_ROLE('x' || '‸');", "‸");
    expect(completionsAt(analysis, offset, hr)).toEqual([]);
    const first = atCursor("BEGIN ORDS.CREATE_ROLE('‸' || 'x');", "‸");
    expect(completionsAt(first.analysis, first.offset, hr)).toEqual([]);
  });

  test("what SQL*Plus would take for a variable is put together, also in place of quotes", () => {
    const context = { ...hr, catalog: catalog().role("R&D").build() };
    const expected = "BEGIN ORDS.CREATE_ROLE('R' || CHR(38) || 'D')";
    expect(taken("BEGIN ORDS.CREATE_ROLE(|)", "R&D", context)).toBe(expected);
    expect(taken("BEGIN ORDS.CREATE_ROLE('R|')", "R&D", context)).toBe(expected);
  });

  test("in a list with commas the name that the cursor is in is replaced", () => {
    expect(
      taken("BEGIN OAUTH.CREATE_CLIENT(p_privilege_names => 'pay.all, h|, x')", "hr.read"),
    ).toBe("BEGIN OAUTH.CREATE_CLIENT(p_privilege_names => 'pay.all, hr.read, x')");
  });

  test("the arrays of the block are offered where an array is asked for", () => {
    expect(
      labels("DECLARE\n l_roles OWA.VC_ARR;\nBEGIN ORDS.DEFINE_PRIVILEGE(p_roles => |").slice(0, 1),
    ).toEqual(["l_roles"]);
  });

  test("an element of an array has the names of what the array is for", () => {
    const block = (line: string, call = "") =>
      `DECLARE l_a OWA.VC_ARR; l_roles OWA.VC_ARR; BEGIN ${line} ${call} END;`;
    const definition = "ORDS.DEFINE_PRIVILEGE(p_privilege_name => 'x', p_roles => l_a);";
    expect(labels(block("l_a(1) := '|';", definition))).toContain("HR Reader");
    expect(labels(block("l_a(l_a.COUNT + 1) := |", definition))).toContain("HR Reader");
    expect(labels(block("l_a(1) := '|';"))).toEqual([]);
    expect(labels(block("l_roles(1) := '|"))).toContain("HR Reader");
  });

  test("names that the script makes above come first, without a connection too", () => {
    const marked =
      "BEGIN\n ORDS.CREATE_ROLE('New');\n ORDS.DELETE_ROLE('|');\n ORDS.CREATE_ROLE('Later');";
    expect(labels(marked, noContext)).toEqual(["New"]);
    expect(offers(marked)[0]).toMatchObject({ label: "New", detail: "made above" });
  });
});

test("in a long block only what stands near the cursor is read", () => {
  const calls = "  ORDS.DEFINE_MODULE('m', '/m/', p_comments => q'[it's]');\n".repeat(2000);
  expect(labels(`BEGIN\n${calls}  ORDS.DELETE_ROLE('|'); END;`)).toContain("HR Reader");
  expect(labels(`BEGIN\n${calls}  |\nEND;`)).toContain("ORDS");
  expect(labels(`BEGIN\n${calls}  -- |\nEND;`)).toEqual([]);
});

test("no text and no place in it makes completion fail", () => {
  const text =
    "DECLARE l OWA.VC_ARR; BEGIN l(1) := q'[x]'; ORDS.DEFINE_PRIVILEGE('a', l, p_label=>n'b' || :c, &d); x(1, (2)); END;\n/\nEXEC ORDS.CREATE_ROLE('";
  for (let length = 0; length <= text.length; length += 1) {
    const { analysis, offset } = atCursor(`${text.slice(0, length)}|${text.slice(length + 3)}`);
    for (const { range } of completionsAt(analysis, offset, hr)) {
      expect(range.start).toBeLessThanOrEqual(offset);
      expect(range.end).toBeGreaterThanOrEqual(offset);
    }
  }
});
