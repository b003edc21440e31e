import { isRecord } from "../../base/isRecord.ts";
import { jsonText } from "../../base/jsonText.ts";
import { parseJson } from "../../base/parseJson.ts";

/** The rows of a collection, for a table. */
export interface AnswerTable {
  readonly columns: readonly string[];
  /** A text for each column; "" where the row has no such member. */
  readonly rows: readonly (readonly string[])[];
  /** How many rows and columns there are beyond those that are shown. */
  readonly moreRows: number;
  readonly moreColumns: number;
}

const mostRows = 500;
const mostColumns = 60;
const longestCell = 500;

/** The `items` of a collection, or a list of objects; undefined for every other answer. `text` is JSON. */
export function toAnswerTable(text: string): AnswerTable | undefined {
  const items = itemsOf(text);
  if (!items || items.length === 0) return undefined;
  const shown = items.slice(0, mostRows);
  const names = [...new Set(shown.flatMap((item) => Object.keys(item)))].filter(
    // Every row of ORDS has links; they are for programs.
    (name) => name !== "links",
  );
  if (names.length === 0) return undefined;
  const columns = names.slice(0, mostColumns);
  return {
    columns,
    rows: shown.map((item) => columns.map((name) => cellOf(item[name]))),
    moreRows: items.length - shown.length,
    moreColumns: names.length - columns.length,
  };
}

/** Of a collection, or the list of objects itself; undefined for everything else. */
export function itemsOf(text: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  const parsed = parseJson(text);
  const list = isRecord(parsed) ? parsed["items"] : parsed;
  if (!Array.isArray(list)) return undefined;
  const items = list.filter((item) => isRecord(item));
  return items.length === list.length ? items : undefined;
}

function cellOf(value: unknown): string {
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : jsonText(value);
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
