import { assumptions, type AssumptionId } from "../../domain/access/assumptions.ts";
import { isRecord } from "../requestPanel/draft.ts";
import { countRows, toSuspect } from "./resultRow.ts";
import { outcomeWords, summarize, verdictWords } from "./writeResults.ts";
import type { Report, ResultRow, Suspect } from "./verificationProtocol.ts";
import { parseShortText } from "./verificationSelection.ts";

/** How many rows a page keeps over a reload. */
export const mostKeptRows = 500;

/** The results as a page remembered them; what is not understood is left out as a whole. It is untrusted. */
export function parseReport(value: unknown): Report | undefined {
  if (!isRecord(value)) return undefined;
  const { rows, planned, cancelled, total } = value;
  const startedAt = parseShortText(value["startedAt"]);
  if (!Array.isArray(rows) || rows.length > mostKeptRows || startedAt === undefined)
    return undefined;
  if (!isCount(planned) || !isCount(total) || typeof cancelled !== "boolean") return undefined;
  const kept = (rows as readonly unknown[]).flatMap((row) => parseRow(row) ?? []);
  if (kept.length !== rows.length) return undefined;
  const lost = total - kept.length;
  const note = lost > 0 ? ` ${lost} more rows were not kept.` : "";
  return {
    rows: kept,
    counts: countRows(kept),
    summary: summarize({ rows: kept, planned, cancelled }),
    planned,
    cancelled,
    startedAt,
    note: `These are the results from before the window was reloaded.${note}`,
    canCompare: false,
    comparing: false,
  };
}

function parseRow(value: unknown): ResultRow | undefined {
  if (!isRecord(value)) return undefined;
  const { id, suspects, outside } = value;
  const method = parseShortText(value["method"]);
  const path = parseShortText(value["path"]);
  const caller = parseShortText(value["caller"]);
  const answered = parseShortText(value["answered"]);
  const sentence = parseShortText(value["sentence"]);
  const predicted = keysOf(verdictWords).find((one) => one === value["predicted"]);
  const outcome = keysOf(outcomeWords).find((one) => one === value["outcome"]);
  if (!isCount(id) || method === undefined || path === undefined || caller === undefined)
    return undefined;
  if (answered === undefined || sentence === undefined || !predicted || !outcome) return undefined;
  if (!Array.isArray(suspects)) return undefined;
  return {
    id,
    method,
    path,
    caller,
    callerKey: parseShortText(value["callerKey"]),
    predicted,
    answered,
    outcome,
    sentence,
    suspects: (suspects as readonly unknown[]).flatMap((one) => parseSuspect(one) ?? []),
    outside: Array.isArray(outside)
      ? (outside as readonly unknown[]).flatMap((one) => parseShortText(one) ?? [])
      : [],
  };
}

/** The words are ours, so only the id is believed. */
function parseSuspect(value: unknown): Suspect | undefined {
  if (!isRecord(value)) return undefined;
  const id = (Object.keys(assumptions) as readonly AssumptionId[]).find(
    (one) => one === value["id"],
  );
  return id && toSuspect(id, value["bearing"] === "supported" ? "supported" : "refuted");
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record) as Key[];
}
