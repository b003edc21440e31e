import type { Locator, Page } from "playwright-core";
import { retry, succeeds } from "./retry.ts";

/** Shows a view container by its title in the activity bar, and leaves it shown when it is. */
export async function openSideBar(page: Page, title: string): Promise<Locator> {
  const tab = page.locator(".part.activitybar").getByRole("tab", { name: title });
  // The activity bar fills with the containers of extensions after the first paint.
  await tab.waitFor({ timeout: 40_000 });
  const sideBar = page.locator(".part.sidebar");
  const shownTitle = sideBar.locator(".composite.title").filter({ hasText: title });
  // A window that comes back shows what it showed before, and a click in that very moment hides it.
  await retry(`the side bar ${title}`, async () => {
    if ((await tab.getAttribute("aria-expanded")) !== "true") await tab.click();
    return (await succeeds(shownTitle.waitFor({ timeout: 3000 }))) || undefined;
  });
  return sideBar;
}
