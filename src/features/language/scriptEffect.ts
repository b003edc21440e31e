import type { TextRange } from "../../base/textRange.ts";
import {
  type AccessDifferences,
  accessDifferences,
} from "../../domain/access/accessDifferences.ts";
import { applyChanges } from "../../domain/model/applyChange.ts";
import { applyWithRenames, type Renames } from "../../domain/model/applyWithRenames.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { Change } from "../../domain/model/change.ts";
import type { LocatedChange, Problem } from "../../plsql/script.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";
import { dynamicSqlIn } from "./dynamicSqlIn.ts";

/** What a script, or one block of it, would do if it ran. */
export interface ScriptEffect {
  readonly changes: readonly LocatedChange[];
  /** What cannot be told before it runs, or is not followed. */
  readonly unknown: readonly Pick<Problem, "message" | "range">[];
  /** Where calls stand that may run or not: their changes are counted as if they ran. */
  readonly maybe: readonly TextRange[];
  /** Undefined where there is no catalog to compare with. */
  readonly compared: Comparison | undefined;
  /** How many changes are to another schema than the catalog's: their effect on access is not told. */
  readonly elsewhere: number;
}

/** The schema as the script finds it and as it leaves it. */
export interface Comparison {
  readonly before: Catalog;
  readonly after: Catalog;
  readonly access: AccessDifferences;
  /** Those of the changes that were applied. */
  readonly changes: readonly Change[];
  readonly renames: Renames;
}

/**
 * `part` is the place of one block, undefined for the whole script. What stands above the block counts as having run,
 * since it mostly makes what the block uses.
 */
export function scriptEffect(
  analysis: ScriptAnalysis,
  part: TextRange | undefined,
  catalog: Catalog | undefined,
): ScriptEffect {
  const isInside = ({ range }: { readonly range: TextRange }): boolean => isPartOf(range, part);
  const changes = analysis.changes.filter(isInside);
  const { script, changeProblems } = analysis;
  const ours = (one: LocatedChange): boolean => catalog !== undefined && isOf(one, catalog);
  const above = part
    ? analysis.changes.filter(({ range }) => range.start < part.start).filter(ours)
    : [];
  const own = changes.filter(ours);
  return {
    changes,
    unknown: [...changeProblems, ...dynamicSqlIn(script)]
      .filter(isInside)
      .toSorted((a, b) => a.range.start - b.range.start),
    maybe: script.calls
      .filter((call) => call.runs === "maybe" && isInside(call))
      .map(({ range }) => range),
    compared:
      catalog &&
      comparisonOf(statesOf(analysis, catalog), { above: changesIn(above), own: changesIn(own) }),
    elsewhere: catalog ? changes.length - own.length : 0,
  };
}

function comparisonOf(
  { start, byCount }: States,
  { above, own }: { readonly above: readonly Change[]; readonly own: readonly Change[] },
): Comparison {
  const known = [...byCount.keys()].filter((count) => count <= above.length);
  const nearest = Math.max(0, ...known);
  const before = applyChanges(byCount.get(nearest) ?? start, above.slice(nearest));
  const { after, renames } = applyWithRenames(before, own);
  byCount.set(above.length, before);
  byCount.set(above.length + own.length, after);
  return {
    before,
    after,
    access: accessDifferences(before, after, { renames, similar: start }),
    changes: own,
    renames,
  };
}

/** The schema between the blocks of a script, by how many of its changes have been applied. */
interface States {
  readonly start: Catalog;
  readonly byCount: Map<number, Catalog>;
}

/** Where one block ends another begins: what has been applied and prepared for one serves the next. */
function statesOf(analysis: ScriptAnalysis, start: Catalog): States {
  const known = states.get(analysis);
  if (known?.start === start) return known;
  const fresh: States = { start, byCount: new Map() };
  states.set(analysis, fresh);
  return fresh;
}

const states = new WeakMap<ScriptAnalysis, States>();

function changesIn(located: readonly LocatedChange[]): readonly Change[] {
  return located.map(({ change }) => change);
}

function isPartOf({ start }: TextRange, part: TextRange | undefined): boolean {
  return part === undefined || (part.start <= start && start < part.end);
}

function isOf({ schema }: LocatedChange, catalog: Catalog): boolean {
  return schema === undefined || schema.toUpperCase() === catalog.schema.name.toUpperCase();
}
