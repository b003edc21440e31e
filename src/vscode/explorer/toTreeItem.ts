import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { Command } from "vscode";
import { assertNever } from "../../base/assertNever.ts";
import type { ExplorerNode, NodeAction } from "../../features/explorer/explorerNode.ts";
import type { NodeDescription } from "../../features/explorer/nodeDescription.ts";
import type { CommandId } from "../commands/commandIds.ts";
import { nodeUri } from "../findings/nodeUri.ts";
import { remedyCommand } from "../reportError.ts";

/** A line of the sidebar as VS Code draws it; `mark` is what the badge at its end says. */
export function toTreeItem(
  node: ExplorerNode,
  facts: NodeDescription,
  mark: string | undefined,
): TreeItem {
  const item = new TreeItem(facts.label, collapsibleStates[facts.collapsible]);
  item.id = facts.id;
  item.description = facts.description;
  item.contextValue = facts.contextValue;
  // Not trusted: a name in the database must never become a command link.
  item.tooltip = new MarkdownString(facts.tooltip);
  // VS Code reads this aloud instead of the line and its badge, so the badge has to be in it.
  const heard = [facts.accessibilityLabel, mark].filter((part) => part !== undefined);
  item.accessibilityInformation = { label: heard.join(", ") };
  const uri = nodeUri(node);
  if (uri) item.resourceUri = uri;
  if (facts.icon) {
    const { id, color } = facts.icon;
    item.iconPath = new ThemeIcon(id, color === undefined ? undefined : new ThemeColor(color));
  }
  if (facts.action) item.command = toCommand(node, facts.action);
  return item;
}

const collapsibleStates: Readonly<
  Record<NodeDescription["collapsible"], TreeItemCollapsibleState>
> = {
  none: TreeItemCollapsibleState.None,
  collapsed: TreeItemCollapsibleState.Collapsed,
  expanded: TreeItemCollapsibleState.Expanded,
};

function toCommand(node: ExplorerNode, action: NodeAction): Command {
  switch (action.kind) {
    case "connect":
      return command("ordsSecurity.connect", node.profile);
    case "scaffold":
      return command("ordsSecurity.runScaffold", {
        profile: node.profile,
        scaffold: action.scaffold,
        arguments: action.arguments,
      });
    case "remedy":
      return action.remedy.action === "retry"
        ? command("ordsSecurity.connect", node.profile)
        : command(remedyCommand(action.remedy.action), action.remedy.argument);
    default:
      return assertNever(action);
  }
}

function command(id: CommandId, argument: unknown): Command {
  // The title is not shown for tree items, yet VS Code demands one.
  return { command: id, title: id, arguments: [argument] };
}
