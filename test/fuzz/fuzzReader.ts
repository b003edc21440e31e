import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkCost } from "./checkCost.ts";
import { checkReader, type FuzzCase } from "./checkReader.ts";
import { createRandom, type Random } from "./createRandom.ts";
import { applyEdit, randomEdit, randomScript } from "./randomScripts.ts";
import { shrink } from "./shrink.ts";

export interface FuzzOptions {
  readonly seed: number;
  /** The folder with the scripts to start from. */
  readonly folder: string;
  readonly goesOn: (done: number) => boolean;
  /** Every so many cases the cost is measured; a busy machine makes that a matter of luck, so tests leave it out. */
  readonly measuresEach: number | undefined;
}

export interface FuzzResult {
  readonly cases: number;
  readonly measured: number;
  readonly failure: FuzzFailure | undefined;
}

export interface FuzzFailure {
  readonly what: string;
  /** As small as it could be made. */
  readonly text: string;
  /** What was typed into it, if that matters. */
  readonly edits: FuzzCase["edits"];
}

/** Reads scripts that are not what they should be, until something is wrong or time is up. */
export function fuzzReader({ seed, folder, goesOn, measuresEach }: FuzzOptions): FuzzResult {
  const scripts = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), "utf8"));
  const random = createRandom(seed);
  let cases = 0;
  let measured = 0;
  while (goesOn(cases)) {
    const each = randomCase(random, scripts);
    cases++;
    const what = checkReader(each);
    if (what !== undefined) {
      return { cases, measured, failure: smallest(each, what) };
    }
    if (measuresEach !== undefined && cases % measuresEach === 0) {
      measured++;
      const costly = checkCost(random, each.text);
      if (costly !== undefined) {
        const wrong = `twice the text takes ${costly.growth.toFixed(1)} times as long`;
        return { cases, measured, failure: { what: wrong, text: costly.text, edits: [] } };
      }
    }
  }
  return { cases, measured, failure: undefined };
}

function randomCase(random: Random, scripts: readonly string[]): FuzzCase {
  const text = randomScript(random, scripts);
  const edits = [];
  let current = text;
  for (let left = random.below(4); left > 0; left--) {
    const edit = randomEdit(random, current);
    edits.push(edit);
    current = applyEdit(current, edit);
  }
  return { text, edits };
}

/** Fewer edits first, then a shorter text; edits keep their places, as far as the text still has them. */
function smallest(found: FuzzCase, what: string): FuzzFailure {
  let { text, edits } = found;
  for (let i = edits.length - 1; i >= 0; i--) {
    const fewer = edits.filter((_, at) => at !== i);
    if (checkReader({ text, edits: fewer }) !== undefined) {
      edits = fewer;
    }
  }
  text = shrink(text, (shorter) => checkReader({ text: shorter, edits }) !== undefined);
  return { what: checkReader({ text, edits }) ?? what, text, edits };
}
