import { assertNever } from "../../base/assertNever.ts";
import { schemaUrlOf } from "../../domain/http/schemaUrlOf.ts";
import type { ConnectionProfile } from "../../services/profiles/profile.ts";
import type { Session } from "../sessions/sessions.ts";
import { describeAddress } from "../../domain/database/databaseAddress.ts";
import { contextValue } from "./contextValues.ts";
import { escapeMarkdown } from "./escapeMarkdown.ts";
import { toOneLine } from "./explorerLabel.ts";
import type { ConnectionNode } from "./explorerNode.ts";
import { sessionIn, type ExplorerState } from "./explorerState.ts";
import { placeInWords } from "./placeInWords.ts";
import type { NodeFacts, NodeIcon } from "./nodeDescription.ts";

export function describeConnection(node: ConnectionNode, state: ExplorerState): NodeFacts {
  const session = sessionIn(state, node.profile);
  const spoken = "Connection";
  if (!session) {
    return {
      spoken,
      description: "removed",
      icon: undefined,
      contextValue: contextValue("connection", "closed"),
      tooltip: "",
      action: undefined,
    };
  }
  return {
    spoken,
    description: wordsOf(session, state).filter(Boolean).join(" · "),
    icon: iconOf(session),
    contextValue: contextValue("connection", session.state.kind, ...flagsOf(session)),
    tooltip: tooltipOf(session),
    action: undefined,
  };
}

/** What has to be seen stands first: a narrow sidebar cuts off the end. */
function wordsOf(session: Session, { sessions }: ExplorerState): readonly string[] {
  const isAlone =
    sessions.filter(({ profile }) => profile.name === session.profile.name).length < 2;
  const schema = isAlone ? schemaWords(session) : toOneLine(placeInWords(session.profile));
  const state = stateWords(session);
  const words =
    session.state.kind === "failed" ? [state, schema] : [waitingWords(session), schema, state];
  return [trustWords(session), ...words];
}

function flagsOf({ profile, state }: Session): readonly string[] {
  const isUncommitted = state.kind === "open" && state.uncommitted > 0;
  return [
    profile.practice ? "practice" : "",
    profile.kind === "restSql" ? "" : profile.kind,
    profile.baseUrl === undefined ? "noOrds" : "",
    isUncommitted ? "uncommitted" : "",
    state.kind === "open" && state.catalog.jwtProfile ? "hasJwtProfile" : "",
    state.kind === "open" && !state.catalog.schema.enabled ? "notEnabled" : "",
  ];
}

/** The alias, or who it is as long as that is not known. */
function schemaWords({ profile, state }: Session): string {
  const { otherSchema, alias } = profile;
  if (otherSchema) return `${toOneLine(otherSchema.name)} as administrator`;
  const schema = state.kind === "open" ? state.catalog.schema.name : undefined;
  const user = profile.kind === "sqlDeveloper" ? "" : profile.user;
  return toOneLine(alias ?? schema ?? user);
}

/**
 * Whether it is read again is not told here but above the tree: with a line all that is below it is drawn anew, and a
 * menu that is open there loses what it is about.
 */
function stateWords({ state }: Session): string {
  switch (state.kind) {
    case "closed":
      return "not connected";
    case "opening":
      return "connecting…";
    case "open":
      return `ORDS ${shortRelease(state.catalog.release)}`;
    case "failed":
      return "could not connect";
    default:
      return assertNever(state);
  }
}

function iconOf({ profile, state }: Session): NodeIcon {
  switch (state.kind) {
    case "opening":
      return { id: "loading~spin", color: undefined };
    case "failed":
      return { id: "error", color: "list.errorForeground" };
    case "closed":
      return { id: "debug-disconnect", color: undefined };
    case "open":
      if (state.uncommitted > 0) return { id: "warning", color: "list.warningForeground" };
      if (profile.tls?.check === "none") {
        return { id: "unverified", color: "list.warningForeground" };
      }
      return { id: profile.practice ? "beaker" : kindIcons[profile.kind], color: undefined };
    default:
      return assertNever(state);
  }
}

