import type {
  AccessDifferences,
  EndpointDifference,
} from "../../domain/access/accessDifferences.ts";
import { assumptions } from "../../domain/access/assumptions.ts";
import { alikeInWords, whatHappens } from "../../domain/access/differenceInWords.ts";
import { capitalized, firstInWords, groupAlike } from "../../domain/access/differencesInWords.ts";
import { differingPaths } from "../../domain/access/differingEndpoints.ts";
import { nameInWords } from "../../domain/access/nameInWords.ts";
import type { Finding, Severity } from "../../domain/lint/finding.ts";
import type { FindingSeverities } from "../../domain/lint/withSeverities.ts";
import { count } from "../explorer/describeText.ts";
import { describeChange } from "../scaffold/describeChange.ts";
import { describeSurprises } from "../scaffold/describeSurprises.ts";
import { findingsChanged } from "./findingsChanged.ts";
import type { Comparison, ScriptEffect } from "./scriptEffect.ts";

/** "GET /hr/salaries: anonymous loses it, client payroll gains it · 3 more" */
export function effectTitle({ changes, compared, unknown }: ScriptEffect): string {
  const amount = count(changes.length, "change");
  const same = compared?.access.readable ? `${amount}, access unchanged` : amount;
  return [
    (compared && firstInWords(compared.access)) ?? same,
    ...(unknown.length > 0 ? ["not all of it can be told"] : []),
  ].join(" · ");
}

/** What an effect is told of. */
export interface EffectSubject {
  /** "hr.sql", or "hr.sql, the block at line 12". */
  readonly what: string;
  /** What the effect was compared with; undefined where no connection is open. */
  readonly connection: string | undefined;
  readonly isPart: boolean;
  /** The line of a place in the script, from 1. */
  readonly lineOf: (offset: number) => number;
  /** Milliseconds since 1970: some findings count days. */
  readonly now: number;
  /** What the person wants of the rules for schemas. */
  readonly severities: FindingSeverities;
}

/** The effect of a script as a text to read from top to bottom. */
export function effectText(effect: ScriptEffect, subject: EffectSubject): string {
  const { changes, unknown, maybe, compared } = effect;
  const { lineOf, connection } = subject;
  const at = (offset: number): string => `Line ${lineOf(offset)}`;
  const remarks = [
    ...(subject.isPart && compared ? ["Told as if everything above the block had run."] : []),
    ...(compared ? describeSurprises(compared.before, compared.changes) : []),
    ...(compared ? beliefsOf(compared.access) : []),
    ...(effect.elsewhere > 0
      ? [`Access is not compared for ${count(effect.elsewhere, "change")} to another schema.`]
      : []),
    ...maybe.map(({ start }) => {
      return `${at(start)} stands in an IF, a loop or a local procedure: counted as if it ran once.`;
    }),
  ];
  const sections: readonly Section[] = [
    { title: `What ${subject.what} would do. Nothing has been run.`, lines: [] },
    {
      title: changes.length === 0 ? "Changes" : `Changes (${changes.length})`,
      lines:
        changes.length === 0
          ? ["None."]
          : changes.map(({ change, range, schema }) => {
              const where = schema === undefined ? "" : ` [schema ${nameInWords(schema)}]`;
              return `${at(range.start)}: ${describeChange(change)}${where}.`;
            }),
    },
    accessSection(compared, connection),
    ...findingSections(compared, subject),
    ...optional("To keep in mind", remarks),
    ...optional(
      "Not known before the script runs, or not followed",
      unknown.map(({ range, message }) => `${at(range.start)}: ${message}`),
    ),
  ];
  return `${sections.map(toText).join("\n\n")}\n`;
}

/** What the rules for schemas say of the schema as the script leaves it, and do not say any more. */
function findingSections(
  compared: Comparison | undefined,
  { now, severities }: EffectSubject,
): readonly Section[] {
  if (!compared) return [];
  const { before, after, renames } = compared;
  const { introduced, solved } = findingsChanged(before, after, { now, severities, renames });
  const lines = (all: readonly Finding[]): readonly string[] => {
    const shown = all.slice(0, 20).map(({ severity, message }) => `${words[severity]}: ${message}`);
    return all.length > 20 ? [...shown, `And ${all.length - 20} more.`] : shown;
  };
  return [
    ...optional("Findings that it brings", lines(introduced)),
    ...optional("Findings that it settles", lines(solved)),
  ];
}

const words: Readonly<Record<Severity, string>> = {
  error: "Error",
  warning: "Warning",
  information: "Hint",
};

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

function toText({ title, lines }: Section): string {
  return [title, ...lines.map((line) => indented(line))].join("\n");
}

/** However long: the editor breaks it where its width ends. */
function indented(line: string): string {
  return `  ${line.replaceAll("\n", "\n      ")}`;
}

function optional(title: string, lines: readonly string[]): readonly Section[] {
  return lines.length === 0 ? [] : [{ title, lines }];
}

/** As many differences are told one by one. */
const most = 200;

function accessSection(compared: Comparison | undefined, connection: string | undefined): Section {
  if (!compared) {
    return { title: "Access", lines: ["Connect the schema to see who gains and who loses what."] };
  }
  const { endpoints } = compared.access;
  const where = connection === undefined ? "" : ` on ${connection}`;
  if (endpoints.length === 0) {
    const nothing = compared.access.readable
      ? "No endpoint gains or loses a caller."
      : "Not known: the privileges of the schema could not be read.";
    return { title: `Access${where}`, lines: [nothing] };
  }
  const left = endpoints.length - most;
  return {
    title: `Access${where} (${count(endpoints.length, "endpoint")})`,
    lines: [
      ...groupAlike(endpoints.slice(0, most)).flatMap(alikeLines),
      ...(left > 0 ? [`… and ${count(left, "more endpoint")}.`] : []),
    ],
  };
}

/** One is a sentence; several are a list with what becomes of them above it. */
function alikeLines(alike: readonly EndpointDifference[]): readonly string[] {
  const paths = differingPaths(alike);
  if (paths.length < 2) return [capitalized(alikeInWords(alike))];
  return [`${capitalized(whatHappens(alike))}:`, ...paths.map((path) => `  ${path}`)];
}

/** What makes a difference one that is not known for sure. */
function beliefsOf({ endpoints }: AccessDifferences): readonly string[] {
  const shared = new Set(endpoints.slice(0, most).map(({ callers }) => callers));
  const open = new Set([...shared].flatMap((callers) => callers.flatMap((one) => one.open)));
  return [...open].map((id) => `Not known for sure: ${assumptions[id].statement}`);
}
