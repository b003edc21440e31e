import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clickInDialog } from "./support/dialog.ts";
import {
  activeEditor,
  editorTab,
  editorText,
  openFile,
  replaceEditorText,
} from "./support/editor.ts";
import { clearNotifications, notificationText } from "./support/notifications.ts";
import { openWorkbench, type Workbench } from "./support/openWorkbench.ts";
import { pictureFailures } from "./support/pictureFailures.ts";
import {
  accept,
  answer,
  pickItem,
  quickInput,
  typeText,
  untilAsked,
} from "./support/quickInput.ts";
import { retry } from "./support/retry.ts";
import { runCommand } from "./support/runCommand.ts";
import { pressRun, runScript } from "./support/runScript.ts";
import { openSideBar } from "./support/sideBar.ts";
import { startPractice } from "./support/startPractice.ts";
import { takePicture } from "./support/takePicture.ts";
import { treeView } from "./support/treeView.ts";

/** What is open or in vain in the practice schema: found, mended, accepted, exported. */

let workbench: Workbench;
pictureFailures(() => workbench);

beforeAll(async () => {
  workbench = await openWorkbench();
});

afterAll(async () => {
  await workbench?.close();
});

/** The alias in a pattern leaves it open. */
const openReports = /anybody can call GET \/reports\/headcount/;

it("says what will be here as long as nothing is connected", async () => {
  const { page } = workbench;
  const sideBar = await openSideBar(page, "ORDS Security");
  await runCommand(page, "ORDS Security: Focus on Findings View");
  await sideBar.getByText(/is listed here/).waitFor();
  await takePicture(page, "findings-0-empty");
});

it("lists what is found, the worst first, and marks it in the connections", async () => {
  const { page } = workbench;
  const connections = await startPractice(page, { schema: "half secured", release: "25.4.0" });
  await clearNotifications(page);
  await runCommand(page, "ORDS Security: Focus on Findings View");
  const findings = treeView(page, "Findings");
  await findings.item(openReports).waitFor();
  // What is folded is counted by the line above it, for the eye and for the ear.
  const group = connections.item(/^Mappings/);
  await group.locator("[class*='itemBadge']").first().waitFor();
  expect(await group.getAttribute("aria-label")).toMatch(/Findings: \d+ (?:error|warning)/);
  await takePicture(page, "findings-0-folded");
  await connections.expand(/^Privileges/);
  await connections.expand(/^hr\.reports/);
  const mapping = connections.item(/^\/practice\/reports/);
  await mapping.locator("[class*='itemBadge']").first().waitFor();
  await takePicture(page, "findings-1-list");
  const labels = await findings.labels();
  expect(labels.length).toBeGreaterThan(3);
});

it("shows in the connections what a finding is about", async () => {
  const { page } = workbench;
  const line = treeView(page, "Findings").item(openReports);
  await line.hover();
  // Why it matters stands in the tooltip.
  await page
    .locator(".workbench-hover")
    .getByText(/^Patterns are relative to the schema/)
    .waitFor();
  await takePicture(page, "findings-1-why");
  await line.click();
  const connections = treeView(page, "Connections");
  await connections.tree
    .getByRole("treeitem", { selected: true })
    .filter({ hasText: /^\/practice\/reports/ })
    .waitFor();
});

it("takes the severity of a rule from the settings, as soon as it is changed", async () => {
  const { page, folder } = workbench;
  const findings = treeView(page, "Findings");
  const line = findings.item(openReports);
  expect(await line.getAttribute("aria-label")).toMatch(/^(?:Error|Warning), /);
  mkdirSync(join(folder, ".vscode"), { recursive: true });
  const settings = join(folder, ".vscode", "settings.json");
  const choose = (severity: string): void =>
    writeFileSync(
      settings,
      JSON.stringify({ "ordsSecurity.findings": { patternMistake: severity } }),
    );
  choose("off");
  await line.waitFor({ state: "detached" });
  choose("information");
  await line.waitFor();
  expect(await line.getAttribute("aria-label")).toMatch(/^Hint, /);
  rmSync(settings);
  await retry("its own severity", async () =>
    /^(?:Error|Warning), /.test((await line.getAttribute("aria-label")) ?? "") ? true : undefined,
  );
});

it("opens the script that mends it, and the finding is gone once it has run", async () => {
  const { page } = workbench;
  const findings = treeView(page, "Findings");
  await findings.clickAction(openReports, /Fix finding/);
  await pickItem(page, /Map \/reports\/\* instead/);
  await activeEditor(page).waitFor();
  await runScript(page, /Untitled/);
  await findings.item(openReports).waitFor({ state: "detached" });
});

it("accepts one with a reason and an end, in a file that people can read", async () => {
  const { page, folder } = workbench;
  const findings = treeView(page, "Findings");
  const catalogs = /metadata-catalog/;
  await findings.clickAction(catalogs, /Accept finding/);
  await untilAsked(page, /Accept: /);
  await accept(page);
  await quickInput(page)
    .message.filter({ hasText: /reason is needed/ })
    .waitFor();
  await answer(page, "Names are no secret here");
  await pickItem(page, /90 days/);
  await findings.item(/^Accepted/).waitFor();
  await findings.item(catalogs).waitFor({ state: "detached" });
  const file = join(folder, "ords-security.accepted.json");
  const { accepted } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly accepted: readonly Readonly<Record<string, string>>[];
  };
  expect(accepted).toMatchObject([
    { schema: "PRACTICE", rule: "catalogsOpen", reason: "Names are no secret here" },
  ]);
  expect(accepted[0]?.["until"]).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  await findings.expandTo(/^Accepted/, catalogs);
  await takePicture(page, "findings-2-accepted");
});

