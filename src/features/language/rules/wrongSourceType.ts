import { argumentOf } from "../scriptEdits.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";

export const wrongSourceType: ScriptRule = {
  id: "wrongSourceType",
  severity: "error",
  why: "Only HEADER, URI and RESPONSE pass the check of the table (ORA-02290, REST_PARAMS_SOURCE_TYPE_CK); URI stands for the query too.",
  fixAll: { title: "Write 'URI' for all parameters of the query", isSafe: true },
  check: ({ analysis, text }) =>
    analysis.script.calls.flatMap((site): readonly ScriptFinding[] => {
      if (site.call.procedure !== "DEFINE_PARAMETER") return [];
      const value = site.call.args["p_source_type"];
      const range = argumentOf(site, "p_source_type")?.valueRange;
      if (value?.kind !== "text" || range === undefined || known.has(value.value)) return [];
      const meant = known.has(value.value.toUpperCase()) ? value.value.toUpperCase() : "URI";
      const isLiteral = /^'[^']*'$/.test(text.slice(range.start, range.end));
      const edits = [{ range, text: `'${meant}'` }];
      return [
        {
          range,
          message: `A parameter of a handler cannot come from ${value.value.slice(0, 40)}.`,
          fixes: () => (isLiteral ? [{ title: `Write '${meant}'`, edits, isPreferred: true }] : []),
        },
      ];
    }),
};

const known: ReadonlySet<string> = new Set(["HEADER", "URI", "RESPONSE"]);
