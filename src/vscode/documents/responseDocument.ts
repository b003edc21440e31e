import { Disposable, l10n, Uri, window, workspace, type TextDocumentContentProvider } from "vscode";

const scheme = "ords-response";

/** Shows answers as read-only documents, where folding, searching and comparing come from the editor. */
export interface ResponseDocuments extends Disposable {
  show(document: ResponseDocument): Promise<void>;
}

export interface ResponseDocument {
  /** For the tab, without an ending. */
  readonly name: string;
  readonly language: "json" | "xml" | "html" | "plaintext";
  readonly text: string;
}

/** A text is kept for as long as its document is open. */
export function registerResponseDocuments(): ResponseDocuments {
  const texts = new Map<string, string>();
  let count = 0;
  const provider: TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) =>
      texts.get(uri.toString()) ??
      l10n.t("This answer is no longer kept. Send the request again to see a new one."),
  };
  const registrations = Disposable.from(
    workspace.registerTextDocumentContentProvider(scheme, provider),
    workspace.onDidCloseTextDocument((document) => texts.delete(document.uri.toString())),
  );
  return {
    show: async ({ name, language, text }) => {
      count += 1;
      // The number makes two answers of one endpoint two documents.
      const file = `${name.replaceAll(/[/\\?#]+/g, " ").trim()}.${endings[language]}`;
      const uri = Uri.from({ scheme, path: `/${count}/${file}` });
      texts.set(uri.toString(), text);
      await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
    },
    dispose: () => registrations.dispose(),
  };
}

// The editor takes a document's language from the ending of its path.
const endings = { json: "json", xml: "xml", html: "html", plaintext: "txt" } as const;
