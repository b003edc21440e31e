import { verdictOfCode } from "./cellCode.ts";
import type { MatrixGrid } from "./matrixGrid.ts";
import type { MatrixQuery } from "./matrixQuery.ts";

/** What of a grid is shown, in its order. */
export interface MatrixView {
  /** Places of endpoints in the grid; a negative number is the line of a group: -1 of the first, -2 of the second. */
  readonly rows: readonly number[];
  /** Places of callers in the grid. */
  readonly columns: readonly number[];
  /** How many endpoints are shown. */
  readonly endpoints: number;
  /** How many of them anonymous may call. */
  readonly publicOnes: number;
}

/**
 * Which rows and columns a query leaves. Cells are looked at by their classes, so that ten million of them cost what a
 * few thousand do.
 */
export function selectView(grid: MatrixGrid, query: MatrixQuery): MatrixView {
  const columns = columnsOf(grid, query);
  const judge = createJudge(grid, columns, query);
  const matches = createTextFilter(grid, query.text);
  const chosen: number[] = [];
  let publicOnes = 0;
  grid.endpoints.forEach(({ method }, at) => {
    if (query.method !== undefined && method !== query.method) return;
    if (query.onlyWrites && method === "GET") return;
    const isPublic = judge.isPublic(at);
    if (query.onlyPublic && !isPublic) return;
    if (!judge.isWanted(at) || !matches(at)) return;
    chosen.push(at);
    if (isPublic) publicOnes += 1;
  });
  const rows = order(grid, chosen, query);
  return { rows, columns, endpoints: chosen.length, publicOnes };
}

function columnsOf({ callers }: MatrixGrid, query: MatrixQuery): readonly number[] {
  const all = callers.map((_, at) => at);
  if (query.callers === undefined) return all;
  const wanted = new Set(query.callers);
  const chosen = all.filter((at) => wanted.has(callers[at]?.key ?? ""));
  // What was chosen may be gone from the schema; nobody wants to look at no caller at all.
  return chosen.length === 0 ? all : chosen;
}

interface Judge {
  isPublic(endpoint: number): boolean;
  /** By its verdicts, and by what differs. */
  isWanted(endpoint: number): boolean;
}

function createJudge(grid: MatrixGrid, columns: readonly number[], query: MatrixQuery): Judge {
  const { classes, callerClasses, here, there } = grid;
  const shown = [...new Set(columns.map((at) => callerClasses[at] ?? 0))];
  const anonymous = callerClasses[0] ?? 0;
  const publicClass = classes.map((row) => row[anonymous] === "a");
  const { verdict } = query;
  const verdictClass = classes.map(
    (row) => verdict === undefined || shown.some((at) => verdictOfCode(row[at] ?? "") === verdict),
  );
  const differs = new Map<number, boolean>();
  const isDifferent = (endpoint: number): boolean => {
    const [one, other] = [here[endpoint] ?? 0, there?.[endpoint] ?? 0];
    const pair = one * classes.length + other;
    const known = differs.get(pair);
    if (known !== undefined) return known;
    const [row = "", otherRow = ""] = [classes[one], classes[other]];
    const found = shown.some((at) => row[at] !== otherRow[at]);
    differs.set(pair, found);
    return found;
  };
  const onlyDifferent = query.onlyDifferent && there !== undefined;
  return {
    isPublic: (endpoint) => publicClass[here[endpoint] ?? 0] ?? false,
    isWanted: (endpoint) =>
      (verdictClass[here[endpoint] ?? 0] ?? false) && (!onlyDifferent || isDifferent(endpoint)),
  };
}

function createTextFilter(grid: MatrixGrid, text: string): (endpoint: number) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  const haystacks = haystacksOf(grid);
  return (endpoint) => words.every((word) => haystacks[endpoint]?.includes(word) === true);
}

const knownHaystacks = new WeakMap<MatrixGrid, readonly string[]>();

function haystacksOf(grid: MatrixGrid): readonly string[] {
  const known = knownHaystacks.get(grid);
  if (known) return known;
  const made = grid.endpoints.map(({ method, path, group }) =>
    `${method} ${path} ${grid.groups[group]?.label ?? ""}`.toLowerCase(),
  );
  knownHaystacks.set(grid, made);
  return made;
}

function order(
  grid: MatrixGrid,
  chosen: readonly number[],
  { grouped, sortBy }: MatrixQuery,
): readonly number[] {
  const { endpoints } = grid;
  const sorter = grid.callers.findIndex(({ key }) => key === sortBy);
  const ranks = sorter < 0 ? undefined : ranksBy(grid, sorter);
  const groupOf = (at: number): number => endpoints[at]?.group ?? 0;
  const rankOf = (at: number): number => ranks?.[grid.here[at] ?? 0] ?? 0;
  const compare = (a: number, b: number): number => {
    if (grouped && groupOf(a) !== groupOf(b)) return groupOf(a) - groupOf(b);
    const byRank = rankOf(a) - rankOf(b);
    if (byRank !== 0) return byRank;
    const [path = "", other = ""] = [endpoints[a]?.path, endpoints[b]?.path];
    if (path !== other) return path < other ? -1 : 1;
    return a - b;
  };
  // The grid is in order of groups and paths already.
  const ordered = grouped && !ranks ? chosen : chosen.toSorted(compare);
  return grouped ? withGroups(ordered, groupOf) : ordered;
}

/** For each class of endpoints how far to the front it belongs when `caller` sorts. */
function ranksBy({ classes, callerClasses }: MatrixGrid, caller: number): readonly number[] {
  const place = callerClasses[caller] ?? 0;
  return classes.map((row) => "apuqdrn".indexOf(row[place] ?? "u"));
}

function withGroups(rows: readonly number[], groupOf: (at: number) => number): readonly number[] {
  const all: number[] = [];
  let last = -1;
  for (const row of rows) {
    const group = groupOf(row);
    if (group !== last) all.push(-1 - group);
    last = group;
    all.push(row);
  }
  return all;
}
