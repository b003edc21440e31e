import type { TextRange } from "../../base/textRange.ts";
import { findProcedure, type Parameter, type Procedure } from "../../plsql/procedures.ts";
import { literal } from "../../plsql/quote.ts";
import type { ScriptAnalysis } from "./analyzeScript.ts";
import {
  argumentSubject,
  type ArgumentSubject,
  fittingOverloads,
  subjectOfVariable,
  valuesOf,
} from "./argumentSubject.ts";
import { arrayUse } from "./arrayUse.ts";
import { valueSnippet } from "./callSnippet.ts";
import { type CallAtCursor, type CursorContext, statementStart } from "./cursorContext.ts";
import {
  type KnownName,
  namesInCatalog,
  namesInScript,
  type NameScope,
  uniqueByName,
} from "./knownNames.ts";
import { catalogFor, type LanguageContext } from "./languageContext.ts";
import { type Offer, plainOffer } from "./offer.ts";
import { parameterText } from "./signatureText.ts";
import type { ValueAtCursor } from "./valueAtCursor.ts";

interface Writing<Cursor> {
  readonly cursor: Cursor;
  readonly context: LanguageContext;
}

/** The parameters that a call still lacks, and the values of the one that the cursor is at. */
export function argumentOffers(
  analysis: ScriptAnalysis,
  offset: number,
  { cursor, context }: Writing<Extract<CursorContext, { kind: "argument" }>>,
): readonly Offer[] {
  const { call, value, mayName } = cursor;
  const overloads = fittingOverloads(givenIn(call));
  const parameters = parametersAt(call, overloads);
  const values = value
    ? parameters.flatMap((parameter) => [
        ...nameOffers(analysis, offset, {
          // An array is filled element by element; as an argument it is a variable.
          subject: parameter.type === "list" ? undefined : subjectOf(call, parameter),
          scope: scopeOf(call),
          schema: textOf(call, "p_schema"),
          value,
          context,
        }),
        ...valueOffers(call, parameter, value),
        ...(parameter.type === "list" ? arrayOffers(analysis, offset, value) : []),
      ])
    : [];
  const names = mayName ? parameterOffers(call, overloads, wordOf(value, offset)) : [];
  // Where both may be written, most people name the parameter first.
  const later = names.length > 0 && value?.kind !== "text" ? rankOfOptional - 10 : 0;
  return [...uniqueOffers(values).map((one) => ({ ...one, rank: one.rank + later })), ...names];
}

/** Behind what is required, and behind values. */
const rankOfOptional = 100;

/** The names that an element of an array may have. */
export function elementOffers(
  analysis: ScriptAnalysis,
  offset: number,
  { cursor, context }: Writing<Extract<CursorContext, { kind: "element" }>>,
): readonly Offer[] {
  const { variable, value } = cursor;
  const use = arrayUse(analysis, variable, offset);
  return nameOffers(analysis, offset, {
    subject: use?.subject ?? subjectOfVariable(variable),
    scope: { module: undefined, privilege: undefined, creates: true },
    schema: use?.schema,
    value,
    context,
  });
}

function givenIn({ package: owner, procedure, others, current }: CallAtCursor) {
  const named = others.flatMap(({ name }) => name ?? []);
  const before = others.filter((one) => one.name === undefined && one.position < current.position);
  return { package: owner, procedure, named, positional: before.length };
}

/** The parameter that the cursor gives a value, in each overload where it is another one. */
function parametersAt(
  { current, others }: CallAtCursor,
  overloads: readonly Procedure[],
): readonly Parameter[] {
  const byPosition = others
    .filter(({ position }) => position < current.position)
    .every(({ name }) => name === undefined);
  const found = overloads.flatMap(({ parameters }) => {
    if (current.name !== undefined) return parameters.filter(({ name }) => name === current.name);
    return byPosition ? (parameters[current.position] ?? []) : [];
  });
  return [...new Map(found.map((one) => [one.name, one])).values()];
}

function parameterOffers(
  call: CallAtCursor,
  overloads: readonly Procedure[],
  range: TextRange,
): readonly Offer[] {
  const positional = call.others.filter(({ name, position }) => {
    return name === undefined && position < call.current.position;
  }).length;
  const named = new Set(call.others.flatMap(({ name }) => name ?? []));
  const offers = overloads.flatMap((procedure) =>
    procedure.parameters.slice(positional).map((parameter, place): Offer => {
      const required = parameter.default === undefined;
      return {
        ...plainOffer,
        label: parameter.name,
        detail: required ? "required" : `optional, ${parameter.default}`,
        kind: "parameter",
        insert: `${parameter.name} => ${valueSnippet(procedure, parameter, 1)}`,
        snippet: true,
        range,
        documentation: `\`${parameterText(parameter)}\``,
        rank: (required ? 10 : rankOfOptional) + place,
        continues: argumentSubject(procedure.name, parameter.name)?.form === "one",
      };
    }),
  );
  return uniqueOffers(offers.filter(({ label }) => !named.has(label)));
}

