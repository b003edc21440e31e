import { afterEach } from "vitest";
import type { Workbench } from "./openWorkbench.ts";
import { takePicture } from "./takePicture.ts";

/** Takes a picture of the window whenever a test of the file fails: it tells more than any message. */
export function pictureFailures(workbench: () => Workbench | undefined): void {
  afterEach(async ({ task }) => {
    const page = workbench()?.page;
    if (task.result?.state !== "fail" || !page || page.isClosed()) return;
    await takePicture(page, `failed-${task.name.replaceAll(/\W+/g, "-").slice(0, 60)}`);
  });
}
