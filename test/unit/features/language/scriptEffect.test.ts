import { describe, expect, test } from "vitest";
import { differenceInWords } from "../../../../src/domain/access/differenceInWords.ts";
import { analyzeScript } from "../../../../src/features/language/analyzeScript.ts";
import { blockLenses } from "../../../../src/features/language/codeLenses.ts";
import { effectText, effectTitle } from "../../../../src/features/language/effectText.ts";
import { scriptEffect } from "../../../../src/features/language/scriptEffect.ts";
import { catalog } from "../../../support/catalogBuilder.ts";

const hr = catalog()
  .role("HR Reader")
  .module("hr", "/hr/")
  .handler("GET", "employees/")
  .handler("GET", "employees/:id")
  .module("pay", "/pay/")
  .handler("GET", "runs/")
  .privilege("pay.all", { roles: ["Payroll"], patterns: ["/pay/*"] })
  .client("payroll", { roles: ["HR Reader"] })
  .client("web", { grantType: "authorization_code" })
  .build();

function differences(text: string, before = hr): readonly string[] {
  const effect = scriptEffect(analyzeScript(`BEGIN ${text} END;`), undefined, before);
  return (effect.compared?.access.endpoints ?? []).map((one) => differenceInWords(one));
}

describe("who gains and who loses", () => {
  test.each([
    [
      "a mapping closes what was public",
      "ORDS.CREATE_PRIVILEGE('hr.read', 'HR Reader'); ORDS.CREATE_PRIVILEGE_MAPPING('hr.read', '/hr/*');",
      [
        "GET /hr/employees/: anonymous and people who use client web lose it, client payroll and people who sign in with role HR Reader keep it",
        "GET /hr/employees/:id: anonymous and people who use client web lose it, client payroll and people who sign in with role HR Reader keep it",
      ],
    ],
    [
      "a role opens",
      "OAUTH.GRANT_CLIENT_ROLE('payroll', 'Payroll');",
      ["GET /pay/runs/: client payroll gains it"],
    ],
    [
      "a deletion makes public",
      "ORDS.DELETE_PRIVILEGE('pay.all');",
      ["GET /pay/runs/ becomes public"],
    ],
    [
      "what was refused already is not lost",
      "ORDS.DELETE_MODULE('pay');",
      ["GET /pay/runs/ (gone): people who sign in with role Payroll lose it"],
    ],
    [
      "a handler is new, and another is gone",
      "ORDS.DEFINE_HANDLER('hr', 'employees/', 'POST', p_source => 'x'); ORDS.PUBLISH_MODULE('hr', 'NOT_PUBLISHED'); ORDS.PUBLISH_MODULE('hr');",
      ["POST /hr/employees/ (new) is public"],
    ],
    [
      "a module is hidden",
      "ORDS.PUBLISH_MODULE('hr', 'NOT_PUBLISHED');",
      [
        "GET /hr/employees/ (gone): every caller loses it",
        "GET /hr/employees/:id (gone): every caller loses it",
      ],
    ],
    [
      "some of the paths of a template",
      "ORDS.CREATE_PRIVILEGE('one', 'HR Reader'); ORDS.CREATE_PRIVILEGE_MAPPING('one', '/hr/employees/100');",
      [
        "GET /hr/employees/:id: anonymous and people who use client web lose some of its paths, client payroll and people who sign in with role HR Reader keep it",
      ],
    ],
    [
      "what is not known is not compared",
      "ORDS.DEFINE_PRIVILEGE('open', l_roles, l_patterns); ORDS.SET_MODULE_PRIVILEGE('hr', 'open');",
      [],
    ],
    ["nothing changes for a secret", "OAUTH.ROTATE_CLIENT_SECRET('payroll');", []],
  ])("%s", (_, text, expected) => {
    expect(differences(text)).toEqual(expected);
  });

  test("a client that is registered and granted a role gains what the role opens, and what is public", () => {
    expect(
      differences(
        "OAUTH.CREATE_CLIENT('new', 'client_credentials', p_privilege_names => NULL); OAUTH.GRANT_CLIENT_ROLE('new', 'Payroll');",
      ),
    ).toEqual(["GET /pay/runs/: client new gains it"]);
  });

  test("an unknown verdict is told as one", () => {
    const roleless = catalog(hr)
      .privilege("any", { patterns: ["/pay/runs/*"] })
      .build();
    expect(
      differences("ORDS.CREATE_PRIVILEGE_MAPPING('any', '/hr/employees/');", roleless),
    ).toEqual([
      "GET /hr/employees/: anonymous and people who use client web lose it, not known any more whether client payroll can call it, people who sign in keep it",
    ]);
  });

  test("a schema that is switched off is lost as a whole, and no more than the limit is listed", () => {
    let many = catalog(hr).module("many", "/many/");
    for (let i = 0; i < 300; i += 1) many = many.handler("GET", `t${i}`);
    const effect = scriptEffect(
      analyzeScript("BEGIN ORDS.ENABLE_SCHEMA(p_enabled => FALSE); END;"),
      undefined,
      many.build(),
    );
    expect(effect.compared?.access.endpoints.length).toBeGreaterThan(300);
    const text = effectText(effect, subject);
    expect(text.match(/^ {4}GET \S+ \(gone\)$/gm)?.length).toBeLessThanOrEqual(200);
    expect(text).toMatch(/… and \d+ more endpoints\./);
  });
});

const subject = {
  what: "a.sql",
  connection: "HR test",
  isPart: false,
  lineOf: () => 1,
  now: 0,
  severities: {},
};

