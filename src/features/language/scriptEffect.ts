import type { TextRange } from "../../base/textRange.ts";
import { applyChanges } from "../../domain/model/applyChange.ts";
import type { Catalog } from "../../domain/model/catalog.ts";
import type { LocatedChange, Problem } from "../../plsql/script.ts";
import { type AccessDifferences, accessDifferences } from "./accessDifferences.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";

/** What a script, or one block of it, would do if it ran. */
export interface ScriptEffect {
  readonly changes: readonly LocatedChange[];
  /** What cannot be told before it runs, or is not followed. */
  readonly unknown: readonly Problem[];
  /** Where calls stand that may run or not: their changes are counted as if they ran. */
  readonly maybe: readonly TextRange[];
  /** Undefined where there is no catalog to compare with. */
  readonly access: AccessDifferences | undefined;
  /** How many changes are to another schema than the catalog's: their effect on access is not told. */
  readonly elsewhere: number;
}

/** As many differences are told one by one. */
const limit = 200;

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
  const compared = changes.filter(ours);
  return {
    changes,
    unknown: changeProblems.filter(isInside),
    maybe: script.calls
      .filter((call) => call.runs === "maybe" && isInside(call))
      .map(({ range }) => range),
    access: catalog && accessAfter(catalog, above, compared),
    elsewhere: catalog ? changes.length - compared.length : 0,
  };
}

function accessAfter(
  catalog: Catalog,
  above: readonly LocatedChange[],
  own: readonly LocatedChange[],
): AccessDifferences {
  const before = applyChanges(catalog, changesIn(above));
  return accessDifferences(before, applyChanges(before, changesIn(own)), limit);
}

function changesIn(located: readonly LocatedChange[]) {
  return located.map(({ change }) => change);
}

function isPartOf({ start }: TextRange, part: TextRange | undefined): boolean {
  return part === undefined || (part.start <= start && start < part.end);
}

function isOf({ schema }: LocatedChange, catalog: Catalog): boolean {
  return schema === undefined || schema.toUpperCase() === catalog.schema.name.toUpperCase();
}
