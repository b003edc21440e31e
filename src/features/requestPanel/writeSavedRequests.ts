import { compareText } from "../../base/compareText.ts";
import type { Row } from "./draft.ts";
import type { SavedCaller, SavedRequest } from "./savedRequest.ts";

/**
 * The text of the file of saved requests. The same requests always give the same text, in the order of their names,
 * one member on each line and one line of a body on each, so that version control shows what has changed.
 * `jsonSchema` is what the file names as its schema, if it does.
 */
export function writeSavedRequests(requests: readonly SavedRequest[], jsonSchema?: string): string {
  const sorted = requests.toSorted((a, b) => compareText(a.name, b.name)).map(toEntry);
  const file =
    jsonSchema === undefined ? { requests: sorted } : { $schema: jsonSchema, requests: sorted };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function toEntry(request: SavedRequest): Record<string, unknown> {
  const { name, method, address, parameters, query, headers, body, caller, connection } = request;
  return {
    name,
    method,
    address,
    ...(parameters.length === 0 ? {} : { parameters: toMembers(parameters) }),
    ...(query.length === 0 ? {} : { query: toMembers(query) }),
    ...(headers.length === 0 ? {} : { headers: toMembers(headers) }),
    ...(body === "" ? {} : { body: body.includes("\n") ? body.split("\n") : body }),
    caller: toCaller(caller),
    ...(connection === undefined ? {} : { connection }),
  };
}

/** A name that is there several times has a list. */
function toMembers(rows: readonly Row[]): Record<string, string | readonly string[]> {
  const values = new Map<string, readonly string[]>();
  for (const { name, value } of rows) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(
    [...values].map(([name, list]) => [name, list.length === 1 ? (list[0] ?? "") : list]),
  );
}

function toCaller(caller: SavedCaller): unknown {
  return caller.kind === "client" ? { client: caller.name } : caller.kind;
}