function valueOffers(
  call: CallAtCursor,
  parameter: Parameter,
  value: ValueAtCursor,
): readonly Offer[] {
  const values = valuesOf(call.procedure, parameter);
  const inText = value.kind === "text";
  return values
    .filter((one) => !inText || one.startsWith("'"))
    .map((one): Offer => {
      const initial = one.toUpperCase() === parameter.default?.toUpperCase();
      const offer = { ...plainOffer, kind: "constant", detail: initial ? "default" : "" } as const;
      if (!one.startsWith("'")) return { ...offer, label: one, insert: one, range: value.range };
      return { ...offer, ...quotedInsert(one.slice(1, -1), value, value.content), label: one };
    });
}

function subjectOf(call: CallAtCursor, { name }: Parameter): ArgumentSubject | undefined {
  return argumentSubject(call.procedure, name);
}

/** The arrays that are declared in front of the cursor. */
function arrayOffers(
  analysis: ScriptAnalysis,
  offset: number,
  value: ValueAtCursor,
): readonly Offer[] {
  if (value.kind === "text") return [];
  const before = analysis.text.slice(statementStart(analysis, offset), offset);
  const found = [...before.matchAll(/\b([a-z]\w*)\s+owa\s*\.\s*vc_arr\b/gi)];
  return [...new Set(found.map(([, name]) => name ?? ""))].map((name): Offer => {
    const { range } = value;
    return { ...plainOffer, label: name, detail: "array", kind: "variable", insert: name, range };
  });
}

function nameOffers(
  analysis: ScriptAnalysis,
  offset: number,
  facts: {
    readonly subject: ArgumentSubject | undefined;
    readonly scope: NameScope;
    readonly schema: string | undefined;
    readonly value: ValueAtCursor;
    readonly context: LanguageContext;
  },
): readonly Offer[] {
  const { subject, context, value } = facts;
  if (!subject) return [];
  const catalog = subject.kind === "schema" ? context.catalog : catalogFor(context, facts.schema);
  const scope = { ...facts.scope, creates: subject.creates };
  const known = uniqueByName([
    ...namesInScript(subject.kind, analysis.changes, offset),
    ...(catalog ? namesInCatalog(subject.kind, catalog, scope) : []),
  ]);
  const place = subject.form === "commas" ? segmentAt(analysis.text, offset, value) : value.content;
  return known.map((one) => nameOffer(one, { kind: subject.kind, value, place }));
}

function nameOffer(
  { name, detail }: KnownName,
  facts: {
    readonly kind: Offer["kind"];
    readonly value: ValueAtCursor;
    readonly place: TextRange;
  },
): Offer {
  const { kind, value, place } = facts;
  const rank = detail === "built in" || name.startsWith("oracle.") ? 1 : 0;
  return { ...plainOffer, label: name, detail, kind, rank, ...quotedInsert(name, value, place) };
}

/** How a text gets where the cursor is: with quotes, or between those that are there. */
function quotedInsert(
  name: string,
  value: ValueAtCursor,
  place: TextRange,
): Pick<Offer, "insert" | "range" | "filter"> {
  const whole = literal(name);
  if (value.kind !== "text") return { insert: whole, range: value.range, filter: name };
  const plain = /^'((?:[^']|'')*)'$/.exec(whole);
  const inside = value.delimited ? name : plain?.[1];
  const partial = place.start !== value.content.start || place.end !== value.content.end;
  if (inside === undefined && !partial) {
    // What has to be put together cannot stand between quotes: it takes their place.
    return { insert: whole, range: value.range, filter: `'${name}` };
  }
  const closing = value.closed || value.delimited ? "" : "'";
  return { insert: `${inside ?? name}${closing}`, range: place, filter: name };
}

/** In a text of names with commas between them, the name that the cursor is in. */
function segmentAt(text: string, offset: number, { content }: ValueAtCursor): TextRange {
  const before = text.slice(content.start, offset);
  const after = text.slice(offset, content.end);
  const comma = before.lastIndexOf(",");
  const blanks = /^\s*/.exec(before.slice(comma + 1))?.[0].length ?? 0;
  const end = after.indexOf(",");
  return {
    start: content.start + comma + 1 + blanks,
    end: end < 0 ? content.end : offset + end,
  };
}

function scopeOf(call: CallAtCursor): NameScope {
  return {
    module: textOf(call, "p_module_name"),
    privilege: textOf(call, "p_privilege_name"),
    creates: false,
  };
}

/** What another argument says, by its name or its position; undefined when it is no plain text. */
function textOf(call: CallAtCursor, parameter: string): string | undefined {
  const named = call.others.find(({ name }) => name === parameter);
  if (named) return named.text;
  const [first] = findProcedure(call.package, call.procedure);
  const place = first?.parameters.findIndex(({ name }) => name === parameter) ?? -1;
  return call.others.find(({ name, position }) => name === undefined && position === place)?.text;
}

function wordOf(value: ValueAtCursor | undefined, offset: number): TextRange {
  return value && value.kind !== "text" ? value.range : { start: offset, end: offset };
}

function uniqueOffers(offers: readonly Offer[]): readonly Offer[] {
  const first = new Map<string, Offer>();
  for (const one of offers) {
    const key = `${one.kind} ${one.label}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}
