import type { FrameLocator, Locator, Page } from "playwright-core";
import { webview } from "./webview.ts";

/** The page of the access matrix that is in front. */
export function matrix(page: Page): FrameLocator {
  return webview(page);
}

export function grid(page: Page): Locator {
  return matrix(page).getByRole("grid");
}

/** "12 endpoints, 3 callers; 2 public" */
export async function counts(page: Page): Promise<string> {
  return (await matrix(page).locator(".counts [role=status]").innerText()).trim();
}

/** The names of the columns in sight, in their order. */
export async function callers(page: Page): Promise<readonly string[]> {
  const headers = grid(page).locator("thead th.caller");
  const names = await headers.evaluateAll((cells) =>
    cells.map((one) => [Number(one.ariaColIndex), one.textContent ?? ""] as const),
  );
  return names.toSorted(([a], [b]) => a - b).map(([, name]) => name);
}

/** Ticks or unticks one of the boxes above the table. */
export async function tick(page: Page, label: string): Promise<void> {
  await matrix(page).locator(`vscode-checkbox[label="${label}"]`).click();
}

function row(page: Page, title: string): Locator {
  return grid(page)
    .locator("tbody tr.endpoint")
    .filter({
      has: page.locator(`th[title^="${title}"]`),
    });
}

/** A cell in sight; of several rows that begin alike the first. */
export async function cell(page: Page, title: string, caller: string): Promise<Locator> {
  const at = (await callers(page)).indexOf(caller);
  return row(page, title)
    .first()
    .locator(`td[aria-colindex="${at + 2}"]`);
}

/** What a cell says to the ear. */
export async function verdict(page: Page, title: string, caller: string): Promise<string | null> {
  return (await cell(page, title, caller)).getAttribute("aria-label");
}
