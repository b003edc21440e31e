import type { Locator, Page } from "playwright-core";
import { retry, succeeds } from "./retry.ts";

/** Opens a menu by `open` and chooses from it. A menu that goes before anything was chosen is opened again. */
export async function chooseFromMenu(
  page: Page,
  open: () => Promise<void>,
  action: string | RegExp,
): Promise<void> {
  const menu = openMenu(page);
  const item = menu.getByRole("menuitem", { name: action }).first();
  await retry(`the end of the menu after "${action}" was chosen`, async () => {
    if (!(await menu.isVisible())) {
      await open();
      await succeeds(item.waitFor({ timeout: 3000 }));
      await untilClicksCount(page);
    }
    const isClicked = await succeeds(item.click({ timeout: 1000 }));
    const isGone = await succeeds(menu.waitFor({ state: "hidden", timeout: 1000 }));
    return (isClicked && isGone) || undefined;
  });
}

/**
 * A menu ignores clicks for the first 100 ms, so that opening it chooses nothing. If it goes by itself soon after such a
 * click, it looks as if something had been chosen. A timer in the window that is set later and runs longer ends after
 * the menu's own, however busy the machine is.
 */
async function untilClicksCount(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 120)));
}

function openMenu(page: Page): Locator {
  return page.locator(".monaco-menu-container").filter({ visible: true });
}
