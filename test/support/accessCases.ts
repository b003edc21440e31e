import type { Caller } from "../../src/domain/access/caller.ts";
import type { Verdict } from "../../src/domain/access/decision.ts";
import type { Catalog } from "../../src/domain/model/catalog.ts";
import { clientName, roleName } from "../../src/domain/model/names.ts";
import { catalog, type CatalogBuilder } from "./catalogBuilder.ts";
import { withSchemaRow } from "./schemaRows.ts";

/** A file of test/fixtures/access; its README says how one is written. */
export interface AccessCases {
  /** What it shows, as the README counts: `D.1.2`. */
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly schemas: readonly CasesOfSchema[];
}

export interface CasesOfSchema {
  readonly line: number;
  readonly catalog: Catalog;
  readonly cases: readonly AccessCase[];
  readonly findings: readonly ExpectedFinding[];
}

export interface AccessCase {
  readonly line: number;
  /** As written, without what follows `is`: `anonymous: GET /hr/names`. */
  readonly text: string;
  readonly caller: Caller;
  readonly method: string;
  readonly path: string;
  readonly verdict: Verdict;
  readonly presumed: Verdict;
  /** What a server answers, where the case is about that. */
  readonly status: number | undefined;
  /** Ids of assumptions that the decision has to name. */
  readonly believing: readonly string[];
  /** Ids of the open assumptions that leave it unknown; undefined when the case does not say. */
  readonly open: readonly string[] | undefined;
  readonly outside: readonly string[];
  readonly because: readonly string[];
}

export interface ExpectedFinding {
  readonly line: number;
  readonly rule: string;
  /** `client payroll`; undefined when there has to be none at all. */
  readonly subject: string | undefined;
}

/** Throws an Error that names the line when something is not understood: nothing is passed over. */
export function parseAccessCases(text: string): AccessCases {
  const lines = text.split("\n");
  const [, id, title] = /^# ([DG](?:\.\d+)+) (.+)$/.exec(lines[0] ?? "") ?? [];
  const [, source] = /^source: (.+)$/.exec(lines[1] ?? "") ?? [];
  if (id === undefined || title === undefined || source === undefined)
    throw new Error("A file begins with its number and title, and its source.");
  const schemas: OpenSchema[] = [];
  for (const [index, line] of lines.entries()) {
    if (index < 2 || line.trim() === "") continue;
    try {
      readLine(schemas, line, index + 1);
    } catch (error) {
      throw new Error(`Line ${index + 1}, ${line.trim()}: ${String(error)}`, { cause: error });
    }
  }
  return {
    id,
    title,
    source,
    schemas: schemas.map(({ line, builder, cases, findings }) => ({
      line,
      catalog: builder.build(),
      cases,
      findings,
    })),
  };
}

interface OpenSchema {
  readonly line: number;
  builder: CatalogBuilder;
  readonly cases: AccessCase[];
  readonly findings: ExpectedFinding[];
}

function readLine(schemas: OpenSchema[], line: string, number: number): void {
  if (/^schema\b/.test(line)) {
    schemas.push({ line: number, builder: catalog(), cases: [], findings: [] });
    return;
  }
  const schema = schemas.at(-1);
  if (!schema) throw new Error("a schema has to come first");
  const indented = line.startsWith("  ");
  const last = schema.cases.at(-1);
  if (!indented && / is /.test(line)) schema.cases.push(parseCase(line, number));
  else if (!indented) schema.findings.push(parseFinding(line, number));
  else if (last) schema.cases.splice(-1, 1, withDetail(last, line));
  else schema.builder = withSchemaRow(schema.builder, line.trim());
}

function parseCase(line: string, number: number): AccessCase {
  const [, text = "", who = "", method = "", path = "", answer = ""] =
    /^((.+): ([A-Z]+) (\/\S*)) is (.+)$/.exec(line) ?? [];
  const [first = "", ...others] = answer.split(", ");
  const verdict = verdictOf(first);
  let presumed: Verdict | undefined;
  let status: number | undefined;
  for (const other of others) {
    const [, word = "", value = ""] = /^(\w+) (.+)$/.exec(other) ?? [];
    if (word === "presumed") presumed = verdictOf(value);
    else if (word === "status") status = Number(value);
    else throw new Error(`"${other}" is not understood`);
  }
  return {
    line: number,
    text,
    caller: callerOf(who),
    method,
    path,
    verdict,
    presumed: presumed ?? verdict,
    status,
    believing: [],
    open: undefined,
    outside: [],
    because: [],
  };
}

function verdictOf(text: string): Verdict {
  switch (text) {
    case "allowed":
    case "denied":
    case "unknown":
      return text;
    case "not found":
      return "notFound";
    default:
      throw new Error(`there is no verdict "${text}"`);
  }
}

function callerOf(text: string): Caller {
  const list = (names: string | undefined) => (names === undefined ? [] : names.split(", "));
  if (text === "anonymous") return { kind: "anonymous" };
  const client = /^client (.+)$/.exec(text);
  if (client) return { kind: "client", name: clientName(client[1] ?? "") };
  const user = /^user(?: with roles (.+))?$/.exec(text);
  if (user) return { kind: "user", roles: list(user[1]).map(roleName) };
  const person = /^person(?: with roles (.+))? through (.+)$/.exec(text);
  if (person)
    return {
      kind: "endUser",
      client: clientName(person[2] ?? ""),
      roles: list(person[1]).map(roleName),
    };
  const token = /^token(?: with (scopes|roles) (.+))?$/.exec(text);
  if (!token) throw new Error(`there is no caller "${text}"`);
  const names = list(token[2]);
  return token[1] === "scopes"
    ? { kind: "jwt", scopes: names, roles: [] }
    : { kind: "jwt", scopes: [], roles: names.map(roleName) };
}

function withDetail(one: AccessCase, line: string): AccessCase {
  const [, word = "", rest = ""] = /^ {2}(\w*) (.+)$/.exec(line) ?? [];
  switch (word) {
    case "believing":
      return { ...one, believing: rest.split(", ") };
    case "open":
      return { ...one, open: rest.split(", ") };
    case "outside":
      return { ...one, outside: rest.split(", ") };
    case "because":
    case "":
      return { ...one, because: [...one.because, rest.trim()] };
    default:
      throw new Error("a detail of a case is believing, open, outside or because");
  }
}

function parseFinding(line: string, number: number): ExpectedFinding {
  const [, rule, subject] = /^finding (\w+) at (.+)$/.exec(line) ?? [];
  if (rule !== undefined && subject !== undefined) return { line: number, rule, subject };
  const [, absent] = /^no finding (\w+)$/.exec(line) ?? [];
  if (absent === undefined) throw new Error("a line is a case or a finding");
  return { line: number, rule: absent, subject: undefined };
}

/** The same text with these reasons under each case, and no others. */
export function writeReasons(
  text: string,
  reasonsOf: (line: number) => readonly string[] | undefined,
): string {
  return text
    .split("\n")
    .flatMap((line, index) => {
      if (/^ {2}(?:because| {6,}) /.test(line)) return [];
      const reasons = reasonsOf(index + 1) ?? [];
      return [
        line,
        ...reasons.map(
          (reason, position) => `  ${position === 0 ? "because" : "       "} ${reason}`,
        ),
      ];
    })
    .join("\n");
}
