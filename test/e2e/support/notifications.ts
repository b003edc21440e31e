import type { Locator, Page } from "playwright-core";

/** A message in the lower right corner; waits until one with the text is shown. */
export async function notification(page: Page, text: string | RegExp): Promise<Locator> {
  const toast = page
    .locator(".notifications-toasts .notification-list-item")
    .filter({ hasText: text })
    .first();
  await toast.waitFor({ timeout: 30_000 });
  return toast;
}

export async function notificationText(page: Page, text: string | RegExp): Promise<string> {
  const toast = await notification(page, text);
  return toast.locator(".notification-list-item-message").innerText();
}

export async function clickInNotification(
  page: Page,
  text: string | RegExp,
  button: string | RegExp,
): Promise<void> {
  const toast = await notification(page, text);
  // The buttons of a message that was not asked a question stay hidden until it is pointed at.
  await toast.hover();
  await toast.getByRole("button", { name: button }).first().click();
}

/** Clears the corner, so that the next message is a new one. */
export async function clearNotifications(page: Page): Promise<void> {
  const toasts = page.locator(".notifications-toasts .notification-list-item");
  while ((await toasts.count()) > 0) {
    const toast = toasts.first();
    await toast.hover();
    await toast
      .getByRole("button", { name: /^Clear Notification|^Hide/ })
      .first()
      .click();
    await page.waitForTimeout(100);
  }
}
