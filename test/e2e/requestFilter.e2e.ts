import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import { requestPanel, openPracticeRequest } from "./support/requestPanel.ts";
import { retry } from "./support/retry.ts";
import { runCommand } from "./support/runCommand.ts";
import { takePicture } from "./support/takePicture.ts";
import { useTheme } from "./support/useTheme.ts";

/** A filter `q` that is built in rows, by keyboard, and what ORDS makes of it. */

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

it("builds a filter from the columns of the handler, and ORDS filters by it", async () => {
  const { page } = workbench;
  const panel = await openPracticeRequest(page);
  await panel.page.getByLabel("Address").fill("/reports/headcount");
  await panel.page.getByRole("button", { name: "Build a filter" }).press("Enter");
  const column = panel.page.getByLabel("Condition 1, Column");
  await untilFocused(column);
  await panel.page.getByRole("button", { name: "Read the columns of the handler" }).press("Enter");
  await untilFocused(column);
  await panel.page
    .getByRole("button", { name: "Read the columns of the handler" })
    .waitFor({ state: "detached" });
  await column.pressSequentially("peo");
  await panel.page.getByRole("option", { name: "people" }).waitFor();
  await column.press("ArrowDown");
  await column.press("Enter");
  await panel.page.getByText("Which value?").waitFor();
  await panel.page.getByLabel("Condition 1, Operator").selectOption("$gte");
  await panel.page.getByLabel("Condition 1, Value").fill("6");
  await untilFilter('{"people":{"$gte":6}}');
  await panel.send(200);
  await untilAnswered(["Research", "Shipping", "Support"]);
  await panel.page.getByRole("button", { name: "Add order" }).press("Enter");
  await untilFocused(panel.page.getByLabel("Order by 1, Column"));
  await panel.page.getByLabel("Order by 1, Column").fill("department_name");
  await panel.page.getByLabel("Order by 1, Direction").selectOption("desc");
  await panel.send(200);
  await untilAnswered(["Support", "Shipping", "Research"]);
  await takePicture(page, "request-filter");
});

it("adds and removes rows, and the focus stays with them", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByRole("button", { name: "Add condition" }).press("Enter");
  const column = panel.page.getByLabel("Condition 2, Column");
  await untilFocused(column);
  // The answer has told that it is a text.
  await column.fill("department_name");
  expect(await panel.page.getByLabel("Condition 2, Type of the value").inputValue()).toBe("text");
  await panel.page.getByLabel("Condition 2, Operator").selectOption("$instr");
  await panel.page.getByLabel("Condition 2, Value").fill("ing");
  await panel.page.getByLabel("Match").selectOption("any");
  await panel.page.getByText("2 conditions, one of which has to hold.").waitFor();
  await untilFilter(
    '{"$or":[{"people":{"$gte":6}},{"department_name":{"$instr":"ing"}}],"$orderby":{"department_name":"desc"}}',
  );
  await panel.page.getByRole("button", { name: "Remove people" }).press("Enter");
  await untilFocused(panel.page.getByRole("button", { name: "Remove department_name" }));
  await panel.page.getByRole("button", { name: "Remove department_name" }).press("Enter");
  await untilFocused(panel.page.getByRole("button", { name: "Add condition" }));
  await panel.page.getByText("No condition: all rows. Ordered by").waitFor();
});

it("keeps rows that are half typed while another editor is looked at", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByRole("button", { name: "Add condition" }).press("Enter");
  await panel.page.getByLabel("Condition 1, Column").fill("average_salary");
  await panel.page.getByText("Which value?").waitFor();
  await runCommand(page, "File: New Untitled Text File");
  await page.getByRole("tab", { name: /^Untitled-1/ }).waitFor();
  await runCommand(page, "View: Close Editor");
  await retry("the row that was half typed", async () =>
    (await panel.page.getByLabel("Condition 1, Column").inputValue()) === "average_salary"
      ? true
      : undefined,
  );
  await panel.page.getByText("1 row is not in it yet.").waitFor();
});

