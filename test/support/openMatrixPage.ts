import type { Browser, Page } from "playwright-core";
import type { Message } from "../../src/features/accessMatrix/accessMatrixProtocol.ts";
import { accessMatrixTexts } from "../../src/features/accessMatrix/accessMatrixTexts.ts";
import { openPage, postToPage, type PageOptions } from "./openPage.ts";

/** The built page of the access matrix in a browser, without an editor around it. */
export function openMatrixPage(
  browser: Browser,
  options: Pick<PageOptions, "viewport" | "variables">,
): Promise<Page> {
  return openPage(browser, { name: "accessMatrix", texts: accessMatrixTexts, ...options });
}

export function postToMatrix(page: Page, message: Message): Promise<void> {
  return postToPage(page, message);
}
