import type { CDPSession, Page } from "playwright-core";
import { indexAccess } from "../../src/domain/access/accessIndex.ts";
import { buildGrid } from "../../src/features/accessMatrix/buildGrid.ts";
import type { Model } from "../../src/features/accessMatrix/accessMatrixProtocol.ts";
import { csvLines } from "../../src/features/accessMatrix/csvLines.ts";
import { matrixCallers } from "../../src/features/accessMatrix/matrixCallers.ts";
import { matrixInParts } from "../../src/features/accessMatrix/matrixInParts.ts";
import type { MatrixGrid } from "../../src/features/accessMatrix/matrixGrid.ts";
import { wholeMatrix, type MatrixQuery } from "../../src/features/accessMatrix/matrixQuery.ts";
import { selectView } from "../../src/features/accessMatrix/selectView.ts";
import { methods } from "../../src/domain/model/catalog.ts";
import { profileId } from "../../src/services/profiles/profile.ts";
import { openMatrixPage, postToMatrix } from "../support/openMatrixPage.ts";
import { launchBrowser } from "../workbench/launchBrowser.ts";
import { runProgramOrFail } from "../workbench/runProgram.ts";
import { largeAccess } from "./largeAccess.ts";

const frameBudgetMs = 50;

/**
 * The access matrix at 1,000 callers × 10,000 endpoints: what each step costs the extension host, and how long the
 * longest frame of the page is while it scrolls in a real browser. Times depend on the machine and on what else it
 * does, so they are told; a frame over the budget is marked.
 */
export async function run(): Promise<void> {
  await runProgramOrFail(process.execPath, ["esbuild.mjs", "--production"]);
  const grid = measureHost();
  const browser = await launchBrowser();
  try {
    const page = await openMatrixPage(browser, { viewport: { width: 1280, height: 800 } });
    await measurePage(page, grid);
  } finally {
    await browser.close();
  }
}

function measureHost(): MatrixGrid {
  const catalog = largeAccess({ clients: 1_000, endpoints: 10_000, privileges: 500 });
  const columns = matrixCallers(catalog, undefined, []);
  const callers = columns.map(({ caller }) => caller);
  const index = timed("index of the catalog", () => indexAccess(catalog));
  const matrix = inSteps("matrix of verdicts", matrixInParts(index, callers));
  const grid = inSteps(
    "grid for the page",
    buildGrid({ here: { matrix, catalog }, there: undefined, callers: columns }),
  );
  tell(
    "size of the grid",
    `${grid.classes.length} × ${grid.classes[0]?.length ?? 0} classes, ` +
      `${(JSON.stringify(grid).length / 1e6).toFixed(1)} MB as JSON`,
  );
  const queries: Readonly<Record<string, Partial<MatrixQuery>>> = {
    "all of it": {},
    "by text": { text: "get things 12" },
    "by verdict": { verdict: "allowed" },
    "only public": { onlyPublic: true },
    "sorted by a caller": { grouped: false, sortBy: grid.callers[500]?.key },
  };
  for (const [name, query] of Object.entries(queries)) {
    timed(`filter: ${name}`, () => selectView(grid, { ...wholeMatrix, ...query }));
  }
  const view = selectView(grid, wholeMatrix);
  timed("CSV, 10 million cells", () => {
    let length = 0;
    for (const line of csvLines({ grid, view, title: "", otherName: undefined })) {
      length += line.length;
    }
    return length;
  });
  return grid;
}

async function measurePage(page: Page, grid: MatrixGrid): Promise<void> {
  const started = performance.now();
  await postToMatrix(page, { kind: "model", model: modelOf(grid) });
  await postToMatrix(page, { kind: "grid", id: 1, grid });
  await postToMatrix(page, { kind: "view", gridId: 1, view: selectView(grid, wholeMatrix) });
  await page.locator("td").first().waitFor();
  const cells = await page.locator("td").count();
  tell(
    "page",
    `first cells after ${ms(performance.now() - started)}, ${cells} cells in the document`,
  );
  await page.evaluate(watchFrames);
  const cdp = await page.context().newCDPSession(page);
  const scrollers: Readonly<Record<string, string>> = {
    // What the machine does with frames in which nothing happens: the rest is to be read beside it.
    nothing: "() => {}",
    "wheel down": "(box, at) => { box.scrollTop += 100; }",
    "wheel right": "(box, at) => { box.scrollLeft += 60; }",
    "a screen each frame": "(box, at) => { box.scrollTop = at * box.clientHeight; }",
    "jumps to anywhere":
      "(box, at) => { box.scrollTop = (at * 7919 * 97) % box.scrollHeight; box.scrollLeft = (at * 104729) % box.scrollWidth; }",
  };
  for (const [name, scroll] of Object.entries(scrollers)) {
    await measureFrames(cdp, name, async () => {
      await page.evaluate(`window.scrollFrames(${scroll}, 240)`);
    });
  }
  await page.locator("td").first().focus();
  await measureFrames(cdp, "keyboard", async () => {
    await page.evaluate("window.startFrames()");
    for (const key of ["PageDown", "ArrowDown", "ArrowRight", "Control+End", "Control+Home"]) {
      for (let times = 0; times < 20; times += 1) await page.keyboard.press(key);
    }
  });
}

