import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readScript } from "../../src/plsql/readScript.ts";
import { changesOf } from "../../src/plsql/scripts.ts";
import type { Random } from "./createRandom.ts";

/**
 * Of each doubling. What is in proportion to the length doubles too, and then some: a small reading
 * fits into the memory where garbage costs nothing. What costs its square has 4.
 */
const allowed = 3.4;
/** What takes less than this is measured with more text: a pause of the machine would be all of it. */
const longEnoughMs = 4;
const mostCharacters = 500_000;

/**
 * Whether more text costs more than it should: a piece of the text is repeated, as it is or inside
 * of one block, and reading it is timed beside reading eight times as much. A suspicion is measured
 * again and again, since the machine may have been busy with something else.
 */
export function checkCost(random: Random, text: string): CostlyText | undefined {
  const start = random.below(text.length);
  const piece = random.once(3) ? text : text.slice(start, start + 1 + random.below(120));
  if (piece === "") {
    return undefined;
  }
  const inBlock = random.once(2);
  const grow = (size: number) => {
    const repeated = piece.repeat(Math.ceil(size / piece.length));
    return inBlock ? `DECLARE l_roles OWA.VC_ARR; BEGIN ${repeated}\nEND;` : repeated;
  };
  let size = 30_000;
  while (size < mostCharacters && timed(grow(size)) < longEnoughMs) {
    size *= 2;
  }
  const [small, large] = [grow(size), grow(8 * size)];
  let shortest = timed(small);
  let longest = timed(large);
  const growth = () => Math.cbrt(longest / shortest);
  for (let attempt = 0; attempt < 12 && growth() > allowed; attempt++) {
    // Nothing makes a machine faster than it is.
    shortest = Math.min(shortest, timed(small), timed(small));
    longest = Math.min(longest, timed(large));
  }
  return growth() > allowed ? { text: small, growth: growth() } : undefined;
}

export interface CostlyText {
  readonly text: string;
  /** How much longer twice the text takes. */
  readonly growth: number;
}

function timed(text: string): number {
  // What an earlier reading left behind is not to be cleared away on this one's account.
  collectGarbage();
  const started = performance.now();
  changesOf(readScript(text));
  return performance.now() - started;
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
