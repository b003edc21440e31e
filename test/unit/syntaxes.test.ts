import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Rule {
  readonly match: string;
  readonly captures: Readonly<Record<string, { readonly name: string }>>;
}

const { patterns } = JSON.parse(
  readFileSync("syntaxes/ords.injection.tmLanguage.json", "utf8"),
) as { readonly patterns: readonly Rule[] };

test.each([
  ["  ORDS.CREATE_ROLE('x');", ["ORDS support.class.ords", "CREATE_ROLE support.function.ords"]],
  [
    "ords_metadata.ords_security_admin.register_client(",
    ["ords_security_admin support.class.ords", "register_client support.function.ords"],
  ],
  [
    "oauth . grant_client_role",
    ["oauth support.class.ords", "grant_client_role support.function.ords"],
  ],
  ["p_role_name=> 'x'", ["p_role_name variable.parameter.ords"]],
  [
    "l ORDS_TYPES.T_CLIENT_CREDENTIALS;",
    ["ORDS_TYPES support.class.ords", "T_CLIENT_CREDENTIALS support.type.ords"],
  ],
  ["select name from user_ords_roles", []],
  ["my_ords.create_role; p_value := 1;", []],
])("%s is colored", (line, expected) => {
  expect(patterns.flatMap((rule) => colored(rule, line))).toEqual(expected);
});

/** TextMate's `(?i)` at the front is JavaScript's flag; the rest of these expressions means the same in both. */
function colored({ match, captures }: Rule, line: string): readonly string[] {
  const found = new RegExp(match.replace("(?i)", ""), "i").exec(line);
  if (!found) return [];
  return Object.entries(captures).map(([group, { name }]) => `${found[Number(group)]} ${name}`);
}
