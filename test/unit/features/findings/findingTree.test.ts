import { describe, expect, test } from "vitest";
import { acceptanceFile, type Acceptance } from "../../../../src/domain/lint/acceptance.ts";
import type { Finding } from "../../../../src/domain/lint/finding.ts";
import type { FindingSeverities } from "../../../../src/domain/lint/withSeverities.ts";
import type { Catalog } from "../../../../src/domain/model/catalog.ts";
import {
  badgeOf,
  describeFinding,
  findingContexts,
} from "../../../../src/features/findings/describeFinding.ts";
import { findingMarks } from "../../../../src/features/findings/findingMarks.ts";
import type { FindingNode } from "../../../../src/features/findings/findingNode.ts";
import {
  findingChildren,
  findingRoots,
  type FindingTreeState,
} from "../../../../src/features/findings/findingTree.ts";
import { schemaFindings } from "../../../../src/features/findings/schemaFindings.ts";
import { toMarkdown } from "../../../../src/features/findings/toMarkdown.ts";
import { toSarif } from "../../../../src/features/findings/toSarif.ts";
import { refKey } from "../../../../src/domain/model/entityRef.ts";
import { clientName, moduleName } from "../../../../src/domain/model/names.ts";
import { profileId } from "../../../../src/services/profiles/profile.ts";
import { catalog } from "../../../support/catalogBuilder.ts";
import { tidyCatalog } from "../../../support/tidyCatalog.ts";

const now = new Date(2026, 10, 25, 12).getTime();
const evil = "](command:x) <b>|\nb";
const open = catalog()
  .module("hr", "/hr/")
  .handler("POST", "x")
  .module("news", "/news/")
  .handler("GET", "x")
  .client(evil, { grantType: "implicit" })
  .build();
const accepted: Acceptance = {
  schema: "HR",
  key: "publicWrite:module/hr",
  reason: "A | demo <b>",
  until: "2026-12-31",
  on: "2026-11-01",
};

test("one connection shows its findings, the worst first", () => {
  expect(drawn(stateOf([open]))).toEqual([
    "error Public write: module hr | POST /hr/x of module hr is public: no privilege covers it.",
    "warning Public handler: module news | GET /news/x of module news is public: no privilege covers it.",
    expect.stringMatching(/^warning Implicit grant: client /),
    expect.stringMatching(/^info Metadata catalogs open: schema \| /),
  ]);
});

test("several connections are told apart, with what each has", () => {
  expect(drawn(stateOf([open, tidyCatalog]))).toEqual([
    "database DB 0 | 1 error, 2 warnings, 1 hint",
    "database DB 1 | nothing open",
  ]);
});

test("a tidy schema says how many rules looked", () => {
  expect(drawn(stateOf([tidyCatalog]))).toEqual([
    expect.stringMatching(/^pass Nothing found by \d+ rules \| $/),
  ]);
});

test("what is accepted is folded away, with its reason and its end", () => {
  const state = stateOf([open], [accepted]);
  const folded = findingRoots(state).find(({ kind }) => kind === "accepted");
  if (!folded) throw new Error("Nothing is folded.");
  const [line] = findingChildren(folded, state);
  const facts = line && describeFinding(line, state);
  expect(facts).toMatchObject({
    label: "Public write: module hr",
    description: expect.stringMatching(/^accepted until 2026-12-31 · /),
    contextValue: "finding.accepted.fixable",
  });
  expect(facts?.tooltip).toContain("A \\| demo \\<b\\>");
});

test("what was accepted until yesterday is open again and says so", () => {
  const [line] = drawn(stateOf([open], [{ ...accepted, until: "2026-11-24" }]));
  expect(line).toBe(
    "error Public write: module hr | accepted until 2026-11-24, which is over · POST /hr/x of module hr is public: no privilege covers it.",
  );
});

test("what counts days is looked at anew on another day", () => {
  const both = { first: "2026-11-01T00:00:00", second: "2026-11-01T00:00:00" };
  const one = catalog().client("payroll", { secretsIssuedOn: both }).build();
  const rulesOn = (at: number): readonly string[] =>
    schemaFindings({ id: profileId("p"), name: "DB" }, one, {
      acceptances: [],
      severities: {},
      now: at,
    }).open.map(({ rule }) => rule);
  expect(rulesOn(now)).not.toContain("twoSecrets");
  expect(rulesOn(now + 10 * 86_400_000)).toContain("twoSecrets");
});

test("an acceptance of something that is gone asks to be taken out", () => {
  const state = stateOf([tidyCatalog], [accepted]);
  const folded = findingRoots(state).find(({ kind }) => kind === "accepted");
  const [line] = folded ? findingChildren(folded, state) : [];
  expect(line).toMatchObject({ kind: "stale", acceptance: accepted });
  const facts = line && describeFinding(line, state);
  expect(facts?.label).toContain(accepted.key);
  expect(facts?.contextValue).toBe("stale");
  expect(facts?.tooltip).not.toMatch(/<b>/);
  expect(folded && describeFinding(folded, state).description).toBe("0 · 1 no longer found");
});

