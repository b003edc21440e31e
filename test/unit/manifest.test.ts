import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findingContexts } from "../../src/features/findings/describeFinding.ts";
import { acceptanceFile } from "../../src/domain/lint/acceptance.ts";
import { allRules } from "../../src/domain/lint/allRules.ts";
import { severities as findingSeverities } from "../../src/domain/lint/finding.ts";
import { contextValues } from "../../src/features/explorer/contextValues.ts";
import { allScriptRules } from "../../src/features/language/allScriptRules.ts";
import { severities } from "../../src/features/language/scriptRule.ts";
import { savedRequestsFile } from "../../src/features/requestPanel/savedRequest.ts";
import { allScaffolds } from "../../src/features/scaffold/allScaffolds.ts";
import { readScript } from "../../src/plsql/readScript.ts";
import { commandIds } from "../../src/vscode/commands/commandIds.ts";
import { contextKeys } from "../../src/vscode/contextKeys.ts";
import { proseFolder } from "../../src/vscode/documents/proseFolder.ts";
import { scriptLanguages } from "../../src/vscode/scripts/mentionsOrds.ts";
import { settingsTable } from "../../src/vscode/settingsTable.ts";

/** The parts of package.json that the code relies on. */
interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly viewsContainers: { readonly activitybar: readonly { id: string; icon: string }[] };
    readonly views: Readonly<Record<string, readonly { id: string; icon: string }[]>>;
    readonly viewsWelcome: readonly { view: string }[];
    readonly authentication: readonly { id: string }[];
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly { command: string; when: string }[];
    readonly jsonValidation: readonly { fileMatch: string; url: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly languages: readonly {
      readonly id: string;
      readonly filenamePatterns: readonly string[];
    }[];
    readonly configurationDefaults: Readonly<Record<string, object>>;
    readonly walkthroughs: readonly Walkthrough[];
    readonly snippets: readonly { language: string; path: string }[];
  };
}
interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
  readonly icon?: string;
}
interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}
interface Setting {
  readonly default: unknown;
  readonly scope?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly properties?: Readonly<Record<string, Setting>>;
  readonly additionalProperties?: boolean;
  readonly description?: string;
  readonly markdownDescription?: string;
}
interface Walkthrough {
  readonly id: string;
  readonly steps: readonly {
    readonly id: string;
    readonly description: string;
    readonly media: { readonly markdown: string };
    readonly completionEvents: readonly string[];
  }[];
}

const text = readFileSync("package.json", "utf8");
const manifest = JSON.parse(text) as Manifest;
const contributes = manifest.contributes;
const nls = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;
const menuItems = Object.values(contributes.menus).flat();
const whenClauses = [
  ...menuItems.map(({ when }) => when ?? ""),
  ...contributes.keybindings.map(({ when }) => when),
  ...[...text.matchAll(/"enablement": "([^"]*)"/g)].map(([, clause]) => clause ?? ""),
];
const views = Object.values(contributes.views)
  .flat()
  .map(({ id }) => id);
/** Words that keep their capital inside a title. */
const properNames = ["ID", "URL", "ORDS", "JWT"];

test("the commands of package.json are those of the code", () => {
  expect(contributes.commands.map(({ command }) => command).toSorted()).toEqual(
    [...commandIds].toSorted(),
  );
});

test("every command has a title in sentence case and the category", () => {
  for (const { command, title, category } of contributes.commands) {
    expect(title).toBe(`%command.${command.replace("ordsSecurity.", "")}%`);
    expect(category).toBe("%category%");
    const [first = "", ...rest] = localized(title).replace("…", "").split(" ");
    expect(first, command).toMatch(/^(REST-)?[A-Za-z][a-z]+$/);
    expect(first.charAt(0), command).toMatch(/[A-Z]/);
    expect(
      rest.filter((word) => word !== word.toLowerCase() && !properNames.includes(word)),
      command,
    ).toEqual([]);
  }
  expect(localized("%category%")).toBe("ORDS Security");
});

