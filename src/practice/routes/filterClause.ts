import { isRecord } from "../../base/isRecord.ts";
import { parseJson } from "../../base/parseJson.ts";
import type { SqlCell } from "../sql/sqlEngine.ts";
import { toMemberName } from "./collection.ts";

/** A condition for SQL with its values, or why the filter is refused. */
export type FilterClause =
  | {
      readonly kind: "clause";
      readonly where: string;
      readonly orderBy: string;
      /** By the name of their bind variable. */
      readonly values: Readonly<Record<string, SqlCell>>;
    }
  | { readonly kind: "refused"; readonly why: string };

/**
 * Reads the parameter `q`, which is reserved in every handler (assumption
 * `reservedQueryParameterAnswers400`): `{"salary":{"$gt":5000},"$orderby":{"name":"asc"}}`. Columns are
 * those of the rows; values are bound, never written into the SQL.
 */
export function readFilter(text: string, columns: readonly string[]): FilterClause {
  const filter = parseObject(text);
  if (!filter) return refuse("The query parameter q has to be a JSON object.");
  const reader: FilterReader = { columns, values: {} };
  try {
    const { $orderby, $asof, ...conditions } = filter;
    if ($asof !== undefined) return refuse("The practice server has no past: $asof is not known.");
    const where = allOf(reader, conditions);
    const orderBy = $orderby === undefined ? "" : orderByOf(reader, $orderby);
    return { kind: "clause", where, orderBy, values: reader.values };
  } catch (error) {
    if (error instanceof FilterProblem) return refuse(error.message);
    throw error;
  }
}

interface FilterReader {
  readonly columns: readonly string[];
  readonly values: Record<string, SqlCell>;
}

/** Ends the reading of a filter that cannot be carried out. */
class FilterProblem extends Error {}

const comparisons: Readonly<Record<string, string>> = {
  $eq: "=",
  $ne: "<>",
  $lt: "<",
  $lte: "<=",
  $gt: ">",
  $gte: ">=",
  $like: "like",
};

function allOf(reader: FilterReader, conditions: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(conditions).map(([name, condition]) => {
    if (name === "$and" || name === "$or") return joined(reader, name, condition);
    return conditionOf(reader, columnOf(reader, name), condition);
  });
  return parts.length === 0 ? "1 = 1" : parts.join(" and ");
}

function joined(reader: FilterReader, operator: "$and" | "$or", parts: unknown): string {
  if (!Array.isArray(parts) || parts.length === 0)
    throw new FilterProblem(`${operator} in q takes a list of filters.`);
  return `(${parts.map((part) => `(${allOf(reader, recordOf(part, operator))})`).join(operator === "$and" ? " and " : " or ")})`;
}

function conditionOf(reader: FilterReader, column: string, condition: unknown): string {
  if (typeof condition !== "object" || condition === null || dateOf(condition) !== undefined)
    return compare(reader, column, { operator: "=", value: condition });
  const parts = Object.entries(condition).map(([name, value]: [string, unknown]) => {
    if (name === "$null") return `${column} is null`;
    if (name === "$notnull") return `${column} is not null`;
    if (name === "$instr" || name === "$ninstr") {
      return `instr(${column}, ${bindOf(reader, value)}) ${name === "$instr" ? ">" : "="} 0`;
    }
    if (name === "$between") return between(reader, column, value);
    const operator = comparisons[name];
    if (operator === undefined)
      throw new FilterProblem(`The practice server does not know the operator ${name} in q.`);
    return compare(reader, column, { operator, value });
  });
  if (parts.length === 0) throw new FilterProblem("A condition in q is empty.");
  return parts.join(" and ");
}

function compare(
  reader: FilterReader,
  column: string,
  { operator, value }: { readonly operator: string; readonly value: unknown },
): string {
  return `${column} ${operator} ${bindOf(reader, value)}`;
}

function between(reader: FilterReader, column: string, value: unknown): string {
  if (!Array.isArray(value) || value.length !== 2)
    throw new FilterProblem("$between in q takes a list of two values.");
  const [from, to]: readonly unknown[] = value;
  if (from === null && to === null)
    throw new FilterProblem("$between in q takes one end at least.");
  const ends = [
    ...(from === null ? [] : [compare(reader, column, { operator: ">=", value: from })]),
    ...(to === null ? [] : [compare(reader, column, { operator: "<=", value: to })]),
  ];
  return ends.join(" and ");
}

function orderByOf(reader: FilterReader, order: unknown): string {
  return Object.entries(recordOf(order, "$orderby"))
    .map(([name, direction]) => {
      const descending = direction === -1 || String(direction).toLowerCase() === "desc";
      return `${columnOf(reader, name)} ${descending ? "desc" : "asc"}`;
    })
    .join(", ");
}

/** The column's name in backticks; only names that the rows really have get into the SQL. */
function columnOf({ columns }: FilterReader, name: string): string {
  const column = columns.find((one) => toMemberName(one) === name || one === name.toUpperCase());
  if (column === undefined) throw new FilterProblem(`q names ${name}, which is no column here.`);
  return `\`${column.replaceAll("`", "``")}\``;
}

/** A value's bind variable; its name is one that the SQL of a person cannot have. */
function bindOf({ values }: FilterReader, value: unknown): string {
  const name = `ords$q${Object.keys(values).length}`;
  values[name] = cellOf(value);
  return `:${name}`;
}

function cellOf(value: unknown): SqlCell {
  if (typeof value === "number" || typeof value === "string" || value === null) return value;
  const date = dateOf(value);
  if (date === undefined)
    throw new FilterProblem("A value in q has to be a number, a text or a date.");
  const time = Date.parse(date);
  if (Number.isNaN(time)) throw new FilterProblem(`${date} in q is no date of RFC 3339.`);
  // As the practice server keeps dates.
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** The text of `{"$date":"2026-11-25T14:30:00Z"}`. */
function dateOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("$date" in value)) return undefined;
  return typeof value.$date === "string" ? value.$date : undefined;
}

function recordOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new FilterProblem(`${name} in q takes objects.`);
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseJson(text);
  return isRecord(value) ? value : undefined;
}

function refuse(why: string): FilterClause {
  return { kind: "refused", why };
}