const script = `BEGIN
  ORDS.CREATE_ROLE('Payroll');
  OAUTH.GRANT_CLIENT_ROLE('payroll', 'Payroll');
  ORDS.CREATE_ROLE(:later);
END;
/
BEGIN
  IF x THEN ORDS.DELETE_PRIVILEGE('pay.all'); END IF;
  ORDS_ADMIN.CREATE_ROLE('OTHER', 'Far');
END;
/
`;
const analysis = analyzeScript(script);
const lineOf = (offset: number): number => script.slice(0, offset).split("\n").length;

describe("in words", () => {
  test("a whole script", () => {
    const effect = scriptEffect(analysis, undefined, hr);
    expect(effectTitle(effect)).toBe("GET /pay/runs/ becomes public · not all of it can be told");
    const text = effectText(effect, {
      what: "a.sql",
      connection: "HR test",
      isPart: false,
      lineOf,
      now: 0,
      severities: {},
    });
    expect(text.split("\n")).toEqual([
      "What a.sql would do. Nothing has been run.",
      "",
      "Changes (4)",
      "  Line 2: Creates the role Payroll.",
      "  Line 3: Grants the role Payroll to the client payroll.",
      "  Line 8: Deletes the privilege pay.all with its mappings.",
      "  Line 9: Creates the role Far [schema OTHER].",
      "",
      "Access on HR test (1 endpoint)",
      "  GET /pay/runs/ becomes public",
      "",
      "Findings that it brings",
      "  Warning: GET /pay/runs/ of module pay is public: no privilege covers it.",
      "  Warning: No privilege asks for role Payroll, so client payroll has it in vain.",
      "",
      "Findings that it settles",
      "  Error: Privilege pay.all asks for role Payroll, which does not exist in the schema.",
      "",
      "To keep in mind",
      "  Access is not compared for 1 change to another schema.",
      "  Line 8 stands in an IF, a loop or a local procedure: counted as if it ran once.",
      "",
      "Not known before the script runs, or not followed",
      "  Line 4: The value of p_role_name is the bind :later, which is only known when the script runs.",
      "",
    ]);
  });

  test("one block, after those above it", () => {
    const [first, second] = blockLenses(analysis);
    expect([first?.changes, second?.changes, first?.runs]).toEqual([2, 2, true]);
    expect(effectTitle(scriptEffect(analysis, first?.range, hr))).toBe(
      "GET /pay/runs/: client payroll gains it · not all of it can be told",
    );
    const effect = scriptEffect(analysis, second?.range, hr);
    const text = effectText(effect, {
      what: "it",
      connection: "HR test",
      isPart: true,
      lineOf,
      now: 0,
      severities: {},
    });
    expect(text).toContain("GET /pay/runs/ becomes public\n");
    expect(text).toContain("Told as if everything above the block had run.");
  });

  test("a finding that counts days is settled, too", () => {
    const issued = { first: "2026-01-01T00:00:00", second: "2026-02-01T00:00:00" };
    const before = catalog().client("payroll", { secretsIssuedOn: issued }).build();
    const effect = scriptEffect(
      analyzeScript("BEGIN ORDS_SECURITY.REVOKE_CLIENT_SECRET(p_name => 'payroll'); END;\n/\n"),
      undefined,
      before,
    );
    const text = effectText(effect, { ...subject, now: Date.UTC(2026, 10, 25) });
    expect(text).toMatch(/Findings that it settles\n +Warning: Client payroll has had two secrets/);
  });

  test("in whatever order its blocks are asked about, each is told the same", () => {
    const text = [
      "ORDS.DELETE_PRIVILEGE('pay.all');",
      "ORDS.DELETE_MODULE('hr');",
      "ORDS.DELETE_MODULE('pay');",
    ]
      .map((one) => `BEGIN ${one} END;\n/\n`)
      .join("");
    const titles = (order: readonly number[]): readonly string[] => {
      const read = analyzeScript(text);
      const blocks = blockLenses(read);
      const told = order.map((place) => effectTitle(scriptEffect(read, blocks[place]?.range, hr)));
      return order.map((_, place) => told[order.indexOf(place)] ?? "");
    };
    const inOrder = titles([0, 1, 2]);
    expect(inOrder).toEqual([
      "GET /pay/runs/ becomes public",
      "GET /hr/employees/ (gone): every caller loses it · 1 more",
      "GET /pay/runs/ (gone): every caller loses it",
    ]);
    expect(titles([2, 0, 1])).toEqual(inOrder);
    expect(titles([1, 2, 0])).toEqual(inOrder);
  });

  test("without a connection only the changes are told", () => {
    const effect = scriptEffect(analysis, undefined, undefined);
    expect(effectTitle(effect)).toBe("4 changes · not all of it can be told");
    expect(
      effectText(effect, {
        what: "a.sql",
        connection: undefined,
        isPart: false,
        lineOf,
        now: 0,
        severities: {},
      }),
    ).toContain("Connect the schema to see who gains and who loses what.");
  });
});

test("blocks that do not call ORDS have no lens, and one alone is not run by itself", () => {
  const lenses = (text: string) =>
    blockLenses(analyzeScript(text)).map(({ range, ...one }) => {
      return { line: text.slice(0, range.start).split("\n").length, ...one };
    });
  expect(lenses("SET ECHO ON\nBEGIN ORDS.CREATE_ROLE('x'); END;\n/\n")).toEqual([
    { line: 2, runs: false, changes: 1 },
  ]);
  expect(lenses("SELECT 1 FROM dual;\nBEGIN NULL; END;\n/\nEXEC ORDS.CREATE_ROLE('x')\n")).toEqual([
    { line: 4, runs: true, changes: 1 },
  ]);
});
