import type { Locator, Page } from "playwright-core";
import { runCommand } from "./runCommand.ts";

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

/**
 * Clears the corner, so that the next message is a new one. By the command, not by the button of
 * each message: a message may go by itself while it is pointed at.
 */
export async function clearNotifications(page: Page): Promise<void> {
  await runCommand(page, "Notifications: Clear All Notifications");
  await page
    .locator(".notifications-toasts .notification-list-item")
    .first()
    .waitFor({ state: "hidden" });
}
