import { allRules } from "../../domain/lint/allRules.ts";
import { severities, type Finding } from "../../domain/lint/finding.ts";
import { count } from "../explorer/describeText.ts";
import type { FindingLine, FindingNode } from "./findingNode.ts";
import type { SchemaFindings } from "./schemaFindings.ts";

export interface FindingTreeState {
  /** Of the connections that are open. */
  readonly schemas: readonly SchemaFindings[];
  /** What is wrong with the file of accepted findings, one sentence each. */
  readonly troubles: readonly string[];
}

/** The lines at the top: the findings of the only open connection, or the connections. */
export function findingRoots({ schemas, troubles }: FindingTreeState): readonly FindingNode[] {
  const messages = troubles.map((text, place): FindingNode => {
    return { kind: "message", id: `trouble ${place}`, text, level: "problem" };
  });
  const [only] = schemas;
  if (!only) return messages;
  if (schemas.length === 1) return [...messages, ...linesOf(only)];
  return [
    ...messages,
    ...schemas.map(({ profile }): FindingNode => ({ kind: "connection", id: profile, profile })),
  ];
}

/** What is below a line. */
export function findingChildren(
  node: FindingNode,
  { schemas }: FindingTreeState,
): readonly FindingNode[] {
  if (node.kind !== "connection" && node.kind !== "accepted") return [];
  const schema = schemas.find(({ profile }) => profile === node.profile);
  if (!schema) return [];
  return node.kind === "connection" ? linesOf(schema) : acceptedLines(schema);
}

/** The line that stands for a finding. */
export function lineOf(
  { profile, open, accepted, expired }: SchemaFindings,
  finding: Finding,
): FindingLine {
  const same = (one: { readonly finding: Finding }): boolean => one.finding.key === finding.key;
  const held = accepted.find(same);
  const over = expired.find(same);
  const isOpen = open.some(({ key }) => key === finding.key);
  return {
    kind: "finding",
    id: `${profile} ${finding.key}`,
    profile,
    finding,
    acceptance: isOpen ? undefined : (held ?? over)?.acceptance,
    state: held ? "accepted" : over ? "expired" : "open",
  };
}

function linesOf(schema: SchemaFindings): readonly FindingNode[] {
  const { profile, open, accepted, expired, stale } = schema;
  const lines = [...open, ...expired.map(({ finding }) => finding)]
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
    .map((finding): FindingNode => lineOf(schema, finding));
  const nothing: FindingNode = {
    kind: "message",
    id: `${profile} nothing`,
    text: `Nothing found by ${count(allRules.length, "rule")}`,
    level: "good",
  };
  const folded: FindingNode = { kind: "accepted", id: `${profile} accepted`, profile };
  return [
    ...(lines.length === 0 ? [nothing] : lines),
    ...(accepted.length + stale.length > 0 ? [folded] : []),
  ];
}

function acceptedLines(schema: SchemaFindings): readonly FindingNode[] {
  const { profile, accepted, stale } = schema;
  return [
    ...accepted.map(({ finding }): FindingNode => lineOf(schema, finding)),
    ...stale.map((one): FindingNode => ({
      kind: "message",
      id: `${profile} stale ${one.key}`,
      text: `No longer found, so its line can go: ${one.key}`,
      level: "problem",
    })),
  ];
}
