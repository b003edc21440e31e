import type { FrameLocator, Locator, Page } from "playwright-core";
import { webview } from "./webview.ts";

/** What a person does on the page that verifies access on the server. */
export interface VerificationPage {
  readonly page: FrameLocator;
  readonly tick: (label: string | RegExp) => Promise<void>;
  readonly fill: (label: string | RegExp, text: string) => Promise<void>;
  readonly press: (button: string | RegExp) => Promise<void>;
  /** Waits for the results, and gives each row as one line. */
  readonly results: () => Promise<readonly string[]>;
  readonly row: (text: string | RegExp) => Locator;
  /** All that can be read on the page. */
  readonly text: () => Promise<string>;
}

export function verificationPage(page: Page): VerificationPage {
  const frame = webview(page);
  const rows = frame.locator("table.results tbody tr:not(.details)");
  return {
    page: frame,
    tick: async (label) => await frame.getByRole("checkbox", { name: label }).first().click(),
    fill: async (label, text) => await frame.getByLabel(label).first().fill(text),
    press: async (button) => await frame.getByRole("button", { name: button }).first().click(),
    results: async () => {
      await frame.getByText(/calls? (was|were) made/).waitFor({ timeout: 60_000 });
      const texts = await rows.allInnerTexts();
      return texts.map((text) => text.replaceAll(/\s+/g, " ").trim());
    },
    row: (text) => rows.filter({ hasText: text }).first(),
    text: () => frame.locator("body").innerText(),
  };
}
