import type { NodeAction } from "./explorerNode.ts";

/** What a line shows, in words that any editor can draw. */
export interface NodeDescription {
  /** Unique in the tree; another one while a filter is on, so that unfolding by the filter leaves no trace. */
  readonly id: string;
  readonly label: string;
  /** The dimmer text behind the label. */
  readonly description: string;
  readonly icon: NodeIcon | undefined;
  readonly contextValue: string;
  /** Markdown; every name in it is escaped. */
  readonly tooltip: string;
  /** The whole line as it is read aloud. */
  readonly accessibilityLabel: string;
  readonly collapsible: "none" | "collapsed" | "expanded";
  /** What a click does besides selecting. */
  readonly action: NodeAction | undefined;
}

/** A codicon; the color is only an extra, the words say the same. */
export interface NodeIcon {
  readonly id: string;
  readonly color: string | undefined;
}

/** The parts of a description that depend on what a line stands for. */
export type NodeFacts = Pick<
  NodeDescription,
  "description" | "icon" | "contextValue" | "tooltip" | "action"
> & {
  /** The kind of thing, for the ear: "Privilege". */
  readonly spoken: string;
};
