import type { Catalog } from "../../domain/model/catalog.ts";
import type { Dialect } from "../../plsql/dialect.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";
import type { LocatedChange, ScriptStatement } from "../../plsql/script.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";
import { type ScriptFacts, scriptFactsOf } from "./scriptFacts.ts";

/** What a script is judged by. */
export interface ScriptSurroundings {
  readonly analysis: ScriptAnalysis;
  /** Of the connection that the script runs on; undefined when there is none, or it is closed. */
  readonly catalog: Catalog | undefined;
  /** Undefined without a connection. */
  readonly dialect: Dialect | undefined;
  /** The schema that an administrator looks at in place of the own one. */
  readonly otherSchema: string | undefined;
}

/** The surroundings with what several rules ask for, found once. */
export interface ScriptContext extends ScriptSurroundings {
  readonly text: string;
  /** The line ends of the file. */
  readonly lineEnd: string;
  /** The statement that a place stands in. */
  readonly statementAt: (offset: number) => ScriptStatement | undefined;
  /** The call that begins at a place. */
  readonly callAt: (offset: number) => CallSite | undefined;
  /** The innermost call that a place stands in. */
  readonly callAround: (offset: number) => CallSite | undefined;
  /** The last call that is over before a place: reading can go on behind it. */
  readonly callBefore: (offset: number) => CallSite | undefined;
  readonly changeOf: (site: CallSite) => LocatedChange | undefined;
  readonly facts: ScriptFacts;
}

export function createScriptContext(surroundings: ScriptSurroundings): ScriptContext {
  const { text, script, changes } = surroundings.analysis;
  const callAt = lazy(() => new Map(script.calls.map((site) => [site.range.start, site])));
  const changeAt = lazy(() => new Map(changes.map((each) => [each.range.start, each])));
  const context: ScriptContext = {
    ...surroundings,
    text,
    lineEnd: text.slice(0, 10_000).includes("\r\n") ? "\r\n" : "\n",
    statementAt: (offset) => {
      const statement = script.statements[lastStartingBy(script.statements, offset)];
      return statement !== undefined && offset <= statement.range.end ? statement : undefined;
    },
    callAt: (offset) => callAt().get(offset),
    callAround: (offset) => {
      // Calls stand in calls rarely, and never deep: a few steps back find the one around.
      const last = lastStartingBy(script.calls, offset);
      for (let i = last; i > last - 8; i -= 1) {
        const site = script.calls[i];
        if (site !== undefined && offset <= site.range.end) return site;
      }
      return undefined;
    },
    callBefore: (offset) => {
      const last = lastStartingBy(script.calls, offset);
      for (let i = last; i > last - 8; i -= 1) {
        const site = script.calls[i];
        if (site !== undefined && site.range.end <= offset) return site;
      }
      return undefined;
    },
    changeOf: (site) => changeAt().get(site.range.start),
    get facts() {
      return facts();
    },
  };
  const facts = lazy(() => scriptFactsOf(context));
  return context;
}

/** The place in a sorted list of the last one that starts at or before an offset; -1 for none. */
export function lastStartingBy(
  items: readonly { readonly range: { readonly start: number } }[],
  offset: number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.range.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
