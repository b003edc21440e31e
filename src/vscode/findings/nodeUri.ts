import { Uri } from "vscode";
import type { ExplorerNode } from "../../features/explorer/explorerNode.ts";
import { markKey } from "../../features/findings/markKey.ts";
import type { ProfileId } from "../../services/profiles/profile.ts";

/** Of addresses that only stand for lines of the connections tree, so that they can be marked. */
const nodeScheme = "ords-security-node";

/** The address of a line by its mark; undefined for lines that are never marked. */
export function nodeUri(node: ExplorerNode): Uri | undefined {
  const key = markKey(node);
  if (key === undefined) return undefined;
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
