import type { TextRange } from "../../base/textRange.ts";
import { summaryOf } from "../../plsql/procedureSummaries.ts";
import { findProcedure, type Procedure } from "../../plsql/procedures.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";
import { fittingOverloads } from "./argumentSubject.ts";
import { type CallAtCursor, codeBefore, cursorContext, packageOf } from "./cursorContext.ts";
import { readAfter } from "./openCalls.ts";
import { parameterText, signatureText } from "./signatureText.ts";

/** The forms of the call that the cursor is in. */
export interface Signatures {
  readonly all: readonly Signature[];
  /** The one that fits what has been written. */
  readonly active: number;
}

export interface Signature {
  readonly label: string;
  readonly documentation: string;
  /** Where each parameter stands in the label. */
  readonly parameters: readonly TextRange[];
  /** The one that the cursor gives a value; undefined for one too many or an unknown name. */
  readonly active: number | undefined;
}

export function signaturesAt(analysis: ScriptAnalysis, offset: number): Signatures | undefined {
  const call = callAt(analysis, offset);
  if (!call) return undefined;
  const overloads = findProcedure(call.package, call.procedure);
  const [fit] = fittingOverloads(givenIn(call));
  if (!fit) return undefined;
  return {
    all: overloads.map((procedure) => signatureOf(procedure, call)),
    active: overloads.indexOf(fit),
  };
}

/** Also where the cursor is inside of a text or a nested parenthesis of an argument. */
function callAt(analysis: ScriptAnalysis, offset: number): CallAtCursor | undefined {
  const cursor = cursorContext(analysis, offset);
  if (cursor.kind === "argument") return cursor.call;
  const { text } = analysis;
  const { calls, touching } = codeBefore(analysis, offset);
  if (touching?.kind === "comment") return undefined;
  const call = calls.findLast(({ path }) => packageOf(path) !== undefined);
  const target = packageOf(call?.path ?? []);
  if (!call || !target) return undefined;
  const position = call.arguments.length - 1;
  const isInnermost = call === calls.at(-1);
  const later = isInnermost ? readAfter(text, touching?.end ?? offset).later : [];
  return {
    ...target,
    nameRange: call.pathRange,
    current: { position, name: call.arguments.at(-1)?.name },
    others: [
      ...call.arguments
        .slice(0, -1)
        .map(({ name }, place) => ({ position: place, name, text: undefined })),
      ...later.map((one, place) => ({ position: position + 1 + place, ...one })),
    ],
  };
}

function givenIn({ package: owner, procedure, current, others }: CallAtCursor) {
  const named = [...others, current].flatMap(({ name }) => name ?? []);
  const positional = others.filter(({ name }) => name === undefined).length;
  return { package: owner, procedure, named, positional };
}

function signatureOf(procedure: Procedure, { current }: CallAtCursor): Signature {
  const label = signatureText(procedure);
  let from = label.indexOf("(") + 1;
  const parameters = procedure.parameters.map((parameter): TextRange => {
    const text = parameterText(parameter);
    const start = label.indexOf(text, from);
    from = start + text.length;
    return { start, end: from };
  });
  const active =
    current.name === undefined
      ? current.position
      : procedure.parameters.findIndex(({ name }) => name === current.name);
  return {
    label,
    documentation: summaryOf(procedure.package, procedure.name)?.does ?? "",
    parameters,
    active: active >= 0 && active < parameters.length ? active : undefined,
  };
}
