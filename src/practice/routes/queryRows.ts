import type { Dictionary } from "../dictionary/dictionary.ts";
import { readStatement, runQuery } from "../execute/runSql.ts";
import { OracleError } from "../sql/oracleError.ts";
import type { PageRange, SqlCell, SqlPage } from "../sql/sqlEngine.ts";
import type { TranslatedSql } from "../sql/translateSql.ts";
import { readFilter } from "./filterClause.ts";

export interface RowsWanted {
  readonly source: string;
  /** By name in lower case; what the source names and this has not is NULL. */
  readonly binds: Readonly<Record<string, SqlCell>>;
  readonly range: PageRange;
  /** The parameter `q`. */
  readonly filter: string | undefined;
}

export type RowsAnswer =
  | { readonly kind: "rows"; readonly page: SqlPage }
  | { readonly kind: "badFilter"; readonly why: string };

/** The rows of a handler's SELECT. Throws an `OracleError`. */
export function queryRows(dictionary: Dictionary, wanted: RowsWanted): RowsAnswer {
  const statement = readStatement(dictionary, wanted.source.trim().replace(/;$/, ""));
  if (statement.kind !== "query") throw new OracleError("ORA-00900", "invalid SQL statement");
  const named = Object.fromEntries(
    statement.binds.map((name) => [
      name,
      Object.hasOwn(wanted.binds, name) ? (wanted.binds[name] ?? null) : null,
    ]),
  );
  const { range, filter } = wanted;
  if (filter === undefined)
    return {
      kind: "rows",
      page: runQuery(dictionary, statement, { binds: { named, positional: [] }, range }),
    };
  return filterRows(dictionary, { statement, named, range, filter });
}

interface FilteredRows {
  readonly statement: TranslatedSql;
  readonly named: Readonly<Record<string, SqlCell>>;
  readonly range: PageRange;
  readonly filter: string;
}

function filterRows(
  dictionary: Dictionary,
  { statement, named, range, filter }: FilteredRows,
): RowsAnswer {
  const nothing = { offset: 0, limit: 0 };
  const { columns } = runQuery(dictionary, statement, {
    binds: { named, positional: [] },
    range: nothing,
  });
  const clause = readFilter(filter, columns);
  if (clause.kind === "refused") return { kind: "badFilter", why: clause.why };
  const names = columns.map((column) => `\`${column.replaceAll("`", "``")}\``).join(", ");
  const sql = `with ords$rows (${names}) as (${statement.sql}) select * from ords$rows where ${clause.where}${clause.orderBy === "" ? "" : ` order by ${clause.orderBy}`}`;
  const filtered: TranslatedSql = {
    ...statement,
    sql,
    binds: [...statement.binds, ...Object.keys(clause.values)],
    columnNames: columns,
  };
  const page = runQuery(dictionary, filtered, {
    binds: { named: { ...named, ...clause.values }, positional: [] },
    range,
  });
  return { kind: "rows", page };
}
