import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { projectRoot } from "../workbench/projectFolders.ts";

export interface PageOptions extends Pick<BrowserContextOptions, "forcedColors"> {
  /** Of its script and its style sheet: "accessMatrix". */
  readonly name: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly viewport: { readonly width: number; readonly height: number };
  /** The colors that the editor would bring. */
  readonly variables?: string;
}

/** A built page in a browser, without an editor around it; what it sends is gathered in `window.sent`. */
export async function openPage(browser: Browser, options: PageOptions): Promise<Page> {
  const { name, texts, viewport, variables = "", forcedColors = "none" } = options;
  const page = await browser.newPage({ viewport: { ...viewport }, forcedColors });
  const words = JSON.stringify(texts).replaceAll('"', "&quot;");
  await page.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === "/") {
      await route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><html lang="en"><head><meta charset="utf-8">
<link rel="stylesheet" href="/dist/codicon.css" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="/media/page.css"><link rel="stylesheet" href="/media/${name}.css">
<style>:root { --vscode-font-family: sans-serif; --vscode-font-size: 13px; --vscode-editor-font-size: 13px; --vscode-editor-font-family: monospace; ${variables} }</style>
</head><body data-texts="${words}"><script>${fakeHost}</script>
<script src="/dist/${name}.js"></script></body></html>`,
      });
    } else {
      await route.fulfill({
        contentType: contentTypes[path.split(".").at(-1) ?? ""] ?? "text/plain",
        body: readFileSync(join(projectRoot, path)),
      });
    }
  });
  await page.goto(origin);
  return page;
}

/** Sends the page what the editor would. */
export async function postToPage(page: Page, message: object): Promise<void> {
  await page.evaluate((data) => window.postMessage(data, "*"), { ordsSecurity: true, ...message });
}

const origin = "http://page.test";

const fakeHost = `window.sent = [];
let kept;
window.acquireVsCodeApi = () => ({
  postMessage: (message) => window.sent.push(message),
  setState: (state) => { kept = state; },
  getState: () => kept,
});`;

const contentTypes: Readonly<Record<string, string>> = {
  css: "text/css",
  js: "text/javascript",
  ttf: "font/ttf",
};
