import { acceptanceFile, type AcceptedFinding } from "../../domain/lint/acceptance.ts";
import { allRules } from "../../domain/lint/allRules.ts";
import type { Finding, Severity } from "../../domain/lint/finding.ts";
import { refKey } from "../../domain/model/entityRef.ts";
import { entityInWords } from "../explorer/entityInWords.ts";
import { notRead, type SchemaFindings } from "./schemaFindings.ts";

/**
 * The findings of a schema as a log of SARIF 2.1.0 (OASIS), which code hosts and scanners read. Accepted ones are
 * suppressed with their reason; they are not left out. Whether a result is suppressed is told of every one, since the
 * standard wants it of all of a run or of none (3.27.23).
 */
export function toSarif(schema: SchemaFindings, version: string): string {
  const { open, expired, accepted } = schema;
  const missing = notRead(schema);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "ORDS Security",
            version,
            rules: allRules.map(({ id, title, why, severity }) => ({
              id,
              name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
              shortDescription: message(title),
              fullDescription: message(why),
              // Code hosts show no rule without it.
              help: message(why),
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        // Logs of several schemas are told apart by it; code hosts let a later one replace an earlier one (3.17.3).
        automationDetails: {
          id: `ordsSecurity/${encodeURIComponent(schema.catalog.schema.name)}/`,
        },
        columnKind: "utf16CodeUnits",
        // A log without results must not be taken for a schema that was looked at as a whole.
        invocations: [
          {
            executionSuccessful: missing.length === 0,
            ruleConfigurationOverrides: overrides(schema),
            toolExecutionNotifications: missing.map((text) => {
              return { level: "warning", message: message(text) };
            }),
          },
        ],
        results: [
          ...[...open, ...expired.map(({ finding }) => finding)].map((one) => ({
            ...result(schema, one),
            suppressions: [],
          })),
          ...accepted.map((one) => ({
            ...result(schema, one.finding),
            suppressions: [suppression(one)],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
};

/** What the settings say of the rules; a viewer must not take a rule that is off for one that found nothing (3.20.5). */
function overrides({ severities }: SchemaFindings) {
  return allRules.flatMap(({ id }, index) => {
    const wanted = severities[id];
    if (wanted === undefined) return [];
    const configuration = wanted === "off" ? { enabled: false } : { level: levels[wanted] };
    return [{ descriptor: { id, index }, configuration }];
  });
}

/**
 * A plain text message: braces are doubled, since single ones are placeholders (3.11.5); what a name makes look like a
 * link is none (3.11.6).
 */
function message(text: string): { readonly text: string } {
  return { text: text.replaceAll(/[{}]/g, "$&$&").replaceAll("](", String.raw`\](`) };
}

function result({ catalog }: SchemaFindings, finding: Finding) {
  const { rule, severity, message: sentence, subject, key } = finding;
  const schema = catalog.schema.name;
  return {
    ruleId: rule,
    ruleIndex: allRules.findIndex(({ id }) => id === rule),
    level: levels[severity],
    message: message(sentence),
    locations: [
      {
        // A row of the database stands in no file. Code hosts refuse a log with a result that has none (GitHub: "expected
        // a physical location"), so it is the file of the workspace in which the finding can be accepted.
        physicalLocation: {
          artifactLocation: { uri: acceptanceFile, uriBaseId: "%SRCROOT%" },
          region: { startLine: 1 },
        },
        logicalLocations: [
          {
            name: subject ? entityInWords(subject) : `schema ${schema}`,
            fullyQualifiedName: subject ? `${schema}/${refKey(subject)}` : schema,
            kind: subject?.kind ?? "schema",
          },
        ],
      },
    ],
    partialFingerprints: { "ordsSecurityFinding/v1": `${schema} ${key}` },
  };
}

function suppression({ acceptance }: AcceptedFinding) {
  const { reason, until, on } = acceptance;
  const end = until === undefined ? "" : ` (until ${until})`;
  return {
    kind: "external",
    status: "accepted",
    justification: `${reason}${end}`,
    properties: { acceptedOn: on },
  };
}
