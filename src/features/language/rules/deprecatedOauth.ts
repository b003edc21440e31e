import type { CallSite } from "../../../plsql/procedureCall.ts";
import { qualifiedName } from "../callProblems.ts";
import { migrateToOrdsSecurity, whyNotMigrated } from "../migrateToOrdsSecurity.ts";
import type { ScriptContext } from "../scriptContext.ts";
import type { ScriptRule } from "../scriptRule.ts";
import type { TextFix } from "../textFix.ts";

export const deprecatedOauth: ScriptRule = {
  id: "deprecatedOauth",
  severity: "warning",
  why: "Oracle has deprecated OAUTH since ORDS 24.3 and announced that its support ends.",
  deprecated: true,
  fixAll: {
    title: "Migrate all calls of OAUTH in the file to ORDS_SECURITY",
    isSafe: false,
    fix: (context) =>
      migration(context, oauthCalls(context), "Migrate all calls of OAUTH in the file"),
  },
  check: (context) =>
    oauthCalls(context).map((site) => {
      const refused = whyNotMigrated(context, site);
      const name = qualifiedName(site);
      return {
        range: site.nameRange,
        message: `${name} is deprecated.${refused === undefined ? "" : ` ${refused}`}`,
        // Only the connection tells whether the release has what takes its place.
        ...(context.dialect === undefined ? { severity: "information" as const } : {}),
        fixes: () => {
          const fix = migration(context, [site], "Migrate");
          return fix === undefined ? [] : [fix];
        },
      };
    }),
};

/** None where the release of the connection has nothing else. */
function oauthCalls({ analysis, dialect }: ScriptContext): readonly CallSite[] {
  if (dialect?.api === "oauth") return [];
  return analysis.script.calls.filter(({ call }) => call.package.startsWith("OAUTH"));
}

function migration(
  context: ScriptContext,
  sites: readonly CallSite[],
  verb: string,
): TextFix | undefined {
  const { edits, notes } = migrateToOrdsSecurity(context, sites);
  if (edits.length === 0) return undefined;
  const said = notes.length === 0 ? "" : `: ${notes.join("; ")}`;
  return { title: `${verb} to ORDS_SECURITY${said}`, edits, isPreferred: true };
}
