import { assertNever } from "../../base/assertNever.ts";
import { allChildrenOf } from "./explorerChildren.ts";
import { labelOf } from "./explorerLabel.ts";
import type { EntityNode, ExplorerNode } from "./explorerNode.ts";
import type { ExplorerState } from "./explorerState.ts";

/**
 * Whether the filter lets a node be seen: it matches itself, something below it matches, or it stands below something
 * that matches. What is wrong with a connection is always seen.
 */
export function isShown(node: ExplorerNode, state: ExplorerState): boolean {
  if (!isFiltered(state)) return true;
  switch (node.kind) {
    case "connection":
      return true;
    case "group":
      return matchesBelow(node, state);
    case "entity":
      return matches(node, state) || standsBelowMatch(node, state) || matchesBelow(node, state);
    case "message":
      return node.parent.kind === "connection" || standsBelowMatch(node, state);
    default:
      return assertNever(node);
  }
}

/** Whether something below a node matches, so that it should be unfolded. */
export function matchesBelow(node: ExplorerNode, state: ExplorerState): boolean {
  return allChildrenOf(node, state).some(
    (child) => (child.kind === "entity" && matches(child, state)) || matchesBelow(child, state),
  );
}

export function isFiltered(state: ExplorerState): boolean {
  return state.filter.trim() !== "";
}

/** Upper and lower case are the same here: this is a search, not a comparison of names. */
export function matches(node: EntityNode, state: ExplorerState): boolean {
  const wanted = state.filter.trim().toLowerCase();
  return labelOf(node, state).toLowerCase().includes(wanted);
}

function standsBelowMatch(node: ExplorerNode, state: ExplorerState): boolean {
  for (let above = node.parent; above?.kind === "entity"; above = above.parent) {
    if (matches(above, state)) return true;
  }
  return false;
}
