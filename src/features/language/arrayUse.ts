import type { ScriptAnalysis } from "./analyzeScript.ts";
import { argumentSubject, type ArgumentSubject } from "./argumentSubject.ts";
import { statementStart } from "./cursorContext.ts";

/** What the elements of an array name, and in which schema. */
export interface ArrayUse {
  readonly subject: ArgumentSubject;
  readonly schema: string | undefined;
}

/** The first call below a place, in the same statement, that takes an array; undefined when none does. */
export function arrayUse(
  analysis: Pick<ScriptAnalysis, "text" | "script">,
  variable: string,
  offset: number,
): ArrayUse | undefined {
  const { text, script } = analysis;
  const wanted = variable.toUpperCase();
  const start = statementStart(analysis, offset);
  for (const site of script.calls) {
    if (site.range.start < offset || statementStart(analysis, site.range.end) !== start) continue;
    for (const { parameter, valueRange } of site.arguments) {
      if (text.slice(valueRange.start, valueRange.end).toUpperCase() !== wanted) continue;
      const subject = argumentSubject(site.call.procedure, parameter);
      const schema = site.call.args["p_schema"];
      if (subject) return { subject, schema: schema?.kind === "text" ? schema.value : undefined };
    }
  }
  return undefined;
}
