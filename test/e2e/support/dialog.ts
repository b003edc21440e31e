import type { Locator, Page } from "playwright-core";

/** The modal question that stands in the middle of the window; waits until it is there. */
export async function dialog(page: Page, text: string | RegExp = /./): Promise<Locator> {
  const box = page.locator(".monaco-dialog-box").filter({ hasText: text }).first();
  await box.waitFor({ timeout: 20_000 });
  return box;
}

/** The message and the detail below it. */
export async function dialogText(page: Page): Promise<string> {
  const box = await dialog(page);
  return box.locator(".dialog-message-container").innerText();
}

export async function clickInDialog(
  page: Page,
  button: string | RegExp,
  text: string | RegExp = /./,
): Promise<void> {
  const box = await dialog(page, text);
  await box.getByRole("button", { name: button }).first().click();
  await box.waitFor({ state: "hidden" });
}
