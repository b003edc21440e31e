import { allScriptRules } from "./allScriptRules.ts";
import type { ScriptContext } from "./scriptContext.ts";
import { type ScriptFinding, type ScriptRule, severities, type Severity } from "./scriptRule.ts";
import { joinFixes, type TextFix } from "./textFix.ts";

/** What a rule has found, with the severity that it is to be shown with. */
export interface RuledFinding extends ScriptFinding {
  readonly rule: ScriptRule;
  readonly severity: Severity;
}

/** What the person wants of each rule, by its id; those that are not named keep their own. */
export type RuleSeverities = Readonly<Record<string, Severity | "off">>;

/** Everything that the rules find, in the order of the text. Its time is in proportion to its length. */
export function checkScript(
  context: ScriptContext,
  wanted: RuleSeverities = {},
): readonly RuledFinding[] {
  const found = allScriptRules.flatMap((rule) => {
    const most = wanted[rule.id] ?? rule.severity;
    return most === "off" ? [] : rule.check(context).map((each) => toRuled(rule, each, most));
  });
  // An array that several calls are given would be told of by each of them.
  const once = new Map(found.map((each) => [keyOf(each), each]));
  return [...once.values()].toSorted(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
}

function keyOf({ rule, range, message }: RuledFinding): string {
  return `${rule.id} ${range.start} ${range.end} ${message}`;
}

/** One fix for all findings of a rule; undefined where each has to be looked at by itself. */
export function fixAllOf(
  context: ScriptContext,
  rule: ScriptRule,
  findings: readonly ScriptFinding[],
): TextFix | undefined {
  const { fixAll } = rule;
  if (fixAll === undefined) return undefined;
  if (fixAll.fix !== undefined) return fixAll.fix(context);
  const preferred = findings.flatMap(({ fixes }) =>
    fixes()
      .filter(({ isPreferred }) => isPreferred)
      .slice(0, 1),
  );
  return preferred.length === 0 ? undefined : joinFixes(fixAll.title, preferred);
}

function toRuled(rule: ScriptRule, found: ScriptFinding, most: Severity): RuledFinding {
  const own = found.severity ?? most;
  const severity = severities.indexOf(own) > severities.indexOf(most) ? own : most;
  return { ...found, rule, severity };
}
