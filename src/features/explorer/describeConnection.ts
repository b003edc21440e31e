import { assertNever } from "../../base/assertNever.ts";
import type { Session } from "../sessions/sessions.ts";
import { contextValue } from "./contextValues.ts";
import { escapeMarkdown } from "./escapeMarkdown.ts";
import type { ConnectionNode } from "./explorerNode.ts";
import { sessionIn, type ExplorerState } from "./explorerState.ts";
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
  const { profile } = session;
  return {
    spoken,
    description: [profile.alias, stateWords(session)].filter(Boolean).join(" · "),
    icon: iconOf(session),
    contextValue: contextValue(
      "connection",
      session.state.kind,
      profile.practice ? "practice" : "",
    ),
    tooltip: tooltipOf(session),
    action: undefined,
  };
}

function stateWords({ state }: Session): string {
  switch (state.kind) {
    case "closed":
      return "not connected";
    case "opening":
      return "connecting…";
    case "open":
      return state.refreshing ? "refreshing…" : `ORDS ${shortRelease(state.catalog.release)}`;
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
      if (state.refreshing) return { id: "loading~spin", color: undefined };
      return { id: profile.practice ? "beaker" : "database", color: undefined };
    default:
      return assertNever(state);
  }
}

function tooltipOf({ profile, state }: Session): string {
  const lines = [
    `**${escapeMarkdown(profile.name)}**`,
    escapeMarkdown(`${profile.baseUrl}/${profile.alias}`),
    `Database user: ${escapeMarkdown(profile.user)}`,
  ];
  if (state.kind === "open") {
    const { schema, release } = state.catalog;
    lines.push(`Schema: ${escapeMarkdown(schema.name)}`);
    lines.push(`ORDS in the database: ${escapeMarkdown(release.text)}`);
  }
  if (state.kind === "failed") {
    lines.push(escapeMarkdown([state.error.message, state.error.why ?? ""].join(" ").trim()));
  }
  if (profile.practice) lines.push("This is the practice server on this machine.");
  return lines.join("\n\n");
}

function shortRelease(release: { readonly major: number; readonly minor: number }): string {
  return `${release.major}.${release.minor}`;
}
