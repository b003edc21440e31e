import { indexAccess } from "../../src/domain/access/accessIndex.ts";
import type { Finding } from "../../src/domain/lint/finding.ts";
import { findingsOf } from "../../src/domain/lint/findingsOf.ts";
import { grantTypes, methods, type Catalog, type Method } from "../../src/domain/model/catalog.ts";
import { refKey } from "../../src/domain/model/entityRef.ts";
import { catalog, type CatalogBuilder } from "./catalogBuilder.ts";

/** One schema of a file of test/fixtures/findings, and its findings as they were recorded. */
export interface FindingCase {
  /** What stands behind "schema". */
  readonly name: string;
  /** The lines that say what the schema has. */
  readonly rows: readonly string[];
  readonly catalog: Catalog;
}

/** The day on which all fixtures are looked at. */
export const fixtureDay = Date.UTC(2026, 10, 25);

/** Throws an Error that names the line when something is not understood. */
export function parseFindingCases(text: string): readonly FindingCase[] {
  const cases: { name: string; rows: string[] }[] = [];
  let recorded = false;
  for (const line of text.split("\n")) {
    if (line.startsWith("#") || line.trim() === "") continue;
    if (line.startsWith("schema")) {
      cases.push({ name: line, rows: [] });
      recorded = false;
    } else if (line.startsWith("finds")) recorded = true;
    else if (!recorded) cases.at(-1)?.rows.push(line.trim());
  }
  return cases.map(({ name, rows }) => ({
    name,
    rows,
    catalog: rows.reduce(withRow, catalog()).build(),
  }));
}

/** The file with what is found today. */
export function writeFindingCases(text: string): string {
  const head = text.split("\n").filter((line) => line.startsWith("#"));
  const cases = parseFindingCases(text).map(({ name, rows, catalog: schema }) => {
    const found = findingsOf(indexAccess(schema), fixtureDay).map(findingText);
    const lines = found.length === 0 ? ["finds nothing"] : ["finds", ...found];
    return [name, ...rows.map((row) => `  ${row}`), ...lines].join("\n");
  });
  return `${[...head, "", cases.join("\n\n")].join("\n")}\n`;
}

function findingText({ rule, severity, subject, message, fixes, assumptions }: Finding): string {
  const about = subject === undefined ? "the schema" : refKey(subject);
  return [
    `  ${severity} ${rule} at ${about}`,
    `    ${message}`,
    ...fixes.map(({ label, scaffold, arguments: answers, complete }) => {
      const known = Object.entries(answers).map(
        ([id, answer]) => `${id} ${JSON.stringify(answer)}`,
      );
      return `    fix: ${label} (${[scaffold, ...known].join(", ")})${complete ? "" : " in part"}`;
    }),
    ...(assumptions.length === 0 ? [] : [`    believing ${assumptions.join(", ")}`]),
  ].join("\n");
}

function withRow(builder: CatalogBuilder, row: string): CatalogBuilder {
  const [head = "", ...facts] = partsOf(row);
  const [, kind = "", name = ""] = /^(\S+) ?(.*)$/.exec(head) ?? [];
  const make = rows[kind];
  if (!make) throw new Error(`There is no "${kind}": ${row}`);
  return make(builder, name, factsOf(facts));
}

/** A source goes to the end of its line, whatever is in it. */
function partsOf(row: string): readonly string[] {
  const source = row.indexOf("; source ");
  if (source < 0) return row.split("; ");
  return [...row.slice(0, source).split("; "), row.slice(source + 2)];
}

type Row = (builder: CatalogBuilder, name: string, facts: Facts) => CatalogBuilder;

