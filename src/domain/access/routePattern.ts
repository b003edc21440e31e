import { assertNever } from "../../base/assertNever.ts";

/**
 * One part of a template's path between slashes (assumption `routePatternForms`). The empty literal at the end is a
 * final slash.
 */
export type RouteSegment =
  | { readonly kind: "literal"; readonly text: string }
  /** `:id`, `{id}` or `:id,:line`: one segment with as many parts between commas, none of them empty. */
  | { readonly kind: "variable"; readonly names: readonly string[]; readonly braced: boolean }
  /** `:id?`: one segment or nothing. */
  | { readonly kind: "optional"; readonly name: string }
  /** `*` or `*rest`: everything that is left, also nothing. */
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

/** Whether a route has a variable in braces, `{id}`. */
export function isBracedRoute(route: string): boolean {
  return (
    route.includes("{") &&
    splitRoute(route).some((segment) => segment.kind === "variable" && segment.braced)
  );
}

/** The values of a segment's variables by name; undefined when the text does not fit. `text` is decoded. */
export function matchSegment(
  segment: RouteSegment,
  text: string,
): Readonly<Record<string, string>> | undefined {
  switch (segment.kind) {
    case "literal":
      return segment.text === text ? {} : undefined;
    case "optional":
      return { [segment.name]: text };
    case "rest":
      return { [segment.name]: text };
    case "variable": {
      if (segment.names.length === 1) return text === "" ? undefined : valuesOf(segment, [text]);
      const parts = text.split(",");
      if (parts.length !== segment.names.length || parts.includes("")) return undefined;
      return valuesOf(segment, parts);
    }
    default:
      return assertNever(segment);
  }
}

function valuesOf(
  segment: { readonly names: readonly string[] },
  parts: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(segment.names.map((name, place) => [name, parts[place] ?? ""]));
}

function toSegment(text: string): RouteSegment {
  if (text.startsWith("*")) return { kind: "rest", name: text.slice(1) };
  if (text.startsWith("{") && text.endsWith("}")) {
    return { kind: "variable", names: [text.slice(1, -1)], braced: true };
  }
  const parts = text.split(",");
  if (!parts.every((part) => part.startsWith(":") && part.length > 1)) {
    return { kind: "literal", text };
  }
  if (parts.length === 1 && text.endsWith("?"))
    return { kind: "optional", name: text.slice(1, -1) };
  return { kind: "variable", names: parts.map((part) => part.slice(1)), braced: false };
}
