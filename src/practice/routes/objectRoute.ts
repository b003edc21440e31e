import type { EnabledObject } from "../../domain/model/catalog.ts";
import { jsonResponse } from "../http/practiceRequest.ts";
import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import { problem } from "../http/problem.ts";
import type { SqlPage } from "../sql/sqlEngine.ts";
import type { World } from "../world.ts";
import { schemaUrlOf, toCollection, toItems } from "./collection.ts";
import { queryRows } from "./queryRows.ts";
import { readPaging } from "./readPaging.ts";

/**
 * AutoREST: reading a table, or one row by its key (assumption `autoRestPaths`). Writing is refused in
 * words.
 */
export function answerObject(
  world: World,
  request: PracticeRequest,
  { object, key }: ObjectCall,
): PracticeResponse {
  if (request.method !== "GET" && request.method !== "HEAD")
    return problem(request, "MethodNotAllowed", {
      message: "The practice server lets AutoREST objects be read, not written.",
      headers: { allow: "GET, HEAD" },
    });
  const range = key === undefined ? readPaging(request.query, 25) : { offset: 0, limit: 1 };
  if (!range)
    return problem(request, "BadRequest", {
      message: "limit and offset have to be whole numbers.",
    });
  const keyColumn = primaryKeyOf(world, object);
  const where = key === undefined ? "" : ` where "${keyColumn}" = :ords_key`;
  const answer = queryRows(world.dictionary, {
    source: `select * from "${object.name}"${where} order by "${keyColumn}"`,
    binds: { ords_key: key ?? null },
    range,
    filter: key === undefined ? (request.query.get("q") ?? undefined) : undefined,
  });
  if (answer.kind === "badFilter") return problem(request, "BadRequest", { message: answer.why });
  const items = withLinks(request, answer.page, { object, keyColumn });
  const describedBy = `${schemaUrlOf(request)}/metadata-catalog/${object.alias}/`;
  if (key === undefined)
    return jsonResponse(
      toCollection(request, { items, hasMore: answer.page.hasMore, ...range }, describedBy),
    );
  const [item] = items;
  return item
    ? jsonResponse(item)
    : problem(request, "NotFound", { message: `No row of ${object.name} has this key.` });
}

export interface ObjectCall {
  readonly object: EnabledObject;
  /** The last segment of the path; undefined for the collection. */
  readonly key: string | undefined;
}

interface Keyed {
  readonly object: EnabledObject;
  readonly keyColumn: string;
}

function withLinks(
  request: PracticeRequest,
  page: SqlPage,
  { object, keyColumn }: Keyed,
): Readonly<Record<string, unknown>>[] {
  const collection = `${schemaUrlOf(request)}/${object.alias}/`;
  return toItems(page).map((item) => {
    const key = item[keyColumn.toLowerCase()];
    return {
      ...item,
      links: [{ rel: "self", href: `${collection}${encodeURIComponent(String(key))}` }],
    };
  });
}

/** The table's key, else its first column. */
function primaryKeyOf({ dictionary }: World, { name }: EnabledObject): string {
  const columns = dictionary.engine.rows("select name, pk from pragma_table_info(?)", [
    name.toLowerCase(),
  ]);
  const key = columns.find((column) => column["pk"] === 1) ?? columns[0];
  return String(key?.["name"] ?? "rowid").toUpperCase();
}
