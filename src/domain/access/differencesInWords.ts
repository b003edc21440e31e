import { groupBy } from "../../base/groupBy.ts";
import {
  type AccessDifferences,
  becomesPublic,
  type EndpointDifference,
} from "./accessDifferences.ts";
import type { Length } from "./callersInWords.ts";
import type { Endpoint } from "./endpoints.ts";
import { alikeInWords, differenceInWords } from "./differenceInWords.ts";

type Told = Pick<AccessDifferences, "endpoints">;

/** As many sentences are told, the rest is counted. */
const most = 6;

/** What differs, one sentence a line and the most important first; endpoints whose callers fare alike share one. */
export function differencesInWords({ endpoints }: Told): string {
  const groups = groupAlike(endpoints);
  const left = groups.slice(most).reduce((sum, group) => sum + group.length, 0);
  const sentences = groups.slice(0, most).map((group) => `${capitalized(alikeInWords(group))}.`);
  if (left > 0) sentences.push(`Access to ${left} more endpoint${left === 1 ? "" : "s"} differs.`);
  return sentences.join("\n");
}

/** The most important difference, and how many there are besides; undefined where there is none. */
export function firstInWords({ endpoints }: Told, length: Length = "short"): string | undefined {
  const [first] = endpoints;
  if (!first) return undefined;
  const left = endpoints.length - 1;
  return `${differenceInWords(first, length)}${left > 0 ? ` · ${left} more` : ""}`;
}

/** Endpoints whose callers fare alike, the most important first. */
export function groupAlike(
  endpoints: readonly EndpointDifference[],
): readonly (readonly EndpointDifference[])[] {
  // Those that are guarded alike share the list of their callers, so that it is put into words once.
  const words = new Map<EndpointDifference["callers"], string>();
  const groups = groupBy(endpoints, (one) => {
    if (becomesPublic(one) === "yes")
      return `${one.is} ${differenceInWords({ ...one, endpoint, from: undefined })}`;
    const said = words.get(one.callers) ?? differenceInWords({ ...one, endpoint, from: undefined });
    if (one.callers.length > 0) words.set(one.callers, said);
    return `${one.is} ${one.partly} ${said}`;
  });
  return [...groups.values()];
}

/** In the place of all others, so that they are told apart by their callers only. */
const endpoint: Endpoint = {
  kind: "handler",
  method: "GET",
  path: "/",
  ref: undefined,
  priority: 0,
  sourceType: undefined,
  published: true,
};

export function capitalized(sentence: string): string {
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;
}
