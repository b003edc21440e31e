import { assertNever } from "../../base/assertNever.ts";
import { contextValue } from "./contextValues.ts";
import { describeConnection } from "./describeConnection.ts";
import { describeEntity } from "./describeEntity.ts";
import { allChildrenOf, canExpand } from "./explorerChildren.ts";
import { isFiltered, matchesBelow } from "./explorerFilter.ts";
import { labelOf } from "./explorerLabel.ts";
import { escapeMarkdown } from "./escapeMarkdown.ts";
import type { ExplorerNode, GroupName, GroupNode, MessageLevel } from "./explorerNode.ts";
import { sessionIn, type ExplorerState } from "./explorerState.ts";
import { childrenOf } from "./explorerTree.ts";
import type { NodeDescription, NodeFacts, NodeIcon } from "./nodeDescription.ts";

/** What one line of the sidebar shows. */
export function describeNode(node: ExplorerNode, state: ExplorerState): NodeDescription {
  const label = labelOf(node, state);
  const { spoken, ...facts } = factsOf(node, state);
  const heard = [spoken && `${spoken} ${label}`, facts.description].filter((part) => part !== "");
  return {
    id: isFiltered(state) ? `${node.id}?${state.filter.trim()}` : node.id,
    label,
    ...facts,
    accessibilityLabel: heard.join(", ") || label,
    collapsible: collapsibleOf(node, state),
  };
}

function factsOf(node: ExplorerNode, state: ExplorerState): NodeFacts {
  switch (node.kind) {
    case "connection":
      return describeConnection(node, state);
    case "group":
      return describeGroup(node, state);
    case "entity":
      return describeEntity(node, state);
    case "message":
      return {
        spoken: messageWords[node.level],
        description: "",
        icon: messageIcons[node.level],
        contextValue: contextValue("message", node.level),
        tooltip: [node.text, node.detail ?? ""].filter(Boolean).map(escapeMarkdown).join("\n\n"),
        action: node.action,
      };
    default:
      return assertNever(node);
  }
}

function describeGroup(node: GroupNode, state: ExplorerState): NodeFacts {
  const all = allChildrenOf(node, state).filter((child) => child.kind === "entity").length;
  const shown = childrenOf(node, state).filter((child) => child.kind === "entity").length;
  return {
    spoken: "",
    description: shown === all ? String(all) : `${shown} of ${all}`,
    icon: { id: groupIcons[node.group], color: undefined },
    contextValue: contextValue("group", node.group),
    tooltip: groupTooltips[node.group],
    action: undefined,
  };
}

function collapsibleOf(
  node: ExplorerNode,
  state: ExplorerState,
): "none" | "collapsed" | "expanded" {
  if (!canExpand(node)) return "none";
  if (node.kind === "connection") {
    return sessionIn(state, node.profile)?.state.kind === "closed" ? "collapsed" : "expanded";
  }
  return isFiltered(state) && matchesBelow(node, state) ? "expanded" : "collapsed";
}

const messageWords: Readonly<Record<MessageLevel, string>> = {
  loading: "",
  empty: "",
  problem: "Problem:",
  error: "Error:",
};

const messageIcons: Readonly<Record<MessageLevel, NodeIcon>> = {
  loading: { id: "loading~spin", color: undefined },
  empty: { id: "info", color: undefined },
  problem: { id: "warning", color: "list.warningForeground" },
  error: { id: "error", color: "list.errorForeground" },
};

const groupIcons: Readonly<Record<GroupName, string>> = {
  privileges: "shield",
  mappings: "link",
  roles: "organization",
  clients: "plug",
  modules: "package",
  objects: "table",
};

const groupTooltips: Readonly<Record<GroupName, string>> = {
  privileges: "A privilege says which roles a caller needs. Any one of them is enough.",
  mappings: "A mapping ties a privilege to paths. The most specific pattern decides.",
  roles: "A role is what a privilege asks for and what a client is granted.",
  clients: "A client is an application that calls with a token instead of a password.",
  modules: "The REST services of the schema: modules, templates, handlers.",
  objects: "Tables, views and procedures that ORDS publishes by themselves.",
};
