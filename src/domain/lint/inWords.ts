import { isWrite } from "../access/isWrite.ts";
import { nameInWords } from "../access/nameInWords.ts";
import type { Endpoint } from "../access/endpoints.ts";

/**
 * Some calls in a sentence, those that write first: "POST /hr/a, GET /hr/a and 48 more"; the same whatever the order.
 */
export function callsInWords(endpoints: readonly Endpoint[]): string {
  const calls = (some: readonly Endpoint[]): readonly string[] =>
    some.map(({ method, path }) => `${method} ${nameInWords(path)}`).toSorted();
  const writes = calls(endpoints.filter(isWrite));
  const reads = calls(endpoints.filter((one) => !isWrite(one)));
  return fewInWords([...new Set([...writes, ...reads])]);
}

/** Three at the most, then their number. */
export function fewInWords(texts: readonly string[]): string {
  const shown = texts.length > 4 ? [...texts.slice(0, 3), `${texts.length - 3} more`] : texts;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}

/** "1 handler", "2 handlers". */
export function countInWords(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
