import type { TextRange } from "../../base/textRange.ts";
import { textOfToken, type Token } from "../../plsql/lexer.ts";
import type { CallSite, OrdsPackage } from "../../plsql/procedureCall.ts";
import { findProcedure, ordsConstants, type Parameter } from "../../plsql/procedures.ts";
import { isSymbol, upperWord } from "../../plsql/scriptTokens.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";
import { argumentSubject, subjectOfVariable, type SubjectKind } from "./argumentSubject.ts";
import { arrayUse } from "./arrayUse.ts";
import { codeBefore, cursorContext, memberOwnerOf, packageOf } from "./cursorContext.ts";
import { pathBefore, readAfter } from "./openCalls.ts";
import { type RecordMember, recordMembers } from "./recordMembers.ts";
import type { ValueAtCursor } from "./valueAtCursor.ts";

/** What stands at a place of a script, with the place of the whole of it. */
export type ThingAt = { readonly range: TextRange } & (
  | { readonly kind: "package"; readonly package: OrdsPackage }
  | { readonly kind: "member"; readonly package: OrdsPackage; readonly name: string }
  | { readonly kind: "constant"; readonly name: string; readonly value: string }
  | { readonly kind: "recordMember"; readonly owner: string; readonly member: RecordMember }
  | {
      readonly kind: "parameter";
      readonly package: OrdsPackage;
      readonly procedure: string;
      /** One for each overload in which it is another one. */
      readonly parameters: readonly Parameter[];
    }
  | NamedThing
);

/** A name in an argument. */
export interface NamedThing {
  readonly kind: "name";
  readonly subject: SubjectKind;
  readonly name: string;
  readonly range: TextRange;
  /** What the same call says of it. */
  readonly module: string | undefined;
  readonly privilege: string | undefined;
  readonly schema: string | undefined;
}

/** Undefined where nothing of ORDS stands. */
export function thingAt(analysis: ScriptAnalysis, offset: number): ThingAt | undefined {
  const { text } = analysis;
  const before = codeBefore(analysis, offset + 1);
  const token = before.touching;
  if (token?.kind === "text") return nameInText(analysis, offset + 1, token);
  if (token?.kind !== "word") return undefined;
  const { next } = readAfter(text, token.end);
  const last = before.segment.at(-1);
  if (last && isSymbol(text, last, ".")) {
    const { path } = pathBefore(text, before.segment.slice(0, -1), token.start);
    return memberThing(path, upperWord(text, token), token);
  }
  if (next && isSymbol(text, next, ".")) {
    const owner = memberOwnerOf([upperWord(text, token)]);
    const isOurs = owner !== undefined && owner !== "ORDS_TYPES" && owner !== "ORDS_CONSTANTS";
    return isOurs ? { kind: "package", package: owner, range: rangeOf(token) } : undefined;
  }
  if (next && isSymbol(text, next, "=>")) {
    const target = packageOf(before.calls.at(-1)?.path ?? []);
    return target ? parameterThing(target, upperWord(text, token), token) : undefined;
  }
  return nameInCall(analysis, offset);
}

function memberThing(path: readonly string[], name: string, token: Token): ThingAt | undefined {
  const owner = memberOwnerOf(path);
  const range = rangeOf(token);
  if (owner === undefined) return undefined;
  if (owner === "ORDS_TYPES" || owner === "ORDS_CONSTANTS") {
    const member = recordMembers[owner].find((one) => one.name === name);
    return member ? { kind: "recordMember", owner, member, range } : undefined;
  }
  if (findProcedure(owner, name).length > 0) return { kind: "member", package: owner, name, range };
  const value = owner === "ORDS" || owner === "ORDS_ADMIN" ? ordsConstants.get(name) : undefined;
  return value === undefined ? undefined : { kind: "constant", name, value, range };
}