test("a file with a mistake is told above all", () => {
  const place = { uri: "file:///w/accepted.json", line: 3 };
  const state = { ...stateOf([open]), troubles: [{ text: "accepted.json, line 3: No.", place }] };
  expect(drawn(state)[0]).toBe("warning accepted.json, line 3: No. | ");
  expect(findingRoots(state)[0]).toMatchObject({ kind: "message", place });
});

test("a schema of which nothing could be read is not called in order", () => {
  const message = "USER_ORDS_PRIVILEGES could not be read: ORA-00942.";
  const unread: Catalog = {
    ...tidyCatalog,
    problems: [{ subject: "USER_ORDS_PRIVILEGES", message, severity: "problem" }],
  };
  const state = stateOf([unread]);
  expect(drawn(state).map((line) => line.replace(/ \| .*/, ""))).toEqual([
    "warning Not everything could be read, so not everything was looked at",
    "info Nothing found in what could be read",
  ]);
  expect(findingRoots(state)[0]).toMatchObject({ detail: message });
  expect(drawn(stateOf([unread, open]))[0]).toBe(
    "database DB 0 | nothing open, not everything read",
  );
  const [schema] = state.schemas;
  if (!schema) throw new Error("No schema.");
  expect(toMarkdown(schema, now)).toContain("not everything was looked at");
  const { runs } = JSON.parse(toSarif(schema, "1.2.3")) as Sarif;
  expect(runs[0]?.invocations).toEqual([
    {
      executionSuccessful: false,
      ruleConfigurationOverrides: [],
      toolExecutionNotifications: [{ level: "warning", message: { text: message } }],
    },
  ]);
});

test("what a release does not have hides nothing", () => {
  const older: Catalog = {
    ...tidyCatalog,
    problems: [{ subject: "USER_ORDS_JWT_PROFILES", message: "Too old.", severity: "note" }],
  };
  expect(drawn(stateOf([older]))).toEqual([expect.stringMatching(/^pass Nothing found by/)]);
});

describe("severities that the person has chosen", () => {
  const chosen = {
    publicWrite: "off",
    publicHandler: "information",
    catalogsOpen: "error",
  } as const;

  test("order the lines, and a rule that is off has none", () => {
    expect(drawn(stateOf([open], [], chosen)).map((line) => line.replace(/:.*/s, ""))).toEqual([
      "error Metadata catalogs open",
      "warning Implicit grant",
      "info Public handler",
    ]);
  });

  test("count in the badge, in the marks and for what is accepted", () => {
    const [schema] = stateOf([open], [], chosen).schemas;
    if (!schema) throw new Error("No schema.");
    expect(badgeOf([schema]).tooltip).toBe("Findings: 1 error, 1 warning");
    expect(findingMarks(schema).get("module/news")).toBeUndefined();
    // Nobody looked for it, so nobody can say that it is gone.
    const [other] = stateOf([open], [accepted], chosen).schemas;
    expect([other?.accepted, other?.stale]).toEqual([[], []]);
  });

  test("count for a catalog that was looked at before, and are taken back", () => {
    const before = drawn(stateOf([open]));
    expect(drawn(stateOf([open], [], chosen))).not.toEqual(before);
    expect(drawn(stateOf([open]))).toEqual(before);
  });

  test("are told where nothing is found, and in both exports", () => {
    const all = Number(/\d+/.exec(drawn(stateOf([tidyCatalog]))[0] ?? "")?.[0]);
    expect(drawn(stateOf([tidyCatalog], [], chosen))[0]).toContain(`${all - 1} rules`);
    const [schema] = stateOf([open], [], chosen).schemas;
    if (!schema) throw new Error("No schema.");
    expect(toMarkdown(schema, now)).toContain("\n\nSwitched off: Public write.\n\n");
    const { runs } = JSON.parse(toSarif(schema, "1.2.3")) as Sarif;
    const rules = runs[0]?.tool.driver.rules.map(({ id }) => id) ?? [];
    expect(runs[0]?.invocations).toMatchObject([
      {
        ruleConfigurationOverrides: [
          {
            descriptor: { id: "publicWrite", index: rules.indexOf("publicWrite") },
            configuration: { enabled: false },
          },
          { descriptor: { id: "publicHandler" }, configuration: { level: "note" } },
          { descriptor: { id: "catalogsOpen" }, configuration: { level: "error" } },
        ],
      },
    ]);
    expect(runs[0]?.results[0]).toMatchObject({ ruleId: "catalogsOpen", level: "error" });
  });
});

test("names stay text in tooltips", () => {
  const state = stateOf([open]);
  for (const node of findingRoots(state)) {
    expect(describeFinding(node, state).tooltip).not.toMatch(/<b>|(?<!\\)\]\(command/);
  }
});

test("menus can ask for every kind of line", () => {
  const states = [
    stateOf([open, tidyCatalog]),
    stateOf([open], [accepted]),
    stateOf([tidyCatalog]),
    stateOf([tidyCatalog], [accepted]),
  ];
  const seen = new Set<string>(
    states.flatMap((state) => all(state).map((node) => describeFinding(node, state).contextValue)),
  );
  expect([...seen].filter((one) => !findingContexts.some((known) => known === one))).toEqual([]);
});

