import type { FrameLocator, Page } from "playwright-core";
import { startPractice } from "./startPractice.ts";
import { webview } from "./webview.ts";

/** What a person does in the request panel that is shown. */
export interface RequestPanelView {
  readonly page: FrameLocator;
  readonly callAs: (caller: string | RegExp) => Promise<void>;
  /** Sends, and waits for an answer with this status. */
  readonly send: (status: number) => Promise<void>;
  /** All that can be read in the panel. */
  readonly text: () => Promise<string>;
}

export function requestPanel(page: Page): RequestPanelView {
  const panel = webview(page);
  return {
    page: panel,
    callAs: async (caller) => {
      const select = panel.getByLabel("Call as");
      const option = select.locator("option").filter({ hasText: caller }).first();
      await option.waitFor({ state: "attached" });
      await select.selectOption({ value: (await option.getAttribute("value")) ?? "" });
    },
    send: async (status) => {
      await panel.getByRole("button", { name: "Send" }).click();
      await panel
        .locator(".status")
        .filter({ hasText: String(status) })
        .waitFor();
    },
    text: () => panel.locator("body").innerText(),
  };
}

/** Starts the practice server, and opens a request that is still to be filled in. */
export async function openPracticeRequest(page: Page): Promise<RequestPanelView> {
  const tree = await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await tree.chooseAction(/^Practice/, /^New request/);
  return requestPanel(page);
}
