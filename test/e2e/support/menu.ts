import type { Locator, Page } from "playwright-core";
import { retry, succeeds } from "./retry.ts";

/** Chooses from the menu that is open, wherever it was opened. */
export async function chooseFromMenu(page: Page, action: string | RegExp): Promise<void> {
  const menu = openMenu(page);
  const item = menu.getByRole("menuitem", { name: action }).first();
  await item.waitFor();
  // A menu ignores clicks for a moment after it has opened, so that opening it chooses nothing.
  await retry(`the end of the menu after "${action}" was chosen`, async () => {
    await succeeds(item.click({ timeout: 1000 }));
    return (await succeeds(menu.waitFor({ state: "hidden", timeout: 1000 }))) || undefined;
  });
}

/** What the open menu offers. */
export async function menuItems(page: Page): Promise<string[]> {
  const items = openMenu(page).getByRole("menuitem");
  await items.first().waitFor();
  return (await items.allInnerTexts()).map((text) => text.trim()).filter((text) => text !== "");
}

function openMenu(page: Page): Locator {
  return page.locator(".monaco-menu-container").filter({ visible: true });
}
