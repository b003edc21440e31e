import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { Message } from "../../src/features/accessMatrix/accessMatrixProtocol.ts";
import { accessMatrixTexts } from "../../src/features/accessMatrix/accessMatrixTexts.ts";
import { projectRoot } from "../workbench/projectFolders.ts";

/**
 * The built page of the access matrix in a browser, without an editor around it; what it sends is gathered in
 * `window.sent`. `variables` are the colors that the editor would bring.
 */
export async function openMatrixPage(
  browser: Browser,
  options: {
    readonly viewport: { readonly width: number; readonly height: number };
    readonly variables?: string;
  },
): Promise<Page> {
  const page = await browser.newPage({ viewport: { ...options.viewport } });
  const texts = JSON.stringify(accessMatrixTexts).replaceAll('"', "&quot;");
  await page.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === "/") {
      await route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><html lang="en"><head><meta charset="utf-8">
<link rel="stylesheet" href="/dist/codicon.css" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="/media/page.css"><link rel="stylesheet" href="/media/accessMatrix.css">
<style>:root { --vscode-font-family: sans-serif; --vscode-font-size: 13px; --vscode-editor-font-size: 13px; --vscode-editor-font-family: monospace; ${options.variables ?? ""} }</style>
</head><body data-texts="${texts}"><script>${fakeHost}</script>
<script src="/dist/accessMatrix.js"></script></body></html>`,
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
export async function postToPage(page: Page, message: Message): Promise<void> {
  await page.evaluate((data) => window.postMessage(data, "*"), { ordsSecurity: true, ...message });
}

const origin = "http://matrix.test";

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
