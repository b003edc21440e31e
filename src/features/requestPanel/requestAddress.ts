import type { Draft, Row } from "./draft.ts";
import { encodeComponent, encodePath } from "./percentEncoding.ts";
import type { FieldProblem, ParameterField } from "./requestPanelProtocol.ts";
import { readUriTemplate, type TemplateParameter } from "./uriTemplate.ts";

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
  const template = readUriTemplate(address);
  const path = fillIn(template.parts, draft.parameters);
  const query = [template.query, ...draft.query.filter(isNamed).map(encodeRow)]
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
  for (const part of readUriTemplate(address).parts) {
    if (part.kind === "parameter" && !fields.has(part.name))
      fields.set(part.name, { name: part.name, optional: part.optional });
  }
  return [...fields.values()];
}

function fillIn(
  parts: ReturnType<typeof readUriTemplate>["parts"],
  values: readonly Row[],
): string {
  return parts
    .map((part) => (part.kind === "text" ? encodePath(part.text) : fillInOne(part, values)))
    .join("");
}

function fillInOne(part: TemplateParameter, values: readonly Row[]): string {
  const value = valueOf(part.name, values);
  if (value === "") return part.optional ? "" : part.written;
  // The rest of a path keeps its slashes; one segment may not bring new ones.
  if (!part.restOfPath) return encodeComponent(value);
  return value.split("/").map(encodeComponent).join("/");
}

function pathProblems(path: string): readonly FieldProblem[] {
  // A URL parser would follow the dots upwards, out of the schema, even when they are percent-encoded.
  const climbs = path.split("/").some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));
  return climbs ? [problemAt("address", 0, "A part of the path cannot be “.” or “..”.")] : [];
}

/** What a person pastes may hold the whole URL; undefined when that URL belongs somewhere else. */
function belowSchema(schemaUrl: string, address: string): string | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(address))
    return address.startsWith("/") ? address : `/${address}`;
  if (!address.startsWith(schemaUrl)) return undefined;
  const rest = address.slice(schemaUrl.length);
  if (rest === "" || rest.startsWith("?")) return `/${rest}`;
  return rest.startsWith("/") ? rest : undefined;
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
