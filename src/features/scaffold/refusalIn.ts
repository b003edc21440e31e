import type { OrdsRelease } from "../../domain/model/catalog.ts";
import type { Change } from "../../domain/model/change.ts";
import { callOfChange } from "../../plsql/changeCalls/changesOfCall.ts";
import type { Dialect } from "../../plsql/dialect.ts";
import { findProcedure } from "../../plsql/procedures.ts";
import type { Answers } from "./question.ts";
import type { Scaffold, ScaffoldContext } from "./scaffold.ts";

/**
 * Why these answers come to something that cannot be said: by the dialect, or on the release that the catalog was read
 * from. Undefined when it can, as far as the answers go. Asked after each answer, so that nobody answers five questions
 * for a script that cannot be written.
 */
export function refusalIn(
  scaffold: Scaffold,
  context: ScaffoldContext,
  answers: Answers,
): string | undefined {
  return refusalOfChanges(context, scaffold.changes(context, answers));
}

/** The same for changes that come from elsewhere. */
export function refusalOfChanges(
  { dialect, catalog }: ScaffoldContext,
  changes: readonly Change[],
): string | undefined {
  for (const change of changes) {
    const refusal = refusalHere(change, dialect, catalog.release);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function refusalHere(change: Change, dialect: Dialect, release: OrdsRelease): string | undefined {
  const call = callOfChange(change, dialect);
  if ("refused" in call) return call.refused;
  // Whoever chooses ORDS_SECURITY on an older release writes for another one.
  if (dialect.api === "ordsSecurity" && !release.hasOrdsSecurity) return undefined;
  const overloads = findProcedure(call.package, call.procedure);
  const [first] = overloads;
  if (first?.since === undefined || overloads.some(({ since }) => isSince(release, since))) {
    return undefined;
  }
  return `${call.package}.${call.procedure} came with ORDS ${first.since}; this schema is on ${release.text}.`;
}

/** A package that the database has is believed, whatever the number of the release says. */
function isSince(release: OrdsRelease, since: string | undefined): boolean {
  if (since === undefined || release.hasOrdsSecurity) return true;
  const [major = 0, minor = 0] = since.split(".").map(Number);
  return release.major > major || (release.major === major && release.minor >= minor);
}
