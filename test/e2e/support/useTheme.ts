import type { Page } from "playwright-core";
import { pickItem, typeText } from "./quickInput.ts";
import { runCommand } from "./runCommand.ts";

const kinds = { "Light Modern": "vs", "Dark Modern": "vs-dark", "Dark High Contrast": "hc-black" };

/** Changes the color theme, and waits until it is there. */
export async function useTheme(page: Page, name: keyof typeof kinds): Promise<void> {
  await runCommand(page, "Preferences: Color Theme");
  // The list draws only what is in sight.
  await typeText(page, name);
  await pickItem(page, name);
  await page.locator(`.monaco-workbench.${kinds[name]}`).waitFor();
  // A page gets its colors after the window around it.
  await page.waitForTimeout(300);
}
