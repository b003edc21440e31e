import type { Acceptance } from "./acceptance.ts";
import type { FileProblem } from "../json/fileProblem.ts";
import { readJson, type JsonNode } from "../json/readJson.ts";

/** What was read of the file of accepted findings, and what is wrong with it. */
export interface ParsedAcceptances {
  readonly acceptances: readonly Acceptance[];
  readonly problems: readonly FileProblem[];
  /** What the member "$schema" says, which an editor of the person's may need; undefined where there is none. */
  readonly jsonSchema?: string | undefined;
}

/**
 * Reads the file of accepted findings, which people edit by hand. An entry with an error does not count; the others do.
 * An empty text is an empty file. Never throws. Where there is an error, the file must not be written over.
 */
export function parseAcceptances(text: string): ParsedAcceptances {
  if (text.trim() === "") return { acceptances: [], problems: [] };
  const root = readJson(text);
  if (root.kind === "error") return failed(root.line, root.message);
  if (root.kind !== "object") return failed(root.line, "The file begins with a brace.");
  const problems: FileProblem[] = [];
  const list = root.members.find(({ name }) => name === "accepted")?.value;
  const told = new Set<string>();
  for (const { name, line } of root.members) {
    if (name !== "accepted" && name !== "$schema") {
      problems.push(problem(line, `"${name}" is not known; the file has the list "accepted".`));
    } else if (told.has(name)) {
      problems.push(problem(line, `"${name}" is there twice.`));
    }
    told.add(name);
  }
  if (list?.kind !== "array") {
    return failed((list ?? root).line, 'The list "accepted" is missing.');
  }
  const acceptances: Acceptance[] = [];
  const seen = new Set<string>();
  for (const item of list.items) {
    const entry = readEntry(item, problems);
    if (!entry) continue;
    const id = JSON.stringify([entry.schema, entry.key]);
    if (seen.has(id)) {
      problems.push(warning(item.line, "This finding is accepted twice; the longer one counts."));
    }
    seen.add(id);
    acceptances.push(entry);
  }
  const jsonSchema = textIn(root.members.find(({ name }) => name === "$schema")?.value);
  return { acceptances, problems: problems.toSorted((a, b) => a.line - b.line), jsonSchema };
}

const required = ["schema", "rule", "subject", "reason", "on"] as const;
const members: ReadonlySet<string> = new Set([...required, "until", "by"]);

function textIn(node: JsonNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

function readEntry(item: JsonNode, problems: FileProblem[]): Acceptance | undefined {
  if (item.kind !== "object") {
    problems.push(problem(item.line, "An entry begins with a brace."));
    return undefined;
  }
  const before = problems.length;
  const values = new Map<string, string>();
  for (const { name, line, value } of item.members) {
    if (!members.has(name)) {
      problems.push(problem(line, `"${name}" is not a member of an entry.`));
    } else if (value.kind !== "scalar" || typeof value.value !== "string") {
      problems.push(problem(line, `"${name}" is a text in double quotes.`));
    } else if (values.has(name)) {
      problems.push(problem(line, `"${name}" is there twice.`));
    } else {
      checkValue(name, { line, text: value.value }, problems);
      values.set(name, value.value);
    }
  }
  const told = new Set(item.members.map(({ name }) => name));
  for (const name of required) {
    if (!told.has(name)) problems.push(problem(item.line, `"${name}" is missing.`));
  }
  if (problems.length > before) return undefined;
  const textOf = (name: string): string => values.get(name) ?? "";
  return {
    schema: textOf("schema"),
    key: `${textOf("rule")}:${textOf("subject")}`,
    reason: textOf("reason"),
    until: values.get("until"),
    on: textOf("on"),
    ...(values.has("by") ? { by: textOf("by") } : {}),
  };
}

function checkValue(
  name: string,
  { line, text }: { readonly line: number; readonly text: string },
  problems: FileProblem[],
): void {
  if (name === "until" || name === "on") {
    if (!isDate(text)) problems.push(problem(line, `"${name}" is a day such as 2027-01-31.`));
  } else if (text.trim() === "") {
    const message = name === "reason" ? "A reason is missing." : `"${name}" is empty.`;
    problems.push(problem(line, message));
  } else if (name === "rule" && text.includes(":")) {
    problems.push(problem(line, "A rule has no colon in its name."));
  }
}

/** Whether a text is a day of the calendar: `2027-01-31`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function failed(line: number, message: string): ParsedAcceptances {
  return { acceptances: [], problems: [problem(line, message)] };
}

function problem(line: number, message: string): FileProblem {
  return { line, message, severity: "error" };
}

function warning(line: number, message: string): FileProblem {
  return { line, message, severity: "warning" };
}
