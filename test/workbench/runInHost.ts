import { resolve } from "node:path";
import { format } from "node:util";
import type { Page } from "playwright-core";
import type { VsCodeServerProgram } from "./installVsCodeServer.ts";
import { allowOnlyLoopback, launchBrowser } from "./launchBrowser.ts";
import { startVsCodeServer, type VsCodeServer } from "./startVsCodeServer.ts";

export interface HostRun {
  readonly program: VsCodeServerProgram;
  readonly extensions: readonly string[];
  /** A CommonJS file that exports `run()`; it is loaded in the extension host. */
  readonly testsPath: string;
  readonly folder?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
  readonly limitMs?: number;
  readonly print: (text: string) => void;
}

/** Runs a test runner inside the extension host of a code-server; true when it succeeded. */
export async function runInHost(run: HostRun): Promise<boolean> {
  const server = await startVsCodeServer(run.program, run.env ? { env: run.env } : {});
  try {
    const browser = await launchBrowser();
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await allowOnlyLoopback(context);
      return await runInPage(await context.newPage(), server, run);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

async function runInPage(page: Page, server: VsCodeServer, run: HostRun): Promise<boolean> {
  const limitMs = run.limitMs ?? 180_000;
  const { outcome, settle } = openOutcome();
  const giveUp = (why: string) => {
    run.print(`The tests in the extension host gave no answer: ${why}.`);
    run.print(server.output().split("\n").slice(-15).join("\n"));
    settle(false);
  };
  setTimeout(() => giveUp(`${limitMs / 1000} seconds have passed`), limitMs).unref();
  page.on("crash", () => giveUp("the page of the workbench crashed"));
  // VS Code for the web calls these two when its page has them: it ends a test run with the first
  // and hands over the console of the extension host with the second.
  await page.exposeFunction("codeAutomationExit", (code: number) => settle(code === 0));
  await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => {
    const text = format(...args);
    if (!isNoise(text)) run.print(text);
  });
  await configureTests(page, server, run);
  const folder = run.folder ? `folder=${encodeURI(resolve(run.folder))}` : "ew=true";
  await page.goto(`${server.url}/?${folder}`, { waitUntil: "domcontentloaded" });
  return outcome;
}

/**
 * A shipped workbench takes no tests from its address, but does take `developmentOptions` from the
 * configuration in its own page. The attribute is amended as the workbench reads it; answering the
 * page request ourselves instead would make Chromium refuse its web sockets.
 */
async function configureTests(page: Page, server: VsCodeServer, run: HostRun): Promise<void> {
  const uri = (path: string) => ({
    scheme: "vscode-remote",
    authority: server.authority,
    path: resolve(path),
  });
  await page.addInitScript(
    (developmentOptions) => {
      const prototype: { getAttribute: (name: string) => string | null } = Element.prototype;
      prototype.getAttribute = new Proxy(prototype.getAttribute, {
        apply: (getAttribute, element: Element, [name]: [string]) => {
          const value = Reflect.apply(getAttribute, element, [name]);
          const isConfiguration =
            element.id === "vscode-workbench-web-configuration" && name === "data-settings";
          if (!isConfiguration || !value) return value;
          const configuration = JSON.parse(value) as { developmentOptions?: object };
          return JSON.stringify({
            ...configuration,
            developmentOptions: { ...configuration.developmentOptions, ...developmentOptions },
          });
        },
      });
    },
    { extensions: run.extensions.map(uri), extensionTestsPath: uri(run.testsPath) },
  );
}

function openOutcome() {
  let settle!: (succeeded: boolean) => void;
  const outcome = new Promise<boolean>((resolve) => (settle = resolve));
  return { outcome, settle };
}

/** VS Code's own talk about a gallery it cannot reach and a worker it does not need. */
function isNoise(text: string): boolean {
  return /getaddrinfo ENOTFOUND|open-vsx|is not a web extension|^\[|^(Creating a socket|Resolv|Updating|The web worker)/.test(
    text,
  );
}
