import type { Page } from "playwright-core";

/** Chooses from the menu that is open, wherever it was opened. */
export async function chooseFromMenu(page: Page, action: string | RegExp): Promise<void> {
  const menu = page.locator(".monaco-menu-container, .context-view").filter({ visible: true });
  await menu.getByRole("menuitem", { name: action }).first().click();
}

/** What the open menu offers. */
export async function menuItems(page: Page): Promise<string[]> {
  const menu = page.locator(".monaco-menu-container, .context-view").filter({ visible: true });
  await menu.getByRole("menuitem").first().waitFor();
  return (await menu.getByRole("menuitem").allInnerTexts()).map((text) => text.trim());
}
