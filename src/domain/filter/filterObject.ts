/**
 * A filter of rows as a list of conditions: what the query parameter `q` of a collection says in JSON ("Filtering in
 * queries" in Oracle's ORDS Developer's Guide). Conditions within conditions have no place in it.
 */
export interface FilterObject {
  /** Whether a row has to meet all conditions or one of them. */
  readonly match: FilterMatch;
  readonly conditions: readonly FilterCondition[];
  readonly order: readonly FilterOrder[];
  /** The moment in the past whose rows are asked for. */
  readonly asOf: FilterMoment | undefined;
}

export type FilterMatch = "all" | "any";

export type FilterCondition =
  | {
      readonly operator: ComparisonOperator;
      readonly column: string;
      readonly value: FilterValue;
    }
  | { readonly operator: TextOperator; readonly column: string; readonly text: string }
  | { readonly operator: NullOperator; readonly column: string }
  | {
      readonly operator: "$between";
      readonly column: string;
      readonly kind: FilterValueKind;
      /** Undefined leaves this end open; one of the two is there. */
      readonly from: string | undefined;
      readonly to: string | undefined;
    };

export interface FilterValue {
  readonly kind: FilterValueKind;
  /** Of a number, as JSON writes it. */
  readonly text: string;
}

export const filterValueKinds = ["text", "number", "date"] as const;
export type FilterValueKind = (typeof filterValueKinds)[number];

export interface FilterOrder {
  readonly column: string;
  readonly direction: FilterDirection;
}

export type FilterDirection = "asc" | "desc";

export type FilterMoment =
  | { readonly kind: "date"; readonly text: string }
  /** A system change number, as JSON writes it. */
  | { readonly kind: "scn"; readonly text: string };

export const comparisonOperators = ["$eq", "$ne", "$lt", "$lte", "$gt", "$gte"] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

export const textOperators = ["$like", "$instr", "$ninstr"] as const;
export type TextOperator = (typeof textOperators)[number];

export const nullOperators = ["$null", "$notnull"] as const;
export type NullOperator = (typeof nullOperators)[number];

/** All operators that a condition on a column has. */
export const filterOperators = [
  ...comparisonOperators,
  "$between",
  ...textOperators,
  ...nullOperators,
] as const;
export type FilterOperator = (typeof filterOperators)[number];

export const emptyFilter: FilterObject = {
  match: "all",
  conditions: [],
  order: [],
  asOf: undefined,
};
