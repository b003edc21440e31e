import { SnippetString, window, workspace } from "vscode";
import type { ProfileId } from "../../services/profiles/profile.ts";
import type { ScriptConnections } from "./scriptConnections.ts";

/** Opens a script in an untitled SQL editor, with the cursor at its first tab stop. Nothing is run. */
export async function openScript(
  connections: ScriptConnections,
  profile: ProfileId,
  snippet: string,
): Promise<void> {
  const document = await workspace.openTextDocument({ language: "sql" });
  connections.choose(document, profile);
  const editor = await window.showTextDocument(document, { preview: false });
  // Whitespace stays: it may stand inside a literal, where it is part of a name.
  await editor.insertSnippet(new SnippetString(snippet), undefined, {
    undoStopBefore: false,
    undoStopAfter: true,
    keepWhitespace: true,
  });
}
