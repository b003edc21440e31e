import type { Method } from "../model/catalog.ts";
import type { Endpoint } from "./endpoints.ts";
import { matchSegment, splitRoute } from "./routePattern.ts";
import type { RouteSegment } from "./routePattern.ts";
import { toSchemaPath } from "./schemaPath.ts";

/** Where a call ends up. */
export type Resolution =
  | {
      readonly kind: "found";
      readonly endpoint: Endpoint;
      /** The path's values for the template's variables, decoded. */
      readonly parameters: Readonly<Record<string, string>>;
    }
  /** The path is there; `endpoints` are its other methods, of which at least one is published. */
  | { readonly kind: "methodMissing"; readonly endpoints: readonly Endpoint[] }
  /** Only modules that are not published, or objects that are switched off, would answer. */
  | { readonly kind: "notPublished"; readonly endpoint: Endpoint }
  | { readonly kind: "notFound" };

/** The endpoints of one catalog as a tree of segments, so that a call does not look at all of them. */
export interface EndpointIndex {
  readonly endpoints: readonly Endpoint[];
  readonly root: RouteNode;
}

interface RouteNode {
  readonly literals: Map<string, RouteNode>;
  readonly others: { readonly segment: RouteSegment; readonly node: RouteNode }[];
  /** With their places in the catalog: of two that match equally the first answers. */
  readonly ends: { readonly endpoint: Endpoint; readonly place: number }[];
}

/** Built once for a catalog; the tree when the first call asks for it, since comparing catalogs does without. */
export function indexEndpoints(endpoints: readonly Endpoint[]): EndpointIndex {
  let root: RouteNode | undefined;
  return {
    endpoints,
    get root() {
      root ??= treeOf(endpoints);
      return root;
    },
  };
}

function treeOf(endpoints: readonly Endpoint[]): RouteNode {
  const root = emptyNode();
  for (const [place, endpoint] of endpoints.entries()) {
    let node = root;
    for (const segment of splitRoute(endpoint.path)) node = childOf(node, segment);
    node.ends.push({ endpoint, place });
  }
  return root;
}

/**
 * Which endpoint answers a call; `path` below the schema, percent-encoded as in an address. Of several templates that
 * match, the one of higher priority is taken, then the one with a literal where the other has a variable (assumptions
 * `higherPriorityTemplateWins`, `literalBeforeVariable`). A final slash matters (`finalSlashMatters`), and one that has the method before
 * one that has not (`templatesShareMethods`).
 */
export function endpointFor(index: EndpointIndex, method: string, path: string): Resolution {
  return resolveSchemaPath(index, method, toSchemaPath(path));
}

/** The same for a path that is decoded already. */
export function resolveSchemaPath(index: EndpointIndex, method: string, path: string): Resolution {
  const matches = matchesOf(index.root, path.split("/"), 1);
  const published = matches.filter((one) => one.endpoint.published);
  const [best] = published.filter((one) => one.endpoint.method === method).toSorted(compareMatches);
  if (best) return { kind: "found", endpoint: best.endpoint, parameters: best.parameters };
  if (published.length > 0) {
    return { kind: "methodMissing", endpoints: published.map((one) => one.endpoint) };
  }
  const hidden = matches.find((one) => one.endpoint.method === method) ?? matches[0];
  return hidden ? { kind: "notPublished", endpoint: hidden.endpoint } : { kind: "notFound" };
}

/**
 * Whether the template that matches best does not offer the method, so that another one answers (assumption
 * `templatesShareMethods`). `path` decoded.
 */
export function isTakenFromOtherTemplate(
  index: EndpointIndex,
  method: string,
  path: string,
): boolean {
  const ranked = matchesOf(index.root, path.split("/"), 1)
    .filter((one) => one.endpoint.published)
    .toSorted(compareMatches);
  const [best] = ranked;
  const answering = ranked.find((one) => one.endpoint.method === method);
  return (
    best !== undefined &&
    answering !== undefined &&
    (best.endpoint.priority !== answering.endpoint.priority || best.rank !== answering.rank)
  );
}

/** The methods of a list of endpoints, each once. */
export function methodsOf(endpoints: readonly Endpoint[]): readonly Method[] {
  return [...new Set(endpoints.map((one) => one.method))];
}

interface Match {
  readonly endpoint: Endpoint;
  readonly place: number;
  readonly parameters: Readonly<Record<string, string>>;
  /** One digit for each segment: literal 0, variable 1, optional 2, rest 3. */
  readonly rank: string;
}

/** The cost is bounded by the size of the tree, whatever the path. */
function matchesOf(
  node: RouteNode,
  segments: readonly string[],
  position: number,
): readonly Match[] {
  const text = segments[position];
  if (text === undefined) {
    return node.ends.map((end) => ({ ...end, parameters: {}, rank: "" }));
  }
  const matches: Match[] = [];
  const literal = node.literals.get(text);
  if (literal) matches.push(...extend(matchesOf(literal, segments, position + 1), {}, "0"));
  for (const { segment, node: child } of node.others) {
    if (segment.kind === "rest") {
      const parameters = { [segment.name]: segments.slice(position).join("/") };
      matches.push(...child.ends.map((end) => ({ ...end, parameters, rank: "3" })));
      continue;
    }
    const parameters = matchSegment(segment, text);
    if (!parameters) continue;
    const below = matchesOf(child, segments, position + 1);
    matches.push(...extend(below, parameters, segment.kind === "optional" ? "2" : "1"));
  }
  return matches;
}

function extend(
  matches: readonly Match[],
  parameters: Readonly<Record<string, string>>,
  rank: string,
): readonly Match[] {
  return matches.map((one) => ({
    endpoint: one.endpoint,
    place: one.place,
    parameters: { ...parameters, ...one.parameters },
    rank: rank + one.rank,
  }));
}

function compareMatches(a: Match, b: Match): number {
  if (a.endpoint.priority !== b.endpoint.priority) return b.endpoint.priority - a.endpoint.priority;
  if (a.rank === b.rank) return a.place - b.place;
  return a.rank < b.rank ? -1 : 1;
}

function childOf(node: RouteNode, segment: RouteSegment): RouteNode {
  if (segment.kind === "literal") {
    const known = node.literals.get(segment.text);
    if (known) return known;
    const made = emptyNode();
    node.literals.set(segment.text, made);
    return made;
  }
  // Templates with equally named variables share a node; otherwise each keeps its own names.
  const key = JSON.stringify(segment);
  const known = node.others.find((one) => JSON.stringify(one.segment) === key);
  if (known) return known.node;
  const made = emptyNode();
  node.others.push({ segment, node: made });
  return made;
}

function emptyNode(): RouteNode {
  return { literals: new Map(), others: [], ends: [] };
}
