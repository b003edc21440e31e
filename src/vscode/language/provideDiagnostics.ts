import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  l10n,
  type Range,
  type TextDocument,
  WorkspaceEdit,
} from "vscode";
import {
  checkScript,
  fixAllOf,
  type RuledFinding,
  type RuleSeverities,
} from "../../features/language/checkScript.ts";
import { createScriptContext, type ScriptContext } from "../../features/language/scriptContext.ts";
import type { ScriptRule, Severity } from "../../features/language/scriptRule.ts";
import { inOrder, joinFixes, type TextFix } from "../../features/language/textFix.ts";
import type { Session } from "../../features/sessions/sessions.ts";
import { type Dialect, dialectFor } from "../../plsql/dialect.ts";
import { toRange, toTextRange } from "./converters.ts";
import { analysisOf } from "./documentAnalyses.ts";

/** What a document is judged by, as it is now. */
export interface Judged {
  readonly document: TextDocument;
  readonly session: Session | undefined;
  /** What the settings say. */
  readonly dialect: "auto" | Dialect["api"];
  readonly severities: RuleSeverities;
}

/** More than this no person reads; a dump of a whole database must not fill the list of problems. */
const mostShown = 1000;

/** The source of our diagnostics and the name of their kind of fix. */
const source = "ORDS Security";

export function provideDiagnostics(judged: Judged): Diagnostic[] {
  return checked(judged)
    .findings.slice(0, mostShown)
    .map((finding) => toDiagnostic(judged.document, finding));
}

/** The fixes of what stands at a place, and for all of its kind in the file. */
export function provideFixes(
  judged: Judged,
  range: Range,
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  const { document } = judged;
  const now = checked(judged);
  const { findings } = now;
  const { start, end } = toTextRange(document, range);
  const here = findings.filter((each) => each.range.start <= end && each.range.end >= start);
  const actions = here.flatMap((finding) => {
    const own = diagnostics.filter((mark) => isMarkOf(mark, document, finding));
    return finding.fixes().map((fix) => toAction(document, fix, own));
  });
  const rules = new Set(here.map(({ rule }) => rule));
  const forAll = [...rules].flatMap((rule) => {
    const fix = allOf(now, rule);
    return fix === undefined ? [] : [toAction(document, fix, [])];
  });
  return [...actions, ...forAll];
}

/** Everything that nobody could want otherwise, for the editor's "fix all" and for saving. */
export function provideFixAll(judged: Judged): CodeAction[] {
  const { document } = judged;
  const { context, findings } = checked(judged);
  const rules = new Set(findings.map(({ rule }) => rule));
  const fixes = [...rules].flatMap((rule) => {
    if (rule.fixAll?.isSafe !== true) return [];
    return fixAllOf(context, rule, ofRule(findings, rule)) ?? [];
  });
  if (fixes.length === 0) return [];
  const fix = joinFixes(l10n.t("Fix what ORDS Security is sure of"), fixes);
  const action = toAction(document, fix, []);
  action.kind = CodeActionKind.SourceFixAll.append("ordsSecurity");
  return [action];
}

interface Checked {
  readonly version: number;
  readonly given: string;
  readonly catalog: unknown;
  readonly context: ScriptContext;
  readonly findings: readonly RuledFinding[];
  /** Asked at every step of the cursor, and worked out once. */
  readonly fixesForAll: Map<ScriptRule, TextFix | undefined>;
}

const known = new WeakMap<object, Checked>();

/** Checked once for a version of the text and of what it is judged by: marks and fixes ask both. */
function checked(judged: Judged): Checked {
  const { document, session, severities } = judged;
  const open = session?.state.kind === "open" ? session.state : undefined;
  const otherSchema = session?.profile.otherSchema?.name;
  const { catalog } = open ?? {};
  const given = JSON.stringify([severities, judged.dialect, otherSchema]);
  const before = known.get(document);
  if (
    before?.version === document.version &&
    before.given === given &&
    before.catalog === catalog
  ) {
    return before;
  }
  const dialect = catalog && dialectFor(catalog.release, otherSchema);
  const context = createScriptContext({
    analysis: analysisOf(document),
    catalog,
    dialect:
      dialect === undefined || judged.dialect === "auto"
        ? dialect
        : { ...dialect, api: judged.dialect },
    otherSchema,
  });
  const findings = checkScript(context, severities);
  const { version } = document;
  const fixesForAll = new Map<ScriptRule, TextFix | undefined>();
  const now: Checked = { version, given, catalog, context, findings, fixesForAll };
  known.set(document, now);
  return now;
}

/** Offered where there is more than one to fix. */
function allOf({ context, findings, fixesForAll }: Checked, rule: ScriptRule): TextFix | undefined {
  if (rule.fixAll === undefined) return undefined;
  if (!fixesForAll.has(rule)) {
    const own = ofRule(findings, rule);
    fixesForAll.set(rule, own.length < 2 ? undefined : fixAllOf(context, rule, own));
  }
  const fix = fixesForAll.get(rule);
  return fix && { ...fix, isPreferred: false };
}

function isMarkOf(mark: Diagnostic, document: TextDocument, finding: RuledFinding): boolean {
  return (
    mark.source === source &&
    mark.code === finding.rule.id &&
    toTextRange(document, mark.range).start === finding.range.start
  );
}

function ofRule(findings: readonly RuledFinding[], rule: ScriptRule): readonly RuledFinding[] {
  return findings.filter((each) => each.rule === rule);
}

function toDiagnostic(document: TextDocument, finding: RuledFinding): Diagnostic {
  const { rule, severity, range } = finding;
  const mark = new Diagnostic(toRange(document, range), messageOf(finding), marks[severity]);
  mark.source = source;
  mark.code = rule.id;
  if (rule.deprecated === true) mark.tags = [DiagnosticTag.Deprecated];
  return mark;
}

/** What is wrong, and why it matters. */
function messageOf({ message, rule }: RuledFinding): string {
  return `${message} ${rule.why}`;
}

const marks: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

function toAction(
  document: TextDocument,
  { title, edits, isPreferred }: TextFix,
  diagnostics: readonly Diagnostic[],
): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  const edit = new WorkspaceEdit();
  for (const { range, text } of inOrder(edits)) {
    edit.replace(document.uri, toRange(document, range), text);
  }
  action.edit = edit;
  action.isPreferred = isPreferred;
  action.diagnostics = [...diagnostics];
  return action;
}
