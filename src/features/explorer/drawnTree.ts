import type { ExplorerNode } from "./explorerNode.ts";

/**
 * What the editor has been given of the tree, so that only lines that differ are drawn anew: a line that is drawn while
 * its menu is open loses what the menu is about, and one below the pointer loses its icons.
 */
export class DrawnTree {
  readonly #children = new Map<string, readonly ExplorerNode[]>();
  readonly #lines = new Map<string, string>();

  /** The editor was given these lines below `parent`, or the outermost ones; what it had there before is gone. */
  giveChildren(parent: ExplorerNode | undefined, children: readonly ExplorerNode[]): void {
    const key = keyOf(parent);
    for (const child of this.#children.get(key) ?? []) this.#forget(child);
    this.#children.set(key, children);
  }

  /** The editor was given what the line shows, as a text in which whatever differs is different. */
  giveLine(node: ExplorerNode, shown: string): void {
    this.#lines.set(node.id, shown);
  }

  /**
   * The lines that would be different now, as the very objects that were given; what is below one of them is drawn with
   * it. "all" when there are other outermost lines.
   */
  changes(now: TreeNow): readonly ExplorerNode[] | "all" {
    const roots = this.#children.get(keyOf(undefined));
    // An editor that has asked for nothing shows nothing; the first word to it is harmless.
    if (!roots || !isSameOrder(roots, now.childrenOf(undefined))) return "all";
    return roots.flatMap((root) => this.#changesFrom(root, now));
  }

  #changesFrom(node: ExplorerNode, now: TreeNow): readonly ExplorerNode[] {
    const shown = this.#lines.get(node.id);
    if (shown !== undefined && shown !== now.lineOf(node)) return [node];
    const children = this.#children.get(node.id);
    if (!children) return [];
    if (!isSameOrder(children, now.childrenOf(node))) return [node];
    const below = children.flatMap((child) => this.#changesFrom(child, now));
    return below.length > mostAtOnce ? [node] : below;
  }

  #forget(node: ExplorerNode): void {
    for (const child of this.#children.get(node.id) ?? []) this.#forget(child);
    this.#children.delete(node.id);
    this.#lines.delete(node.id);
  }
}

/** The editor draws one line after the other; many cost it more than all that are below their parent. */
const mostAtOnce = 20;

/** The tree as it would be drawn at this moment. */
export interface TreeNow {
  /** Of nothing: the outermost lines. */
  readonly childrenOf: (node: ExplorerNode | undefined) => readonly ExplorerNode[];
  readonly lineOf: (node: ExplorerNode) => string;
}

/** Ids of nodes are never empty. */
function keyOf(node: ExplorerNode | undefined): string {
  return node?.id ?? "";
}

function isSameOrder(some: readonly ExplorerNode[], others: readonly ExplorerNode[]): boolean {
  return (
    some.length === others.length && some.every((node, place) => node.id === others[place]?.id)
  );
}
