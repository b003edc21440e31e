import type { TextRange } from "../../base/textRange.ts";
import {
  checkPattern,
  type PatternProblem,
  type PatternProblemCode,
} from "../../domain/access/checkPattern.ts";
import { isBuiltInPrivilege } from "../../domain/model/builtIns.ts";
import { privilegeName } from "../../domain/model/names.ts";
import { literal } from "../../plsql/quote.ts";
import type { CallSite } from "../../plsql/procedureCall.ts";
import { elementIn } from "./elementIn.ts";
import type { SchemaState } from "./schemaState.ts";
import type { ScriptContext } from "./scriptContext.ts";
import { argumentOf } from "./scriptEdits.ts";
import type { ScriptFinding } from "./scriptRule.ts";
import type { TextFix } from "./textFix.ts";

/** A pattern that a call maps a privilege to. */
export interface MappedPattern {
  readonly site: CallSite;
  readonly parameter: string;
  readonly pattern: string;
  readonly privilege: string;
  readonly state: SchemaState;
  /** Where it stands; the argument where it is computed. */
  readonly range: TextRange;
  /** Whether `range` is the literal itself. */
  readonly isLiteral: boolean;
}

const known = new WeakMap<ScriptContext, readonly CheckedPattern[]>();

interface CheckedPattern {
  readonly mapped: MappedPattern;
  readonly problems: readonly PatternProblem[];
}

/** Every pattern that the script maps, with what is wrong with it; found once for a context. */
export function checkedPatterns(context: ScriptContext): readonly CheckedPattern[] {
  let found = known.get(context);
  if (found === undefined) {
    const surroundings = createSurroundings();
    found = mappedPatterns(context).map((mapped) => ({
      mapped,
      problems: checkPattern(mapped.pattern, surroundings(mapped.state)),
    }));
    known.set(context, found);
  }
  return found;
}

function mappedPatterns(context: ScriptContext): readonly MappedPattern[] {
  return context.analysis.changes.flatMap(({ change, range, schema }) => {
    const [privilege, patterns] =
      change.kind === "createPrivilegeMapping"
        ? [change.privilege, change.patterns]
        : change.kind === "definePrivilege"
          ? [change.name, change.patterns ?? []]
          : ["", []];
    const site = context.callAt(range.start);
    // What the product maps for itself, and exports, is as it should be.
    const isProduct = isBuiltInPrivilege(privilegeName(privilege));
    if (site === undefined || patterns.length === 0 || isProduct) return [];
    const parameter = site.call.args["p_pattern"] === undefined ? "p_patterns" : "p_pattern";
    const state = context.facts.stateAfter(schema);
    const whole = argumentOf(site, parameter)?.valueRange ?? site.nameRange;
    return patterns.map((pattern): MappedPattern => {
      const element = elementIn(context, { site, parameter, value: pattern });
      const isLiteral = element !== undefined;
      return { site, parameter, pattern, privilege, state, range: element ?? whole, isLiteral };
    });
  });
}

/** The base paths of a schema are the same for all patterns. */
function createSurroundings() {
  const made = new Map<
    SchemaState,
    { readonly alias: string; readonly basePaths: readonly string[] }
  >();
  return (state: SchemaState) => {
    const surroundings = made.get(state) ?? {
      // No pattern has a segment like this: without an alias none can be in it.
      alias: state.alias ?? "\0",
      basePaths: [...state.modules.values()].map(({ basePath }) => basePath),
    };
    made.set(state, surroundings);
    return surroundings;
  };
}

/** The findings of a rule that is about some of the problems that a pattern may have. */
export function patternFindings(
  context: ScriptContext,
  codes: readonly PatternProblemCode[],
): readonly ScriptFinding[] {
  return checkedPatterns(context).flatMap(({ mapped, problems }) =>
    problems
      .filter(({ code }) => codes.includes(code))
      .map(({ message, severity, suggestion }) => ({
        range: mapped.range,
        message: `${quoted(mapped.pattern)}: ${message}`,
        severity,
        fixes: () => writeFix(mapped, suggestion),
      })),
  );
}

function quoted(pattern: string): string {
  return pattern.length > 60 ? `${pattern.slice(0, 60)}…` : pattern;
}

function writeFix(
  { range, isLiteral, pattern }: MappedPattern,
  suggestion: string | undefined,
): readonly TextFix[] {
  if (!isLiteral || suggestion === undefined || suggestion === pattern) return [];
  return [
    {
      title: `Write ${suggestion}`,
      edits: [{ range, text: literal(suggestion) }],
      isPreferred: true,
    },
  ];
}
