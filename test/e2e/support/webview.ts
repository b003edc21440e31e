import type { FrameLocator, Page } from "playwright-core";

/** The document of the extension in the webview that is shown; hidden ones stay in the page. */
export function webview(page: Page): FrameLocator {
  return page
    .frameLocator("iframe.webview.ready >> visible=true")
    .frameLocator("iframe#active-frame");
}
