import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { Secret } from "../../src/base/secret.ts";
import { schemaUrlOf, tokenUrlOf } from "../../src/domain/http/schemaUrlOf.ts";
import { analyzeScript } from "../../src/features/language/analyzeScript.ts";
import { checkScript } from "../../src/features/language/checkScript.ts";
import { createScriptContext } from "../../src/features/language/scriptContext.ts";
import { applyFix } from "../../src/features/language/textFix.ts";
import { bindsOf } from "../../src/features/scriptRun/bindsOf.ts";
import { describeRun } from "../../src/features/scriptRun/describeRun.ts";
import { firstError } from "../../src/features/scriptRun/locateErrors.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import { dialectFor } from "../../src/plsql/dialect.ts";
import { catalogOf, closePractice, practiceId, practiceWays } from "./practiceSchemas.ts";

afterEach(closePractice);

const blog = join(import.meta.dirname, "../fixtures/diagnostics/blogSteps.sql");
const secret = new Secret("AbCdEfGhIjKlMnOpQrStUv..");

/**
 * The five steps as blogs print them: a role that nobody creates, a client that gets no role, a
 * package that is to go, and a secret that is looked up. Mended by the preferred fixes alone, the
 * script runs and the client may call.
 */
test("the five steps of a blog run once every preferred fix is applied", async () => {
  const { sessions, profile } = await practiceWays.rest("empty", "25.4");
  const catalog = await sessions.open(practiceId);
  const printed = readFileSync(blog, "utf8");
  expect(
    findingsIn(printed, catalog).map(({ rule, severity }) => `${severity} ${rule.id}`),
  ).toEqual([
    "error roleNotCreated",
    "hint patternMissesBarePath",
    "warning deprecatedOauth",
    "warning clientLacksRole",
    "information secretSelected",
  ]);

  const mended = mend(printed, catalog);
  const left = findingsIn(mended, catalog).filter(({ severity }) =>
    ["error", "warning"].includes(severity),
  );
  expect(
    left.map(({ message }) => message),
    mended,
  ).toEqual([]);
  expect(bindsOf(mended)).toEqual(["client_secret"]);

  const results = await sessions.run(practiceId, mended, { binds: { client_secret: secret } });
  expect(firstError(results), describeRun(results)).toBeUndefined();
  await sessions.refresh(practiceId);
  const [client] = catalogOf(sessions).clients;
  const url = `${schemaUrlOf(profile)}/hr/employees/`;
  expect((await fetch(url)).status).toBe(401);
  const credentials = Buffer.from(`${client?.clientId}:${secret.reveal()}`).toString("base64");
  const answer = await fetch(`${tokenUrlOf(profile)}`, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(url, { headers })).status).toBe(200);
});

test("where OAUTH is all there is, nothing is migrated and the mended script runs as well", async () => {
  const { sessions } = await practiceWays.rest("empty", "23.4.0");
  const catalog = await sessions.open(practiceId);
  const mended = mend(readFileSync(blog, "utf8"), catalog);
  expect(mended).toContain("OAUTH.GRANT_CLIENT_ROLE");
  const results = await sessions.run(practiceId, mended);
  expect(firstError(results), describeRun(results)).toBeUndefined();
  await sessions.refresh(practiceId);
  expect(catalogOf(sessions).clients).toMatchObject([{ name: "payroll", roles: ["HR Reader"] }]);
});

test("what is migrated, and what gets its secret by a fix, runs", async () => {
  const { sessions } = await practiceWays.rest("hr", "25.4");
  const catalog = await sessions.open(practiceId);
  const script = [
    "begin",
    "  ords.create_role('R');",
    "  oauth.create_client('first', 'client_credentials', 'HR', 'One', p_privilege_names => null);",
    "  oauth.grant_client_role('first', 'R');",
    "  oauth.rotate_client_secret('first', p_revoke_sessions => true);",
    "  ords_security.register_client(p_name => 'second', p_grant_type => 'client_credentials');",
    "  oauth.rename_client('second', 'third');",
    "  commit;",
    "end;",
    "/",
    "exec oauth.create_client(p_name => 'fourth', p_grant_type => 'client_credentials', p_privilege_names => '')",
    "exec ords_security.register_client(p_name => 'fifth', p_grant_type => 'client_credentials');",
    "commit;",
    "",
  ].join("\n");
  const mended = mend(script, catalog);
  expect(mended).not.toMatch(/oauth\./i);
  const names = bindsOf(mended);
  expect(names).toHaveLength(4);
  const binds = Object.fromEntries(names.map((name, i) => [name, new Secret(`secret no ${i}`)]));
  const results = await sessions.run(practiceId, mended, { binds });
  expect(firstError(results), `${mended}\n${describeRun(results)}`).toBeUndefined();
  await sessions.refresh(practiceId);
  const added = catalogOf(sessions).clients.filter(
    ({ name }) => !catalog.clients.some((old) => old.name === name),
  );
  expect(added.map(({ name }) => String(name)).toSorted()).toEqual([
    "fifth",
    "first",
    "fourth",
    "third",
  ]);
});

test("lists that a script would empty are filled with what is there", async () => {
  const { sessions } = await practiceWays.rest("hr", "25.4");
  const catalog = await sessions.open(practiceId);
  const before = catalog.privileges.find(
    ({ patterns, roles }) => patterns.length + roles.length > 1,
  );
  const script = [
    "declare",
    "  l_roles owa.vc_arr;",
    "  l_patterns owa.vc_arr;",
    "  l_modules owa.vc_arr;",
    "begin",
    `  ords.define_privilege('${before?.name}', l_roles, l_patterns, l_modules, 'New label');`,
    "  commit;",
    "end;",
    "/",
    "",
  ].join("\n");
  const results = await sessions.run(practiceId, mend(script, catalog));
  expect(firstError(results), describeRun(results)).toBeUndefined();
  await sessions.refresh(practiceId);
  const after = catalogOf(sessions).privileges.find(({ name }) => name === before?.name);
  expect(after).toMatchObject({
    label: "New label",
    roles: before?.roles,
    modules: before?.modules,
  });
  expect(after?.patterns).toEqual(expect.arrayContaining([...(before?.patterns ?? [])]));
});

/** Applies the first preferred fix again and again, as a person does who goes from mark to mark. */
function mend(printed: string, catalog: Catalog): string {
  let text = printed;
  for (let i = 0; i < 20; i += 1) {
    const fix = findingsIn(text, catalog)
      .flatMap(({ fixes }) => fixes())
      .find(({ isPreferred }) => isPreferred);
    if (fix === undefined) return text;
    text = applyFix(text, fix);
  }
  throw new Error(`The fixes do not come to an end:\n${text}`);
}

function findingsIn(text: string, catalog: Catalog) {
  return checkScript(
    createScriptContext({
      analysis: analyzeScript(text),
      catalog,
      dialect: dialectFor(catalog.release),
      otherSchema: undefined,
    }),
  );
}
