import { assertNever } from "../../base/assertNever.ts";
import type { TextRange } from "../../base/textRange.ts";
import { packageSummaries, summaryOf } from "../../plsql/procedureSummaries.ts";
import {
  describeSource,
  findProcedure,
  type Parameter,
  type Procedure,
} from "../../plsql/procedures.ts";
import { escapeMarkdown } from "../explorer/escapeMarkdown.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";
import { argumentSubject, type SubjectKind, valuesOf } from "./argumentSubject.ts";
import { describeName } from "./describeName.ts";
import { catalogFor, type LanguageContext } from "./languageContext.ts";
import { namesInScript } from "./knownNames.ts";
import { releaseHas } from "./releaseHas.ts";
import { parameterText, signatureLines } from "./signatureText.ts";
import { type NamedThing, thingAt, type ThingAt } from "./thingAt.ts";

export interface Hover {
  readonly range: TextRange;
  /** Markdown, in which every name is escaped. */
  readonly markdown: string;
}

export function hoverAt(
  analysis: ScriptAnalysis,
  offset: number,
  context: LanguageContext,
): Hover | undefined {
  const thing = thingAt(analysis, offset);
  if (!thing) return undefined;
  const paragraphs = describe(thing, { analysis, context });
  return { range: thing.range, markdown: paragraphs.filter(Boolean).join("\n\n") };
}

interface Around {
  readonly analysis: ScriptAnalysis;
  readonly context: LanguageContext;
}

function describe(thing: ThingAt, around: Around): readonly string[] {
  switch (thing.kind) {
    case "package":
      return [`**${thing.package}**`, escapeMarkdown(packageSummaries[thing.package])];
    case "member":
      return describeMember(findProcedure(thing.package, thing.name), around.context);
    case "constant":
      return [code(`ORDS.${thing.name} = '${thing.value}'`), "A kind of source of a handler."];
    case "recordMember":
      return [code(`${thing.owner}.${thing.member.name}`), escapeMarkdown(thing.member.does)];
    case "parameter":
      return describeParameter(thing.procedure, thing.parameters);
    case "name":
      return describeNamed(thing, around);
    default:
      return assertNever(thing);
  }
}

function describeMember(
  overloads: readonly Procedure[],
  { catalog }: LanguageContext,
): readonly string[] {
  const [first] = overloads;
  if (!first) return [];
  const summary = summaryOf(first.package, first.name);
  const lacking = catalog !== undefined && !releaseHas(catalog.release, first);
  const sources = [...new Set(overloads.map(({ source }) => describeSource(source)))];
  return [
    // A long signature would hide it.
    first.deprecated === undefined ? "" : `**Deprecated.** ${replacedBy(first)}`,
    lacking ? `**Not in ${escapeMarkdown(catalog.release.text)}**, which is connected.` : "",
    code(overloads.map(signatureLines).join("\n\n")),
    escapeMarkdown(summary?.does ?? ""),
    first.since === undefined ? "" : `Since ${first.since}.`,
    `*Known from: ${escapeMarkdown(sources.join("; "))}.*`,
  ];
}

function replacedBy(procedure: Procedure): string {
  const by = summaryOf(procedure.package, procedure.name)?.replacedBy;
  return escapeMarkdown(by === undefined ? (procedure.deprecated ?? "") : `Use ${by}.`);
}

function describeParameter(procedure: string, parameters: readonly Parameter[]): readonly string[] {
  const [first] = parameters;
  if (!first) return [];
  const values = valuesOf(procedure, first);
  const subject = argumentSubject(procedure, first.name);
  return [
    code(parameters.map(parameterText).join("\n")),
    first.default === undefined ? "Must be given." : "",
    subject ? `${subjectWords[subject.kind]}${formWords[subject.form]}.` : "",
    values.length > 0 ? `One of ${values.map((one) => `\`${one}\``).join(", ")}.` : "",
    durations.test(first.name) ? "In seconds." : "",
  ];
}

const durations = /_duration$/;

const subjectWords: Readonly<Record<SubjectKind, string>> = {
  role: "The name of a role, letter for letter",
  privilege: "The name of a privilege, letter for letter",
  module: "The name of a module",
  client: "The name of an OAuth client",
  pattern: "A pattern of paths below the schema, such as /hr/\\*",
  template: "A path below the module, such as employees/:id",
  object: "The name of a table, view, procedure, function or package",
  schema: "The schema that the call acts on",
};

const formWords = {
  one: "",
  commas: "; several with commas between them",
  array: "; an array of them",
} as const;

function describeNamed(thing: NamedThing, { analysis, context }: Around): readonly string[] {
  const title = `**${kindWords[thing.subject]} ${escapeMarkdown(thing.name)}**`;
  const { connection } = context;
  const catalog = catalogFor(context, thing.schema);
  if (!catalog) return [title, whyUnknown(thing, context)];
  const facts = describeName(thing, catalog);
  const where =
    connection === undefined ? "the schema" : `the schema of ${escapeMarkdown(connection)}`;
  if (facts) return [title, facts.join(" "), `*In ${where}.*`];
  const made = namesInScript(thing.subject, analysis.changes, thing.range.start);
  const isMade = made.some(({ name }) => name === thing.name);
  return [title, `Not in ${where}${isMade ? "; this script makes it above" : ""}.`];
}

function whyUnknown({ schema }: NamedThing, { catalog, connection }: LanguageContext): string {
  if (catalog && schema !== undefined) {
    return `In the schema ${escapeMarkdown(schema)}, which is not the one that is connected.`;
  }
  return connection === undefined
    ? "Choose a connection for the script to see what its schema knows."
    : `Connect ${escapeMarkdown(connection)} to see what its schema knows.`;
}

const kindWords: Readonly<Record<SubjectKind, string>> = {
  role: "Role",
  privilege: "Privilege",
  module: "Module",
  client: "Client",
  pattern: "Pattern",
  template: "Template",
  object: "Object",
  schema: "Schema",
};

function code(text: string): string {
  return `\`\`\`sql\n${text}\n\`\`\``;
}
