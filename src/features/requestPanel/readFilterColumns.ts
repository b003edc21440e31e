import { UserFacingError } from "../../base/errors.ts";
import type { ObjectColumn } from "../../domain/http/columnMember.ts";
import type { EnabledObject } from "../../domain/model/catalog.ts";
import { selectedColumns } from "../../plsql/selectedColumns.ts";
import type { HandlerKey } from "../../services/catalog/readHandlerSource.ts";
import { namedColumn, tableColumn, type FilterColumn } from "./filterColumns.ts";
import type { Endpoint } from "./endpointOf.ts";

export interface ColumnReaders {
  readonly readColumns: (object: EnabledObject) => Promise<readonly ObjectColumn[]>;
  /** Undefined when the handler is gone or has none. */
  readonly readSource: (handler: HandlerKey) => Promise<string | undefined>;
}

/**
 * What the rows of an endpoint have, by its table or by the SELECT of its handler. Throws `UserFacingError`
 * answerNotUnderstood when nothing is said of columns, and what the two readers throw.
 */
export async function readFilterColumns(
  { path, found, object }: Endpoint,
  { readColumns, readSource }: ColumnReaders,
): Promise<readonly FilterColumn[]> {
  const columns = found
    ? selectedColumns((await readSource(found.key)) ?? "").map(namedColumn)
    : object
      ? (await readColumns(object)).map(tableColumn)
      : [];
  if (columns.length > 0) return columns;
  throw new UserFacingError({
    code: "answerNotUnderstood",
    message: `The columns of ${object?.name ?? path} are not told by ${found ? "the source of its handler" : "the database"}.`,
    why: "Send the request once: the columns of its answer are offered from then on.",
  });
}
