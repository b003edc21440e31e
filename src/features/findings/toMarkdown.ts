import { severities, type Finding, type Severity } from "../../domain/lint/finding.ts";
import { count } from "../explorer/describeText.ts";
import { inMarkdown } from "../explorer/inMarkdown.ts";
import { calendarDay } from "./calendarDay.ts";
import { countsInWords, ruleTitle } from "./describeFinding.ts";
import { notRead, openFindings, rulesOff, type SchemaFindings } from "./schemaFindings.ts";

const headings: Readonly<Record<Severity, string>> = {
  error: "Errors",
  warning: "Warnings",
  information: "Hints",
};

/** The findings of a schema as a report to pass on. */
export function toMarkdown(schema: SchemaFindings, now: number): string {
  const { catalog, accepted, expired, name } = schema;
  const open = openFindings(schema);
  const missing = notRead(schema);
  const off = rulesOff(schema);
  const over = new Set(expired.map(({ finding }) => finding.key));
  const parts = [
    [
      `# Findings in schema ${inMarkdown(catalog.schema.name)}`,
      "",
      `Connection ${inMarkdown(name)}, ORDS ${inMarkdown(catalog.release.text)}, ${calendarDay(now)}: ${countsInWords(open)}, ${count(accepted.length, "accepted finding")}.`,
    ],
    ...(missing.length === 0
      ? []
      : [
          [
            "Not everything could be read, so not everything was looked at:",
            "",
            ...missing.map((one) => `- ${inMarkdown(one)}`),
          ],
        ]),
    ...(off.length === 0
      ? []
      : [[`Switched off: ${off.map(({ title }) => inMarkdown(title)).join(", ")}.`]]),
    ...severities.flatMap((severity) => {
      const found = open.filter((one) => one.severity === severity);
      if (found.length === 0) return [];
      return [[`## ${headings[severity]}`, "", ...found.map((one) => line(one, over))]];
    }),
    ...(accepted.length === 0
      ? []
      : [
          [
            "## Accepted",
            "",
            "| Finding | Reason | Accepted on | Until |",
            "| --- | --- | --- | --- |",
            ...accepted.map(({ finding, acceptance }) => {
              const { reason, on, until = "" } = acceptance;
              return `| ${[finding.message, reason, on, until].map(inMarkdown).join(" | ")} |`;
            }),
          ],
        ]),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function line(finding: Finding, over: ReadonlySet<string>): string {
  const note = over.has(finding.key) ? " (the time for which it was accepted is over)" : "";
  return `- **${inMarkdown(ruleTitle(finding))}**: ${inMarkdown(finding.message)}${note}`;
}
