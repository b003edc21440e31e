import type { Page } from "playwright-core";
import { clickCodeLens, editorTab } from "./editor.ts";
import { clearNotifications, notificationText } from "./notifications.ts";
import { retry, succeeds } from "./retry.ts";

/** Presses "Run on …" above the script whose tab holds the text, and gives what is said afterwards. */
export async function runScript(
  page: Page,
  tab: string | RegExp,
  result: RegExp = /The script ran on/,
): Promise<string> {
  await editorTab(page, tab).last().waitFor();
  await pressRun(page);
  return notificationText(page, result);
}

/**
 * Presses a line above the script that runs it, until something comes of it: a question or a message. A line that is
 * drawn anew in the moment of a click loses it, and a person would click again.
 */
export async function pressRun(page: Page, title: RegExp = /Run on/): Promise<void> {
  await clearNotifications(page);
  const outcome = page.locator(".monaco-dialog-box, .notifications-toasts .notification-list-item");
  await retry(`what comes of ${title}`, async () => {
    await clickCodeLens(page, title);
    return (await succeeds(outcome.first().waitFor({ timeout: 10_000 }))) || undefined;
  });
}
