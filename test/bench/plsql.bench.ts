import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { analyzeScript, type ScriptAnalysis } from "../../src/features/language/analyzeScript.ts";
import { readScript } from "../../src/plsql/readScript.ts";
import { largeExport } from "./largeExport.ts";

const budget = 6;
const keystrokeBudgetMs = 60;

/**
 * How fast scripts are read, beside a bare tokenizer over the same text in the same run: a sticky regular expression
 * that finds the tokens, and a list of them. What only counts them is printed too, because a list costs more the longer
 * it is. A time depends on the machine, a ratio much less. All texts
 * are exports; one has everything in a single block, as ORDS writes it, the other a block for each module.
 */
export function run(): Promise<boolean> {
  const readings = shapes.flatMap((shape) => sizes.map((size) => measureReading(size, shape)));
  const keystrokes = shapes.map(measureKeystroke);
  measureMemory();
  return Promise.resolve([...readings, ...keystrokes].every((isFast) => isFast));
}

const sizes = [10_000, 100_000, 1_000_000, 10_000_000];
const shapes = ["oneBlock", "blockPerModule"] as const;
type Shape = (typeof shapes)[number];

const titles: Readonly<Record<Shape, string>> = {
  oneBlock: "one block",
  blockPerModule: "a block per module",
};

const token =
  /[\s\ufeff]+|--[^\n]*|\/\*[^]*?\*\/|n?q'\[[^]*?\]'|n?q'\{[^]*?\}'|n?q'!.*?!'|n?'[^']*(?:''[^']*)*'|"[^"\n]*"|[a-z\u00c0-\uffff][\w$#\u00c0-\uffff]*|\d+(?:\.\d+)?|:=|=>|\|\||<<|>>|\.\.|[^]/giy;

/** Kind, place and text of each token; what begins it tells the kind. */
function tokenize(text: string): readonly BareToken[] {
  const tokens: BareToken[] = [];
  token.lastIndex = 0;
  for (let start = 0; token.test(text); start = token.lastIndex) {
    const kind = kinds[text.charCodeAt(start)] ?? "other";
    if (kind !== "blank") tokens.push({ kind, start, text: text.slice(start, token.lastIndex) });
  }
  return tokens;
}

interface BareToken {
  readonly kind: "blank" | "word" | "text" | "number" | "other";
  readonly start: number;
  readonly text: string;
}

const kinds: readonly BareToken["kind"][] = Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/\s/.test(character)) return "blank";
  if (/[a-z]/i.test(character)) return "word";
  if (/\d/.test(character)) return "number";
  return character === "'" ? "text" : "other";
});

/** Not even that. */
function countTokens(text: string): number {
  let count = 0;
  token.lastIndex = 0;
  while (token.test(text)) count++;
  return count;
}

function measureReading(size: number, shape: Shape): boolean {
  const text = largeExport(size, shape);
  const { calls } = readScript(text);
  const [bare = 0, counted = 0, full = 0] = compare(
    [() => tokenize(text), () => countTokens(text), () => readScript(text)],
    size,
  );
  const ratio = full / bare;
  console.log(
    `read     ${titles[shape].padEnd(18)} ${kilobytes(text.length)}, ${String(calls.length).padStart(6)} calls: ` +
      `${megabytesPerSecond(text.length, full)}, tokenizer ${megabytesPerSecond(text.length, bare)}, ` +
      `ratio ${verdict(ratio, budget)} (${(full / counted).toFixed(1)} of only counting tokens)`,
  );
  return ratio <= budget;
}

/** One character of a text of 1 MB is typed, and then taken away again; each pair somewhere else. */
function measureKeystroke(shape: Shape): boolean {
  const text = largeExport(1_000_000, shape);
  let analysis = analyzeScript(text);
  let place = 0;
  let typed = false;
  const [bare = 0, full = 0, keystroke = 0] = compare(
    [
      () => tokenize(text),
      () => analyzeScript(text),
      () => {
        typed = !typed;
        place = typed ? (place + 377_777) % text.length : place;
        const now = typed ? `${text.slice(0, place)}x${text.slice(place)}` : text;
        analysis = analyzeScript(now, analysis);
      },
    ],
    text.length,
  );
  // On a slower machine the tokenizer is slower too: then the same ratio is asked for.
  const allowed = Math.max(keystrokeBudgetMs, bare * budget);
  console.log(
    `keystroke ${titles[shape].padEnd(17)} ${kilobytes(text.length)}: ${keystroke.toFixed(1)} ms, ` +
      `${(keystroke / full).toFixed(2)} of a full analysis (${full.toFixed(1)} ms), ` +
      `${(keystroke / bare).toFixed(2)} of the tokenizer (${bare.toFixed(1)} ms), ` +
      `${keystroke <= allowed ? "within" : "OVER"} ${allowed.toFixed(0)} ms`,
  );
  return keystroke <= allowed;
}

/** An editor that stays open must not keep a version of the text for each statement that was edited. */
function measureMemory(): void {
  const text = largeExport(1_000_000, "blockPerModule");
  const held: ScriptAnalysis[] = [];
  const before = heapInUse();
  held[0] = analyzeScript(text);
  const fresh = heapInUse() - before;
  for (let i = 0, current = text; i < edits; i++) {
    // In a label, so that all calls stay what they are.
    const place = current.indexOf("Privilege", Math.floor((i * text.length) / edits));
    if (place < 0) continue;
    current = `${current.slice(0, place)}p${current.slice(place + 1)}`;
    held[0] = analyzeScript(current, held[0]);
  }
  const edited = heapInUse() - before;
  held.pop();
  console.log(
    `memory   of an analysis of ${kilobytes(text.length)}: ${megabytes(fresh)}, after ${edits} edits ${megabytes(edited)}`,
  );
}

const edits = 300;

/**
 * The time of each work in milliseconds: the median of the faster half, since a busy machine only ever makes something
 * slower. They take turns, so that whatever else the machine does meanwhile meets all of them.
 */
function compare(works: readonly (() => unknown)[], size: number): readonly number[] {
  const times: number[][] = works.map(() => []);
  const rounds = Math.max(7, Math.min(60, Math.round(30_000_000 / size)));
  const batch = Math.max(1, Math.round(100_000 / size));
  const warmUp = Math.max(3, Math.round(8_000_000 / size / batch));
  for (let round = -warmUp; round < rounds; round++) {
    for (const [i, work] of works.entries()) {
      const started = performance.now();
      for (let n = 0; n < batch; n++) work();
      if (round >= 0) times[i]?.push((performance.now() - started) / batch);
    }
  }
  return times.map(fasterMedian);
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function fasterMedian(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? Number.NaN;
}

function verdict(ratio: number, limit: number): string {
  return `${ratio.toFixed(2)}, ${ratio <= limit ? "within" : "OVER"} the budget of ${limit}`;
}

function kilobytes(characters: number): string {
  return `${Math.round(characters / 1000)
    .toLocaleString("en")
    .padStart(6)} kB`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function megabytesPerSecond(characters: number, milliseconds: number): string {
  return `${(characters / 1000 / milliseconds).toFixed(0).padStart(4)} MB/s`;
}
