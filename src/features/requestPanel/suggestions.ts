import { splitRoute, matchSegment } from "../../domain/access/routePattern.ts";
import { templatePath } from "../../domain/access/endpoints.ts";
import type { Catalog, Handler } from "../../domain/model/catalog.ts";
import { bindNames } from "../../plsql/bindNames.ts";
import { takesBody } from "./composeRequest.ts";
import type { Draft, Row } from "./draft.ts";
import { parametersOf, splitQuery } from "./requestAddress.ts";

/** What the schema says that a request takes and the form does not have yet. */
export interface Suggestions {
  readonly query: readonly Row[];
  readonly headers: readonly Row[];
  /** A body to begin with; undefined when there is one, or none is taken. */
  readonly body: string | undefined;
}

export function suggestionsFor(draft: Draft, catalog: Catalog | undefined): Suggestions {
  const path = splitQuery(draft.address.trim()).path;
  const found = catalog && handlerAt(draft.method, path, catalog);
  const handler = found?.handler;
  const inPath = parametersOf(found?.route ?? draft.address).map(({ name }) => name.toLowerCase());
  const taken = handler?.parameters.filter(({ accessMethod }) => accessMethod !== "OUT") ?? [];
  const query = taken
    .filter(({ sourceType, name }) => sourceType === "URI" && !inPath.includes(name.toLowerCase()))
    .map(({ name }) => ({ name, value: "" }));
  const headers = taken
    .filter(({ sourceType, name }) => sourceType === "HEADER" && !isCredential(name))
    .map(({ name }) => ({ name, value: "" }));
  const isQuery = handler ? filterable.has(handler.sourceType) : catalog && isObject(path, catalog);
  const filter = draft.method === "GET" && isQuery ? [exampleFilter] : [];
  return {
    query: missing([...query, ...filter], draft.query),
    headers: missing(headers, draft.headers),
    body:
      takesBody(draft.method) && draft.body.trim() === "" ? bodyFor(handler, inPath) : undefined,
  };
}

const exampleFilter: Row = { name: "q", value: '{"column_name":{"$eq":"value"}}' };

/** Sources whose rows ORDS filters by itself. */
const filterable: ReadonlySet<string> = new Set(["json/collection", "json/query"]);

/** The handler that answers: by its template as it stands in the address, else by a path that fits it. */
function handlerAt(method: Draft["method"], path: string, catalog: Catalog): Found | undefined {
  const routes = catalog.modules.flatMap(({ basePath, templates }) =>
    templates.flatMap(({ uriTemplate, handlers }) => {
      const handler = handlers.find((one) => one.method === method);
      return handler ? [{ route: templatePath(basePath, uriTemplate), handler }] : [];
    }),
  );
  return routes.find(({ route }) => route === path) ?? routes.find((one) => fits(one, path));
}

interface Found {
  readonly route: string;
  readonly handler: Handler;
}

function fits({ route }: { readonly route: string }, path: string): boolean {
  const segments = splitRoute(route);
  const texts = path.split("/").slice(1);
  return (
    segments.length === texts.length &&
    segments.every((segment, place) => matchSegment(segment, texts[place] ?? "") !== undefined)
  );
}

function isObject(path: string, catalog: Catalog): boolean {
  const alias = path.replaceAll(/^\/|\/$/g, "");
  return catalog.objects.some((one) => one.enabled && one.alias === alias);
}

/** The caller brings the token; the form has no place for another one. */
function isCredential(name: string): boolean {
  return /^(?:proxy-)?authorization$/i.test(name);
}

function missing(suggested: readonly Row[], rows: readonly Row[]): readonly Row[] {
  return suggested.filter(
    ({ name }) => !rows.some((row) => row.name.trim().toLowerCase() === name.toLowerCase()),
  );
}

/** What a handler binds and neither path, parameters nor ORDS itself give has to stand in the body. */
function bodyFor(handler: Handler | undefined, inPath: readonly string[]): string {
  const given = new Set([
    ...inPath,
    ...implicitBinds,
    ...(handler?.parameters.map(({ bindVariable }) => bindVariable.toLowerCase()) ?? []),
  ]);
  const names = bindNames(handler?.source ?? "").filter((name) => !given.has(name));
  if (names.length === 0) return "{}";
  const members = Object.fromEntries(names.map((name) => [name, ""]));
  return JSON.stringify(members, undefined, 2);
}

/** The binds that ORDS fills by itself, as far as is known here; one too few only puts a name too many into the body. */
const implicitBinds: readonly string[] = [
  "body",
  "body_json",
  "body_text",
  "content_type",
  "current_user",
  "fetch_offset",
  "fetch_size",
  "forward_location",
  "page_offset",
  "page_size",
  "row_count",
  "row_offset",
  "status",
  "status_code",
];
