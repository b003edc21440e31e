import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { projectRoot } from "../../workbench/projectFolders.ts";

/**
 * Takes a picture into test/e2e/pictures: as large as the window, one pixel for each of its own,
 * with the blinking cursor and moving things held still. Returns its path.
 */
export async function takePicture(page: Page, name: string): Promise<string> {
  const folder = join(projectRoot, "test", "e2e", "pictures");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, scale: "css", animations: "disabled", caret: "hide" });
  return path;
}

/** As above; with README_PICTURES=1 it also becomes the picture of that name in the README. */
export async function takeReadmePicture(page: Page, name: string): Promise<void> {
  // Out of the way of what is to be seen.
  await page.mouse.move(640, 795);
  const path = await takePicture(page, `readme-${name}`);
  if (process.env["README_PICTURES"] !== "1") return;
  const folder = join(projectRoot, "media", "readme");
  mkdirSync(folder, { recursive: true });
  copyFileSync(path, join(folder, `${name}.png`));
}
