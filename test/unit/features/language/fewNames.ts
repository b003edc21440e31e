import type { Change } from "../../../../src/domain/model/change.ts";

/** The change with names out of three, by the length of those it had: patterns and paths too. */
export function renamed(change: Change): Change {
  const { kind, ...rest } = change;
  return { kind, ...(few(rest) as object) } as Change;
}

const kept: ReadonlySet<string> = new Set([
  "grantType",
  "method",
  "secret",
  "objectType",
  "schema",
]);

function few(value: unknown): unknown {
  if (typeof value === "string") return "abc".charAt(value.length % 3);
  if (Array.isArray(value)) return value.map(few);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      kept.has(key) ? (key === "schema" ? undefined : inner) : few(inner),
    ]),
  );
}
