import { nullValue, numberValue, textValue } from "../../plsql/value.ts";
import type { Value } from "../../plsql/value.ts";
import { OracleError } from "../sql/oracleError.ts";
import type { SqlCell } from "../sql/sqlEngine.ts";

export function toValue(cell: SqlCell): Value {
  if (cell === null) return nullValue;
  return typeof cell === "number" ? numberValue(cell) : textValue(cell);
}

/** What SQL is given for a value of PL/SQL. Throws ORA-06502 for one that is no single value. */
export function toCell(value: Value): SqlCell {
  switch (value.kind) {
    case "text":
    case "number":
      return value.value;
    case "null":
      return null;
    default:
      throw new OracleError("ORA-06502", "PL/SQL: numeric or value error");
  }
}

export function textOf(value: Value): string {
  return String(toCell(value) ?? "");
}
