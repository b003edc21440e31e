import {
  commands,
  Disposable,
  l10n,
  Uri,
  window,
  workspace,
  type TextDocumentContentProvider,
} from "vscode";
import { proseFolder } from "./proseFolder.ts";

const scheme = "ords-security";

/** Shows answers and sources as read-only documents, where folding, searching and comparing come from the editor. */
export interface ReadOnlyDocuments extends Disposable {
  show(document: ReadOnlyDocument): Promise<void>;
  /** Opens both in the diff editor, the older on the left. */
  compare(before: ReadOnlyDocument, after: ReadOnlyDocument): Promise<void>;
}

export interface ReadOnlyDocument {
  /** For the tab, without an ending. */
  readonly name: string;
  /** Prose is sentences, which the editor breaks where its width ends. */
  readonly language: "json" | "xml" | "html" | "plaintext" | "prose" | "sql";
  readonly text: string;
}

/** A text is kept for as long as its document is open. */
export function registerReadOnlyDocuments(): ReadOnlyDocuments {
  const texts = new Map<string, string>();
  let count = 0;
  const provider: TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) =>
      texts.get(uri.toString()) ??
      l10n.t("This text is no longer kept. Open it again where it came from."),
  };
  const registrations = Disposable.from(
    workspace.registerTextDocumentContentProvider(scheme, provider),
    workspace.onDidCloseTextDocument((document) => texts.delete(document.uri.toString())),
  );
  const keep = ({ name, language, text }: ReadOnlyDocument): Uri => {
    count += 1;
    // The number makes two texts of one endpoint two documents.
    const file = `${name.replaceAll(/[/\\?#]+/g, " ").trim()}.${endings[language]}`;
    const folder = language === "prose" ? proseFolder : "";
    const uri = Uri.from({ scheme, path: `${folder}/${count}/${file}` });
    texts.set(uri.toString(), text);
    return uri;
  };
  return {
    show: async (document) => {
      const opened = await workspace.openTextDocument(keep(document));
      await window.showTextDocument(opened, { preview: false });
    },
    compare: async (before, after) => {
      const title = `${before.name} ↔ ${after.name}`;
      await commands.executeCommand("vscode.diff", keep(before), keep(after), title, {
        preview: false,
      });
    },
    dispose: () => registrations.dispose(),
  };
}

// The editor takes a document's language from the ending of its path.
const endings = {
  json: "json",
  xml: "xml",
  html: "html",
  plaintext: "txt",
  prose: "txt",
  sql: "sql",
} as const;
