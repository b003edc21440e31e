import type { Finding } from "../../domain/lint/finding.ts";
import type { ExplorerNode } from "../explorer/explorerNode.ts";
import { nodeFor } from "../explorer/explorerNodes.ts";
import { countsInWords } from "./describeFinding.ts";
import { markKey } from "./markKey.ts";
import { openFindings, type SchemaFindings } from "./schemaFindings.ts";

/** What a line of the connections tree is marked with. */
export interface FindingMark {
  /** At most two characters, which is what VS Code draws. */
  readonly badge: string;
  /** "Findings: 1 error, 2 warnings" */
  readonly tooltip: string;
  /** undefined where it is only about something below: one error does not make the whole of it bad. */
  readonly worst: "error" | "warning" | undefined;
}

/**
 * Errors and warnings by the line that they are about, and again by every line above it, so that nothing hides in what
 * is folded. The keys are those of `markKey`.
 */
export function findingMarks(schema: SchemaFindings): ReadonlyMap<string, FindingMark> {
  const groups = new Map<string, Group>();
  const groupOf = (key: string): Group => {
    const known = groups.get(key) ?? { own: [], below: [] };
    groups.set(key, known);
    return known;
  };
  for (const finding of openFindings(schema)) {
    if (finding.severity === "information") continue;
    if (!finding.subject) {
      groupOf("").below.push(finding);
      continue;
    }
    const node = nodeFor(schema.profile, finding.subject);
    groupOf(markKey(node) ?? "").own.push(finding);
    for (let above: ExplorerNode | undefined = node.parent; above; above = above.parent) {
      groupOf(markKey(above) ?? "").below.push(finding);
    }
  }
  return new Map([...groups].map(([key, group]) => [key, toMark(group)]));
}

interface Group {
  readonly own: Finding[];
  readonly below: Finding[];
}

function toMark({ own, below }: Group): FindingMark {
  const all = [...own, ...below];
  const words = [
    own.length > 0 ? countsInWords(own) : "",
    below.length > 0 ? `${own.length > 0 ? "below: " : ""}${countsInWords(below)}` : "",
  ];
  return {
    badge: all.length > 99 ? "99" : String(all.length),
    tooltip: `Findings: ${words.filter(Boolean).join("; ")}`,
    worst: own.length > 0 ? worstOf(own) : undefined,
  };
}

function worstOf(all: readonly Finding[]): "error" | "warning" {
  return all.some(({ severity }) => severity === "error") ? "error" : "warning";
}
