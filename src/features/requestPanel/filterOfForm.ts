import { assertNever } from "../../base/assertNever.ts";
import type {
  FilterCondition,
  FilterMoment,
  FilterObject,
  FilterOrder,
  FilterValue,
} from "../../domain/filter/filterObject.ts";
import type { ConditionRow, FilterForm, TypedKind } from "./filterForm.ts";

/** What rows say, and what is missing in those that say nothing yet. */
export interface FilterOfForm {
  readonly filter: FilterObject;
  /** A row that is quite empty is neither in the filter nor a problem. */
  readonly problems: readonly FilterProblem[];
}

export interface FilterProblem {
  readonly part: "condition" | "order" | "asOf";
  /** Which row of the part, from 0. */
  readonly index: number;
  readonly field: "column" | "value";
  readonly message: string;
}

/** Why a row is not in the filter. */
interface Missing {
  readonly field: FilterProblem["field"];
  readonly message: string;
}

export function filterOfForm(form: FilterForm): FilterOfForm {
  const problems: FilterProblem[] = [];
  const keep = <Value extends object>(
    read: Value | Missing | undefined,
    place: Pick<FilterProblem, "part" | "index">,
  ): readonly Value[] => {
    if (read === undefined) return [];
    if (!isMissing(read)) return [read];
    problems.push({ ...place, ...read });
    return [];
  };
  const conditions = form.conditions.flatMap((row, index) =>
    keep(conditionOf(row), { part: "condition", index }),
  );
  const order: FilterOrder[] = [];
  for (const [index, row] of form.order.entries())
    order.push(...keep(orderOf(row, order), { part: "order", index }));
  const [asOf] = keep(momentOf(form.asOf.trim()), { part: "asOf", index: 0 });
  const match = conditions.length === 0 ? "all" : form.match;
  return { filter: { match, conditions, order, asOf }, problems };
}

function isMissing(read: object): read is Missing {
  return "message" in read;
}

function columnMissing(message: string): Missing {
  return { field: "column", message };
}

function valueMissing(message: string): Missing {
  return { field: "value", message };
}

/** The rows that say the same; an empty text has no place in them, and in Oracle no row is equal to it. */
export function formOfFilter({ match, conditions, order, asOf }: FilterObject): FilterForm {
  return { match, conditions: conditions.map(rowOf), order, asOf: asOf?.text ?? "" };
}

function rowOf(condition: FilterCondition): ConditionRow {
  const { column, operator } = condition;
  const row = { column, operator, kind: "text", value: "", to: "" } as const;
  switch (condition.operator) {
    case "$eq":
    case "$ne":
    case "$lt":
    case "$lte":
    case "$gt":
    case "$gte":
      return { ...row, kind: condition.value.kind, value: condition.value.text };
    case "$like":
    case "$instr":
    case "$ninstr":
      return { ...row, value: condition.text };
    case "$null":
    case "$notnull":
      return { ...row, kind: "auto" };
    case "$between": {
      const { kind, from = "", to = "" } = condition;
      return { ...row, kind, value: from, to };
    }
    default:
      return assertNever(condition);
  }
}

/** A condition, or what is wrong with the row; undefined for one that is empty. */
function conditionOf(row: ConditionRow): FilterCondition | Missing | undefined {
  const { operator, kind, value, to } = row;
  const column = row.column.trim();
  if (column === "") return value === "" && to === "" ? undefined : columnMissing("Which column?");
  if (column.startsWith("$")) return columnOnly;
  switch (operator) {
    case "$eq":
    case "$ne":
    case "$lt":
    case "$lte":
    case "$gt":
    case "$gte": {
      const typed = valueOf(kind, value);
      return isMissing(typed) ? typed : { operator, column, value: typed };
    }
    case "$like":
    case "$instr":
    case "$ninstr":
      return value === "" ? whichValue : { operator, column, text: value };
    case "$null":
    case "$notnull":
      return { operator, column };
    case "$between":
      return betweenOf(column, row);
    default:
      return assertNever(operator);
  }
}

const columnOnly = columnMissing("A column does not begin with $.");
const whichValue = valueMissing("Which value? For columns that are empty there is IS NULL.");

function betweenOf(column: string, row: ConditionRow): FilterCondition | Missing {
  const ends = [row.value, row.to].filter((text) => text !== "");
  if (ends.length === 0) {
    return valueMissing("From where to where? One of the two may stay open.");
  }
  // What looks like a number beside what does not is a text like the other.
  const kinds = new Set(ends.map((text) => kindOf(row.kind, text)));
  const [only, more] = kinds;
  const kind = only === undefined || more !== undefined ? "text" : only;
  const [from, to] = [row.value, row.to].map((text) =>
    text === "" ? undefined : valueOf(kind, text),
  );
  if (from && isMissing(from)) return from;
  if (to && isMissing(to)) return to;
  return { operator: "$between", column, kind, from: from?.text, to: to?.text };
}

function valueOf(kind: TypedKind, typed: string): FilterValue | Missing {
  if (typed === "") return whichValue;
  const meant = kindOf(kind, typed);
  switch (meant) {
    case "text":
      return { kind: "text", text: typed };
    case "number":
      return numberForm.test(typed.trim())
        ? { kind: "number", text: typed.trim() }
        : valueMissing("This is no number such as 1000 or 0.5.");
    case "date": {
      const text = dateOf(typed);
      return text === undefined ? noDate : { kind: "date", text };
    }
    default:
      return assertNever(meant);
  }
}

const noDate = valueMissing("This is no date such as 2026-01-31 or 2026-01-31T08:00:00Z.");

/** What JSON takes. */
const numberForm = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function kindOf(kind: TypedKind, typed: string): FilterValue["kind"] {
  if (kind !== "auto") return kind;
  if (numberForm.test(typed.trim())) return "number";
  return dateOf(typed) === undefined ? "text" : "date";
}

const dateForm =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d(?:\.\d{1,9})?))?)?(Z|[+-]\d\d:\d\d)?$/i;

/** What ORDS takes as a date: day and time in UTC. A time without a zone is one in UTC. */
function dateOf(typed: string): string | undefined {
  const [, day, minute = "00:00", second = "00", zone = "Z"] = dateForm.exec(typed.trim()) ?? [];
  if (day === undefined) return undefined;
  const local = `${day}T${minute}:${second}`;
  const time = Date.parse(`${local}${zone}`);
  if (Number.isNaN(time)) return undefined;
  return /^z$/i.test(zone) ? `${local}Z` : new Date(time).toISOString().replace(".000Z", "Z");
}

function orderOf(
  row: FilterOrder,
  before: readonly FilterOrder[],
): FilterOrder | Missing | undefined {
  const column = row.column.trim();
  if (column === "") return undefined;
  if (column.startsWith("$")) return columnOnly;
  return before.some((one) => one.column.toLowerCase() === column.toLowerCase())
    ? columnMissing("The rows are ordered by this column already.")
    : { column, direction: row.direction };
}

function momentOf(typed: string): FilterMoment | Missing | undefined {
  if (typed === "") return undefined;
  if (/^[1-9]\d*$/.test(typed)) return { kind: "scn", text: typed };
  const text = dateOf(typed);
  return text === undefined
    ? valueMissing(
        "This is neither a system change number nor a date such as 2026-01-31T08:00:00Z.",
      )
    : { kind: "date", text };
}
