import type { Locator, Page } from "playwright-core";
import { chooseFromMenu } from "./menu.ts";
import { retry, succeeds } from "./retry.ts";

export interface TreeView {
  readonly tree: Locator;
  /** The first shown item whose name holds the text. Only what is scrolled into view exists. */
  readonly item: (name: string | RegExp) => Locator;
  readonly expand: (name: string | RegExp) => Promise<void>;
  /** Unfolds an item until one below it is shown: while a tree is filled anew, an item may fold again. */
  readonly expandTo: (name: string | RegExp, below: string | RegExp) => Promise<void>;
  readonly collapse: (name: string | RegExp) => Promise<void>;
  /** Clicks an icon that stands at the end of an item's line when the pointer is over it. */
  readonly clickAction: (name: string | RegExp, action: string | RegExp) => Promise<void>;
  /** Chooses from the menu of the right mouse button. */
  readonly chooseAction: (name: string | RegExp, action: string | RegExp) => Promise<void>;
  /** The labels of all shown items, with their level, as they stand below each other. */
  readonly labels: () => Promise<string[]>;
}

/** A tree in the side bar by the name of its view: `treeView(page, "Connections")`. */
export function treeView(page: Page, viewName: string): TreeView {
  const tree = page.getByRole("tree", { name: viewName });
  const item = (name: string | RegExp) =>
    tree.getByRole("treeitem").filter({ hasText: name }).first();
  const setExpanded = async (name: string | RegExp, isExpanded: boolean) => {
    const row = item(name);
    await row.waitFor();
    const isSo = async () => (await row.getAttribute("aria-expanded")) === String(isExpanded);
    // A tree that is being filled anew may lose what was opened at that very moment.
    await retry(`the item ${name} ${isExpanded ? "unfolded" : "folded"}`, async () => {
      // The arrow, not the label: a click on a label may run a command.
      if (!(await isSo())) await row.locator(".monaco-tl-twistie").click();
      await page.waitForTimeout(200);
      return (await isSo()) ? true : undefined;
    });
  };
  return {
    tree,
    item,
    expand: (name) => setExpanded(name, true),
    expandTo: async (name, below) => {
      await retry(`${below} below ${name}`, async () => {
        await setExpanded(name, true);
        return (await succeeds(item(below).waitFor({ timeout: 2000 }))) || undefined;
      });
    },
    collapse: (name) => setExpanded(name, false),
    clickAction: async (name, action) => {
      const row = item(name);
      const button = row.getByRole("button", { name: action }).first();
      // A line that is drawn anew loses the pointer, and with it its icons.
      await retry(`a click on ${action} of ${name}`, async () => {
        await page.mouse.move(0, 0);
        await row.hover();
        return (await succeeds(button.click({ timeout: 2000 }))) ? true : undefined;
      });
    },
    chooseAction: async (name, action) => {
      await chooseFromMenu(page, () => item(name).click({ button: "right" }), action);
    },
    labels: async () => {
      const rows = await tree.getByRole("treeitem").all();
      return Promise.all(
        rows.map(async (row) => {
          const level = Number(await row.getAttribute("aria-level")) || 1;
          const text = (await row.innerText()).replaceAll(/\s+/g, " ").trim();
          return "  ".repeat(level - 1) + text;
        }),
      );
    },
  };
}

/** Clicks an icon in the title line of a view. */
export async function clickViewAction(
  page: Page,
  viewName: string,
  action: string | RegExp,
): Promise<void> {
  const header = page.locator(".part.sidebar .pane-header").filter({ hasText: viewName });
  // A container with a single view has one title line for both, and hides that of the view.
  const scope = (await header.first().isVisible())
    ? header.first()
    : page.locator(".part.sidebar .composite.title");
  await scope.hover();
  await scope.getByRole("button", { name: action }).first().click();
}
