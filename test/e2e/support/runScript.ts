import type { Page } from "playwright-core";
import { clickCodeLens, editorTab } from "./editor.ts";
import { clearNotifications, notificationText } from "./notifications.ts";

/** Presses "Run on …" above the script whose tab holds the text, and gives what is said afterwards. */
export async function runScript(
  page: Page,
  tab: string | RegExp,
  result: RegExp = /The script ran on/,
): Promise<string> {
  await editorTab(page, tab).last().waitFor();
  await clearNotifications(page);
  await clickCodeLens(page, /Run on/);
  return notificationText(page, result);
}
