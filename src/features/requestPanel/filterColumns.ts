import { columnMember, type ObjectColumn } from "../../domain/http/columnMember.ts";
import type { FilterValueKind } from "../../domain/filter/filterObject.ts";
import { itemsOf } from "./answerTable.ts";

/** A column that rows can be filtered by. */
export interface FilterColumn {
  readonly name: string;
  /** What its values are; undefined when it is not known. */
  readonly kind: FilterValueKind | undefined;
}

/** The members of the items of a collection that was answered; `text` is JSON. */
export function answeredColumns(text: string): readonly FilterColumn[] {
  const items = itemsOf(text)?.slice(0, mostItems) ?? [];
  const names = [...new Set(items.flatMap((item) => Object.keys(item)))];
  return names
    .filter((name) => name !== "links" && !name.startsWith("$"))
    .slice(0, mostColumns)
    .map((name) => ({ name, kind: kindOfValues(items.map((item) => item[name])) }));
}

const mostItems = 50;
const mostColumns = 200;

/** A column of which only the name is known. */
export function namedColumn(name: string): FilterColumn {
  return { name, kind: undefined };
}

/** A column of a table or view. */
export function tableColumn(column: ObjectColumn): FilterColumn {
  const { name, kind } = columnMember(column);
  if (kind === "time") return { name, kind: "date" };
  return { name, kind: kind === "text" || kind === "number" ? kind : undefined };
}

/** All columns, each once; what an earlier list knows of one counts. */
export function mergedColumns(
  ...lists: readonly (readonly FilterColumn[])[]
): readonly FilterColumn[] {
  const columns = new Map<string, FilterColumn>();
  for (const column of lists.flat()) {
    const key = column.name.toLowerCase();
    const known = columns.get(key);
    columns.set(key, known ? { ...known, kind: known.kind ?? column.kind } : column);
  }
  return [...columns.values()];
}

function kindOfValues(values: readonly unknown[]): FilterValueKind | undefined {
  const kinds = new Set(
    values.filter((value) => value !== null && value !== undefined).map(kindOfValue),
  );
  const [kind, more] = kinds;
  return more === undefined ? kind : undefined;
}

/** Oracle's dates come as texts in UTC (facts of ORDS, collections). */
function kindOfValue(value: unknown): FilterValueKind | undefined {
  if (typeof value === "number") return "number";
  if (typeof value !== "string") return undefined;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value) ? "date" : "text";
}