const rows: Readonly<Record<string, Row>> = {
  alias: (builder, alias) => builder.schema({ alias }),
  release: (builder, text) => {
    const [major = "", minor = ""] = text.split(".");
    return builder.release({ text, major: Number(major), minor: Number(minor) });
  },
  disabled: (builder) => builder.schema({ enabled: false }),
  protected: (builder) => builder.schema({ autoRestAuth: true }),
  unread: (builder, view) => builder.problem(view, "It could not be read."),
  role: (builder, name) => builder.role(name),
  builtin: (builder, name) => builder.role(name, { builtIn: true }),
  module: (builder, name, facts) =>
    builder.module(name, facts.one("at"), {
      published: !facts.has("hidden"),
      originsAllowed: facts.list("origins"),
    }),
  ...Object.fromEntries(methods.map((method): [string, Row] => [method, handlerRow(method)])),
  privilege: (builder, name, facts) =>
    builder.privilege(name, {
      roles: facts.list("roles"),
      patterns: [...facts.list("patterns"), ...facts.all("pattern")],
      modules: facts.list("modules"),
    }),
  client: (builder, name, facts) => {
    const [first, second] = facts.list("secrets");
    return builder.client(name, {
      roles: facts.list("roles"),
      privileges: facts.list("privileges"),
      grantType: grantTypes.find((one) => one === facts.one("grant")) ?? "client_credentials",
      originsAllowed: facts.list("origins"),
      redirectUri: facts.one("redirect"),
      tokenDuration: facts.number("token"),
      refreshDuration: facts.number("refresh"),
      codeDuration: facts.number("code"),
      description: facts.one("description"),
      ...(facts.has("secrets") ? { secretsIssuedOn: { first: first || undefined, second } } : {}),
    });
  },
  object: (builder, name, facts) =>
    builder.object(name, {
      alias: facts.one("alias") ?? name.toLowerCase(),
      type: facts.one("type") ?? "TABLE",
      requiresAuthorization: facts.has("authorization"),
      enabled: !facts.has("off"),
    }),
  jwt: (builder, issuer, facts) =>
    builder.jwtProfile({
      ...(issuer === "" ? {} : { issuer }),
      ...(facts.has("audience") ? { audience: facts.one("audience") ?? "" } : {}),
      ...(facts.has("keys") ? { jwkUrl: facts.one("keys") ?? "" } : {}),
      roleClaimName: facts.one("claim"),
    }),
};

/** `GET employees/; parameter q URI; source select 1 from dual`: belongs to the module above. */
function handlerRow(method: Method): Row {
  return (builder, uriTemplate, facts) => {
    const parameters = facts.all("parameter").map((text) => {
      const [name = "", sourceType = "URI"] = text.split(" ");
      return { name, bindVariable: name, sourceType, paramType: "STRING", accessMethod: "IN" };
    });
    const source = facts.one("source");
    return builder.handler(method, uriTemplate, {
      source,
      sourceType: source === undefined ? "json/collection" : "plsql/block",
      parameters,
    });
  };
}

interface Facts {
  has(word: string): boolean;
  all(word: string): readonly string[];
  one(word: string): string | undefined;
  list(word: string): readonly string[];
  number(word: string): number | undefined;
}

function factsOf(texts: readonly string[]): Facts {
  const facts = texts.map((text): readonly [string, string] => {
    const [, word = "", rest = ""] = /^(\S+) ?(.*)$/.exec(text) ?? [];
    if (!words.has(word)) throw new Error(`"${text}" is not understood.`);
    return [word, rest];
  });
  const all = (word: string) => facts.filter(([one]) => one === word).map(([, rest]) => rest);
  return {
    has: (word) => facts.some(([one]) => one === word),
    all,
    one: (word) => all(word)[0],
    list: (word) => all(word).flatMap((text) => text.split(", ")),
    number: (word) => (all(word)[0] === undefined ? undefined : Number(all(word)[0])),
  };
}

const words: ReadonlySet<string> = new Set(
  "at hidden origins roles patterns pattern modules grant privileges redirect token refresh code description secrets alias type authorization off audience keys claim parameter source".split(
    " ",
  ),
);
