import { groupBy } from "../../base/groupBy.ts";
import {
  type AccessDifferences,
  becomesPublic,
  type EndpointDifference,
} from "./accessDifferences.ts";
import type { Length } from "./callersInWords.ts";
import { alikeInWords, differenceInWords } from "./differenceInWords.ts";

/** As many sentences are told, the rest is counted. */
const most = 6;

/** What differs, one sentence a line and the most important first; endpoints whose callers fare alike share one. */
export function differencesInWords({ endpoints }: AccessDifferences): string {
  const groups = [...groupAlike(endpoints)];
  const left = groups.slice(most).reduce((sum, group) => sum + group.length, 0);
  const sentences = groups.slice(0, most).map((group) => `${capitalized(alikeInWords(group))}.`);
  if (left > 0) sentences.push(`Access to ${left} more endpoint${left === 1 ? "" : "s"} differs.`);
  return sentences.join("\n");
}

/** The most important difference, and how many there are besides; undefined where there is none. */
export function firstInWords(
  { endpoints }: AccessDifferences,
  length: Length = "short",
): string | undefined {
  const [first] = endpoints;
  if (!first) return undefined;
  const left = endpoints.length - 1;
  return `${differenceInWords(first, length)}${left > 0 ? ` · ${left} more` : ""}`;
}

function groupAlike(
  endpoints: readonly EndpointDifference[],
): Iterable<readonly EndpointDifference[]> {
  // Those that are guarded alike share the list of their callers.
  const numbers = new Map<EndpointDifference["callers"], number>();
  return groupBy(endpoints, (one) => {
    if (becomesPublic(one) === "yes") return `public ${one.is}`;
    const number = numbers.get(one.callers) ?? numbers.size;
    numbers.set(one.callers, number);
    return `${one.callers.length === 0 ? "none" : number} ${one.is} ${one.partly}`;
  }).values();
}

function capitalized(sentence: string): string {
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;
}
