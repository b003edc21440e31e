import { allRules } from "../../domain/lint/allRules.ts";
import { severities, type Finding } from "../../domain/lint/finding.ts";
import { count } from "../explorer/describeText.ts";
import type { FilePlace, FindingLine, FindingMessage, FindingNode } from "./findingNode.ts";
import { notRead, rulesOff, type SchemaFindings } from "./schemaFindings.ts";

export interface FindingTreeState {
  /** Of the connections that are open. */
  readonly schemas: readonly SchemaFindings[];
  /** What is wrong with the file of accepted findings. */
  readonly troubles: readonly FileTrouble[];
}

export interface FileTrouble {
  /** One sentence. */
  readonly text: string;
  readonly place: FilePlace;
}

/** The lines at the top: the findings of the only open connection, or the connections. */
export function findingRoots({ schemas, troubles }: FindingTreeState): readonly FindingNode[] {
  const messages = troubles.map(({ text, place }, position): FindingNode => {
    const detail = "Select to open the file. What it accepts further down counts all the same.";
    return { kind: "message", id: `trouble ${position}`, text, detail, level: "problem", place };
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

/** What is open, in the order of the view: the worst first. */
export function openLines({ profile, open, expired }: SchemaFindings): readonly FindingLine[] {
  return [
    ...open.map((finding) => lineOf(profile, finding)),
    ...expired.map(({ finding, acceptance }): FindingLine => {
      return { ...lineOf(profile, finding), acceptance, state: "expired" };
    }),
  ].toSorted((a, b) => rank(a) - rank(b));
}

export function heldLines({ profile, accepted }: SchemaFindings): readonly FindingLine[] {
  return accepted.map(({ finding, acceptance }) => {
    return { ...lineOf(profile, finding), acceptance, state: "accepted" };
  });
}

/** One that was never accepted. */
function lineOf(profile: SchemaFindings["profile"], finding: Finding): FindingLine {
  const id = `${profile} ${finding.key}`;
  return { kind: "finding", id, profile, finding, acceptance: undefined, state: "open" };
}

function rank({ finding }: FindingLine): number {
  return severities.indexOf(finding.severity);
}

function linesOf(schema: SchemaFindings): readonly FindingNode[] {
  const { profile, accepted, stale } = schema;
  const lines = openLines(schema);
  const folded: FindingNode = { kind: "accepted", id: `${profile} accepted`, profile };
  return [
    ...notReadLines(schema),
    ...(lines.length === 0 ? [nothingFound(schema)] : lines),
    ...(accepted.length + stale.length > 0 ? [folded] : []),
  ];
}

/** Rules keep silent about what could not be read, which must not be taken for a schema that is in order. */
function notReadLines(schema: SchemaFindings): readonly FindingMessage[] {
  const missing = notRead(schema);
  if (missing.length === 0) return [];
  return [
    {
      kind: "message",
      id: `${schema.profile} not read`,
      text: "Not everything could be read, so not everything was looked at",
      detail: missing.join(" "),
      level: "problem",
      place: undefined,
    },
  ];
}

function nothingFound(schema: SchemaFindings): FindingMessage {
  const isWhole = notRead(schema).length === 0;
  const rules = count(allRules.length - rulesOff(schema).length, "rule");
  return {
    kind: "message",
    id: `${schema.profile} nothing`,
    text: isWhole ? `Nothing found by ${rules}` : "Nothing found in what could be read",
    detail: undefined,
    level: isWhole ? "good" : "note",
    place: undefined,
  };
}

function acceptedLines(schema: SchemaFindings): readonly FindingNode[] {
  const { profile, stale } = schema;
  return [
    ...heldLines(schema),
    ...stale.map((acceptance): FindingNode => {
      return { kind: "stale", id: `${profile} stale ${acceptance.key}`, profile, acceptance };
    }),
  ];
}
