import { isRecord } from "../requestPanel/draft.ts";

/** What the person has chosen to verify. Never a credential. */
export interface VerificationSelection {
  /** By `key` of the endpoint choices: `GET /hr/employees/:id`. */
  readonly endpoints: readonly string[];
  /** By `key` of the caller choices. */
  readonly callers: readonly string[];
  /** For the variables of paths; those of paths that are not chosen now are kept for later. */
  readonly values: readonly PathValue[];
}

export interface PathValue {
  /** With its variables: `/hr/employees/:id`. */
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

const mostEndpoints = 20_000;
const mostCallers = 5000;
const mostValues = 5000;
const longestText = 2000;

/** Reads a selection from a page message or from a stored state; both are untrusted. */
export function parseSelection(value: unknown): VerificationSelection | undefined {
  if (!isRecord(value)) return undefined;
  const endpoints = parseTexts(value["endpoints"], mostEndpoints);
  const callers = parseTexts(value["callers"], mostCallers);
  const values = parseValues(value["values"]);
  return endpoints && callers && values ? { endpoints, callers, values } : undefined;
}

export function parseShortText(value: unknown): string | undefined {
  return typeof value === "string" && value.length <= longestText ? value : undefined;
}

function parseTexts(value: unknown, most: number): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const texts = (value as readonly unknown[]).map(parseShortText);
  return texts.some((text) => text === undefined) ? undefined : texts.filter(isText);
}

function parseValues(value: unknown): readonly PathValue[] | undefined {
  if (!Array.isArray(value) || value.length > mostValues) return undefined;
  const values: PathValue[] = [];
  for (const item of value as readonly unknown[]) {
    if (!isRecord(item)) return undefined;
    const path = parseShortText(item["path"]);
    const name = parseShortText(item["name"]);
    const text = parseShortText(item["value"]);
    if (path === undefined || name === undefined || text === undefined) return undefined;
    values.push({ path, name, value: text });
  }
  return values;
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}
