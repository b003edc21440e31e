import type { Verdict } from "../../domain/access/decision.ts";
import { inMarkdown } from "../explorer/inMarkdown.ts";
import type { Outcome, Report, ResultRow, VerifiedConnection } from "./verificationProtocol.ts";

export const verdictWords: Readonly<Record<Verdict, string>> = {
  allowed: "allowed",
  denied: "denied",
  notFound: "not found",
  unknown: "not known",
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  disagrees: "disagrees",
  agrees: "agrees",
  settled: "settled",
  inconclusive: "inconclusive",
  failed: "no answer",
  notCalled: "not called",
};

/** The results for a page of a wiki or an issue; what disagrees stands above the table in full. */
export function writeResultsAsMarkdown(connection: VerifiedConnection, report: Report): string {
  const disagreeing = report.rows.filter((row) => row.outcome === "disagrees");
  return [
    `# Access to ${inMarkdown(connection.name)}, verified`,
    "",
    `${inMarkdown(connection.schemaUrl)}, ${report.startedAt}. ${report.summary}`,
    "",
    `Results: ${countsInWords(report.counts)}.`,
    "",
    ...disagreeing.flatMap(writeDisagreement),
    `| ${columns.join(" | ")} |`,
    `| ${columns.map(() => "---").join(" | ")} |`,
    ...report.rows.map((row) => `| ${cellsOf(row).map(inMarkdown).join(" | ")} |`),
    "",
  ].join("\n");
}

/** The results for a spreadsheet (RFC 4180). */
export function writeResultsAsCsv(report: Report): string {
  const header = [...columns, "Explanation", "Refuted or supported"];
  const rows = report.rows.map((row) => [
    ...cellsOf(row),
    row.sentence,
    row.suspects.map((one) => `${one.id} (${one.bearing})`).join(", "),
  ]);
  return [header, ...rows].map((cells) => `${cells.map(inCsv).join(",")}\r\n`).join("");
}

/** "12 of 40 calls were made before it was canceled." */
export function summarize({ rows, planned, cancelled }: ReportFacts): string {
  const made = rows.filter((row) => row.outcome !== "notCalled").length;
  if (cancelled) return `${made} of ${planned} calls were made before it was canceled.`;
  return `${made} ${made === 1 ? "call was" : "calls were"} made.`;
}

export type ReportFacts = Pick<Report, "rows" | "planned" | "cancelled">;

function countsInWords(counts: Report["counts"]): string {
  return (Object.keys(outcomeWords) as readonly Outcome[])
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${countWords[outcome][counts[outcome] === 1 ? 0 : 1]}`)
    .join(", ");
}

const countWords: Readonly<Record<Outcome, readonly [string, string]>> = {
  disagrees: ["disagrees", "disagree"],
  agrees: ["agrees", "agree"],
  settled: ["settled", "settled"],
  inconclusive: ["inconclusive", "inconclusive"],
  failed: ["without an answer", "without an answer"],
  notCalled: ["not called", "not called"],
};

const columns = ["Method", "Path", "Caller", "Predicted", "Answered", "Result"];

function cellsOf(row: ResultRow): readonly string[] {
  const { method, path, caller, predicted, answered, outcome } = row;
  const words = outcome === "notCalled" ? "" : verdictWords[predicted];
  return [method, path, caller, words, answered, outcomeWords[outcome]];
}

function writeDisagreement(row: ResultRow): readonly string[] {
  return [
    `## ${inMarkdown(`${row.method} ${row.path} as ${row.caller}`)}`,
    "",
    inMarkdown(row.sentence),
    "",
    ...row.suspects.flatMap((one) => [
      `- ${inMarkdown(one.statement)}`,
      `  To try: ${inMarkdown(one.experiment)} (\`${one.id}\`)`,
    ]),
    "",
  ];
}

/** A cell that a spreadsheet would take for a formula is given an apostrophe. */
function inCsv(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
