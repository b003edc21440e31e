import { isRecord } from "../../base/isRecord.ts";
import {
  filterOperators,
  filterValueKinds,
  type FilterDirection,
  type FilterMatch,
  type FilterOperator,
  type FilterValueKind,
} from "../../domain/filter/filterObject.ts";
import { parseText, type Draft } from "./draft.ts";

/** A filter as rows that a person types into; they may be half typed. */
export interface FilterForm {
  readonly match: FilterMatch;
  readonly conditions: readonly ConditionRow[];
  readonly order: readonly OrderRow[];
  /** A system change number or a date; empty for now. */
  readonly asOf: string;
}

export interface ConditionRow {
  readonly column: string;
  readonly operator: FilterOperator;
  readonly kind: TypedKind;
  readonly value: string;
  /** The other end of `$between`. */
  readonly to: string;
}

export interface OrderRow {
  readonly column: string;
  readonly direction: FilterDirection;
}

/** What a value counts as; `auto` goes by what it looks like. */
export type TypedKind = "auto" | FilterValueKind;

const typedKinds: readonly TypedKind[] = ["auto", ...filterValueKinds];
const matches = ["all", "any"] as const;
const directions = ["asc", "desc"] as const;
const maxRows = 200;

/** Reads a form from a page message. */
export function parseFilterForm(value: unknown): FilterForm | undefined {
  if (!isRecord(value)) return undefined;
  const match = matches.find((one) => one === value["match"]);
  const conditions = parseRows(value["conditions"], parseCondition);
  const order = parseRows(value["order"], parseOrder);
  const asOf = parseText(value["asOf"]);
  if (!match || !conditions || !order || asOf === undefined) return undefined;
  return { match, conditions, order, asOf };
}

/** What stands in `q`; undefined when the query has none. */
export function filterTextOf({ query }: Pick<Draft, "query">): string | undefined {
  return query.find(({ name }) => name === "q")?.value;
}

/** The draft with another text in its `q`; one that has none stays as it is. */
export function withFilterText(draft: Draft, value: string): Draft {
  const place = draft.query.findIndex(({ name }) => name === "q");
  if (place < 0) return draft;
  return { ...draft, query: draft.query.with(place, { name: "q", value }) };
}

function parseCondition(row: Readonly<Record<string, unknown>>): ConditionRow | undefined {
  const column = parseText(row["column"]);
  const operator = filterOperators.find((one) => one === row["operator"]);
  const kind = typedKinds.find((one) => one === row["kind"]);
  const text = parseText(row["value"]);
  const to = parseText(row["to"]);
  if (column === undefined || !operator || !kind || text === undefined || to === undefined) {
    return undefined;
  }
  return { column, operator, kind, value: text, to };
}

function parseOrder(row: Readonly<Record<string, unknown>>): OrderRow | undefined {
  const column = parseText(row["column"]);
  const direction = directions.find((one) => one === row["direction"]);
  return column === undefined || !direction ? undefined : { column, direction };
}

function parseRows<RowType>(
  value: unknown,
  parse: (row: Readonly<Record<string, unknown>>) => RowType | undefined,
): readonly RowType[] | undefined {
  if (!Array.isArray(value) || value.length > maxRows) return undefined;
  const rows = value.flatMap((item: unknown) => (isRecord(item) && parse(item)) || []);
  return rows.length === value.length ? rows : undefined;
}
