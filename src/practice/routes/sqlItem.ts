import type { StatementOutcome } from "../execute/executeScript.ts";
import type { Place } from "../execute/placeIn.ts";
import { oracleErrorNumber } from "../sql/oracleError.ts";
import type { SqlCell, SqlPage } from "../sql/sqlEngine.ts";
import { toItems, toMemberName } from "./collection.ts";
import type { DescribedBind, SqlRequest } from "./sqlRequest.ts";

/** One statement's part of an answer of REST-Enabled SQL, as recorded ones show it. */
export function toSqlItem(
  outcome: StatementOutcome,
  { index, asked, placeOf }: ItemContext,
): unknown {
  const { statement, type, page, rowsAffected, response, output, failure } = outcome;
  const { range } = statement;
  return {
    statementId: index + 1,
    statementType: type,
    statementPos: {
      startLine: placeOf(range.start).line,
      endLine: placeOf(range.end).line,
    },
    statementText: statement.text,
    ...(asked.described.length > 0
      ? { binds: asked.described.map((one) => toBind(one, asked)) }
      : {}),
    ...(page ? { resultSet: toResultSet(page, asked) } : {}),
    response: response === undefined ? [] : [`\n${response}\n\n`],
    result: rowsAffected,
    ...(output === "" ? {} : { dbmsOutput: output }),
    ...(failure
      ? {
          errorCode: oracleErrorNumber(failure.code),
          errorLine: failure.line,
          errorColumn: failure.column ?? 0,
          errorDetails: `${failure.text}\n`,
        }
      : {}),
  };
}

export interface ItemContext {
  readonly index: number;
  readonly asked: SqlRequest;
  readonly placeOf: (offset: number) => Place;
}

/** Assumptions `restSqlMetadataShape`, `restSqlPageLimit`. */
function toResultSet(page: SqlPage, { range }: SqlRequest): unknown {
  const items = toItems(page);
  return {
    metadata: page.columns.map((name, i) => ({
      columnName: name,
      jsonColumnName: toMemberName(name),
      columnTypeName: page.rows.some((row) => typeof row[i] === "string") ? "VARCHAR2" : "NUMBER",
      precision: 0,
      scale: 0,
      isNullable: 1,
    })),
    items,
    hasMore: page.hasMore,
    limit: range.limit,
    offset: range.offset,
    count: items.length,
  };
}

/** Assumption `restSqlOutBindsHaveResult`. The value that came in is not sent back: it may be a secret. */
function toBind({ name, index, dataType, mode }: DescribedBind, asked: SqlRequest): unknown {
  const value: SqlCell = name === undefined ? null : (asked.binds.get(name.toLowerCase()) ?? null);
  return {
    ...(name === undefined ? { index } : { name }),
    data_type: dataType,
    mode,
    ...(mode === "in" ? {} : { result: value }),
  };
}
