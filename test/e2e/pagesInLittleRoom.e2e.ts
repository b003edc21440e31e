import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explanationTexts } from "../../src/features/accessExplanation/explanationTexts.ts";
import { accessMatrixTexts } from "../../src/features/accessMatrix/accessMatrixTexts.ts";
import { requestPanelTexts } from "../../src/features/requestPanel/requestPanelTexts.ts";
import { verificationTexts } from "../../src/features/verification/verificationTexts.ts";
import { openPage, postToPage } from "../support/openPage.ts";
import { launchBrowser } from "../workbench/launchBrowser.ts";
import {
  longExplanation,
  longMatrix,
  longRequest,
  longVerification,
} from "./support/longModels.ts";
import { takePicture } from "./support/takePicture.ts";

/** The pages with the longest names that there can be, from a whole window to a narrow side bar, without an editor. */

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

const pages = [
  { what: "request", name: "requestPanel", texts: requestPanelTexts, messages: longRequest },
  { what: "matrix", name: "accessMatrix", texts: accessMatrixTexts, messages: longMatrix() },
  {
    what: "explanation",
    name: "accessExplanation",
    texts: explanationTexts,
    messages: longExplanation,
  },
  ...(["choose", "run", "results"] as const).map((step) => ({
    what: `verification-${step}`,
    name: "verification",
    texts: verificationTexts,
    messages: [longVerification(step)],
  })),
] as const;
type ShownPage = (typeof pages)[number];

async function show(
  { name, texts, messages }: ShownPage,
  look: { readonly width: number; readonly forcedColors?: "active" },
): Promise<Page> {
  const { width, ...others } = look;
  const page = await openPage(browser, {
    name,
    texts,
    viewport: { width, height: 900 },
    variables: "--vscode-focusBorder: rgb(1, 2, 3);",
    ...others,
  });
  for (const message of messages) await postToPage(page, message);
  await page.getByRole("button").first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  return page;
}

describe.each(pages)("the page $what", (shown) => {
  it.each([1200, 600, 380, 280])("has everything in its %d pixels", async (width) => {
    const page = await show(shown, { width });
    await takePicture(page, `room-${shown.what}-${width}`);
    expect(await outside(page)).toEqual([]);
    await page.close();
  });

  it("can be reached with Tab to the last button, and says where the focus is", async () => {
    const page = await show(shown, { width: 600 });
    const stops = await walkByTab(page);
    expect(stops.length).toBeGreaterThan(0);
    for (const stop of stops) expect(stop).toMatchObject({ isMarked: true, isInSight: true });
    await page.close();
  });

  it("gives everything that can be worked with a name", async () => {
    const page = await show(shown, { width: 600 });
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const roles = new Set(
      "button textbox combobox checkbox tab grid table tree region tabpanel progressbar".split(" "),
    );
    const worked = nodes.filter((node) => !node.ignored && roles.has(String(node.role?.value)));
    expect(worked.length).toBeGreaterThan(1);
    expect(worked.filter((node) => String(node.name?.value ?? "").trim() === "")).toEqual([]);
    await page.close();
  });
});

it("shows the columns of the results beside each other, or below each other, never one over the other", async () => {
  const results = pages.find(({ what }) => what === "verification-results");
  if (!results) throw new Error("no such page");
  for (const width of [1200, 800, 721, 600, 280]) {
    const page = await show(results, { width });
    const cut = await page
      .locator("table.results :is(th, td):not(.actions)")
      .evaluateAll((cells) =>
        cells
          .filter((cell) => cell.scrollWidth > cell.clientWidth)
          .map((cell) => cell.textContent.trim()),
      );
    expect(cut).toEqual([]);
    await page.close();
  }
});

it("goes between tabs with the arrows, Home and End", async () => {
  const page = await show(pages[0], { width: 600 });
  const chosen = page.getByRole("tab", { selected: true });
  await chosen.focus();
  for (const [key, name] of [
    ["End", /^Request as sent/],
    ["ArrowRight", /^Body/],
    ["ArrowLeft", /^Request as sent/],
    ["Home", /^Body/],
    ["ArrowRight", /^Table/],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(() => chosen.innerText()).toMatch(name);
    expect(await chosen.evaluate((tab) => tab === document.activeElement)).toBe(true);
  }
  await page.close();
});

it("shows ticks and the chosen tab where the system chooses the colors", async () => {
  for (const [what, selector, others] of [
    ["verification-choose", ".choice.endpoint input:checked", ".choice > input:disabled"],
    ["request", '[role="tab"][aria-selected="true"]', '[role="tab"][aria-selected="false"]'],
  ] as const) {
    const found = pages.find((one) => one.what === what);
    if (!found) throw new Error("no such page");
    const page = await show(found, { width: 600, forcedColors: "active" });
    const pictureOf = async (which: string): Promise<string> =>
      page
        .locator(which)
        .first()
        .evaluate((element) => {
          const mark = getComputedStyle(element, "::before");
          const { borderBottomColor } = getComputedStyle(element);
          return element.matches("input") ? mark.backgroundColor : borderBottomColor;
        });
    expect(await pictureOf(selector)).not.toBe(await pictureOf(others));
    await page.close();
  }
});

it("draws all cells of the matrix alike, also those that were there before the font of the icons", async () => {
  const page = await show(pages[1], { width: 380 });
  const families = await page
    .locator("td")
    .first()
    .evaluate((cell) => getComputedStyle(cell).fontFamily);
  // Of what stands first, the browser waits for the font; what is drawn without it may keep an empty box.
  expect(families).toMatch(/^codicon,/);
  await page.close();
});

/** What is wider than the page, or has a label that does not fit into it, in words. */
async function outside(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { innerWidth } = window;
    const all = [...document.querySelectorAll("body *")].filter(
      (element) => !element.closest(".scroller, .lines, .collection, .list, .unseen-text, .unseen"),
    );
    const tooWide = all
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => `${element.tagName} ${element.className} is out of sight`);
    const broken = [...document.querySelectorAll("vscode-toolbar-button")]
      .filter((button) => {
        const label = document.createRange();
        label.selectNodeContents(button);
        return label.getBoundingClientRect().height > button.getBoundingClientRect().height;
      })
      .map((button) => `${button.textContent.trim()} is higher than its button`);
    const scrolls =
      document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
    return [...tooWide, ...broken, ...scrolls];
  });
}

interface Stop {
  readonly what: string;
  /** A ring around it, or a border of its own. */
  readonly isMarked: boolean;
  readonly isInSight: boolean;
}

async function walkByTab(page: Page): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (let count = 0; count < 200; count += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const host = document.activeElement;
      if (!host || host === document.body) return undefined;
      let inner = host;
      while (inner.shadowRoot?.activeElement) inner = inner.shadowRoot.activeElement;
      const parts = [host, inner, ...(host.shadowRoot?.querySelectorAll("*") ?? [])];
      const focusBorder = "rgb(1, 2, 3)";
      const isMarked = parts.some((part) => {
        const { outlineStyle, outlineColor, borderTopColor } = getComputedStyle(part);
        return (
          (outlineStyle !== "none" && outlineColor === focusBorder) ||
          borderTopColor === focusBorder
        );
      });
      const { top, bottom } = host.getBoundingClientRect();
      const isInSight = bottom > 0 && top < window.innerHeight;
      return { what: `${host.tagName} ${inner.ariaLabel ?? ""}`, isMarked, isInSight };
    });
    if (!stop) return stops;
    stops.push(stop);
  }
  throw new Error("Tab does not come to an end");
}
