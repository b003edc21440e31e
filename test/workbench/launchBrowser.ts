import { chromium, type Browser, type BrowserContext } from "playwright-core";
import { findChromium } from "./findChromium.ts";

/** A Chromium without a window, that stays silent by itself. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Refuses everything but this machine, so that a test cannot depend on, or tell, the world. */
export async function allowOnlyLoopback(context: BrowserContext): Promise<void> {
  await context.route(/^https?:\/\/(?!127\.0\.0\.1[:/]|localhost[:/])/, (route) => route.abort());
}
