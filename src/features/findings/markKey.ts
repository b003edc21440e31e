import { refKey } from "../../domain/model/entityRef.ts";
import type { ExplorerNode } from "../explorer/explorerNode.ts";

/** By what a line is found among the marks: the same for a thing wherever it stands. Messages are never marked. */
export function markKey(node: ExplorerNode): string | undefined {
  switch (node.kind) {
    case "connection":
      return "";
    case "group":
      return `group/${node.group}`;
    case "entity":
      return refKey(node.ref);
    default:
      return undefined;
  }
}
