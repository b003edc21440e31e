import { isRecord } from "../../base/isRecord.ts";
import { parseJson } from "../../base/parseJson.ts";
import { filterOperators } from "../../domain/filter/filterObject.ts";

/**
 * What is wrong with a filter, the query parameter `q`, as far as it can be seen from here; undefined when nothing is.
 * It may be sent all the same, also because the operators are those that ORDS is believed to know; another release may
 * know more.
 */
export function filterHint(text: string): string | undefined {
  const filter = parseJson(text);
  if (filter === undefined) return "The filter q is not valid JSON. ORDS answers 400 to it.";
  if (!isRecord(filter)) return 'A filter is a JSON object, such as {"salary":{"$gt":1000}}.';
  return hintAbout(filter, 0);
}

const operators: readonly string[] = [
  ...filterOperators,
  "$and",
  "$or",
  "$asof",
  "$orderby",
  "$date",
  "$scn",
];

/** They take no texts, by the grammar in "Filtering in queries" of Oracle's ORDS Developer's Guide. */
const ranges: ReadonlySet<string> = new Set(["$lt", "$lte", "$gt", "$gte"]);

/** Deeper than any filter that a person writes. */
const deepest = 50;

function hintAbout(value: unknown, depth: number): string | undefined {
  if (depth > deepest) return "The filter is nested too deeply to be checked.";
  if (Array.isArray(value)) return firstHint(value as readonly unknown[], depth);
  if (!isRecord(value)) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const hint = hintAboutMember(name, inner) ?? hintAbout(inner, depth + 1);
    if (hint !== undefined) return hint;
  }
  return undefined;
}

function firstHint(values: readonly unknown[], depth: number): string | undefined {
  for (const value of values) {
    const hint = hintAbout(value, depth + 1);
    if (hint !== undefined) return hint;
  }
  return undefined;
}

function hintAboutMember(name: string, value: unknown): string | undefined {
  if (!name.startsWith("$")) return undefined;
  const shown = name.slice(0, 40);
  if (!operators.includes(name)) {
    const meant = operators.find((one) => one === name.toLowerCase());
    return meant === undefined
      ? `The filter has ${shown}, which is no operator that is known here. Known are ${operators.join(", ")}.`
      : `The filter has ${shown}; operators are lower case: ${meant}.`;
  }
  if (name === "$between" && !(Array.isArray(value) && value.length === 2)) {
    return "$between takes two values: [1000, 2000]. null leaves an end open.";
  }
  if (ranges.has(name) && typeof value === "string") {
    return `${name} compares numbers and dates. A date is {"$date":"2026-01-31T00:00:00Z"}.`;
  }
  if ((name === "$and" || name === "$or") && !Array.isArray(value)) {
    return `${name} takes a list of conditions: [{ … }, { … }].`;
  }
  if (name === "$orderby" && !isRecord(value)) {
    return '$orderby takes columns with their direction: {"name":"asc"}.';
  }
  return undefined;
}
