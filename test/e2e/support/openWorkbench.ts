import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { installVsCodeServer } from "../../workbench/installVsCodeServer.ts";
import { allowOnlyLoopback, launchBrowser } from "../../workbench/launchBrowser.ts";
import { projectRoot, sampleWorkspace } from "../../workbench/projectFolders.ts";
import {
  folderUrl,
  startVsCodeServer,
  type VsCodeServer,
} from "../../workbench/startVsCodeServer.ts";
import { latest, type VsCodeVersion } from "../../workbench/vsCodeVersions.ts";
import { openSideBar } from "./sideBar.ts";

export interface WorkbenchOptions {
  /** User settings, on top of those that keep the editor calm. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The label of a color theme, such as "Default Light Modern". */
  readonly theme?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The folder to open, copied first. Without it: the sample workspace. */
  readonly workspace?: string;
  /** Folders of further extensions. */
  readonly extensions?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Opens the workspace as one that the person has not said to trust. */
  readonly untrusted?: boolean;
  readonly version?: VsCodeVersion;
}

export interface Workbench {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: VsCodeServer;
  /** The copy of the workspace that is open. */
  readonly folder: string;
  /** Loads the window again: a new extension host, the same stored data. */
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a workbench with the extension in it: a server, a profile and a copy of the workspace of
 * its own. Close it in `afterAll`; if the test dies, it is closed too.
 */
export async function openWorkbench({
  settings = {},
  theme = "Default Dark Modern",
  viewport = { width: 1280, height: 800 },
  workspace = sampleWorkspace,
  extensions = [],
  env = {},
  untrusted = false,
  version = latest,
}: WorkbenchOptions = {}): Promise<Workbench> {
  const program = await installVsCodeServer(version);
  const server = await startVsCodeServer(program, {
    extensions: [projectRoot, ...extensions],
    settings: {
      "workbench.colorTheme": theme,
      ...(untrusted ? untrustedSettings : {}),
      ...settings,
    },
    env,
    asksForTrust: untrusted,
  });
  try {
    const folder = join(server.folder, "workspace");
    mkdirSync(folder);
    cpSync(workspace, folder, { recursive: true });
    const browser = await launchBrowser();
    const context = await browser.newContext({ viewport: { ...viewport } });
    // Less than a test has, so that what was waited for is said rather than that time is up.
    context.setDefaultTimeout(15_000);
    await allowOnlyLoopback(context);
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
    const page = await context.newPage();
    await page.goto(folderUrl(server, folder), { waitUntil: "domcontentloaded" });
    await untilShown(page);
    return {
      page,
      context,
      server,
      folder,
      reload: async () => {
        // In the browser, VS Code writes down what is open every five seconds, and not when it is left.
        await page.waitForTimeout(5500);
        const own = page
          .locator(".part.sidebar .composite.title")
          .filter({ hasText: sideBarTitle });
        const wasShown = await own.isVisible();
        await page.reload({ waitUntil: "domcontentloaded" });
        await untilShown(page);
        // A window may come back before the extension has said that it has a view there, and then without it.
        if (wasShown) await openSideBar(page, sideBarTitle);
      },
      close: async () => {
        await browser.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

const sideBarTitle = "ORDS Security";

/** Not trusted, and not asked about by a dialog that stands in the way. */
const untrustedSettings = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
};

async function untilShown(page: Page): Promise<void> {
  await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 60_000 });
  await page.locator(".monaco-workbench .part.activitybar").waitFor({ timeout: 30_000 });
}
