import type { FrameLocator, Locator, Page } from "playwright-core";
import { webview } from "./webview.ts";

/** What a person does in the explanation that is shown. */
export interface ExplanationView {
  readonly page: FrameLocator;
  /** The verdict and what is asked, once the verdict is there. */
  readonly verdict: (word: string | RegExp) => Promise<string>;
  readonly chooseView: (name: string) => Promise<void>;
  readonly callAs: (caller: string) => Promise<void>;
  readonly typePath: (path: string) => Promise<void>;
  readonly link: (label: string | RegExp) => Locator;
  /** All that can be read in the panel. */
  readonly text: () => Promise<string>;
}

export function explanation(page: Page): ExplanationView {
  const panel = webview(page);
  return {
    page: panel,
    verdict: async (word) => {
      const status = panel.getByRole("status");
      await status.filter({ hasText: word }).waitFor();
      return status.innerText();
    },
    chooseView: async (name) => {
      await panel.getByRole("tab", { name, exact: true }).click();
    },
    callAs: async (caller) => {
      const select = panel.getByLabel("Caller", { exact: true });
      await select.locator("option").filter({ hasText: caller }).first().waitFor({
        state: "attached",
      });
      await select.selectOption({ label: caller });
    },
    typePath: async (path) => {
      await panel.getByRole("combobox", { name: "Path" }).fill(path);
      await panel.getByRole("combobox", { name: "Path" }).press("Escape");
    },
    link: (label) => panel.getByRole("button", { name: label }),
    text: () => panel.locator("body").innerText(),
  };
}
