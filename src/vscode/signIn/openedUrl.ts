import type { Uri } from "vscode";

/**
 * The address that the system was asked to open. VS Code has decoded it, so that a plus sign or a percent sign of a code
 * would be read as something else, were it not encoded again.
 */
export function openedUrl(uri: Pick<Uri, "toString">): URL {
  return new URL(uri.toString(true).replaceAll("%", "%25").replaceAll("+", "%2B"));
}
