import type { Locator, Page } from "playwright-core";
import { retry, succeeds } from "./retry.ts";
import { runCommand } from "./runCommand.ts";
import { quickInput } from "./quickInput.ts";
import { readClipboard, writeClipboard } from "./clipboard.ts";

/** The text editor that has the focus, or had it last. */
export function activeEditor(page: Page): Locator {
  return page.locator(".part.editor .editor-group-container.active .editor-instance").last();
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  const { input, items } = quickInput(page);
  await retry(`the file ${name} in the quick open list`, async () => {
    await page.keyboard.press("ControlOrMeta+p");
    const row = items.filter({ hasText: name }).first();
    const isOpened =
      (await succeeds(input.fill(name, { timeout: 3000 }))) &&
      (await succeeds(row.click({ timeout: 3000 })));
    if (isOpened) return true;
    await page.keyboard.press("Escape");
    return undefined;
  });
  await editorTab(page, name).waitFor();
}

export function editorTab(page: Page, name: string | RegExp): Locator {
  return page.locator(".part.editor .tabs-container").getByRole("tab", { name });
}

/**
 * The whole text of the active editor. It goes through the clipboard, because the page only holds
 * the lines that are on the screen.
 */
export async function editorText(page: Page): Promise<string> {
  await focusEditor(page);
  await writeClipboard(page, "");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+c");
  const text = await retry("the text of the editor", async () => {
    const copied = await readClipboard(page);
    return copied === "" ? undefined : copied;
  });
  await page.keyboard.press("ControlOrMeta+Home");
  return text.replaceAll("\r\n", "\n");
}

/** Puts the cursor at the end of a line, counted from 1. */
export async function goToLine(page: Page, line: number): Promise<void> {
  const { input } = quickInput(page);
  await focusEditor(page);
  await page.keyboard.press("Control+g");
  await input.fill(`:${line}`);
  await input.press("Enter");
  await input.waitFor({ state: "hidden" });
  await page.keyboard.press("End");
}

/** Types at the cursor of the active editor, key by key, as suggestions want it. */
export async function typeInEditor(page: Page, text: string): Promise<void> {
  await focusEditor(page);
  await page.keyboard.type(text);
}

/** Replaces the text of the active editor by pasting: nothing is suggested or completed. */
export async function replaceEditorText(page: Page, text: string): Promise<void> {
  await focusEditor(page);
  await writeClipboard(page, text);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+v");
}

export async function clickCodeLens(page: Page, title: string | RegExp): Promise<void> {
  const lens = activeEditor(page)
    .locator(".codelens-decoration a")
    .filter({ hasText: title })
    .first();
  await retry(`a click on ${title}`, async () => {
    // Where the pointer rests on a tab, its tooltip lies over the lens.
    await page.mouse.move(0, 0);
    return (await succeeds(lens.click({ timeout: 3000 }))) ? true : undefined;
  });
}

export async function codeLensTitles(page: Page): Promise<string[]> {
  const lenses = activeEditor(page).locator(".codelens-decoration a");
  await lenses.first().waitFor();
  return lenses.allInnerTexts();
}

/** The labels of the suggestions at the cursor. */
export async function suggestions(page: Page): Promise<string[]> {
  await page.keyboard.press("Control+Space");
  const rows = page.locator(".suggest-widget.visible .monaco-list-row");
  await rows.first().waitFor();
  return (await rows.locator(".label-name").allInnerTexts()).map((text) => text.trim());
}

export async function saveEditor(page: Page): Promise<void> {
  await runCommand(page, "File: Save");
}

/** Focus only: a click would move the cursor. */
async function focusEditor(page: Page): Promise<void> {
  const field = activeEditor(page).locator("textarea.inputarea, .native-edit-context").first();
  await field.waitFor({ state: "attached" });
  await field.focus();
}
