import { allChildrenOf } from "./explorerChildren.ts";
import { isFiltered, isShown, matches } from "./explorerFilter.ts";
import type { ExplorerNode } from "./explorerNode.ts";
import { connectionNode, messageNode } from "./explorerNodes.ts";
import type { ExplorerState } from "./explorerState.ts";

/** The connections, in the order in which the person added them. */
export function rootNodes(state: ExplorerState): readonly ExplorerNode[] {
  return state.sessions.map((session) => connectionNode(session.profile.id));
}

/** What unfolds below a node; computed anew each time, since everything is in memory. */
export function childrenOf(node: ExplorerNode, state: ExplorerState): readonly ExplorerNode[] {
  const children = allChildrenOf(node, state);
  if (!isFiltered(state)) return children;
  const shown = children.filter((child) => isShown(child, state));
  const hasEntities = children.some((child) => child.kind === "group");
  if (hasEntities && shown.every((child) => child.kind === "message") && node.kind !== "message") {
    const text = `Nothing matches "${state.filter.trim()}"`;
    return [...shown, messageNode(node, { key: "noMatch", level: "empty", text })];
  }
  return shown;
}

export function parentOf(node: ExplorerNode): ExplorerNode | undefined {
  return node.parent;
}

/** How many things match the filter, each counted once, at its own place. */
export function countMatches(state: ExplorerState): number {
  const countIn = (node: ExplorerNode): number => {
    const below = allChildrenOf(node, state).filter((child) => !isPointer(child));
    const own = node.kind === "entity" && matches(node, state) ? 1 : 0;
    return below.reduce((sum, child) => sum + countIn(child), own);
  };
  return rootNodes(state).reduce((sum, node) => sum + countIn(node), 0);
}

/** A line that stands for a thing whose own place is elsewhere in the tree. */
function isPointer(node: ExplorerNode): boolean {
  if (node.kind !== "entity" || node.parent.kind !== "entity") return false;
  return node.ref.kind !== "template" && node.ref.kind !== "handler";
}
