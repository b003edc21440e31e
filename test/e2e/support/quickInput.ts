import type { Locator, Page } from "playwright-core";

export interface QuickInput {
  readonly widget: Locator;
  readonly input: Locator;
  /** The rows that are shown; the list is virtual, so a long one has to be filtered by typing. */
  readonly items: Locator;
  /** The title line, with the step when there are several. */
  readonly title: Locator;
  /** The prompt, or what is wrong with the text, below the field. */
  readonly message: Locator;
}

/** The field and list in which VS Code asks: quick pick, input box and palette are all this one. */
export function quickInput(page: Page): QuickInput {
  const widget = page.locator(".quick-input-widget");
  return {
    widget,
    input: widget.locator(".quick-input-box input, .quick-input-filter input.input").first(),
    items: widget.locator(".quick-input-list .monaco-list-row"),
    title: widget.locator(".quick-input-title"),
    message: widget.locator(".quick-input-message"),
  };
}

/** Waits for a question with this title. */
export async function untilAsked(page: Page, title: string | RegExp): Promise<void> {
  await quickInput(page).title.filter({ hasText: title, visible: true }).waitFor();
}

/** Picks the item whose label or description holds the text; in a list of many, type it first. */
export async function pickItem(page: Page, text: string | RegExp): Promise<void> {
  await quickInput(page).items.filter({ hasText: text }).first().click();
}

/** Ticks an item of a list that allows several; `accept` goes on. */
export async function tickItem(page: Page, text: string | RegExp): Promise<void> {
  const item = quickInput(page).items.filter({ hasText: text }).first();
  await item.locator(".quick-input-list-checkbox, .monaco-checkbox").first().click();
}

/** Replaces the text of the field, without accepting it. */
export async function typeText(page: Page, text: string): Promise<void> {
  await quickInput(page).input.fill(text);
}

export async function accept(page: Page): Promise<void> {
  await quickInput(page).input.press("Enter");
}

/** Answers a question for text. */
export async function answer(page: Page, text: string): Promise<void> {
  await typeText(page, text);
  await accept(page);
}

/** Presses the arrow that leads to the question before. */
export async function goBack(page: Page): Promise<void> {
  await quickInput(page).widget.getByRole("button", { name: /^Back/ }).click();
}

export async function dismiss(page: Page): Promise<void> {
  await quickInput(page).input.press("Escape");
}

/** What the list offers at the moment, one text for each row. */
export async function itemTexts(page: Page): Promise<string[]> {
  const { items } = quickInput(page);
  await items.first().waitFor();
  return (await items.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());
}

/** Confirms what is ticked in a list that allows several. */
export async function acceptTicked(page: Page): Promise<void> {
  await quickInput(page).widget.getByRole("button", { name: "OK" }).click();
}