test("the badge and the marks count errors and warnings that are open", () => {
  const [schema] = stateOf([open], [accepted]).schemas;
  if (!schema) throw new Error("No schema.");
  expect(badgeOf([schema])).toEqual({ value: 2, tooltip: "Findings: 2 warnings" });
  const marks = findingMarks(schema);
  expect(marks.get("module/news")).toEqual({
    badge: "1",
    tooltip: "Findings: 1 warning",
    worst: "warning",
  });
  expect(marks.get("")?.badge).toBe("2");
});

test("what is folded away is counted by every line above it, once", () => {
  const [schema] = stateOf([open]).schemas;
  if (!schema) throw new Error("No schema.");
  const handler: Finding = {
    rule: "publicHandler",
    severity: "warning",
    subject: { kind: "handler", module: moduleName("hr"), uriTemplate: "x", method: "POST" },
    message: "It is public.",
    key: "publicHandler:handler/hr/x/POST",
    fixes: [],
    assumptions: [],
  };
  const marks = findingMarks({ ...schema, open: [...schema.open, handler] });
  expect(Object.fromEntries([...marks].map(([key, mark]) => [key, mark.tooltip]))).toEqual({
    "": "Findings: 1 error, 3 warnings",
    "group/clients": "Findings: 1 warning",
    [refKey({ kind: "client", name: clientName(evil) })]: "Findings: 1 warning",
    "group/modules": "Findings: 1 error, 2 warnings",
    "module/hr": "Findings: 1 error; below: 1 warning",
    "module/news": "Findings: 1 warning",
    "template/hr/x": "Findings: 1 warning",
    "handler/hr/x/POST": "Findings: 1 warning",
  });
  expect(marks.get("template/hr/x")?.worst).toBeUndefined();
  expect(marks.get("handler/hr/x/POST")?.worst).toBe("warning");
});

describe("exports", () => {
  test("a log of SARIF has what 2.1.0 asks for", () => {
    const [schema] = stateOf([open], [accepted]).schemas;
    if (!schema) throw new Error("No schema.");
    const log = JSON.parse(toSarif(schema, "1.2.3")) as Sarif;
    expect(log.version).toBe("2.1.0");
    const [run] = log.runs;
    expect(run?.tool.driver).toMatchObject({ name: "ORDS Security", version: "1.2.3" });
    const rules = run?.tool.driver.rules ?? [];
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    const results = run?.results ?? [];
    expect(results).toHaveLength(4);
    for (const { ruleId, ruleIndex, level, message, locations, ...rest } of results) {
      expect(rules[ruleIndex]?.id).toBe(ruleId);
      expect(["error", "warning", "note"]).toContain(level);
      expect(message.text).not.toBe("");
      expect(locations[0]?.logicalLocations[0]?.fullyQualifiedName).toMatch(/^HR/);
      expect(locations[0]?.physicalLocation.artifactLocation.uri).toBe(acceptanceFile);
      expect(Object.values(rest.partialFingerprints)).toHaveLength(1);
    }
    // Told of all of them or of none.
    expect(results.filter(({ suppressions }) => suppressions.length > 0)).toMatchObject([
      {
        ruleId: "publicWrite",
        suppressions: [{ kind: "external", justification: "A | demo <b> (until 2026-12-31)" }],
      },
    ]);
  });

  test("a report holds all, and names stay text", () => {
    const [schema] = stateOf([open], [accepted]).schemas;
    const text = schema ? toMarkdown(schema, now) : "";
    expect(text).toContain("## Warnings");
    expect(text).toContain("| A \\| demo \\<b\\> | 2026-11-01 | 2026-12-31 |");
    expect(text).not.toMatch(/<b>|(?<!\\)\]\(command/);
    // It is read as it stands, too.
    expect(text).toContain("schema HR");
    expect(text).not.toMatch(/\\[.,;:'"/()-]/);
  });
});

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly rules: readonly { readonly id: string }[] };
    };
    readonly invocations: readonly unknown[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
        readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
      }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly suppressions: readonly unknown[];
    }[];
  }[];
}

function stateOf(
  catalogs: readonly Catalog[],
  acceptances: readonly Acceptance[] = [],
  severities: FindingSeverities = {},
): FindingTreeState {
  const schemas = catalogs.map((one, place) =>
    schemaFindings({ id: profileId(`p${place}`), name: `DB ${place}` }, one, {
      acceptances,
      severities,
      now,
    }),
  );
  return { schemas, troubles: [] };
}

function drawn(state: FindingTreeState): readonly string[] {
  return findingRoots(state).map((node) => {
    const { icon, description, label } = describeFinding(node, state);
    return `${icon.id} ${label} | ${description}`;
  });
}

function all(state: FindingTreeState): readonly FindingNode[] {
  return findingRoots(state).flatMap((node) => [
    node,
    ...findingChildren(node, state).flatMap((child) => [child, ...findingChildren(child, state)]),
  ]);
}
