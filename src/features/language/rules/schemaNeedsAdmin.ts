import { nameInWords } from "../../../domain/access/nameInWords.ts";
import type { CallSite } from "../../../plsql/procedureCall.ts";
import type { TextRange } from "../../../base/textRange.ts";
import { argumentIn, callProblems } from "../callProblems.ts";
import type { ScriptContext } from "../scriptContext.ts";
import { addSchema, argumentOf, inCaseOf } from "../scriptEdits.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";
import { insertion, type TextEdit, type TextFix } from "../textFix.ts";
import { isSchemaOfAnother } from "./unknownParameter.ts";

export const schemaNeedsAdmin: ScriptRule = {
  id: "schemaNeedsAdmin",
  severity: "error",
  why: "Without _ADMIN a package acts on the schema of the user who runs the script, whatever is meant.",
  fixAll: { title: "Use the _ADMIN packages in the whole file", isSafe: false },
  check: (context) => {
    const told = new Set<CallSite>();
    const given = callProblems(context, "unknownParameter")
      .filter(isSchemaOfAnother)
      .map(({ problem, site }): ScriptFinding => {
        told.add(site);
        const argument = argumentIn(site, problem.range);
        return {
          range: argument?.nameRange ?? problem.range,
          message: `${site.call.package} takes no p_schema: ${site.call.package}_ADMIN acts on another schema.`,
          fixes: () => fixes(context, site),
        };
      });
    const others = context.analysis.script.calls
      .filter((site) => !told.has(site))
      .flatMap((site) => findOther(context, site));
    return [...given, ...others];
  },
};

/** A connection that looks at another schema, or a schema that is named and is not the own one. */
function findOther(context: ScriptContext, site: CallSite): readonly ScriptFinding[] {
  const { call } = site;
  if (call.package.endsWith("_ADMIN") || site.runs === "later") return [];
  if (call.procedure === "INSTALLED_VERSION") return [];
  const named = call.args["p_schema"];
  const { otherSchema, catalog } = context;
  if (otherSchema !== undefined) {
    const message = `The connection looks at the schema ${nameInWords(otherSchema)}, but ${call.package} acts on your own.`;
    return [{ range: packageRange(context, site), message, fixes: () => fixes(context, site) }];
  }
  const own = catalog?.schema.name.toUpperCase();
  if (named?.kind !== "text" || own === undefined || named.value.toUpperCase() === own) return [];
  return [
    {
      range: argumentOf(site, "p_schema")?.valueRange ?? site.nameRange,
      message: `${nameInWords(named.value)} is not the schema of the connection, and ${call.package} may change only that one.`,
      fixes: () => fixes(context, site),
    },
  ];
}

/** The name of the package, which may have the one of its owner before it. */
function packageRange({ text }: ScriptContext, { nameRange }: CallSite): TextRange {
  const written = text.slice(nameRange.start, nameRange.end);
  const end = nameRange.start + written.slice(0, written.lastIndexOf(".")).trimEnd().length;
  return { start: nameRange.start, end };
}

function fixes(context: ScriptContext, site: CallSite): readonly TextFix[] {
  const { text, otherSchema } = context;
  const { end } = packageRange(context, site);
  const edits: TextEdit[] = [insertion(end, inCaseOf(context, site, "_ADMIN"))];
  const given = site.arguments.find(
    (argument) =>
      argument.parameter === "p_schema" ||
      /^p_schema$/i.test(text.slice(argument.nameRange?.start ?? 0, argument.nameRange?.end ?? 0)),
  );
  if (given === undefined) {
    if (otherSchema === undefined) return [];
    edits.push(addSchema(context, site, otherSchema), ...namedFromSecond(site));
  } else if (given.nameRange === undefined) {
    // In the other package p_schema comes first: whatever is given by its position gets its name.
    edits.push(...named(site));
  }
  const title = `Use ${site.call.package}_ADMIN`;
  return [{ title, edits, isPreferred: true }];
}

/** In these the schema is a parameter among others, so that the positions behind it change. */
function namedFromSecond(site: CallSite): readonly TextEdit[] {
  return ["ENABLE_SCHEMA", "ENABLE_OBJECT"].includes(site.call.procedure) ? named(site) : [];
}

function named(site: CallSite): readonly TextEdit[] {
  return site.arguments.flatMap(({ nameRange, parameter, valueRange }) =>
    nameRange === undefined && parameter !== undefined
      ? [insertion(valueRange.start, `${parameter} => `)]
      : [],
  );
}
