import { Uri } from "vscode";
import { refKey } from "../../domain/model/entityRef.ts";
import type { ExplorerNode } from "../../features/explorer/explorerNode.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";

/** Of addresses that only stand for lines of the connections tree, so that they can be marked. */
export const nodeScheme = "ords-security-node";

/** The address of a connection or of a thing of it; undefined for lines that are never marked. */
export function nodeUri(node: ExplorerNode): Uri | undefined {
  if (node.kind !== "connection" && node.kind !== "entity") return undefined;
  const key = node.kind === "entity" ? refKey(node.ref) : "";
  const path = `/${encodeURIComponent(node.profile)}/${encodeURIComponent(key)}`;
  return Uri.from({ scheme: nodeScheme, path });
}

/** What an address stands for; undefined for one that is not ours. */
export function parseNodeUri(
  uri: Uri,
): { readonly profile: ProfileId; readonly key: string } | undefined {
  if (uri.scheme !== nodeScheme) return undefined;
  const [, profile = "", key = ""] = uri.path.split("/");
  return { profile: decodeURIComponent(profile) as ProfileId, key: decodeURIComponent(key) };
}
