import type { PageRange } from "../sql/sqlEngine.ts";

/**
 * Rows that one answer has at most, as `misc.pagination.maxRows` by default (assumption `restSqlPageLimit`).
 */
export const maxRows = 10_000;

/** Which page the query string asks for; undefined when `limit` or `offset` is no number. */
export function readPaging(query: URLSearchParams, itemsPerPage: number): PageRange | undefined {
  // Zero items per page switches paging off.
  const limit = readCount(query.get("limit"), itemsPerPage === 0 ? maxRows : itemsPerPage);
  const offset = readCount(query.get("offset"), 0);
  if (limit === undefined || offset === undefined) return undefined;
  return { limit: Math.min(limit === 0 ? maxRows : limit, maxRows), offset };
}

function readCount(text: string | null, otherwise: number): number | undefined {
  if (text === null) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
