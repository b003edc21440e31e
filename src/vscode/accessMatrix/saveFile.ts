import { commands, l10n, Uri, window, workspace } from "vscode";
import { withoutLinks } from "../withoutLinks.ts";

export interface FileToSave {
  readonly title: string;
  /** Offered as the file's name. */
  readonly name: string;
  /** What the dialog calls such files, and how they end. */
  readonly kind: { readonly label: string; readonly ending: string };
}

/** Where to save a file; undefined when the person has thought better of it. */
export async function askFile({ title, name, kind }: FileToSave): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = `${name}.${kind.ending}`;
  return await window.showSaveDialog({
    title,
    filters: { [kind.label]: [kind.ending] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, file) } : {}),
  });
}

/** Says that it is done; whoever wants to see it is led there. */
export function tellSaved(uri: Uri): void {
  const open = l10n.t("Open");
  const name = uri.path.split("/").at(-1) ?? uri.path;
  void window
    .showInformationMessage(withoutLinks(l10n.t("Saved {0}.", name)), open)
    .then(async (chosen) => {
      if (chosen === open) await commands.executeCommand("vscode.open", uri);
    });
}
