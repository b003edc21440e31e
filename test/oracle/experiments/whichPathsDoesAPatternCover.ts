import { moduleName, privilegeName } from "../../../src/domain/model/names.ts";
import type { Change } from "../../../src/domain/model/change.ts";
import { sql } from "../../../src/plsql/quote.ts";
import { handler, mapping, moduleWith, privilege, role } from "../record/changes.ts";
import type { Call } from "../record/bench.ts";
import type { Experiment } from "../record/experiment.ts";
import type { Answers } from "../record/answer.ts";
import { allHold, given, hasStatus, type Observation, succeeded } from "../record/verdict.ts";
import { own } from "../schema/ownNames.ts";

const base = `/${own("path")}`;
const templates = [
  "open",
  "relative/x",
  "absolute/x",
  "noslash/x",
  "case/x",
  "wild",
  "wild/",
  "wild/y",
  "wild/y/z",
  "exact/y",
  "exact/y/",
  "middle/y/z",
  "specific/x",
  "specific/y/z",
  "equal/x",
];
const patternsQuery = sql`select name, pattern from user_ords_privilege_mappings where name like 'ordssec%' order by name, pattern`;
const clients = {
  a: own("path_client_a"),
  b: own("path_client_b"),
  both: own("path_client_both"),
};

/** Corner cases of patterns, and which of several privileges decides. */
export const whichPathsDoesAPatternCover: Experiment = {
  name: "whichPathsDoesAPatternCover",
  question: "Which paths does a pattern cover, and which of several privileges decides?",
  setUp: {
    changes: ({ alias }) => [
      ...moduleWith("path", templates),
      handler("path", {
        uriTemplate: "wild/y",
        method: "POST",
        sourceType: "plsql/block",
        source: "begin :status_code := 200; end;",
      }),
      ...moduleWith("path_module", ["plain", "x/y"]),
      role("path_a"),
      role("path_b"),
      privilege("path_a", [own("path_a")]),
      privilege("path_b", [own("path_b")]),
      privilege("path_module", [own("path_a")]),
      ...mappings(alias),
      {
        kind: "setModulePrivilege",
        module: moduleName(own("path_module")),
        privilege: privilegeName(own("path_module")),
      },
      mapping("path_b", `/${own("path_module")}/x/*`),
    ],
    clients: [
      plan(clients.a, ["path_a"]),
      plan(clients.b, ["path_b"]),
      plan(clients.both, ["path_a", "path_b"]),
    ],
  },
  ask: async (bench) => {
    await bench.query("the patterns as stored", patternsQuery);
    for (const path of [...templates, "w%69ld/y", "CASE/x"])
      await bench.call(path, { path: `${base}/${path}` });
    await bench.call("POST wild/y", { method: "POST", path: `${base}/wild/y` });
    for (const path of ["plain", "x/y"])
      await bench.call(`module: ${path}`, { path: `/${own("path_module")}/${path}` });

    for (const [who, name] of Object.entries(clients)) {
      const token = await bench.token(`token of ${who}`, name);
      if (!token) continue;
      const as: Partial<Call> = { credential: { kind: "bearer", token }, as: `token of ${name}` };
      for (const path of ["specific/x", "specific/y/z", "equal/x"])
        await bench.call(`${path}, ${who}`, { path: `${base}/${path}`, ...as });
      for (const path of ["plain", "x/y"])
        await bench.call(`module: ${path}, ${who}`, {
          path: `/${own("path_module")}/${path}`,
          ...as,
        });
    }
  },
  judgements: {
    noPrivilegeMeansPublic: (answers) => allHold(open(answers, "open")),
    patternsAreRelativeToSchema: (answers) =>
      allHold(closed(answers, "relative/x"), open(answers, "absolute/x")),
    patternsNeedLeadingSlash: (answers) =>
      allHold(given(isMapped(answers, "noslash"), () => open(answers, "noslash/x"))),
    patternsAreCaseSensitive: (answers) => allHold(open(answers, "case/x")),
    wildcardCoversAllBelow: (answers) =>
      allHold(closed(answers, "wild/"), closed(answers, "wild/y"), closed(answers, "wild/y/z")),
    wildcardLeavesBarePath: (answers) =>
      allHold(given(closed(answers, "wild/y"), () => open(answers, "wild"))),
    exactPatternCoversOnePath: (answers) =>
      allHold(closed(answers, "exact/y"), open(answers, "exact/y/")),
    wildcardOnlyAtEnd: (answers) =>
      allHold(given(isMapped(answers, "middle"), () => open(answers, "middle/y/z"))),
    pathsAreDecodedBeforeMatching: (answers) =>
      allHold(given(closed(answers, "wild/y"), () => hasStatus(answers, "w%69ld/y", 401))),
    privilegeCoversAllMethods: (answers) =>
      allHold(given(closed(answers, "wild/y"), () => hasStatus(answers, "POST wild/y", 401))),
    modulePrivilegeActsAsPattern: (answers) =>
      allHold(
        closed(answers, "module: plain"),
        closed(answers, "module: x/y"),
        open(answers, "module: plain, a"),
        closed(answers, "module: plain, b"),
        open(answers, "module: x/y, b"),
        closed(answers, "module: x/y, a"),
      ),
    mostSpecificPatternWins: (answers) =>
      allHold(
        open(answers, "specific/x, a"),
        closed(answers, "specific/x, b"),
        closed(answers, "specific/y/z, a"),
        open(answers, "specific/y/z, b"),
      ),
    equalPatternsAllDecide: (answers) =>
      allHold(
        closed(answers, "equal/x, a"),
        closed(answers, "equal/x, b"),
        open(answers, "equal/x, both"),
      ),
  },
};

function mappings(alias: string): readonly Change[] {
  return [
    mapping("path_a", `${base}/relative/*`),
    mapping("path_a", `/${alias}${base}/absolute/*`),
    mapping("path_a", `${base.slice(1)}/noslash/*`),
    mapping("path_a", `${base}/CASE/*`),
    mapping("path_a", `${base}/wild/*`),
    mapping("path_a", `${base}/exact/y`),
    mapping("path_a", `${base}/middle/*/z`),
    mapping("path_a", `${base}/specific/*`),
    mapping("path_b", `${base}/specific/y/*`),
    mapping("path_a", `${base}/equal/*`),
    mapping("path_b", `${base}/equal/*`),
  ];
}

/** Whether the mapping of this folder was taken; a server may refuse an odd one. */
function isMapped(answers: Answers, folder: string): Observation {
  const label = Object.keys(answers).find((each) => {
    const answer = answers[each];
    return (
      answer?.kind === "sql" && each.startsWith("set up") && answer.text.includes(`/${folder}/*`)
    );
  });
  return label === undefined ? undefined : succeeded(answers, label);
}

function open(answers: Answers, label: string): Observation {
  return hasStatus(answers, label, 200);
}

function closed(answers: Answers, label: string): Observation {
  return hasStatus(answers, label, 401);
}

function plan(name: string, roles: readonly string[]) {
  return {
    name,
    grantType: "client_credentials",
    privileges: [],
    roles: roles.map(own),
  } as const;
}
