import type { Page } from "playwright-core";
import { readClipboard, writeClipboard } from "./clipboard.ts";
import { retry } from "./retry.ts";

/** The whole text of the output that is shown, which holds only its last lines in the page. */
export async function outputText(page: Page): Promise<string> {
  const panel = page.locator(".part.panel");
  await panel.locator(".view-line").first().waitFor();
  const field = panel.locator("textarea.inputarea, .native-edit-context").first();
  await field.focus();
  await writeClipboard(page, "");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+c");
  const text = await retry(
    "the text of the output",
    async () => (await readClipboard(page)) || undefined,
  );
  return text.replaceAll("\r\n", "\n");
}
