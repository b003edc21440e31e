import { findProcedure, type Parameter } from "../../../plsql/procedures.ts";
import { literal } from "../../../plsql/quote.ts";
import type { CallSite } from "../../../plsql/procedureCall.ts";
import { callProblems } from "../callProblems.ts";
import type { ScriptContext } from "../scriptContext.ts";
import { declareIn } from "../declareIn.ts";
import { addArgument, addSchema, argumentOf } from "../scriptEdits.ts";
import type { ScriptRule } from "../scriptRule.ts";
import type { TextFix } from "../textFix.ts";

export const missingParameter: ScriptRule = {
  id: "missingParameter",
  severity: "error",
  why: "It has no default, so the call does not compile without it.",
  check: (context) => {
    // What is spelled wrong is not missing: that is told by itself.
    const misspelled = new Set(callProblems(context, "unknownParameter").map(({ site }) => site));
    const problems = callProblems(context, "missingParameter");
    return problems
      .filter(({ site }) => !misspelled.has(site))
      .map(({ problem, site }) => {
        const [name = ""] = /\bp_\w+/i.exec(problem.message) ?? [];
        const argument = argumentOf(site, name);
        return {
          range: argument?.valueRange ?? site.nameRange,
          message: problem.message,
          fixes: () => (argument === undefined ? fixes(context, site, name) : []),
        };
      });
  },
};

function fixes(context: ScriptContext, site: CallSite, name: string): readonly TextFix[] {
  const parameter = findProcedure(site.call.package, site.call.procedure)
    .flatMap(({ parameters }) => parameters)
    .find((each) => each.name === name);
  if (parameter === undefined) return [];
  const title = `Insert ${name}`;
  if (name === "p_schema") {
    const schema = context.otherSchema ?? context.catalog?.schema.name ?? "SCHEMA";
    return [{ title, edits: [addSchema(context, site, schema)], isPreferred: true }];
  }
  if (parameter.type === "list") {
    const statement = context.statementAt(site.range.start);
    const wanted = { name: name.replace(/^p_/, "l_"), type: "OWA.VC_ARR" };
    const declared = statement && declareIn(context, statement, [wanted]);
    const [variable] = declared?.names ?? [];
    if (declared === undefined || variable === undefined) return [];
    const edits = [...declared.edits, addArgument(context, site, [name, variable])];
    return [{ title: `${title}, an empty list`, edits, isPreferred: true }];
  }
  const edits = [addArgument(context, site, [name, placeholderOf(parameter)])];
  return [{ title, edits, isPreferred: true }];
}

/** Something that can be read, to be written over; NULL where NULL is a value like any other. */
function placeholderOf({ name, type }: Parameter): string {
  const known = placeholders.get(name);
  if (known !== undefined) return known;
  if (type === "boolean") return "TRUE";
  return type === "text" && /name|pattern|object|issuer|audience|key|value|client_id/.test(name)
    ? literal(name.replace(/^p_/, "").replaceAll("_", " "))
    : "NULL";
}

const placeholders: ReadonlyMap<string, string> = new Map([
  ["p_grant_type", "'client_credentials'"],
  ["p_privilege_names", "NULL"],
  ["p_origins_allowed", "NULL"],
  ["p_base_path", "'/path/'"],
  ["p_pattern", "'/path/*'"],
  ["p_method", "'GET'"],
  ["p_source", "'select 1 from dual'"],
  ["p_jwk_url", "'https://example.com/jwks'"],
  ["p_client_secret", ":client_secret"],
]);
