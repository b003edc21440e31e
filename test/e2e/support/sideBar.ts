import type { Locator, Page } from "playwright-core";

/** Shows a view container by its title in the activity bar, and leaves it shown when it is. */
export async function openSideBar(page: Page, title: string): Promise<Locator> {
  const tab = page.locator(".part.activitybar").getByRole("tab", { name: title });
  // The activity bar fills with the containers of extensions after the first paint.
  await tab.waitFor({ timeout: 40_000 });
  if ((await tab.getAttribute("aria-expanded")) !== "true") await tab.click();
  const sideBar = page.locator(".part.sidebar");
  await sideBar.locator(".composite.title").filter({ hasText: title }).waitFor();
  return sideBar;
}