test("every scaffold has a command with its title", () => {
  const titles = Object.values(allScaffolds).map(({ id, title }) => [id, title]);
  const shown = titles.map(([id]) => [id, localized(`%command.${id}%`).replace("…", "")]);
  expect(shown).toEqual(titles);
});

test("every command that is named somewhere exists", () => {
  const links = [...JSON.stringify(nls).matchAll(/\(command:([\w.]+)/g)].map(([, id]) => id);
  const completions = [...text.matchAll(/"onCommand:([\w.]+)"/g)].map(([, id]) => id);
  const named = [
    ...menuItems.map(({ command }) => command),
    ...contributes.keybindings.map(({ command }) => command),
    ...links,
    ...completions,
  ];
  expect(links.length).toBeGreaterThan(8);
  expect(named.filter((id) => !commandIds.some((one) => one === id))).toEqual([]);
});

test("a command with an inline place has an icon", () => {
  const inline = menuItems.filter(({ group }) => /^(inline|navigation)/.test(group ?? ""));
  const withIcon = new Set(
    contributes.commands.flatMap(({ command, icon }) => (icon ? [command] : [])),
  );
  expect(inline.map(({ command }) => command).filter((id) => !withIcon.has(id))).toEqual([]);
});

test("every line of the sidebar that a menu asks for can exist", () => {
  const patterns = viewItemPatterns("ordsSecurity.connections");
  expect(patterns.length).toBeGreaterThan(20);
  expect(patterns.filter((one) => !contextValues.some((value) => one.test(value)))).toEqual([]);
});

test("every line of the findings that a menu asks for can exist", () => {
  const patterns = viewItemPatterns("ordsSecurity.findings");
  expect(patterns.length).toBeGreaterThan(5);
  expect(patterns.filter((one) => !findingContexts.some((value) => one.test(value)))).toEqual([]);
});

test("the files that people keep in git have schemas, under the names that the code writes", () => {
  const names = contributes.jsonValidation.map(({ fileMatch }) => fileMatch);
  expect(names).toEqual([acceptanceFile, savedRequestsFile]);
  expect(contributes.jsonValidation.filter(({ url }) => !existsSync(url))).toEqual([]);
});

test("every line of the sidebar has a menu, but for messages and what the product brings", () => {
  const patterns = viewItemPatterns("ordsSecurity.connections");
  const without = contextValues.filter((value) => !patterns.some((one) => one.test(value)));
  expect(without.filter((value) => !value.startsWith("message."))).toEqual(["privilege.builtIn"]);
});

test("the context keys of the when clauses are those that the code sets", () => {
  const asked = whenClauses.flatMap((clause) => clause.match(/\bordsSecurity\.\w+\b/g) ?? []);
  const pages = manifest.activationEvents
    .filter((event) => event.startsWith("onWebviewPanel:"))
    .map((event) => event.slice("onWebviewPanel:".length));
  const keys = asked.filter((word) => !views.includes(word) && !pages.includes(word));
  expect([...new Set(keys)].toSorted()).toEqual([...contextKeys].toSorted());
});

test("a context key that VS Code does not know yet hides nothing that should be found", () => {
  // Before the extension is active no key is set: what starts everything must not wait for one.
  const hidden = (contributes.menus["commandPalette"] ?? [])
    .filter(({ when }) => when !== undefined && !when.startsWith("!"))
    .map(({ command }) => command);
  const starters = ["addConnection", "connect", "createPrivilege", "copyToken", "newRequest"];
  expect(starters.filter((id) => hidden.includes(`ordsSecurity.${id}`))).toEqual([]);
});

test("the settings of package.json are those of the code, with the same defaults", () => {
  const rows = Object.values(settingsTable);
  const { properties } = contributes.configuration;
  expect(Object.keys(properties).toSorted()).toEqual(rows.map(({ key }) => key).toSorted());
  for (const row of rows) {
    const setting = properties[row.key];
    expect(setting?.default, row.key).toEqual(row.default);
    expect(row.accepts(row.default), row.key).toBe(true);
    expect((setting?.enum ?? []).filter((value) => !row.accepts(value))).toEqual([]);
    expect(setting?.enumDescriptions?.length).toBe(setting?.enum?.length);
    expect(row.accepts("something else"), row.key).toBe(isFreeText(row.default, setting));
    expect(row.accepts(null), row.key).toBe(false);
  }
});

test("each rule for scripts has a severity to choose, with the default of the code", () => {
  const setting = contributes.configuration.properties[settingsTable.diagnostics.key];
  expect(setting?.additionalProperties).toBe(false);
  const shown = Object.entries(setting?.properties ?? {});
  expect(shown.map(([id, rule]) => [id, rule.default])).toEqual(
    allScriptRules.map(({ id, severity }) => [id, severity]),
  );
  for (const [id, rule] of shown) {
    expect(rule.enum).toEqual([...severities, "off"]);
    expect(rule.markdownDescription).toBe(`%rule.${id}%`);
    expect(rule.enum?.every((one) => settingsTable.diagnostics.accepts({ [id]: one }))).toBe(true);
  }
  expect(settingsTable.diagnostics.accepts({ noCommit: "loud" })).toBe(false);
});

test("each rule for schemas has a severity to choose, with the default and the words of the code", () => {
  const setting = contributes.configuration.properties[settingsTable.findings.key];
  expect(setting?.additionalProperties).toBe(false);
  const shown = Object.entries(setting?.properties ?? {});
  expect(shown.map(([id, rule]) => [id, rule.default])).toEqual(
    allRules.map(({ id, severity }) => [id, severity]),
  );
  for (const [id, rule] of shown) {
    expect(rule.enum).toEqual([...findingSeverities, "off"]);
    expect(rule.description).toBe(`%finding.${id}%`);
    expect(rule.enum?.every((one) => settingsTable.findings.accepts({ [id]: one }))).toBe(true);
  }
  for (const { id, title, why } of allRules) expect(nls[`finding.${id}`]).toBe(`${title}. ${why}`);
  expect(settingsTable.findings.accepts({ publicHandler: "hint" })).toBe(false);
});

test("prose is known by its path, and its lines are broken", () => {
  const [prose] = contributes.languages;
  expect(prose?.filenamePatterns).toEqual([`${proseFolder}/*/*.txt`]);
  expect(contributes.configurationDefaults[`[${prose?.id}]`]).toHaveProperty("editor.wordWrap");
});

test("a setting has the limits that the code keeps to", () => {
  for (const row of Object.values(settingsTable)) {
    const { minimum, maximum } = contributes.configuration.properties[row.key] ?? {};
    if (minimum === undefined || maximum === undefined) continue;
    expect([minimum - 1, minimum, maximum, maximum + 1].map((one) => row.accepts(one))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  }
});

test("what a workspace must not decide is for the machine, and restricted where it is not trusted", () => {
  const ofMachine = Object.entries(contributes.configuration.properties)
    .filter(([, { scope }]) => scope === "machine")
    .map(([key]) => key);
  expect(ofMachine).toContain("ordsSecurity.tnsAdmin");
  expect(ofMachine.toSorted()).toEqual(
    [...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].toSorted(),
  );
});

test("the views are those that the code opens", () => {
  const sources = ["explorer/registerExplorer.ts", "findings/registerFindings.ts"].map(sourceOf);
  const opened = sources.flatMap(
    (source) => /createTreeView<\w+>\("([\w.]+)"/.exec(source)?.[1] ?? [],
  );
  expect(opened).toEqual(views);
  expect(contributes.viewsWelcome.map(({ view }) => view)).toEqual(views);
  expect(Object.keys(contributes.views)).toEqual(
    contributes.viewsContainers.activitybar.map(({ id }) => id),
  );
});

test("the panels that a reload brings back have their activation events", () => {
  const lazy = readdirSync("src/vscode").filter((file) => /^registerLazy\w+s\.ts$/.test(file));
  const viewTypes = lazy.flatMap((file) => /viewType: "([\w.]+)"/.exec(sourceOf(file))?.[1] ?? []);
  expect(viewTypes).toContain("ordsSecurity.requestPanel");
  const events = manifest.activationEvents.filter((one) => one.startsWith("onWebviewPanel:"));
  expect(events.toSorted()).toEqual(viewTypes.map((one) => `onWebviewPanel:${one}`).toSorted());
  const hosts = readdirSync("src/vscode", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("Host.ts"))
    .flatMap((file) => /ViewType = "([\w.]+)"/.exec(sourceOf(file))?.[1] ?? []);
  expect(hosts.toSorted()).toEqual(viewTypes.toSorted());
});

test("other extensions ask for tokens under the id that the code registers", () => {
  const [provider, ...others] = contributes.authentication;
  expect(others).toEqual([]);
  expect(sourceOf("registerLazyAuthentication.ts")).toContain(`"${provider?.id}"`);
  expect(manifest.activationEvents).toContain(`onAuthenticationRequest:${provider?.id}`);
});

test("the walkthrough is the one that the code opens, and its pages are there", () => {
  const [walkthrough, ...others] = contributes.walkthroughs;
  expect(others).toEqual([]);
  const id = `${manifest.publisher}.${manifest.name}#${walkthrough?.id}`;
  expect(sourceOf("commands/explorerCommands.ts")).toContain(`"${id}"`);
  const pages = (walkthrough?.steps ?? []).map(({ media }) => media.markdown);
  expect(pages.toSorted()).toEqual(
    readdirSync("media/walkthrough")
      .map((file) => `media/walkthrough/${file}`)
      .toSorted(),
  );
});

test("icons and snippets are there, for languages that scripts are written in", () => {
  const icons = [
    ...contributes.viewsContainers.activitybar,
    ...Object.values(contributes.views).flat(),
  ].map(({ icon }) => icon);
  const paths = [...icons, ...contributes.snippets.map(({ path }) => path)];
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  const languages = contributes.snippets.map(({ language }) => language);
  expect(languages.filter((one) => !scriptLanguages.some((known) => known === one))).toEqual([]);
});

test("every snippet is a script that can be read without a problem", () => {
  const snippets = JSON.parse(readFileSync("media/snippets/ords.json", "utf8")) as Record<
    string,
    { readonly prefix: readonly string[]; readonly body: readonly string[] }
  >;
  const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  for (const [name, { body }] of Object.entries(snippets)) {
    const script = body
      .join("\n")
      .replace(/\$\{\d+:([^}]*)\}/g, "$1")
      .replace(/\$\d+/g, "");
    const { calls, problems } = readScript(script);
    expect(calls.length, name).toBeGreaterThan(0);
    expect(problems, name).toEqual([]);
  }
});

test("every text of package.json is in package.nls.json, and no text there is left over", () => {
  const used = [...text.matchAll(/%([\w.]+)%/g)].map(([, key]) => key ?? "");
  expect([...new Set(used)].toSorted()).toEqual(Object.keys(nls).toSorted());
  expect(Object.entries(nls).filter(([, words]) => words.trim() === "")).toEqual([]);
});

function isFreeText(defaultValue: unknown, setting: Setting | undefined): boolean {
  return typeof defaultValue === "string" && setting?.enum === undefined;
}

function viewItemPatterns(view: string): readonly RegExp[] {
  const items = (contributes.menus["view/item/context"] ?? []).filter(({ when }) =>
    when?.startsWith(`view == ${view} `),
  );
  return items.map(({ when }) => {
    const [, pattern = "(no viewItem)"] = /viewItem =~ \/(.*)\/$/.exec(when ?? "") ?? [];
    return new RegExp(pattern);
  });
}

function localized(key: string): string {
  return nls[key.replaceAll("%", "")] ?? "";
}

function sourceOf(path: string): string {
  return readFileSync(`src/vscode/${path}`, "utf8");
}