const kindIcons: Readonly<Record<ConnectionProfile["kind"], string>> = {
  restSql: "database",
  oracle: "server",
  sqlDeveloper: "extensions",
};

/** By the person's own choice, of which they are reminded for as long as it stands. */
function trustWords({ profile }: Session): string {
  return profile.tls?.check === "none" ? "unchecked certificate" : "";
}

function waitingWords({ state }: Session): string {
  const count = state.kind === "open" ? state.uncommitted : 0;
  return count === 0 ? "" : `${count} uncommitted`;
}

function tooltipOf({ profile, state }: Session): string {
  const lines = [
    `**${escapeMarkdown(profile.name)}**`,
    ...wayOf(profile),
    ...certificatesOf(profile),
    ...(profile.otherSchema
      ? [`Schema ${escapeMarkdown(profile.otherSchema.name)}, looked at as administrator`]
      : []),
  ];
  if (state.kind === "open") {
    const { schema, release, jwtProfile } = state.catalog;
    if (!profile.otherSchema) lines.push(`Schema: ${escapeMarkdown(schema.name)}`);
    lines.push(`ORDS in the database: ${escapeMarkdown(release.text)}`);
    if (jwtProfile) lines.push(line("Accepts tokens of the issuer", jwtProfile.issuer));
    if (state.uncommitted > 0) lines.push(uncommitted(state.uncommitted));
  }
  if (state.kind === "failed") {
    lines.push(escapeMarkdown([state.error.message, state.error.why ?? ""].join(" ").trim()));
  }
  if (profile.practice) lines.push("This is the practice server on this machine.");
  return lines.join("\n\n");
}

function uncommitted(count: number): string {
  return count === 1
    ? "1 change is not committed: nobody else sees it yet."
    : `${count} changes are not committed: nobody else sees them yet.`;
}

/** How the schema is reached, line by line. */
function wayOf(profile: ConnectionProfile): readonly string[] {
  switch (profile.kind) {
    case "restSql":
      return [
        escapeMarkdown(schemaUrlOf(profile) ?? profile.baseUrl),
        line("Database user", profile.user),
      ];
    case "oracle": {
      const { database, user, wallet, httpsProxy } = profile;
      return [
        line("Oracle Database", describeAddress(database)),
        line("Database user", user),
        ...(wallet ? [line("Wallet", wallet.folder)] : []),
        ...(httpsProxy ? [line("HTTPS proxy", `${httpsProxy.host}:${httpsProxy.port}`)] : []),
        ordsOf(profile),
      ];
    }
    case "sqlDeveloper":
      return ["A session of Oracle SQL Developer: reading only", ordsOf(profile)];
    default:
      return assertNever(profile);
  }
}

function certificatesOf({ tls }: ConnectionProfile): readonly string[] {
  if (!tls) return [];
  const { caFile, fingerprint, clientCertificate: own } = tls;
  return [
    ...(tls.check === "none"
      ? ["The certificate of ORDS is not checked: whoever answers there may be somebody else."]
      : []),
    ...(caFile === undefined ? [] : [line("Trusted authority", caFile)]),
    ...(fingerprint === undefined ? [] : [line("The one certificate accepted", fingerprint)]),
    ...(own ? [line("Client certificate", own.kind === "pem" ? own.certFile : own.file)] : []),
  ];
}

function ordsOf(profile: ConnectionProfile): string {
  const { baseUrl } = profile;
  if (baseUrl === undefined) return "Address of ORDS: not set; tokens and requests need it";
  return line("ORDS", schemaUrlOf(profile) ?? baseUrl);
}

function line(label: string, value: string): string {
  return `${label}: ${escapeMarkdown(value)}`;
}

function shortRelease(release: { readonly major: number; readonly minor: number }): string {
  return `${release.major}.${release.minor}`;
}
