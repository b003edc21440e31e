import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change } from "../../../../src/domain/model/change.ts";
import { deprecatedOauth } from "../../../../src/features/language/rules/deprecatedOauth.ts";
import { fixAllOf } from "../../../../src/features/language/checkScript.ts";
import { applyFix } from "../../../../src/features/language/textFix.ts";
import { readScript } from "../../../../src/plsql/readScript.ts";
import { changesOf, refusalOf, scriptOf } from "../../../../src/plsql/scripts.ts";
import type { Dialect } from "../../../../src/plsql/dialect.ts";
import { anyChange } from "../../../support/changeArbitraries.ts";
import { contextOf } from "./ruleSupport.ts";

test.each([undefined, "SALES"])("a migrated script changes the same (schema %s)", (schema) => {
  const oauth: Dialect = { api: "oauth", schema };
  fc.assert(
    fc.property(fc.array(anyChange, { minLength: 1, maxLength: 6 }), (changes) => {
      const sayable = changes.filter(
        (change) => refusalOf(change, oauth) === undefined && change.kind !== "updateClient",
      );
      const text = scriptOf(sayable, { dialect: oauth });
      const migrated = migrateAll(text);
      const script = readScript(migrated);
      expect(script.problems).toEqual([]);
      expect(script.calls.filter(({ call }) => call.package.startsWith("OAUTH"))).toEqual([]);
      const before = changesOf(readScript(text)).changes;
      expect(changesOf(script).changes.map((each) => [each.change, each.schema])).toEqual(
        before.map((each) => [withSecret(each.change), each.schema]),
      );
    }),
    { numRuns: 200 },
  );
});

/** All that is other than before: OAUTH makes the secret, here the one who runs the script does. */
function withSecret(change: Change): Change {
  if (change.kind !== "registerClient") return change;
  return { ...change, secret: change.grantType === "implicit" ? "none" : "supplied" };
}

test("several clients get secrets of their own and share a variable; the author's comments stay", () => {
  const text = [
    "-- Clients of the payroll",
    "BEGIN",
    "  -- the first",
    "  OAUTH.CREATE_CLIENT(p_name => 'a', p_grant_type => 'client_credentials', -- machine",
    "    p_privilege_names => '');",
    "  OAUTH.CREATE_CLIENT(p_name => 'b', p_grant_type => 'client_credentials', p_privilege_names => '');",
    "  COMMIT; -- done",
    "END;",
    "/",
    "",
  ].join("\n");
  expect(migrateAll(text)).toBe(
    [
      "-- Clients of the payroll",
      "DECLARE",
      "  l_client ORDS_TYPES.T_CLIENT_CREDENTIALS;",
      "BEGIN",
      "  -- the first",
      "  l_client := ORDS_SECURITY.REGISTER_CLIENT(p_name => 'a', p_grant_type => 'client_credentials', -- machine",
      "    p_privilege_names => '',",
      "    p_client_secret => ORDS_TYPES.OAUTH_CLIENT_SECRET(p_secret => :client_secret));",
      "  DBMS_OUTPUT.PUT_LINE('Client id of a: ' || l_client.client_key.client_id);",
      "  l_client := ORDS_SECURITY.REGISTER_CLIENT(p_name => 'b', p_grant_type => 'client_credentials', p_privilege_names => '', p_client_secret => ORDS_TYPES.OAUTH_CLIENT_SECRET(p_secret => :client_secret_2));",
      "  DBMS_OUTPUT.PUT_LINE('Client id of b: ' || l_client.client_key.client_id);",
      "  COMMIT; -- done",
      "END;",
      "/",
      "",
    ].join("\n"),
  );
});

test("the title says what becomes of the secret", () => {
  const text =
    "exec oauth.create_client(p_name => 'a', p_grant_type => 'client_credentials', p_privilege_names => '')";
  const context = contextOf(text, "empty");
  const titles = deprecatedOauth
    .check(context)
    .flatMap(({ fixes }) => fixes().map(({ title }) => title));
  expect(titles).toEqual(["Migrate to ORDS_SECURITY: the secret comes from :client_secret"]);
});

function migrateAll(text: string): string {
  const context = contextOf(text, "empty");
  const fix = fixAllOf(context, deprecatedOauth, deprecatedOauth.check(context));
  return fix === undefined ? text : applyFix(text, fix);
}
