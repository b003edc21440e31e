import { isRecord } from "../../base/isRecord.ts";
import {
  parseCount,
  parseFlag,
  parseList,
  parseOneOf,
  parseRecord,
  type Parse,
} from "../../base/parse.ts";
import { assumptions } from "../../domain/access/assumptions.ts";
import { countRows, toSuspect } from "./resultRow.ts";
import { outcomeWords, summarize, verdictWords } from "./writeResults.ts";
import type { Report, ResultRow, Suspect } from "./verificationProtocol.ts";
import { parseShortText } from "./verificationSelection.ts";

/** How many rows a page keeps over a reload. */
export const mostKeptRows = 500;

/** The words are ours, so only the id is believed. */
const parseSuspect: Parse<Suspect> = (value) => {
  if (!isRecord(value)) return undefined;
  const id = keysOf(assumptions).find((one) => one === value["id"]);
  return id && toSuspect(id, value["bearing"] === "supported" ? "supported" : "refuted");
};

const parseRow: Parse<ResultRow> = parseRecord(
  {
    id: parseCount,
    method: parseShortText,
    path: parseShortText,
    caller: parseShortText,
    predicted: parseOneOf(keysOf(verdictWords)),
    answered: parseShortText,
    outcome: parseOneOf(keysOf(outcomeWords)),
    sentence: parseShortText,
    suspects: parseUnderstood(parseSuspect),
    outside: parseUnderstood(parseShortText),
  },
  { callerKey: parseShortText },
);

const parseKept = parseRecord({
  rows: parseList(parseRow, mostKeptRows),
  planned: parseCount,
  total: parseCount,
  cancelled: parseFlag,
  startedAt: parseShortText,
});

/** The results as a page remembered them; what is not understood is left out as a whole. It is untrusted. */
export function parseReport(value: unknown): Report | undefined {
  const kept = parseKept(value);
  if (!kept) return undefined;
  const { rows, planned, total, cancelled, startedAt } = kept;
  const lost = total - rows.length;
  const note = lost > 0 ? ` ${lost} more rows were not kept.` : "";
  return {
    rows,
    counts: countRows(rows),
    summary: summarize({ rows, planned, cancelled }),
    planned,
    cancelled,
    startedAt,
    note: `These are the results from before the window was reloaded.${note}`,
    canCompare: false,
    comparing: false,
  };
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record) as Key[];
}

/** The items that are understood; the others are left out. */
function parseUnderstood<T>(parse: Parse<T>): Parse<readonly T[]> {
  return (value) =>
    Array.isArray(value) ? (value as readonly unknown[]).flatMap((one) => parse(one) ?? []) : [];
}