/**
 * From frame to frame is what a person sees, with whatever else the machine did in between. What the page itself has
 * worked in one go is told in processor time of its main thread, which is the same on a busy machine.
 */
async function measureFrames(
  cdp: CDPSession,
  name: string,
  scroll: () => Promise<void>,
): Promise<void> {
  const events: TraceEvent[] = [];
  const gather = ({ value }: { readonly value: readonly object[] }): void => {
    events.push(...(value as readonly TraceEvent[]));
  };
  cdp.on("Tracing.dataCollected", gather);
  const traceConfig = {
    includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline"],
  };
  await cdp.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await scroll();
  const { result } = await cdp.send("Runtime.evaluate", {
    expression: "window.endFrames()",
    awaitPromise: true,
    returnByValue: true,
  });
  const complete = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
  await cdp.send("Tracing.end");
  await complete;
  cdp.off("Tracing.dataCollected", gather);
  const { frames, longest } = result.value as Frames;
  const work = longestTask(events);
  const verdict = work <= frameBudgetMs ? "within" : "OVER";
  tell(
    `scroll: ${name}`,
    `${frames} frames, longest task of the page ${ms(work)} (${verdict} ${frameBudgetMs} ms), ` +
      `longest from frame to frame ${ms(longest)}`,
  );
}

/** In milliseconds of processor time. */
function longestTask(events: readonly TraceEvent[]): number {
  // The thread that has run the page's frames is its main thread.
  const page = events.find(({ name }) => name === "FireAnimationFrame");
  const tasks = events.filter(
    ({ name, pid, tid }) => name === "RunTask" && pid === page?.pid && tid === page.tid,
  );
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000));
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time in microseconds. */
  readonly tdur?: number;
}

interface Frames {
  readonly frames: number;
  readonly longest: number;
}

/** In the page. */
const watchFrames = `(() => {
  let starts = [];
  let running = false;
  const frame = (now) => {
    if (!running) return;
    starts.push(now);
    window.eachFrame?.();
    requestAnimationFrame(frame);
  };
  window.startFrames = () => {
    starts = []; running = true;
    requestAnimationFrame(frame);
  };
  window.scrollFrames = async (scroll, count) => {
    const box = document.querySelector(".scroller");
    box.scrollTop = box.scrollLeft = 0;
    await new Promise((resolve) => setTimeout(resolve, 100));
    let at = 0;
    await new Promise((resolve) => {
      window.eachFrame = () => {
        at += 1;
        scroll(box, at);
        if (at >= count) { window.eachFrame = undefined; resolve(); }
      };
      window.startFrames();
    });
  };
  window.endFrames = async () => {
    // The document is put in order when the scrolling has ended: that is measured, too.
    await new Promise((resolve) => setTimeout(resolve, 800));
    running = false;
    const gaps = starts.slice(1).map((start, at) => start - starts[at]);
    return { frames: starts.length, longest: Math.max(0, ...gaps) };
  };
})()`;

function modelOf(grid: MatrixGrid): Model {
  const profile = profileId("p1");
  return {
    connection: { name: "PROD", schema: "HR" },
    notice: undefined,
    busy: false,
    query: wholeMatrix,
    queryVersion: 1,
    methods,
    callersShown: `All ${grid.callers.length} callers`,
    hasOwnCallers: false,
    comparison: undefined,
    counts: `${grid.endpoints.length} endpoints, ${grid.callers.length} callers`,
    memento: { profile, query: wholeMatrix, own: [], comparison: undefined },
  };
}

/** Work that lets others work between its steps: what counts is how long they wait. */
function inSteps<T>(name: string, work: Generator<void, T>): T {
  const started = performance.now();
  let longest = 0;
  for (let steps = 1; ; steps += 1) {
    const before = performance.now();
    const { done, value } = work.next();
    longest = Math.max(longest, performance.now() - before);
    if (done !== true) continue;
    const whole = ms(performance.now() - started);
    tell(name, `${whole} in ${steps} steps, the longest ${ms(longest)}`);
    return value;
  }
}

function timed<T>(name: string, work: () => T): T {
  const started = performance.now();
  const result = work();
  tell(name, ms(performance.now() - started));
  return result;
}

function tell(name: string, text: string): void {
  console.log(`${name.padEnd(28)} ${text}`);
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}
