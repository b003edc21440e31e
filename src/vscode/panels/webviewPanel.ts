import { ViewColumn, window, type Uri, type WebviewPanel } from "vscode";
import { pageRoots, writePage, type Page } from "./page.ts";

/** Opens a panel beside nothing: in the active column, as an editor of its own. */
export function openWebviewPanel(viewType: string, extensionUri: Uri, page: Page): WebviewPanel {
  const panel = window.createWebviewPanel(viewType, page.title, ViewColumn.Active);
  return fillWebviewPanel(panel, extensionUri, page);
}

/** Gives a panel its page: a new one, or one that the editor brings back after a reload. */
export function fillWebviewPanel(panel: WebviewPanel, extensionUri: Uri, page: Page): WebviewPanel {
  panel.title = page.title;
  panel.webview.options = { enableScripts: true, localResourceRoots: [...pageRoots(extensionUri)] };
  panel.webview.html = writePage(panel.webview, extensionUri, page);
  return panel;
}
