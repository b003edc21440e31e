import type { CallExpression, Reference } from "./block.ts";

/** A name without parentheses, taken for a call without arguments. */
export function asCall({ path, range }: Pick<Reference, "path" | "range">): CallExpression {
  return { kind: "callExpression", path, pathRange: range, args: [], range };
}
