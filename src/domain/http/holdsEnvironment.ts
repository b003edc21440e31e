import { isRecord } from "../../base/isRecord.ts";
import { parseJson } from "../../base/parseJson.ts";

/**
 * Whether an environment file of the person has all that a new one would have, so that it needs nothing more: an empty
 * text is a place for the person's own, which may be filled in. A file that is no JSON has nothing.
 */
export function holdsEnvironment(existing: string, needed: string): boolean {
  return holds(parseJson(existing), parseJson(needed));
}

function holds(existing: unknown, needed: unknown): boolean {
  if (needed === "") return typeof existing === "string";
  if (!isRecord(needed)) return existing === needed;
  if (!isRecord(existing)) return false;
  return Object.entries(needed).every(
    ([name, value]) => Object.hasOwn(existing, name) && holds(existing[name], value),
  );
}
