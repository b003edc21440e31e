import { listInWords, nameInWords } from "../../domain/access/nameInWords.ts";
import { count } from "../explorer/describeText.ts";
import { describeChange } from "../scaffold/describeChange.ts";
import {
  type AccessDifferences,
  type CallerDifference,
  type EndpointDifference,
  isRefused,
} from "./accessDifferences.ts";
import type { ScriptEffect } from "./scriptEffect.ts";

/** "Effect: 3 changes, access to 2 endpoints" */
export function effectTitle({ changes, access }: ScriptEffect): string {
  const words = [count(changes.length, "change")];
  if (access) {
    words.push(
      access.count === 0 ? "access unchanged" : `access to ${count(access.count, "endpoint")}`,
    );
  }
  return `Effect: ${words.join(", ")}`;
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
}

/** The effect of a script as a text to read from top to bottom. */
export function effectText(effect: ScriptEffect, subject: EffectSubject): string {
  const { changes, unknown, maybe, access, elsewhere } = effect;
  const { lineOf, connection } = subject;
  const at = (offset: number): string => `Line ${lineOf(offset)}`;
  const parts = [
    [`What ${subject.what} would do. Nothing has been run.`],
    changes.length === 0
      ? ["Changes", "  None."]
      : [
          `Changes (${changes.length})`,
          ...changes.map(({ change, range, schema }) => {
            const where = schema === undefined ? "" : ` [schema ${nameInWords(schema)}]`;
            return `  ${at(range.start)}: ${describeChange(change)}${where}.`;
          }),
        ],
    accessLines(access, connection),
    [
      ...notes(subject.isPart && access !== undefined, elsewhere),
      ...maybe.map(({ start }) => {
        return `  ${at(start)} stands in an IF, a loop or a local procedure: counted as if it ran once.`;
      }),
    ],
    unknown.map(({ range, message }) => `  ${at(range.start)}: ${message}`),
  ];
  const [head = [], list = [], differences = [], remarks = [], open = []] = parts;
  const sections = [head, list, differences];
  if (remarks.length > 0) sections.push(["To keep in mind", ...remarks]);
  if (open.length > 0)
    sections.push(["Not known before the script runs, or not followed", ...open]);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function notes(isPart: boolean, elsewhere: number): readonly string[] {
  const lines: string[] = [];
  if (isPart) lines.push("  Told as if everything above the block had run.");
  if (elsewhere > 0) {
    lines.push(`  Access is not compared for ${count(elsewhere, "change")} to another schema.`);
  }
  return lines;
}

function accessLines(
  access: AccessDifferences | undefined,
  connection: string | undefined,
): readonly string[] {
  if (!access) {
    return ["Access", "  Connect the schema to see who gains and who loses what."];
  }
  const where = connection === undefined ? "" : ` on ${connection}`;
  if (access.count === 0) {
    return [`Access${where}`, "  No endpoint gains or loses a caller."];
  }
  const left = access.count - access.endpoints.length;
  return [
    `Access${where} (${count(access.count, "endpoint")})`,
    ...access.endpoints.map((one) => `  ${differenceInWords(one, access.clients.length)}`),
    ...(left > 0 ? [`  … and ${count(left, "more endpoint")}.`] : []),
  ];
}

/** "GET /hr/employees/: anonymous loses it; client payroll gains it" */
export function differenceInWords(difference: EndpointDifference, clients: number): string {
  const { method, path, is, callers, partly } = difference;
  const mark = is === "there" ? "" : ` (${is})`;
  const groups = new Map<string, CallerDifference[]>();
  for (const one of callers) {
    const verb = verbFor(one);
    groups.set(verb, [...(groups.get(verb) ?? []), one]);
  }
  const words = [...groups].map(([verb, group]) => {
    const { who, many } = subjectOf(group, clients);
    return `${who} ${(many ? plurals[verb] : undefined) ?? verb}`;
  });
  if (partly) words.push("some of its paths are protected otherwise than before");
  return `${method} ${path}${mark}: ${words.join("; ")}`;
}

function verbFor({ was, now }: CallerDifference): string {
  if (now === "unknown") return isRefused(was) ? "may gain it" : "may lose it";
  if (was === "unknown") return isRefused(now) ? "is refused now" : "is let in now";
  return isRefused(now) ? "loses it" : "gains it";
}

const plurals: Readonly<Record<string, string>> = {
  "loses it": "lose it",
  "gains it": "gain it",
  "is refused now": "are refused now",
  "is let in now": "are let in now",
};

function subjectOf(
  group: readonly CallerDifference[],
  clients: number,
): { readonly who: string; readonly many: boolean } {
  if (clients > 0 && group.length === clients + 1) return { who: "every caller", many: false };
  const names = group.flatMap(({ client }) => (client === undefined ? [] : [nameInWords(client)]));
  const parts = group.length > names.length ? ["anonymous"] : [];
  if (names.length > 0) {
    parts.push(`${names.length === 1 ? "client" : "clients"} ${listInWords(names, "and")}`);
  }
  return { who: parts.join(" and "), many: group.length > 1 };
}
