import type { AccessIndex } from "../access/accessIndex.ts";
import {
  checkPattern,
  type PatternProblem,
  type PatternSurroundings,
} from "../access/checkPattern.ts";
import { indexProtection, type ProtectionIndex } from "../access/protection.ts";
import type { Catalog, Privilege } from "../model/catalog.ts";
import { isBuiltInPrivilege } from "../model/builtIns.ts";
import { uriPattern, type UriPattern } from "../model/names.ts";

/** A pattern that cannot do what it was mapped for. */
export interface PatternMistake {
  readonly privilege: Privilege;
  readonly pattern: UriPattern;
  readonly problem: PatternProblem;
  /** What was probably meant, and is right; undefined where nobody can tell. */
  readonly meant: UriPattern | undefined;
}

export interface PatternMistakes {
  readonly mistakes: readonly PatternMistake[];
  /** What would be protected if the patterns were as they are meant; what would be everything is left out. */
  readonly mended: ProtectionIndex;
  /** The mistake of a mended privilege's pattern. */
  mistakeOf(privilege: Privilege, pattern: string): PatternMistake | undefined;
}

const known = new WeakMap<Catalog, PatternMistakes>();

/** The mistakes in the patterns of a schema's own privileges; found once for a catalog. */
export function patternMistakesOf({ catalog }: Pick<AccessIndex, "catalog">): PatternMistakes {
  let found = known.get(catalog);
  if (found === undefined) {
    found = findMistakes(catalog);
    known.set(catalog, found);
  }
  return found;
}

/** Whether a pattern can be mapped as it stands. */
export function isGoodPattern(catalog: Catalog, pattern: string): boolean {
  return firstError(pattern, surroundingsOf(catalog)) === undefined;
}

function findMistakes(catalog: Catalog): PatternMistakes {
  const surroundings = surroundingsOf(catalog);
  const mistakes = catalog.privileges
    .filter(({ name }) => !isBuiltInPrivilege(name))
    .flatMap((privilege) =>
      [...new Set(privilege.patterns)].flatMap((pattern): readonly PatternMistake[] => {
        const problem = firstError(pattern, surroundings);
        if (!problem) return [];
        return [{ privilege, pattern, problem, meant: meantBy(pattern, surroundings) }];
      }),
    );
  const meant = new Map<Privilege, PatternMistake[]>();
  for (const one of mistakes) {
    // What stands for everything does not say what was meant.
    if (one.meant === undefined || one.meant === "/*") continue;
    const group = meant.get(one.privilege);
    if (group) group.push(one);
    else meant.set(one.privilege, [one]);
  }
  const byKey = new Map<string, PatternMistake>();
  const privileges = [...meant].map(([privilege, group]): Privilege => {
    for (const one of group) byKey.set(JSON.stringify([privilege.name, one.meant]), one);
    const patterns = group.flatMap((one) => (one.meant === undefined ? [] : [one.meant]));
    return { ...privilege, patterns, modules: [] };
  });
  const schema = { ...catalog.schema, autoRestAuth: false };
  const mended = indexProtection({ ...catalog, schema, privileges, objects: [], problems: [] });
  return {
    mistakes,
    mended,
    mistakeOf: ({ name }, pattern) => byKey.get(JSON.stringify([name, pattern])),
  };
}

/** What a pattern may begin with besides a module: an object that answers under the alias's name. */
function surroundingsOf(catalog: Catalog): PatternSurroundings {
  let found = surroundings.get(catalog);
  if (found === undefined) {
    const { schema, modules, objects } = catalog;
    const starts = new Set([schema.alias, "ords"]);
    const basePaths = [
      ...modules.map(({ basePath }) => basePath),
      ...objects.map(({ alias }) => `/${alias}/`),
    ];
    // Nothing else is asked of them, for every pattern.
    const relevant = basePaths.filter((path) => starts.has(path.split("/").find(Boolean) ?? ""));
    found = { alias: schema.alias, basePaths: relevant };
    surroundings.set(catalog, found);
  }
  return found;
}

const surroundings = new WeakMap<Catalog, PatternSurroundings>();

function firstError(text: string, around: PatternSurroundings): PatternProblem | undefined {
  return checkPattern(text, around).find(({ severity }) => severity === "error");
}

/** One mistake can hide another: `hr/emp/*` lacks a slash and has the alias. */
function meantBy(text: string, around: PatternSurroundings): UriPattern | undefined {
  let meant = text;
  for (let round = 0; round < 5; round += 1) {
    const problem = firstError(meant, around);
    if (!problem) return uriPattern(meant);
    if (problem.suggestion === undefined || problem.suggestion === meant) return undefined;
    meant = problem.suggestion;
  }
  return undefined;
}