function parameterThing(
  target: { readonly package: OrdsPackage; readonly procedure: string },
  name: string,
  token: Token,
): ThingAt | undefined {
  const all = findProcedure(target.package, target.procedure).flatMap(({ parameters }) =>
    parameters.filter((one) => one.name === name.toLowerCase()),
  );
  const key = (one: Parameter): string => `${one.type} ${one.default}`;
  const parameters = [...new Map(all.map((one) => [key(one), one])).values()];
  return parameters.length > 0
    ? { kind: "parameter", ...target, parameters, range: rangeOf(token) }
    : undefined;
}

/** A literal names something where it is a whole argument, or an element of an array that becomes one. */
function nameInText(
  analysis: ScriptAnalysis,
  offset: number,
  token: Token,
): NamedThing | undefined {
  const cursor = cursorContext(analysis, Math.max(offset, token.start + 1));
  const text = textOfToken(analysis.text, token);
  if (cursor.kind === "element") {
    const use = arrayUse(analysis, cursor.variable, offset);
    const subject = use?.subject ?? subjectOfVariable(cursor.variable);
    if (!subject) return undefined;
    const range = cursor.value.range;
    return {
      ...noScope,
      kind: "name",
      subject: subject.kind,
      name: text,
      range,
      schema: use?.schema,
    };
  }
  if (cursor.kind !== "argument" || !cursor.value) return nameInCall(analysis, offset - 1);
  const site = siteAt(analysis, offset - 1);
  const parameter = site ? parameterAt(site, offset - 1) : cursor.call.current.name;
  const subject = argumentSubject(cursor.call.procedure, parameter);
  if (!subject || subject.form === "array") return undefined;
  const { range, name } =
    subject.form === "commas"
      ? partAt(analysis.text, offset, cursor.value)
      : { range: cursor.value.range, name: text };
  if (name === "") return undefined;
  const scope = site ? scopeOf(site) : noScope;
  return { kind: "name", subject: subject.kind, name, range, ...scope };
}

/** A variable or an expression whose value is known: what it names is the whole argument. */
function nameInCall(analysis: ScriptAnalysis, offset: number): NamedThing | undefined {
  const site = siteAt(analysis, offset);
  const argument = site?.arguments.find(({ valueRange }) => contains(valueRange, offset));
  if (!site || !argument) return undefined;
  const subject = argumentSubject(site.call.procedure, argument.parameter);
  const value = site.call.args[argument.parameter ?? ""];
  if (subject?.form !== "one" || value?.kind !== "text" || value.value === "") return undefined;
  return {
    kind: "name",
    subject: subject.kind,
    name: value.value,
    range: argument.valueRange,
    ...scopeOf(site),
  };
}

/** The innermost call around a place. */
export function siteAt(
  { script }: Pick<ScriptAnalysis, "script">,
  offset: number,
): CallSite | undefined {
  const around = script.calls.filter(({ range }) => contains(range, offset));
  return around.at(-1);
}

function parameterAt({ arguments: all }: CallSite, offset: number): string | undefined {
  return all.find(({ valueRange }) => contains(valueRange, offset))?.parameter;
}

function scopeOf({ call }: CallSite): Pick<NamedThing, "module" | "privilege" | "schema"> {
  const textOf = (name: string): string | undefined => {
    const value = call.args[name];
    return value?.kind === "text" ? value.value : undefined;
  };
  return {
    module: textOf("p_module_name"),
    privilege: textOf("p_privilege_name"),
    schema: call.package.endsWith("_ADMIN") ? textOf("p_schema") : undefined,
  };
}

const noScope = { module: undefined, privilege: undefined, schema: undefined } as const;

/** In a text of names with commas between them, the one at a place. */
function partAt(
  text: string,
  offset: number,
  { content }: ValueAtCursor,
): { readonly range: TextRange; readonly name: string } {
  const before = text.slice(content.start, offset);
  const after = text.slice(offset, content.end);
  const start = content.start + before.lastIndexOf(",") + 1;
  const comma = after.indexOf(",");
  const end = comma < 0 ? content.end : offset + comma;
  const part = text.slice(start, end);
  const blanks = part.length - part.trimStart().length;
  const name = part.trim();
  return { name, range: { start: start + blanks, end: start + blanks + name.length } };
}

function contains({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset < end;
}

function rangeOf({ start, end }: Token): TextRange {
  return { start, end };
}
