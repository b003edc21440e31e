import type { SqlPage } from "../../../src/practice/sql/sqlEngine.ts";
import type { ListenerColumn, QueryAnswer } from "./listenerDatabase.ts";

/** A result of the practice server, which knows values and no types of columns. */
export function toQueryAnswer({ columns, rows }: SqlPage): QueryAnswer {
  return { kind: "query", columns: columns.map((name, i) => columnOf(name, i, rows)), rows };
}

function columnOf(name: string, index: number, rows: SqlPage["rows"]): ListenerColumn {
  if (name === "SOURCE") return { name, type: "CLOB" };
  let longest = 0;
  let isNumber = false;
  for (const row of rows) {
    const cell = row[index];
    if (typeof cell === "number") isNumber = true;
    else if (typeof cell === "string") {
      // One text makes the whole column text.
      longest = Math.max(longest, Buffer.byteLength(cell, "utf8"), 1);
    }
  }
  if (isNumber && longest === 0) return { name, type: "NUMBER" };
  if (longest > 32_767) return { name, type: "CLOB" };
  return { name, type: "VARCHAR2", maxSize: Math.max(4000, longest) };
}
