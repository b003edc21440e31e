import type { Method } from "../model/catalog.ts";
import { splitRoute } from "./routePattern.ts";
import { resolveSchemaPath } from "./resolveCall.ts";
import type { EndpointIndex } from "./resolveCall.ts";

/**
 * The path that was probably meant by one that nothing answers: with or without its final slash, without a doubled
 * alias, or the least different one. `path` as `toSchemaPath` gives it. Undefined when nothing is near.
 */
export function findNearestPath(
  index: EndpointIndex,
  path: string,
  alias: string,
): NearestPath | undefined {
  const exact = [
    path.endsWith("/") ? path.slice(0, -1) : `${path}/`,
    ...[`/${alias}/`, `/ords/${alias}/`]
      .filter((prefix) => path.startsWith(prefix))
      .map((prefix) => path.slice(prefix.length - 1)),
  ];
  for (const candidate of exact) {
    const methods = methodsAt(index, candidate);
    if (methods.length > 0) return { path: candidate, methods };
  }
  return findSimilar(index, path);
}

export interface NearestPath {
  /** A path of the catalog, with variables where the called one has no value for them. */
  readonly path: string;
  readonly methods: readonly Method[];
}

function methodsAt(index: EndpointIndex, path: string): readonly Method[] {
  // The empty method is nobody's, so that a path that exists comes back with all of its methods.
  const resolution = resolveSchemaPath(index, "", path);
  if (resolution.kind !== "methodMissing") return [];
  return [...new Set(resolution.endpoints.map((one) => one.method))];
}

function findSimilar(index: EndpointIndex, path: string): NearestPath | undefined {
  if (path.length > longestCompared) return undefined;
  const segments = path.split("/").slice(1);
  let limit = Math.max(2, Math.floor(path.length / 4));
  let best: string | undefined;
  for (const route of new Set(publishedPaths(index))) {
    const candidate = fillVariables(route, segments);
    const distance = editDistance(candidate.toLowerCase(), path.toLowerCase(), limit);
    if (distance === undefined) continue;
    limit = distance - 1;
    best = route;
    if (limit < 0) break;
  }
  if (best === undefined) return undefined;
  const methods = index.endpoints.filter((one) => one.path === best).map((one) => one.method);
  return { path: best, methods: [...new Set(methods)] };
}

const longestCompared = 200;

function* publishedPaths(index: EndpointIndex): Generator<string> {
  for (const one of index.endpoints) {
    if (one.published && one.kind !== "catalog") yield one.path;
  }
}

/** The route with the called path's segments in the places of its variables, so that only what is fixed is compared. */
function fillVariables(route: string, segments: readonly string[]): string {
  const filled = splitRoute(route).map((segment, place) => {
    if (segment.kind === "literal") return segment.text;
    if (segment.kind === "rest") return segments.slice(place).join("/");
    return segments[place] ?? "";
  });
  return `/${filled.join("/")}`;
}

/** How many letters to change, add or leave out; undefined when more than `limit`. */
function editDistance(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit) return undefined;
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > limit) return undefined;
    row = next;
  }
  const distance = row[b.length] ?? 0;
  return distance > limit ? undefined : distance;
}
