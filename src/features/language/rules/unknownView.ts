import { dbaOrdsViews, ordsViews } from "../../../plsql/ordsViews.ts";
import { replace } from "../callProblems.ts";
import { nearestName } from "../nearestName.ts";
import { ordsQueries } from "../ordsSelects.ts";
import type { ScriptContext } from "../scriptContext.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";

export const unknownView: ScriptRule = {
  id: "unknownView",
  severity: "error",
  why: "The database answers ORA-00942: the views of ORDS begin with USER_ORDS_, for an administrator with DBA_ORDS_.",
  check: (context) =>
    ordsQueries(context).views.flatMap(({ name, range }): readonly ScriptFinding[] => {
      if (exists(name)) return [];
      return [
        {
          range,
          message: `There is no view ${name}.`,
          fixes: () => {
            const meant = meantBy(context, name);
            const written = context.text.slice(range.start, range.end);
            const small = written === written.toLowerCase();
            return meant === undefined
              ? []
              : [replace(`Write ${meant}`, range, small ? meant.toLowerCase() : meant)];
          },
        },
      ];
    }),
};

function exists(name: string): boolean {
  const [, prefix = "", rest = ""] = /^([A-Z]+)_ORDS_(\w+)$/.exec(name) ?? [];
  if (prefix === "USER") return ordsViews.has(rest);
  return prefix === "DBA" && (ordsViews.has(rest) || dbaOrdsViews.has(rest));
}

function meantBy({ otherSchema }: ScriptContext, name: string): string | undefined {
  const [, prefix = "", rest = ""] = /^([A-Z]+)_ORDS_(\w+)$/.exec(name) ?? [];
  const wanted = prefix === "DBA" || otherSchema !== undefined ? "DBA" : "USER";
  if (ordsViews.has(rest)) return `${wanted}_ORDS_${rest}`;
  const known = misnamed.get(rest) ?? nearestName(rest, ordsViews.keys());
  return known === undefined ? undefined : `${wanted}_ORDS_${known}`;
}

/** What people look for by another name. */
const misnamed: ReadonlyMap<string, string> = new Map([
  ["ENABLED_SCHEMAS", "SCHEMAS"],
  ["REST_SCHEMAS", "SCHEMAS"],
  ["URL_MAPPINGS", "SCHEMAS"],
  ["JWT_PROFILES", "JWT_PROFILE"],
  ["PRIVILEGE_PATTERNS", "PRIVILEGE_MAPPINGS"],
  ["MAPPINGS", "PRIVILEGE_MAPPINGS"],
  ["OAUTH_CLIENTS", "CLIENTS"],
  ["AUTOREST_OBJECTS", "ENABLED_OBJECTS"],
]);
