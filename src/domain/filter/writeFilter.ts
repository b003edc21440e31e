import { assertNever } from "../../base/assertNever.ts";
import type {
  FilterCondition,
  FilterMoment,
  FilterObject,
  FilterOrder,
  FilterValue,
} from "./filterObject.ts";

/** The JSON of the parameter `q`, on one line. `readFilterText` reads it back to the same filter. */
export function writeFilter({ match, conditions, order, asOf }: FilterObject): string {
  return objectOf([
    ...(match === "any" && conditions.length > 0
      ? [member("$or", listOf(conditions))]
      : membersOf(conditions)),
    ...(order.length === 0 ? [] : [member("$orderby", objectOf(order.map(orderMember)))]),
    ...(asOf === undefined ? [] : [member("$asof", momentOf(asOf))]),
  ]);
}

/** An object has a name once only, and ORDS knows columns in any case; conditions that share one go into a list. */
function membersOf(conditions: readonly FilterCondition[]): readonly string[] {
  const columns = new Set(conditions.map(({ column }) => column.toLowerCase()));
  return columns.size === conditions.length
    ? conditions.map(conditionMember)
    : [member("$and", listOf(conditions))];
}

function listOf(conditions: readonly FilterCondition[]): string {
  return `[${conditions.map((one) => objectOf([conditionMember(one)])).join(",")}]`;
}

function conditionMember(condition: FilterCondition): string {
  const { column, operator } = condition;
  return member(column, objectOf([member(operator, operandOf(condition))]));
}

function operandOf(condition: FilterCondition): string {
  switch (condition.operator) {
    case "$eq":
    case "$ne":
    case "$lt":
    case "$lte":
    case "$gt":
    case "$gte":
      return valueOf(condition.value);
    case "$like":
    case "$instr":
    case "$ninstr":
      return JSON.stringify(condition.text);
    case "$null":
    case "$notnull":
      return "null";
    case "$between": {
      const { kind, from, to } = condition;
      const ends = [from, to].map((text) =>
        text === undefined ? "null" : valueOf({ kind, text }),
      );
      return `[${ends.join(",")}]`;
    }
    default:
      return assertNever(condition);
  }
}

function valueOf({ kind, text }: FilterValue): string {
  switch (kind) {
    case "text":
      return JSON.stringify(text);
    case "number":
      return text;
    case "date":
      return objectOf([member("$date", JSON.stringify(text))]);
    default:
      return assertNever(kind);
  }
}

function orderMember({ column, direction }: FilterOrder): string {
  return member(column, JSON.stringify(direction));
}

function momentOf({ kind, text }: FilterMoment): string {
  return kind === "scn" ? objectOf([member("$scn", text)]) : valueOf({ kind, text });
}

function objectOf(members: readonly string[]): string {
  return `{${members.join(",")}}`;
}

function member(name: string, value: string): string {
  return `${JSON.stringify(name)}:${value}`;
}
