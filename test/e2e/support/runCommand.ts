import type { Page } from "playwright-core";
import { quickInput } from "./quickInput.ts";
import { retry, succeeds } from "./retry.ts";

/**
 * Runs a command by the title that the Command Palette shows, category included:
 * `runCommand(page, "ORDS Security: Start Practice")`.
 * The list does not refresh while it is open, and right after a load the commands of extensions are
 * not in it yet: so it is closed and opened until the title is there.
 */
export async function runCommand(page: Page, title: string, timeoutMs = 40_000): Promise<void> {
  const { input, items, widget } = quickInput(page);
  await retry(
    `the command "${title}" in the Command Palette`,
    async () => {
      await page.keyboard.press("F1");
      if (!(await succeeds(input.waitFor({ timeout: 3000 })))) return undefined;
      // The workbench closes the list when something takes the focus.
      if (!(await succeeds(input.fill(`>${title}`, { timeout: 3000 })))) return undefined;
      // A row's name is its title, then its group or its keys, each after a comma.
      const exact = new RegExp(`^${escape(title)}(, |$)`, "i");
      const row = items.and(page.getByRole("option", { name: exact })).first();
      if (await succeeds(row.click({ timeout: 2500 }))) return true;
      await page.keyboard.press("Escape");
      await succeeds(widget.waitFor({ state: "hidden", timeout: 1000 }));
      return undefined;
    },
    timeoutMs,
  );
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
