import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { pickItem, quickInput } from "./support/quickInput.ts";
import { requestPanel, openPracticeRequest } from "./support/requestPanel.ts";
import { takePicture } from "./support/takePicture.ts";
import { useTheme } from "./support/useTheme.ts";

/** What the form knows of an endpoint, and where a request goes from it. */

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

it("offers a filter, checks it, and begins a body", async () => {
  const { page } = workbench;
  const panel = await openPracticeRequest(page);
  await panel.page.getByLabel("Address").fill("/hr/employees/");
  await panel.page.getByRole("button", { name: "Add q" }).click();
  await panel.page.getByLabel("Query parameter 1, Value").fill('{"salary":{"$GT":1000}}');
  await panel.page.getByText("operators are lower case: $gt").waitFor();
  await panel.page.getByLabel("Method").selectOption("POST");
  await panel.page.getByRole("button", { name: "Fill in an example" }).click();
  await panel.page
    .getByRole("button", { name: "Fill in an example" })
    .waitFor({ state: "detached" });
  await takePicture(page, "request-form");
  await page.setViewportSize({ width: 380, height: 800 });
  await takePicture(page, "request-form-narrow");
  await page.setViewportSize({ width: 1280, height: 800 });
});

it("hands the request over by a list that the keyboard works on", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByRole("button", { name: "Copy as…" }).press("Enter");
  const { items } = quickInput(page);
  await items.filter({ hasText: "Save as .http file" }).waitFor();
  await takePicture(page, "request-hand-over");
  expect(await items.count()).toBe(6);
  await pickItem(page, "Python requests");
  await page.getByText("Copied.").first().waitFor();
});

it("fills the form in with a request that was sent", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByLabel("Method").selectOption("GET");
  await panel.page.getByLabel("Query parameter 1, Value").fill('{"salary":{"$gt":1000}}');
  await panel.page.getByRole("button", { name: "Send" }).click();
  await panel.page.locator(".status").waitFor();
  await panel.page.getByLabel("Address").fill("/elsewhere");
  await panel.page.getByRole("button", { name: "Request history…" }).click();
  await quickInput(page).items.filter({ hasText: "GET /hr/employees/" }).waitFor();
  await takePicture(page, "request-history");
  await pickItem(page, "GET /hr/employees/");
  await panel.page.getByText("q=%7B").first().waitFor();
  expect(await panel.text()).not.toContain("/elsewhere");
});

it("reads well in light and in high contrast", async () => {
  const { page } = workbench;
  await useTheme(page, "Light Modern");
  await takePicture(page, "request-light");
  await useTheme(page, "Dark High Contrast");
  await takePicture(page, "request-contrast");
});
