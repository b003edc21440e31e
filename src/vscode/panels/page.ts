import { randomBytes } from "node:crypto";
import { env, Uri, type Webview } from "vscode";

export interface Page {
  readonly title: string;
  /** Of the script and of the style sheet: `requestPanel` loads dist/requestPanel.js and media/requestPanel.css. */
  readonly name: string;
  /** The words of the page, in the person's language. */
  readonly texts: Readonly<Record<string, string>>;
  /** Whether the page may show pictures that it holds itself; they can load and run nothing. */
  readonly ownPictures?: true;
}

/** The folders that a page may load from; everything else of the extension is out of its reach. */
export function pageRoots(extensionUri: Uri): readonly Uri[] {
  return [Uri.joinPath(extensionUri, "dist"), Uri.joinPath(extensionUri, "media")];
}

/**
 * The one template and the one policy of all pages: scripts of ours only, no inline style or handler, no network.
 */
export function writePage(webview: Webview, extensionUri: Uri, page: Page): string {
  const nonce = randomBytes(16).toString("base64");
  const uri = (folder: string, file: string): string =>
    escapeAttribute(webview.asWebviewUri(Uri.joinPath(extensionUri, folder, file)).toString());
  const source = webview.cspSource;
  const policy = [
    "default-src 'none'",
    `style-src ${source}`,
    `font-src ${source}`,
    `img-src ${source}${page.ownPictures ? " data:" : ""}`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!doctype html>
<html lang="${escapeAttribute(env.language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeAttribute(page.title)}</title>
    <link rel="stylesheet" href="${uri("dist", "codicon.css")}" id="vscode-codicon-stylesheet" />
    <link rel="stylesheet" href="${uri("media", "page.css")}" />
    <link rel="stylesheet" href="${uri("media", `${page.name}.css`)}" />
  </head>
  <body data-texts="${escapeAttribute(JSON.stringify(page.texts))}">
    <script nonce="${nonce}" src="${uri("dist", `${page.name}.js`)}"></script>
  </body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
