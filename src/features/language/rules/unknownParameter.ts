import type { TextRange } from "../../../base/textRange.ts";
import { findProcedure } from "../../../plsql/procedures.ts";
import type { CallSite } from "../../../plsql/procedureCall.ts";
import { argumentIn, type CallProblem, callProblems, replace } from "../callProblems.ts";
import { nearestName } from "../nearestName.ts";
import { type ScriptRule } from "../scriptRule.ts";
import type { TextFix } from "../textFix.ts";

export const unknownParameter: ScriptRule = {
  id: "unknownParameter",
  severity: "error",
  why: "The call fits no form of the procedure, so the block does not compile.",
  check: (context) =>
    callProblems(context, "unknownParameter")
      .filter((found) => !isSchemaOfAnother(found))
      .map(({ problem, site }) => {
        const argument = argumentIn(site, problem.range);
        const range = argument?.nameRange ?? problem.range;
        return {
          range,
          message: problem.message,
          fixes: () => fixes(site, { range, name: context.text.slice(range.start, range.end) }),
        };
      }),
};

/** `p_schema` given to a package that acts on the own schema: a rule of its own says what is meant. */
export function isSchemaOfAnother({ problem, site }: CallProblem): boolean {
  return (
    problem.code === "unknownParameter" &&
    !site.call.package.endsWith("_ADMIN") &&
    argumentIn(site, problem.range)?.nameRange !== undefined &&
    /no parameter p_schema\b/.test(problem.message)
  );
}

/** The parameters of all forms are offered, but for those that are given already. */
function fixes(
  { call, arguments: given }: CallSite,
  written: { readonly range: TextRange; readonly name: string },
): readonly TextFix[] {
  const taken = new Set(given.map(({ parameter }) => parameter));
  const free = findProcedure(call.package, call.procedure)
    .flatMap(({ parameters }) => parameters.map(({ name }) => name))
    .filter((name) => !taken.has(name));
  const name = nearestParameter(written.name.toLowerCase(), free);
  if (name === undefined) return [];
  const upper = written.name === written.name.toUpperCase();
  return [replace(`Write ${name}`, written.range, upper ? name.toUpperCase() : name)];
}

/** Spelled alike, or the same words with others around: `p_role` for `p_role_name`. */
function nearestParameter(written: string, names: readonly string[]): string | undefined {
  const nearest = nearestName(written, names);
  if (nearest !== undefined) return nearest;
  const bare = written.replace(/^p_/, "");
  return bare.length < 3 ? undefined : names.find((name) => name.includes(bare));
}
