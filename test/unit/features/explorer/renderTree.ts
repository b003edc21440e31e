import { describeNode } from "../../../../src/features/explorer/describeNode.ts";
import type { ExplorerNode } from "../../../../src/features/explorer/explorerNode.ts";
import type { ExplorerState } from "../../../../src/features/explorer/explorerState.ts";
import { childrenOf, rootNodes } from "../../../../src/features/explorer/explorerTree.ts";

/** The whole tree as text, everything unfolded: sign of unfolding, label, description, icon, context value. */
export function renderTree(state: ExplorerState): string {
  const lines: string[] = [];
  const render = (node: ExplorerNode, depth: number): void => {
    const facts = describeNode(node, state);
    const sign = { none: "·", collapsed: "+", expanded: "-" }[facts.collapsible];
    const words = facts.description === "" ? facts.label : `${facts.label}  (${facts.description})`;
    lines.push(
      `${"  ".repeat(depth)}${sign} ${words}  [${facts.icon?.id ?? ""} ${facts.contextValue}]`,
    );
    for (const child of childrenOf(node, state)) render(child, depth + 1);
  };
  for (const node of rootNodes(state)) render(node, 0);
  return `${lines.join("\n")}\n`;
}

/** Every node of the tree, each in each place. */
export function allNodes(state: ExplorerState): readonly ExplorerNode[] {
  const below = (node: ExplorerNode): readonly ExplorerNode[] => [
    node,
    ...childrenOf(node, state).flatMap(below),
  ];
  return rootNodes(state).flatMap(below);
}
