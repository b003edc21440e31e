import { assertNever } from "../../base/assertNever.ts";
import { splitRoute, type RouteSegment } from "../../domain/access/routePattern.ts";
import type { Draft, Row } from "./draft.ts";
import { encodeComponent, encodePath } from "./percentEncoding.ts";
import type { FieldProblem, ParameterField } from "./requestPanelProtocol.ts";

export interface RequestUrl {
  /** A parameter that is still empty stands here by its name, so that the person sees what is missing. */
  readonly url: string;
  /** Relative to the schema's root, without the query, percent-encoded as it is sent. */
  readonly path: string;
  readonly problems: readonly FieldProblem[];
}

/** The address of a draft as it would be called, and what keeps it from being called. */
export function toUrl(schemaUrl: string, draft: Draft): RequestUrl {
  const address = belowSchema(schemaUrl, draft.address.trim());
  if (address === undefined) {
    const message = `The address is not below ${schemaUrl}, the root of this connection.`;
    return { url: draft.address.trim(), path: "/", problems: [problemAt("address", 0, message)] };
  }
  const typed = splitQuery(address);
  const path = `/${splitRoute(typed.path)
    .map((segment) => fillIn(segment, draft.parameters))
    .join("/")}`;
  const query = [typed.query, ...draft.query.filter(isNamed).map(encodeRow)]
    .filter((text) => text !== "")
    .join("&")
    .replaceAll("#", "%23");
  const text = `${schemaUrl}${path}${query === "" ? "" : `?${query}`}`;
  const url = URL.canParse(text) ? new URL(text).href : text;
  const problems = [
    ...pathProblems(path),
    ...parametersOf(draft.address).flatMap(({ name, optional }, index) =>
      optional || valueOf(name, draft.parameters) !== ""
        ? []
        : [problemAt("parameter", index, `Fill in ${name}.`)],
    ),
    ...draft.query.flatMap((row, index) =>
      row.name === "" && row.value !== ""
        ? [problemAt("query", index, "Give this parameter a name.")]
        : [],
    ),
  ];
  return { url, path, problems };
}

/** The parameters that the address names, in order, each once. */
export function parametersOf(address: string): readonly ParameterField[] {
  const fields = new Map<string, ParameterField>();
  for (const segment of splitRoute(splitQuery(rooted(address.trim())).path)) {
    const optional = segment.kind !== "variable";
    for (const name of namesOf(segment))
      if (!fields.has(name)) fields.set(name, { name, optional });
  }
  return [...fields.values()];
}

function namesOf(segment: RouteSegment): readonly string[] {
  switch (segment.kind) {
    case "literal":
      return [];
    case "variable":
      return segment.names;
    case "optional":
      return [segment.name];
    case "rest":
      return [restName(segment.name)];
    default:
      return assertNever(segment);
  }
}

function fillIn(segment: RouteSegment, values: readonly Row[]): string {
  switch (segment.kind) {
    case "literal":
      return encodePath(segment.text);
    case "variable":
      return segment.names
        .map((name) => encodeComponent(valueOf(name, values)) || `:${name}`)
        .join(",");
    case "optional":
      return encodeComponent(valueOf(segment.name, values));
    case "rest":
      // It keeps its slashes; one segment may not bring new ones.
      return valueOf(restName(segment.name), values).split("/").map(encodeComponent).join("/");
    default:
      return assertNever(segment);
  }
}

/** The rest of a path need not have a name of its own. */
function restName(name: string): string {
  return name === "" ? "*" : name;
}

/** The question mark of `:id?` belongs to the path; any other one begins the query. */
export function splitQuery(address: string): { readonly path: string; readonly query: string } {
  let start = 0;
  for (const segment of address.split("/")) {
    const mark = segment.indexOf("?");
    const optional = segment.startsWith(":") && /^(?:[?]|$)/.test(segment.slice(mark + 1));
    const begin = optional ? segment.indexOf("?", mark + 1) : mark;
    if (mark >= 0 && begin >= 0)
      return { path: address.slice(0, start + begin), query: address.slice(start + begin + 1) };
    start += segment.length + 1;
  }
  return { path: address, query: "" };
}

function pathProblems(path: string): readonly FieldProblem[] {
  // A URL parser would follow the dots upwards, out of the schema, even when they are percent-encoded.
  const climbs = path.split("/").some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));
  return climbs ? [problemAt("address", 0, "A part of the path cannot be “.” or “..”.")] : [];
}

/** What a person pastes may hold the whole URL; undefined when that URL belongs somewhere else. */
export function belowSchema(schemaUrl: string, address: string): string | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return rooted(address);
  if (!address.startsWith(schemaUrl)) return undefined;
  const rest = address.slice(schemaUrl.length);
  if (rest === "" || rest.startsWith("?")) return `/${rest}`;
  return rest.startsWith("/") ? rest : undefined;
}

function rooted(address: string): string {
  return address.startsWith("/") ? address : `/${address}`;
}

function valueOf(name: string, values: readonly Row[]): string {
  return values.find((row) => row.name === name)?.value ?? "";
}

function isNamed(row: Row): boolean {
  return row.name !== "";
}

function encodeRow(row: Row): string {
  return `${encodeComponent(row.name)}=${encodeComponent(row.value)}`;
}

function problemAt(field: FieldProblem["field"], index: number, message: string): FieldProblem {
  return { field, index, message };
}
