import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { requestPanel, openPracticeRequest } from "./support/requestPanel.ts";
import { takePicture } from "./support/takePicture.ts";
import { useTheme } from "./support/useTheme.ts";

/** A body to begin with, from the columns of a table and from the document that ORDS makes of it. */

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

it("fills a body in from the columns of the table", async () => {
  const { page } = workbench;
  const panel = await openPracticeRequest(page);
  await panel.page.getByLabel("Address").fill("/departments/");
  await panel.page.getByLabel("Method").selectOption("POST");
  await panel.page.getByRole("button", { name: "Fill in from the columns" }).waitFor();
  await takePicture(page, "request-body-empty");
  await panel.page.getByRole("button", { name: "Fill in from the columns" }).press("Enter");
  await panel.page.getByText("From DEPARTMENTS, without what Oracle fills in").waitFor();
  expect(JSON.parse(await body())).toEqual({
    department_id: 0,
    department_name: "",
    location: null,
  });
  expect(
    await panel.page.locator("vscode-textarea").evaluate((field) => field.matches(":focus-within")),
  ).toBe(true);
  await takePicture(page, "request-body");
});

it("fills a body in from what the source of a handler binds", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByLabel("Address").fill("/payroll/raises/");
  await panel.page.getByLabel("Request body").fill("");
  await panel.page.getByRole("button", { name: "Fill in from the handler" }).click();
  await panel.page.getByText("From the names that the source of the handler binds.").waitFor();
  expect(JSON.parse(await body())).toEqual({ amount: "", employee_id: "" });
  await takePicture(page, "request-body-handler");
  await panel.page.getByLabel("Address").fill("/departments/");
});

it("fills a body in from the OpenAPI document", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByLabel("Request body").fill("");
  await panel.page.getByRole("button", { name: "Fill in from the OpenAPI document" }).click();
  await panel.page.getByText("From the OpenAPI document of departments.").waitFor();
  expect(Object.keys(JSON.parse(await body()) as object)).toEqual([
    "department_id",
    "department_name",
    "location",
  ]);
  await panel.page.getByLabel("Request body").fill("");
});

it("reads well in light, in high contrast and when it is narrow", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByLabel("Address").fill("/departments/10");
  await panel.page.getByRole("button", { name: "Fill in from the columns" }).waitFor();
  await useTheme(page, "Light Modern");
  await takePicture(page, "request-body-light");
  await panel.page.getByRole("button", { name: "Fill in from the columns" }).click();
  await panel.page.getByText("From DEPARTMENTS").waitFor();
  await useTheme(page, "Dark High Contrast");
  await takePicture(page, "request-body-contrast");
  await page.setViewportSize({ width: 380, height: 800 });
  await takePicture(page, "request-body-narrow");
});

async function body(): Promise<string> {
  return await requestPanel(workbench.page).page.getByLabel("Request body").inputValue();
}
