import { type RouteSegment, splitRoute } from "./routePattern.ts";

/**
 * One path of a template, decoded: each variable has a value that no pattern is likely to name. A template without
 * variables is its own path.
 */
export function sampleRoute(route: string): string {
  return `/${splitRoute(route).map(sampleSegment).join("/")}`;
}

/** The value that stands for any value. */
const sampleValue = "~";

function sampleSegment(segment: RouteSegment): string {
  switch (segment.kind) {
    case "literal":
      return segment.text;
    case "variable":
      return segment.names.map(() => sampleValue).join(",");
    default:
      return sampleValue;
  }
}
