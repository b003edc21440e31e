import { SqliteError } from "./sqliteError.ts";
import { uniqueConstraints } from "../dictionary/metadataTables.ts";
import {
  insufficientPrivileges,
  noSuchTable,
  notInPractice,
  OracleError,
  uniqueViolated,
} from "./oracleError.ts";

/**
 * Runs `work` and says in Oracle's words what SQLite refuses. What is not known here is told as it is, not
 * guessed at; anything that is no refusal of SQLite is thrown on.
 */
export function inOracleWords<T>(schema: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof SqliteError ? toOracleError(error, schema) : error;
  }
}

function toOracleError({ message }: SqliteError, schema: string): OracleError {
  for (const [pattern, describe] of translations) {
    const match = pattern.exec(message);
    if (match) return describe(match[1] ?? "", schema);
  }
  return notInPractice(`how to run this statement (${message})`);
}

const translations: readonly (readonly [
  RegExp,
  (detail: string, schema: string) => OracleError,
])[] = [
  [/^no such table: (?:main\.)?(.*)$/, noSuchTable],
  [/^no such column: (.*)$/, (name) => invalidIdentifier(name)],
  [/^ambiguous column name/, () => new OracleError("ORA-00918", "column ambiguously defined")],
  [/^table \S+ has no column named (.*)$/, (name) => invalidIdentifier(name)],
  [/^no such function: (.*)$/, (name) => notInPractice(`the function ${name.toUpperCase()}`)],
  [
    /^wrong number of arguments to function (\w+)/,
    (name) => notInPractice(`this use of the function ${name.toUpperCase()}`),
  ],
  [
    /^near "(.*)": syntax error$/s,
    (near) => notInPractice(`the SQL near "${near}", or it is a mistake`),
  ],
  [/^incomplete input$/, () => new OracleError("ORA-00936", "missing expression")],
  [
    /^UNIQUE constraint failed: (.*)$/,
    (columns, schema) => uniqueViolated(constraintOf(columns, schema)),
  ],
  [/^NOT NULL constraint failed: (.*)$/, (column, schema) => nullNotAllowed(column, schema)],
  [
    /^FOREIGN KEY constraint failed$/,
    (_, schema) =>
      new OracleError(
        "ORA-02291",
        `integrity constraint (${schema}) violated - parent key not found, or child record found`,
      ),
  ],
  [
    /^CHECK constraint failed: (.*)$/,
    (check, schema) =>
      new OracleError("ORA-02290", `check constraint (${schema}.${check.toUpperCase()}) violated`),
  ],
  [/^cannot modify .* because it is a view$/, insufficientPrivileges],
  [/^use DROP VIEW to delete view/, insufficientPrivileges],
  [
    /^SELECTs to the left and right of .* do not have the same number of result columns$/,
    () => new OracleError("ORA-01789", "query block has incorrect number of result columns"),
  ],
  [/^\d+ values for \d+ columns$/, () => new OracleError("ORA-00913", "too many values")],
  [
    /^table \S+ has \d+ columns but \d+ values were supplied$/,
    () => new OracleError("ORA-00947", "not enough values"),
  ],
  [
    /^(?:(?:table|view) .* already exists|there is already an? \w+ named .*)$/,
    () => new OracleError("ORA-00955", "name is already used by an existing object"),
  ],
];

function invalidIdentifier(name: string): OracleError {
  const path = name.split(".").map((part) => `"${part.replaceAll("`", "").toUpperCase()}"`);
  return new OracleError("ORA-00904", `${path.join(".")}: invalid identifier`, name);
}

/** `employees.employee_id` → the constraint that guards it. */
function constraintOf(columns: string, schema: string): string {
  const table = columns.split(".")[0] ?? "";
  return (
    uniqueConstraints.get(table) ??
    (table.startsWith("ords$") ? hiddenConstraint(table) : `${schema}.${table.toUpperCase()}_PK`)
  );
}

function hiddenConstraint(table: string): string {
  return `ORDS_METADATA.${table.slice("ords$".length).toUpperCase()}_UNQ`;
}

function nullNotAllowed(column: string, schema: string): OracleError {
  const path = [schema, ...column.toUpperCase().split(".")].map((part) => `"${part}"`).join(".");
  return new OracleError("ORA-01400", `cannot insert NULL into (${path})`);
}
