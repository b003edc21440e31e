import { templatePath } from "../../../domain/access/endpoints.ts";
import { normalBasePath } from "../../../domain/access/schemaPath.ts";
import { literal } from "../../../plsql/quote.ts";
import { assignedBefore } from "../elementIn.ts";
import { checkedPatterns, type MappedPattern } from "../patternFindings.ts";
import type { SchemaState } from "../schemaState.ts";
import type { ScriptContext } from "../scriptContext.ts";
import { argumentOf, indentAt, insertAfter, isOwnLine, writtenCall } from "../scriptEdits.ts";
import type { ScriptFinding, ScriptRule } from "../scriptRule.ts";
import { insertion, type TextFix } from "../textFix.ts";

export const patternMissesBarePath: ScriptRule = {
  id: "patternMissesBarePath",
  severity: "warning",
  why: "A star stands for what comes behind the slash, so the same path without its slash is not protected.",
  fixAll: {
    title: "Map the paths without their slashes too",
    isSafe: false,
    fix: (context) => fixAll(context),
  },
  check: (context) =>
    missesIn(context).map(({ mapped, bare, isAnswered }): ScriptFinding => {
      const which = isAnswered ? ", which a template answers" : "";
      return {
        range: mapped.range,
        message: `${mapped.pattern} covers ${bare}/, but not ${bare}${which}.`,
        ...(isAnswered ? {} : { severity: "hint" }),
        fixes: () => {
          const edit = editFor(context, { mapped, bare, place: 0 });
          return edit === undefined ? [] : [{ ...titled(bare), edits: [edit] }];
        },
      };
    }),
};

interface Miss {
  readonly mapped: MappedPattern;
  readonly bare: string;
  /** Whether something is known to answer there. */
  readonly isAnswered: boolean;
}

function missesIn(context: ScriptContext): readonly Miss[] {
  const pathsOf = createPaths();
  const patterns = checkedPatterns(context);
  const mappedHere = new Set(patterns.map(({ mapped }) => `${mapped.privilege} ${mapped.pattern}`));
  return patterns.flatMap(({ mapped, problems }): readonly Miss[] => {
    const { pattern, privilege, state } = mapped;
    if (problems.some(({ code }) => code !== "onlyOnePath") || !/[^/]\/\*?$/.test(pattern))
      return [];
    const bare = pattern.replace(/\/\*?$/, "");
    if (mappedHere.has(`${privilege} ${bare}`)) return [];
    if (state.privileges.get(privilege)?.patterns.has(bare)) return [];
    const paths = pathsOf(state);
    // A module answers only below its base path.
    if (paths.basePaths.has(`${bare}/`)) return [];
    const isAnswered = paths.templates.has(bare);
    // Where nothing is known of the modules, one segment is the base path of one more often than not.
    const isLikelyBase = state.catalog === undefined && bare.lastIndexOf("/") === 0;
    return isLikelyBase && !isAnswered ? [] : [{ mapped, bare, isAnswered }];
  });
}

/** Each array is filled on from where the fix before has left it. */
function fixAll(context: ScriptContext): TextFix | undefined {
  const places = new Map<string, number>();
  const edits = missesIn(context).flatMap(({ mapped, bare }) => {
    const key = `${mapped.site.range.start} ${mapped.parameter}`;
    const place = places.get(key) ?? 0;
    places.set(key, place + 1);
    return editFor(context, { mapped, bare, place }) ?? [];
  });
  const title = "Map the paths without their slashes too";
  return edits.length === 0 ? undefined : { title, edits, isPreferred: false };
}

function titled(bare: string): Pick<TextFix, "title" | "isPreferred"> {
  return { title: `Map ${bare} too`, isPreferred: true };
}

interface Paths {
  readonly basePaths: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
}

function createPaths(): (state: SchemaState) => Paths {
  const made = new Map<SchemaState, Paths>();
  return (state) => {
    const modules = [...state.modules.values()];
    const paths = made.get(state) ?? {
      basePaths: new Set(modules.map(({ basePath }) => normalBasePath(basePath))),
      templates: new Set(
        modules.flatMap(({ basePath, templates }) =>
          [...templates].map((template) => templatePath(basePath, template)),
        ),
      ),
    };
    made.set(state, paths);
    return paths;
  };
}

interface Wanted {
  readonly mapped: MappedPattern;
  readonly bare: string;
  /** How many were added to the same array before. */
  readonly place: number;
}

function editFor(context: ScriptContext, wanted: Wanted) {
  return wanted.mapped.parameter === "p_pattern"
    ? secondMapping(context, wanted.mapped, wanted.bare)
    : secondElement(context, wanted);
}

function secondMapping(context: ScriptContext, { site, privilege }: MappedPattern, bare: string) {
  const schema = site.call.args["p_schema"];
  const call = writtenCall(context, site, {
    package: site.call.package,
    procedure: site.call.procedure,
    args: [
      ...(schema?.kind === "text" ? [["p_schema", literal(schema.value)] as const] : []),
      ["p_privilege_name", literal(privilege)],
      ["p_pattern", literal(bare)],
    ],
  });
  return insertAfter(context, site, [call]);
}

/** One more element, behind the last one: what is computed from COUNT must not shift. */
function secondElement(context: ScriptContext, { mapped, bare, place }: Wanted) {
  const { text, lineEnd } = context;
  const { site, parameter, pattern } = mapped;
  const argument = argumentOf(site, parameter);
  const value = site.call.args[parameter];
  if (argument === undefined || value?.kind !== "list") return undefined;
  const variable = text.slice(argument.valueRange.start, argument.valueRange.end);
  const own = assignedBefore(context, { site, value: pattern }, variable);
  const item = value.items.at(-1);
  const last =
    item?.kind === "text" ? assignedBefore(context, { site, value: item.value }, variable) : own;
  if (own === undefined || last === undefined) return undefined;
  const between = isOwnLine(text, last.start) ? `${lineEnd}${indentAt(text, last.start)}` : " ";
  const written = text.slice(last.index.start, last.index.end).trim();
  const index = /^\d+$/.test(written) ? String(Number(written) + 1 + place) : written;
  return insertion(last.end, `${between}${variable}(${index}) := ${literal(bare)};`);
}
