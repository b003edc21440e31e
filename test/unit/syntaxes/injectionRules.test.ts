import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

// Each expression of the grammar by itself: what it takes, and what it calls it. Comments, texts and the order of the
// rules are the affair of the engine, which runs in injection.test.ts.

interface Rule {
  readonly include?: string;
  readonly comment?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}

const grammar = JSON.parse(readFileSync("syntaxes/ords.injection.tmLanguage.json", "utf8")) as {
  readonly injectionSelector: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, { readonly patterns: readonly Rule[] }>>;
};

test.each([
  ["  ORDS.CREATE_ROLE(x);", ["ORDS class", "CREATE_ROLE function"]],
  [
    "ords_metadata.ords_security_admin.register_client(",
    ["ords_security_admin class", "register_client function"],
  ],
  ["oauth . grant_client_role", ["oauth class", "grant_client_role function"]],
  ["p_role_name=> x", ["p_role_name parameter", "=> argument"]],
  ["l ORDS_TYPES.T_CLIENT_CREDENTIALS;", ["ORDS_TYPES class", "T_CLIENT_CREDENTIALS type"]],
  ["select name from user_ords_roles", []],
  ["my_ords.create_role; p_value := 1;", []],
])("calls: %s", (line, expected) => {
  expect(colored("calls", line)).toEqual(expected);
});

test.each([
  ["p_role_name => 'HR Reader')", ["HR Reader role"]],
  ["P_ROLE_NAME=>'O''Neill',", ["O''Neill role"]],
  ["p_privilege_name => 'hr.read'", ["hr.read privilege"]],
  ["p_privilege_names => 'a,b'", ["a,b privilege"]],
  ["p_client_name => 'payroll'", ["payroll client"]],
  ["p_module_name => 'hr'", ["hr module"]],
  ["p_pattern => '/hr/*'", ["/hr/* uri"]],
  ["p_base_path => '/hr/'", ["/hr/ uri"]],
  ["ORDS.CREATE_ROLE('HR')", ["HR role"]],
  ["ORDS_SECURITY.GRANT_CLIENT_ROLE( 'payroll' , 'HR' )", ["payroll client", "HR role"]],
  ["ORDS.CREATE_PRIVILEGE_MAPPING('hr.read', '/hr/*')", ["hr.read privilege", "/hr/* uri"]],
  ["l_roles(1) := 'HR';", ["HR role"]],
  ["l_patterns(l_patterns.COUNT + 1) := '/x/*';", ["/x/* uri"]],
  ["p_comments => 'HR'", []],
  ["p_role_name => 'not closed", []],
  ["p_role_name => l_role", []],
  ["x := 'HR';", []],
])("names: %s", (line, expected) => {
  const words = colored("names", line).filter((one) =>
    / (role|privilege|client|module|uri)$/.test(one),
  );
  expect(words).toEqual(expected);
});

test.each([
  ["/hr/*", ["*"]],
  ["employees/:id", [":id"]],
  ["employees/{id}/:line?", ["{id}", ":line?"]],
])("in the path %s the variable parts stand out", (path, expected) => {
  const found = rules("uri").flatMap(({ match = "" }) => [
    ...path.matchAll(new RegExp(match, "g")),
  ]);
  expect(found.toSorted((a, b) => a.index - b.index).map(([text]) => text)).toEqual(expected);
});

test.each([
  ["q'[it's]'", "q'[", "]'"],
  ["nq'{x}'", "nq'{", "}'"],
  ["Q'(x)'", "Q'(", ")'"],
  ["q'<x>'", "q'<", ">'"],
  ["q'~x~'", "q'~", "~'"],
])("the text %s is no code", (text, opening, closing) => {
  const [rule, ...others] = rules("delimitedTexts").flatMap((one) => {
    const found = expression(one.begin).exec(text);
    return found ? [{ end: one.end ?? "", found }] : [];
  });
  expect(others).toEqual([]);
  expect(rule?.found[0]).toBe(opening);
  // The engine puts what was found in the place of a group of the beginning.
  const end = rule?.end.replace(String.raw`\1`, rule.found[1] ?? "") ?? "";
  expect(new RegExp(end).exec(text)?.[0]).toBe(closing);
});

test("it goes into SQL and PL/SQL of others, outside of comments and texts", () => {
  const hosts = grammar.injectionSelector.split(", ");
  expect(hosts).toHaveLength(3);
  expect(
    hosts.every((one) => one.startsWith("L:source.") && one.endsWith(" -comment -string")),
  ).toBe(true);
  const { grammars } = (
    JSON.parse(readFileSync("package.json", "utf8")) as {
      readonly contributes: {
        readonly grammars: readonly { readonly injectTo: readonly string[] }[];
      };
    }
  ).contributes;
  expect(grammars[0]?.injectTo).toEqual(hosts.map((one) => one.slice(2).split(" ")[0]));
});

test("every rule says what it is for, and every part of the grammar is used", () => {
  const all = Object.values(grammar.repository).flatMap(({ patterns }) => patterns);
  expect(all.filter(({ comment = "" }) => !comment.endsWith("…") && comment.length < 8)).toEqual(
    [],
  );
  const included = JSON.stringify(grammar).match(/"#\w+"/g) ?? [];
  expect([...new Set(included)].toSorted()).toEqual(
    Object.keys(grammar.repository)
      .map((name) => `"#${name}"`)
      .toSorted(),
  );
});

function rules(part: string): readonly Rule[] {
  return grammar.repository[part]?.patterns ?? [];
}

/** What the rules of a part name, each with the last but one word of its scope: `HR Reader role`. */
function colored(part: string, line: string): readonly string[] {
  return rules(part).flatMap(({ match, captures = {} }) => {
    const found = expression(match).exec(line);
    if (!found) return [];
    return Object.entries(captures).map(([group, { name }]) => {
      return `${found[Number(group)]} ${name.split(".").at(-2)}`;
    });
  });
}

/** TextMate's `(?i)` at the front is JavaScript's flag; the rest of these expressions means the same in both. */
function expression(text = ""): RegExp {
  return new RegExp(text.replace("(?i)", ""), "i");
}
