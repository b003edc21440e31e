/**
 * One part of a template's path between slashes (assumption `routePatternForms`). The empty literal at the end is a
 * final slash.
 */
export type RouteSegment =
  | { readonly kind: "literal"; readonly text: string }
  /** `:id` or `{id}`: one segment that is not empty. */
  | { readonly kind: "variable"; readonly name: string; readonly braced: boolean }
  /** `:id?`: one segment or nothing. */
  | { readonly kind: "optional"; readonly name: string }
  /** `*rest` or `:rest*`: everything that is left, also nothing. */
  | { readonly kind: "rest"; readonly name: string };

/** Takes the path of a template apart, `/hr/employees/:id`. Any text is a route; what is not a variable is literal. */
export function splitRoute(route: string): readonly RouteSegment[] {
  return route.split("/").slice(1).map(toSegment);
}

/** Where the first variable of a route begins; undefined when it has none and is a concrete path. */
export function firstVariable(route: string): number | undefined {
  let offset = 1;
  for (const text of route.split("/").slice(1)) {
    if (toSegment(text).kind !== "literal") return offset;
    offset += text.length + 1;
  }
  return undefined;
}

function toSegment(text: string): RouteSegment {
  if (text.startsWith("*")) return { kind: "rest", name: text.slice(1) };
  if (text.startsWith("{") && text.endsWith("}")) {
    return { kind: "variable", name: text.slice(1, -1), braced: true };
  }
  if (!text.startsWith(":") || text.length === 1) return { kind: "literal", text };
  if (text.endsWith("*")) return { kind: "rest", name: text.slice(1, -1) };
  if (text.endsWith("?")) return { kind: "optional", name: text.slice(1, -1) };
  return { kind: "variable", name: text.slice(1), braced: false };
}
