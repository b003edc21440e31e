import type { Dictionary } from "../dictionary/dictionary.ts";
import { isAdministrator } from "../dictionary/session.ts";
import { insufficientPrivileges, noSuchTable, OracleError } from "../sql/oracleError.ts";
import type { PageRange, SqlCell, SqlPage, SqlParameters } from "../sql/sqlEngine.ts";
import { inOracleWords } from "../sql/inOracleWords.ts";
import { translateSql } from "../sql/translateSql.ts";
import type { TranslatedSql } from "../sql/translateSql.ts";
import { refuseForeignTables } from "./refuseForeignTables.ts";

/** Values by name in lower case, and those of `?` in their order. */
export interface SqlBinds {
  readonly named: Readonly<Record<string, SqlCell>>;
  readonly positional: readonly SqlCell[];
}

/** Reads a statement of the person's SQL. Throws an `OracleError`. */
export function readStatement(dictionary: Dictionary, text: string): TranslatedSql {
  const { schema, session } = dictionary;
  const asker = { user: session.user, isAdministrator: isAdministrator(session) };
  return inOracleWords(schema, () => translateSql(text, asker));
}

/** One page of a query, its columns named as Oracle names them. */
export function runQuery(
  dictionary: Dictionary,
  statement: TranslatedSql,
  { binds, range }: { readonly binds: SqlBinds; readonly range: PageRange },
): SqlPage {
  return inOracleWords(dictionary.schema, () => {
    refuseForeignTables(dictionary, statement.sql);
    const page = dictionary.engine.page(statement.sql, parametersOf(statement, binds), range);
    return {
      ...page,
      columns: statement.columnNames ?? page.columns.map((name) => name.toUpperCase()),
    };
  });
}

/** INSERT, UPDATE, DELETE: the number of rows. */
export function runDml(dictionary: Dictionary, statement: TranslatedSql, binds: SqlBinds): number {
  return inOracleWords(dictionary.schema, () => {
    refuseForeignTables(dictionary, statement.sql);
    return dictionary.engine.run(statement.sql, parametersOf(statement, binds));
  });
}

/** CREATE TABLE, DROP TABLE. Who calls it commits before and after, as Oracle does. */
export function runDdl(dictionary: Dictionary, statement: TranslatedSql): void {
  inOracleWords(dictionary.schema, () => {
    if (statement.subject === "DUAL") throw insufficientPrivileges();
    if (dictionary.session.user !== dictionary.schema)
      throw statement.verb === "DROP"
        ? noSuchTable(statement.subject ?? "")
        : insufficientPrivileges();
    dictionary.engine.run(statement.sql);
  });
}

function parametersOf(statement: TranslatedSql, binds: SqlBinds): SqlParameters {
  if (statement.positionalBinds > 0) {
    if (binds.positional.length < statement.positionalBinds) throw notAllBound();
    return binds.positional.slice(0, statement.positionalBinds).map(toOracleText);
  }
  return Object.fromEntries(
    statement.binds.map((name) => {
      const value = Object.hasOwn(binds.named, name) ? binds.named[name] : undefined;
      if (value === undefined) throw notAllBound();
      return [name, toOracleText(value)];
    }),
  );
}

/** The empty text is NULL. */
function toOracleText(value: SqlCell): SqlCell {
  return value === "" ? null : value;
}

function notAllBound(): OracleError {
  return new OracleError("ORA-01008", "not all variables bound");
}
