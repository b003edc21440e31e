import { assertNever } from "../../base/assertNever.ts";
import { assumptions } from "../../domain/access/assumptions.ts";
import { allRules } from "../../domain/lint/allRules.ts";
import type { Finding, Severity } from "../../domain/lint/finding.ts";
import { count } from "../explorer/describeText.ts";
import { entityInWords } from "../explorer/entityInWords.ts";
import { escapeMarkdown } from "../explorer/escapeMarkdown.ts";
import type { FindingLine, FindingMessage, FindingNode } from "./findingNode.ts";
import type { FindingTreeState } from "./findingTree.ts";
import { notRead, openFindings, type SchemaFindings } from "./schemaFindings.ts";

/** How a line is drawn. */
export interface FindingDescription {
  readonly label: string;
  readonly description: string;
  /** A codicon, and the color that VS Code has for it. */
  readonly icon: { readonly id: string; readonly color: string | undefined };
  /** Markdown; names in it are escaped. */
  readonly tooltip: string;
  readonly contextValue: FindingContext;
  readonly spoken: string;
  readonly collapsible: "none" | "collapsed" | "expanded";
}

export const findingContexts = [
  "connection",
  "accepted",
  "message",
  "stale",
  "finding.open",
  "finding.open.fixable",
  "finding.accepted",
  "finding.accepted.fixable",
] as const;
export type FindingContext = (typeof findingContexts)[number];

export function describeFinding(node: FindingNode, state: FindingTreeState): FindingDescription {
  switch (node.kind) {
    case "finding":
      return describeLine(node);
    case "connection": {
      const schema = state.schemas.find(({ profile }) => profile === node.profile);
      const words = schema ? standing(schema) : "";
      return {
        ...plain,
        label: schema?.name ?? "",
        description: words,
        icon: { id: "database", color: undefined },
        contextValue: "connection",
        spoken: `Connection ${schema?.name ?? ""}, ${words}`,
        collapsible: "expanded",
      };
    }
    case "accepted": {
      const schema = state.schemas.find(({ profile }) => profile === node.profile);
      const held = schema?.accepted.length ?? 0;
      const gone = schema?.stale.length ?? 0;
      const words = [String(held), gone > 0 ? `${gone} no longer found` : ""];
      return {
        ...plain,
        label: "Accepted",
        description: words.filter(Boolean).join(" · "),
        icon: { id: "pass", color: undefined },
        contextValue: "accepted",
        spoken: ["Accepted", count(held, "finding"), words[1]].filter(Boolean).join(", "),
        collapsible: "collapsed",
      };
    }
    case "message":
      return {
        ...plain,
        label: node.text,
        icon: { id: messageIcons[node.level], color: undefined },
        tooltip: [node.text, node.detail ?? ""].filter(Boolean).map(escapeMarkdown).join("\n\n"),
        spoken: node.text,
      };
    case "stale": {
      const { key, reason } = node.acceptance;
      return {
        ...plain,
        label: `No longer found: ${key}`,
        description: reason,
        icon: { id: "history", color: undefined },
        tooltip: [
          `**No longer found**: ${escapeMarkdown(key)}`,
          "It was accepted and is not there any more, so its entry in the file can go.",
          escapeMarkdown(`Accepted on ${node.acceptance.on}: ${reason}`),
        ].join("\n\n"),
        contextValue: "stale",
        spoken: `Accepted and no longer found, ${key}: ${reason}`,
      };
    }
    default:
      return assertNever(node);
  }
}

/** What is open in a schema, and whether all of it was seen. */
export function standing(schema: SchemaFindings): string {
  const words = countsInWords(openFindings(schema));
  return notRead(schema).length === 0 ? words : `${words}, not everything read`;
}

/** "2 errors, 1 warning", "nothing open". */
export function countsInWords(findings: readonly Pick<Finding, "severity">[]): string {
  const of = (severity: Severity): number =>
    findings.filter((one) => one.severity === severity).length;
  const words = [
    [of("error"), "error"] as const,
    [of("warning"), "warning"] as const,
    [of("information"), "hint"] as const,
  ];
  const told = words.filter(([number]) => number > 0).map(([number, word]) => count(number, word));
  return told.length === 0 ? "nothing open" : told.join(", ");
}

/** The title of the rule that found something. */
export function ruleTitle({ rule }: Pick<Finding, "rule">): string {
  return allRules.find(({ id }) => id === rule)?.title ?? rule;
}

const plain = {
  description: "",
  tooltip: "",
  contextValue: "message",
  collapsible: "none",
} as const;

const messageIcons: Readonly<Record<FindingMessage["level"], string>> = {
  good: "pass",
  note: "info",
  problem: "warning",
};

const icons: Readonly<Record<Severity, FindingDescription["icon"]>> = {
  error: { id: "error", color: "list.errorForeground" },
  warning: { id: "warning", color: "list.warningForeground" },
  information: { id: "info", color: undefined },
};

function describeLine({ finding, acceptance, state }: FindingLine): FindingDescription {
  const { severity, subject, message, fixes } = finding;
  const title = ruleTitle(finding);
  const about = subject ? entityInWords(subject) : "schema";
  const until = acceptance?.until;
  const words = [
    state === "expired" ? `accepted until ${until ?? ""}, which is over` : "",
    state === "accepted" ? (until === undefined ? "accepted" : `accepted until ${until}`) : "",
    message,
  ];
  const fixable = fixes.length > 0;
  const accepted = fixable ? "finding.accepted.fixable" : "finding.accepted";
  const open = fixable ? "finding.open.fixable" : "finding.open";
  return {
    // Short, because a side bar is narrow; the sentence follows as far as there is room.
    label: `${title}: ${about}`,
    description: words.filter(Boolean).join(" · "),
    icon: state === "accepted" ? { id: "pass", color: undefined } : icons[severity],
    tooltip: tooltipOf({ finding, acceptance, title }),
    contextValue: state === "accepted" ? accepted : open,
    spoken: `${spokenSeverities[severity]}, ${title}, ${about}: ${message}${state === "open" ? "" : `, ${words[0] ?? ""}${words[1] ?? ""}`}`,
    collapsible: "none",
  };
}

const spokenSeverities: Readonly<Record<Severity, string>> = {
  error: "Error",
  warning: "Warning",
  information: "Hint",
};

function tooltipOf({
  finding,
  acceptance,
  title,
}: Pick<FindingLine, "finding" | "acceptance"> & { readonly title: string }): string {
  const why = allRules.find(({ id }) => id === finding.rule)?.why ?? "";
  const lines = [
    `**${escapeMarkdown(title)}**`,
    escapeMarkdown(finding.message),
    escapeMarkdown(why),
  ];
  if (acceptance) {
    const until = acceptance.until === undefined ? "" : `, until ${acceptance.until}`;
    lines.push(`Accepted on ${escapeMarkdown(`${acceptance.on}${until}: ${acceptance.reason}`)}`);
  }
  const beliefs = finding.assumptions.map((id) => `- ${escapeMarkdown(assumptions[id].statement)}`);
  if (beliefs.length > 0) lines.push(["What is believed of ORDS here:", "", ...beliefs].join("\n"));
  return lines.join("\n\n");
}

/** What stands in the badge of the view: errors and warnings that are open. */
export function badgeOf(schemas: readonly SchemaFindings[]): {
  readonly value: number;
  readonly tooltip: string;
} {
  const all = schemas.flatMap(openFindings).filter(({ severity }) => severity !== "information");
  return { value: all.length, tooltip: `Findings: ${countsInWords(all)}` };
}
