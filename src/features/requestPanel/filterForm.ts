import { parseList, parseOneOf, parseRecord, type Parse } from "../../base/parse.ts";
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

const mostRows = 200;

/** Reads a form from a page message. */
export const parseFilterForm: Parse<FilterForm> = parseRecord<FilterForm>({
  match: parseOneOf(["all", "any"]),
  conditions: parseList(
    parseRecord<ConditionRow>({
      column: parseText,
      operator: parseOneOf(filterOperators),
      kind: parseOneOf<TypedKind>(["auto", ...filterValueKinds]),
      value: parseText,
      to: parseText,
    }),
    mostRows,
  ),
  order: parseList(
    parseRecord<OrderRow>({ column: parseText, direction: parseOneOf(["asc", "desc"]) }),
    mostRows,
  ),
  asOf: parseText,
});

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
