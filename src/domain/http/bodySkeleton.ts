import type { BodyMember, BodyMemberKind } from "./bodyMember.ts";

/**
 * A JSON body to begin with: every member once, with a value of its kind. One that may be left out is null, so that it
 * is seen and does no harm.
 */
export function bodySkeleton(members: readonly BodyMember[]): string {
  const entries = members.map(({ name, kind, required }): readonly [string, unknown] => [
    name,
    required === false ? null : samples[kind],
  ]);
  return JSON.stringify(Object.fromEntries(entries), undefined, 2);
}

/** ORDS writes and reads dates and timestamps in the form of RFC 3339 (assumption `autoRestBodies`). */
const samples: Readonly<Record<BodyMemberKind, unknown>> = {
  number: 0,
  text: "",
  time: "2026-01-31T09:30:00Z",
  boolean: false,
  object: {},
  list: [],
};
