import { isRecord } from "../../base/isRecord.ts";
import { parseJson } from "../../base/parseJson.ts";
import type { ScriptRequest } from "../execute/executeScript.ts";
import type { SqlCell } from "../sql/sqlEngine.ts";
import { maxRows } from "./readPaging.ts";

export interface SqlRequest extends ScriptRequest {
  readonly described: readonly DescribedBind[];
}

/** A bind as the request describes it; its value stands in `binds` or `positional`. */
export interface DescribedBind {
  readonly name: string | undefined;
  readonly index: number | undefined;
  readonly dataType: string;
  readonly mode: "in" | "out" | "inout";
}

/** The JSON form of a request (ORDS Developer's Guide, REST-Enabled SQL Service), or why it is refused. */
export function parseSqlRequest(text: string): SqlRequest | string {
  const body = parseJson(text);
  if (!isRecord(body)) return "The body is not a JSON object.";
  const { statementText, offset = 0, limit = maxRows, binds = [] } = body;
  if (typeof statementText !== "string") return "statementText is missing.";
  if (!isCount(offset) || !isCount(limit)) return "offset and limit have to be whole numbers.";
  if (!Array.isArray(binds)) return "binds has to be a list.";
  const named = new Map<string, SqlCell>();
  const positional: SqlCell[] = [];
  const described: DescribedBind[] = [];
  for (const bind of binds) {
    const read = parseBind(bind);
    if (typeof read === "string") return read;
    described.push(read.bind);
    const { name, index } = read.bind;
    if (name !== undefined) named.set(name.toLowerCase(), read.value);
    else if (index !== undefined) positional[index - 1] = read.value;
  }
  if (body["$asof"] !== undefined) return "The practice server has no past: $asof is not known.";
  const range = { offset, limit: Math.min(limit, maxRows) };
  return {
    text: statementText,
    binds: named,
    positional: Array.from(positional, (one) => one ?? null),
    described,
    range,
  };
}

interface ReadBind {
  readonly bind: DescribedBind;
  readonly value: SqlCell;
}

function parseBind(bind: unknown): ReadBind | string {
  if (!isRecord(bind)) return "Each bind has to be an object.";
  const { name, index, data_type: dataType, value, mode = "in" } = bind;
  const known = typeof name === "string" || isCount(index);
  if (!known) return "A bind needs a name or an index.";
  if (mode !== "in" && mode !== "out" && mode !== "inout")
    return "The mode of a bind is in, out or inout.";
  if (typeof value === "object" && value !== null)
    return "The practice server takes texts and numbers as values of binds.";
  return {
    bind: {
      name: typeof name === "string" ? name : undefined,
      index: isCount(index) ? index : undefined,
      dataType: typeof dataType === "string" ? dataType : "VARCHAR2",
      mode,
    },
    value: toCell(value),
  };
}

function toCell(value: unknown): SqlCell {
  if (typeof value === "number" || typeof value === "string") return value;
  return typeof value === "boolean" ? String(value) : null;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