it("follows the file when somebody edits it, and says where it has a mistake", async () => {
  const { page, folder } = workbench;
  const file = join(folder, "ords-security.accepted.json");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("Names are no secret here", " "));
  const findings = treeView(page, "Findings");
  await findings.item(/ords-security\.accepted\.json, line \d+: A reason is missing/).waitFor();
  await takePicture(page, "findings-3-mistake");
  await findings.item(/A reason is missing/).click();
  await editorTab(page, "ords-security.accepted.json").waitFor();
  writeFileSync(file, text);
  await findings.item(/line \d+: A reason/).waitFor({ state: "detached" });
});

it("tells of an acceptance whose finding is gone, and takes its entry out", async () => {
  const { page, folder } = workbench;
  const file = join(folder, "ords-security.accepted.json");
  const before = readFileSync(file, "utf8");
  const { accepted } = JSON.parse(before) as { readonly accepted: readonly object[] };
  const gone = { ...accepted[0], rule: "publicHandler", subject: "module/gone" };
  writeFileSync(file, JSON.stringify({ accepted: [...accepted, gone] }));
  const findings = treeView(page, "Findings");
  await findings.expand(/^Accepted/);
  const line = /No longer found: publicHandler:module\/gone/;
  await findings.item(line).waitFor();
  await takePicture(page, "findings-3-stale");
  await findings.clickAction(line, /No longer accept/);
  await findings.item(line).waitFor({ state: "detached" });
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ accepted });
});

it("keeps it over a reload, and takes it back", async () => {
  const { page } = workbench;
  await workbench.reload();
  await runCommand(page, "ORDS Security: Focus on Findings View");
  const connections = treeView(page, "Connections");
  await connections.expand(/^Practice/);
  const findings = treeView(page, "Findings");
  await findings.expand(/^Accepted/);
  await findings.clickAction(/metadata-catalog/, /No longer accept/);
  await findings.item(/^Accepted/).waitFor({ state: "detached" });
  expect(existsSync(join(workbench.folder, "ords-security.accepted.json"))).toBe(true);
});

it("is seen in light and in high contrast, and where there is little room", async () => {
  const { page } = workbench;
  await treeView(page, "Findings")
    .item(/metadata-catalog/)
    .waitFor();
  for (const [name, theme] of [
    ["light", "Light Modern"],
    ["contrast", "Dark High Contrast"],
  ] as const) {
    await runCommand(page, "Preferences: Color Theme");
    await typeText(page, theme);
    await pickItem(page, theme);
    await page.waitForTimeout(500);
    await takePicture(page, `findings-4-${name}`);
  }
  const sash = await page.locator(".part.sidebar").boundingBox();
  if (!sash) throw new Error("There is no side bar.");
  const edge = sash.x + sash.width;
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(edge - (sash.width - 220), 400, { steps: 5 });
  await page.mouse.up();
  await takePicture(page, "findings-5-narrow");
});

it("exports a report and a log for scanners", async () => {
  const { page } = workbench;
  await runCommand(page, "ORDS Security: Export findings…");
  await pickItem(page, /Markdown/);
  await retry("the report", async () =>
    (await editorText(page)).includes("# Findings in schema PRACTICE") ? true : undefined,
  );
  await runCommand(page, "ORDS Security: Export findings…");
  await pickItem(page, /SARIF/);
  const log = await retry("the log", async () => {
    const text = await editorText(page);
    return text.includes('"version": "2.1.0"') ? text : undefined;
  });
  expect(JSON.parse(log)).toMatchObject({
    runs: [{ tool: { driver: { name: "ORDS Security" } } }],
  });
});

it("finds its way with names that are longer than the line", async () => {
  const { page } = workbench;
  await openFile(page, "report-mailer.sql");
  await replaceEditorText(page, longNames);
  // What becomes public is asked about.
  await pressRun(page);
  await clickInDialog(page, "Run");
  await notificationText(page, /The script ran on/);
  await clearNotifications(page);
  const line = treeView(page, "Findings").item(/Public write: module quarterly\.figures/);
  await line.waitFor();
  await line.hover();
  await page
    .locator(".workbench-hover")
    .getByText(/Public write/)
    .waitFor();
  await takePicture(page, "findings-6-long-names");
});

const long = "of.the.northern.and.southern.subsidiaries.and.all.of.their.branch.offices";
const longNames = `BEGIN
  ORDS.DEFINE_MODULE(
      p_module_name => 'quarterly.figures.${long}',
      p_base_path   => '/quarterly-figures-${long.replaceAll(".", "-")}/');
  ORDS.DEFINE_TEMPLATE(
      p_module_name => 'quarterly.figures.${long}',
      p_pattern     => 'figures/');
  ORDS.DEFINE_HANDLER(
      p_module_name => 'quarterly.figures.${long}',
      p_pattern     => 'figures/',
      p_method      => 'POST',
      p_source_type => 'plsql/block',
      p_source      => 'BEGIN NULL; END;');
  COMMIT;
END;
/
`;