it("reads a filter back into rows, and says when it cannot", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  const text = panel.page.getByLabel("Query parameter 1, Value");
  await text.fill('{"people":{"$between":[4,6]},"since":{"$lt":{"$date":"2026-01-31T00:00:00Z"}}}');
  await retry("the rows of the text", async () =>
    (await panel.page.getByLabel("Condition 2, Value").inputValue()) === "2026-01-31T00:00:00Z"
      ? true
      : undefined,
  );
  expect(await panel.page.getByLabel("Condition 1, To").inputValue()).toBe("6");
  expect(await panel.page.getByLabel("Condition 2, Type of the value").inputValue()).toBe("date");
  await takePicture(page, "request-filter-read");
  const nested = '{"$or":[{"$and":[{"people":{"$gt":5}}]}]}';
  await text.fill(nested);
  await panel.page.getByText("it has conditions within conditions").waitFor();
  expect(await text.inputValue()).toBe(nested);
  await takePicture(page, "request-filter-nested");
  await panel.page.getByRole("button", { name: "Begin a new filter" }).press("Enter");
  await untilFocused(panel.page.getByLabel("Condition 1, Column"));
  await untilFilter("{}");
});

it("offers the columns of a table after they were read", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByLabel("Address").fill("/departments/");
  await panel.page.getByRole("button", { name: "Read the columns of DEPARTMENTS" }).press("Enter");
  await panel.page
    .getByRole("button", { name: "Read the columns of DEPARTMENTS" })
    .waitFor({ state: "detached" });
  const column = panel.page.getByLabel("Condition 1, Column");
  await column.click();
  await panel.page.getByRole("option", { name: "location" }).click();
  await panel.page.getByLabel("Condition 1, Value").fill("Graz");
  await untilFilter('{"location":{"$eq":"Graz"}}');
});

it("reads well in light, in high contrast and when it is narrow", async () => {
  const { page } = workbench;
  const panel = requestPanel(page);
  await panel.page.getByRole("button", { name: "Add condition" }).click();
  await panel.page.getByLabel("Condition 2, Column").fill("department_id");
  await panel.page.getByLabel("Condition 2, Operator").selectOption("$between");
  await panel.page.getByLabel("Condition 2, Value").waitFor({ state: "detached" });
  await panel.page.getByLabel("Condition 2, From").fill("ten");
  await panel.page.getByText("This is no number").waitFor();
  await panel.page.getByRole("button", { name: "Add order" }).click();
  await useTheme(page, "Light Modern");
  await takePicture(page, "request-filter-light");
  await useTheme(page, "Dark High Contrast");
  await panel.page.getByLabel("Order by 1, Column").click();
  await panel.page.getByRole("option", { name: "department_name" }).waitFor();
  await takePicture(page, "request-filter-contrast");
  await panel.page.getByLabel("Order by 1, Column").press("Escape");
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await page.setViewportSize({ width: 380, height: 1000 });
  await panel.page.getByText("1 row is not in it yet.").scrollIntoViewIfNeeded();
  await takePicture(page, "request-filter-narrow");
});

async function untilFocused(element: Locator): Promise<void> {
  await retry("the focus", async () =>
    (await element.evaluate((one) => one.matches(":focus-within"))) ? true : undefined,
  );
}

async function untilFilter(text: string): Promise<void> {
  const field = requestPanel(workbench.page).page.getByLabel("Query parameter 1, Value");
  await retry(`${text} in q`, async () => ((await field.inputValue()) === text ? true : undefined));
}

/** The departments of the answer, in their order. */
async function untilAnswered(departments: readonly string[]): Promise<void> {
  const panel = requestPanel(workbench.page);
  await retry(departments.join(", "), async () => {
    const text = await panel.text();
    const names = [...text.matchAll(/"department_name": "(\w+)"/g)].map(([, name]) => String(name));
    return names.join() === departments.join() ? true : undefined;
  });
}
