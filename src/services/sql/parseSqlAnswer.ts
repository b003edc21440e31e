import { isRecord } from "../../base/isRecord.ts";
import { parseJson } from "../../base/parseJson.ts";
import type { SqlValue } from "./sqlRunner.ts";

/**
 * Reads an answer of REST-Enabled SQL (assumptions restSqlAnswers200, restSqlMetadataShape, restSqlDbmsOutput).
 * Undefined when the text is not JSON or has no list of items; a member that is missing or of another type is left out,
 * since releases differ in what they send.
 */
export function parseSqlAnswer(text: string): readonly SqlAnswerItem[] | undefined {
  return readSqlAnswer(parseJson(text));
}

/** The same of an answer that is no text any more. */
export function readSqlAnswer(value: unknown): readonly SqlAnswerItem[] | undefined {
  const answer = asRecord(value);
  if (!Array.isArray(answer?.["items"])) return undefined;
  return answer["items"].flatMap((item: unknown) => {
    const record = asRecord(item);
    return record ? [parseItem(record)] : [];
  });
}

/** One statement's part of the answer, as the server tells it. */
export interface SqlAnswerItem {
  readonly statementText: string | undefined;
  readonly startLine: number | undefined;
  readonly endLine: number | undefined;
  readonly output: readonly string[];
  readonly resultSet: ResultSet | undefined;
  readonly rowsAffected: number | undefined;
  readonly failure: SqlFailure | undefined;
}

export interface ResultSet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
  readonly hasMore: boolean;
}

/** What the server says of a failed statement; `line` is not yet a line of the script. */
export interface SqlFailure {
  /** `942`, as a number of Oracle's error list, without its prefix. */
  readonly number: number | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly details: string;
}

function parseItem(item: JsonRecord): SqlAnswerItem {
  const position = asRecord(item["statementPos"]);
  return {
    statementText: asText(item["statementText"]),
    startLine: asCount(position?.["startLine"]),
    endLine: asCount(position?.["endLine"]),
    output: [...linesOf(item["response"]), ...linesOf(item["dbmsOutput"])],
    resultSet: parseResultSet(asRecord(item["resultSet"])),
    rowsAffected: item["statementType"] === "dml" ? asCount(item["result"], 0) : undefined,
    failure: parseFailure(item),
  };
}

function parseFailure(item: JsonRecord): SqlFailure | undefined {
  // Oracle's extension says the same in members of other names.
  const error = asRecord(item["error"]);
  const details =
    asText(item["errorDetails"]) ?? asText(error?.["message"]) ?? asText(item["errorMessage"]);
  const code = asCode(item["errorCode"]) ?? asText(error?.["errorCode"])?.replace(/^\D+/, "");
  const number = Number(code ?? Number.NaN);
  const failed = details !== undefined || (code !== undefined && number !== 0);
  if (!failed) return undefined;
  return {
    number: Number.isInteger(number) && number > 0 ? number : undefined,
    line: asCount(item["errorLine"] ?? error?.["line"]),
    column: asCount(item["errorColumn"] ?? error?.["column"]),
    details: details?.trim() ?? "",
  };
}

function parseResultSet(resultSet: JsonRecord | undefined): ResultSet | undefined {
  if (!resultSet || !Array.isArray(resultSet["items"])) return undefined;
  const items: readonly unknown[] = resultSet["items"];
  const columns = columnsOf(resultSet["metadata"], items);
  return {
    columns: columns.map(({ name }) => name),
    rows: items.map((item) => columns.map(({ key }) => asSqlValue(asRecord(item)?.[key]))),
    hasMore: resultSet["hasMore"] === true,
  };
}

/** The name that Oracle gives a column and the key of its values; without metadata the keys of the first row do. */
function columnsOf(metadata: unknown, items: readonly unknown[]): readonly Column[] {
  if (Array.isArray(metadata) && metadata.length > 0) {
    return metadata.map((entry: unknown) => {
      const column = asRecord(entry) ?? {};
      const key = asText(column["jsonColumnName"]) ?? asText(column["columnName"]) ?? "";
      return { name: asText(column["columnName"]) ?? key.toUpperCase(), key };
    });
  }
  return Object.keys(asRecord(items[0]) ?? {}).map((key) => ({ name: key.toUpperCase(), key }));
}

interface Column {
  readonly name: string;
  readonly key: string;
}

/** Whatever JSON holds becomes a value of ours: objects (a cursor, a JSON column) stay as their JSON text. */
function asSqlValue(value: unknown): SqlValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number") return value;
  return JSON.stringify(value);
}

/** Lines of text or of a list of texts, without the empty ones that SQL*Plus puts around its answers. */
function linesOf(value: unknown): readonly string[] {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  return parts
    .filter((part) => typeof part === "string")
    .map((part) => part.replace(/^(?:[ \t]*\r?\n)+/, "").trimEnd())
    .flatMap((part) => (part === "" ? [] : part.split(/\r?\n/)));
}

type JsonRecord = Readonly<Record<string, unknown>>;

function asRecord(value: unknown): JsonRecord | undefined {
  return isRecord(value) ? value : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Anything else, an object with a `valueOf` of its own say, is not made a number. */
function asCode(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function asCount(value: unknown, least = 1): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= least ? value : undefined;
}
