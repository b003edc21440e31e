import type { BodyMember } from "../../domain/http/bodyMember.ts";
import { bodySkeleton } from "../../domain/http/bodySkeleton.ts";
import type { Catalog, EnabledObject, Handler } from "../../domain/model/catalog.ts";
import { bodyBinds } from "../../plsql/bodyBinds.ts";
import { takesBody } from "./composeRequest.ts";
import type { Draft, Row } from "./draft.ts";
import { endpointOf, namesInPath, type Endpoint } from "./endpointOf.ts";

/** What the schema says that a request takes and the form does not have yet. */
export interface Suggestions {
  readonly query: readonly Row[];
  readonly headers: readonly Row[];
  /** A body to begin with; undefined when there is one, none is taken, or it has to be asked for. */
  readonly body: string | undefined;
  /** Whom a body to begin with can be asked of. */
  readonly bodySources: readonly BodySource[];
}

/**
 * The source of the handler, the columns of the object in the database, or the document that ORDS makes of the module or
 * object.
 */
export const bodySources = ["source", "columns", "openApi"] as const;
export type BodySource = (typeof bodySources)[number];

export function suggestionsFor(draft: Draft, catalog: Catalog | undefined): Suggestions {
  const endpoint = endpointOf(draft, catalog);
  const { found, object } = endpoint;
  const handler = found?.handler;
  const inPath = namesInPath(draft, endpoint);
  const taken = handler?.parameters.filter(({ accessMethod }) => accessMethod !== "OUT") ?? [];
  const query = taken
    .filter(({ sourceType, name }) => sourceType === "URI" && !inPath.includes(name.toLowerCase()))
    .map(({ name }) => ({ name, value: "" }));
  const headers = taken
    .filter(({ sourceType, name }) => sourceType === "HEADER" && !isCredential(name))
    .map(({ name }) => ({ name, value: "" }));
  const filter = isFiltered(draft, endpoint) ? [exampleFilter] : [];
  const wantsBody = takesBody(draft.method) && draft.body.trim() === "";
  return {
    query: missing([...query, ...filter], draft.query),
    headers: missing(headers, draft.headers),
    ...(wantsBody ? bodyToBegin({ handler, object, inPath }) : noBody),
  };
}

const noBody: Pick<Suggestions, "body" | "bodySources"> = { body: undefined, bodySources: [] };

function bodyToBegin(at: {
  readonly handler: Handler | undefined;
  readonly object: EnabledObject | undefined;
  readonly inPath: readonly string[];
}): Pick<Suggestions, "body" | "bodySources"> {
  if (at.object) return { body: undefined, bodySources: ["columns", "openApi"] };
  if (!at.handler) return { body: "{}", bodySources: [] };
  // A catalog is read without the sources of its handlers.
  if (at.handler.source === undefined) {
    return { body: undefined, bodySources: ["source", "openApi"] };
  }
  const members = bindMembers(bodyBinds(at.handler, at.inPath));
  return { body: bodySkeleton(members), bodySources: ["openApi"] };
}

const exampleFilter: Row = { name: "q", value: '{"column_name":{"$eq":"value"}}' };

/** Sources whose rows ORDS filters by itself. */
const filterable: ReadonlySet<string> = new Set(["json/collection", "json/query"]);

/** Whether ORDS filters the rows that a call reads. */
export function isFiltered({ method }: Draft, { path, found, object }: Endpoint): boolean {
  if (method !== "GET") return false;
  if (found) return filterable.has(found.handler.sourceType);
  return object !== undefined && isCollection(path, object);
}

function isCollection(path: string, { alias }: EnabledObject): boolean {
  return path.replaceAll(/^\/|\/$/g, "") === alias;
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

/** Of what kind the value of a bind is, its name does not say. */
export function bindMembers(names: readonly string[]): readonly BodyMember[] {
  return names.map((name) => ({ name, kind: "text", required: undefined }));
}
