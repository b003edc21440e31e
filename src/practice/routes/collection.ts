import type { PracticeRequest } from "../http/practiceRequest.ts";
import type { SqlCell, SqlPage } from "../sql/sqlEngine.ts";

export interface Link {
  readonly rel: string;
  readonly href: string;
}

export interface CollectionPage {
  readonly items: readonly unknown[];
  readonly hasMore: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** A collection as ORDS shows it, its members in ORDS' order (assumption `collectionLinks`). */
export function toCollection(
  request: PracticeRequest,
  { items, hasMore, limit, offset }: CollectionPage,
  describedBy: string,
): unknown {
  const at = (start: number): string => pageLink(request, start);
  const links: Link[] = [
    { rel: "self", href: linkTo(request, request.query) },
    { rel: "describedby", href: describedBy },
    { rel: "first", href: at(0) },
  ];
  if (hasMore) links.push({ rel: "next", href: at(offset + limit) });
  if (offset > 0) links.push({ rel: "prev", href: at(Math.max(0, offset - limit)) });
  return { items, hasMore, limit, offset, count: items.length, links };
}

/** Rows as JSON members in lower case; a column that was named in quotes keeps its letters. */
export function toItems({ columns, rows }: SqlPage): Readonly<Record<string, SqlCell>>[] {
  const names = columns.map(toMemberName);
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? null])));
}

/** `EMPLOYEE_ID` is shown as `employee_id`; a mixed-case name was quoted and stays. */
export function toMemberName(column: string): string {
  return column === column.toUpperCase() ? column.toLowerCase() : column;
}

/** Where the schema is: `http://127.0.0.1:8080/ords/practice`. */
export function schemaUrlOf(request: PracticeRequest): string {
  return request.origin + request.path.split("/").slice(0, 3).join("/");
}

function pageLink(request: PracticeRequest, offset: number): string {
  const query = new URLSearchParams(request.query);
  query.delete("offset");
  if (offset > 0) query.append("offset", String(offset));
  return linkTo(request, query);
}

function linkTo(request: PracticeRequest, query: URLSearchParams): string {
  const text = query.toString();
  return `${request.origin}${request.path}${text === "" ? "" : `?${text}`}`;
}
