import { parseJson } from "../../base/parseJson.ts";
import type { Handler } from "../../domain/model/catalog.ts";
import { contentTypeOf } from "../http/practiceRequest.ts";
import type { PracticeRequest } from "../http/practiceRequest.ts";
import type { PageRange, SqlCell } from "../sql/sqlEngine.ts";

export interface HandlerCall {
  readonly handler: Handler;
  /** What `:current_user` is. */
  readonly currentUser: string | null;
  /** What the path gave for the variables of the template. */
  readonly pathValues: Readonly<Record<string, string>>;
  readonly range: PageRange;
}

/**
 * The values of a handler's bind variables, by name in lower case: the query string, members of a JSON body,
 * the path, parameters that the handler defines, and the implicit ones (ORDS Developer's Guide, implicit
 * parameters). Undefined when the body says that it is JSON and is not.
 */
export function readHandlerBinds(
  request: PracticeRequest,
  call: HandlerCall,
): Readonly<Record<string, SqlCell>> | undefined {
  const members = bodyMembers(request);
  if (!members) return undefined;
  return {
    ...lowerCased(Object.fromEntries(request.query)),
    ...lowerCased(members),
    ...lowerCased(call.pathValues),
    ...definedParameters(request, call),
    ...implicitBinds(request, call),
  };
}

function bodyMembers(request: PracticeRequest): Readonly<Record<string, SqlCell>> | undefined {
  if (contentTypeOf(request) !== "application/json" || request.body.trim() === "") return {};
  const value = parseJson(request.body);
  if (value === undefined) return undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, unknown]) => [name, toCell(member)]),
  );
}

function definedParameters(
  request: PracticeRequest,
  { handler, pathValues }: HandlerCall,
): Readonly<Record<string, SqlCell>> {
  const incoming = handler.parameters.filter(({ accessMethod }) => accessMethod !== "OUT");
  return Object.fromEntries(
    incoming.flatMap(({ name, bindVariable, sourceType, paramType }) => {
      const text =
        sourceType === "HEADER"
          ? request.headers[name.toLowerCase()]
          : ((Object.hasOwn(pathValues, name) ? pathValues[name] : undefined) ??
            request.query.get(name) ??
            undefined);
      if (text === undefined) return [];
      const isNumber = ["INT", "DOUBLE", "LONG"].includes(paramType) && !Number.isNaN(Number(text));
      return [[bindVariable.toLowerCase(), isNumber ? Number(text) : text] as const];
    }),
  );
}

function implicitBinds(
  request: PracticeRequest,
  { currentUser, range }: HandlerCall,
): Readonly<Record<string, SqlCell>> {
  return {
    body: request.body,
    body_text: request.body,
    body_json: request.body,
    content_type: request.headers["content-type"] ?? null,
    current_user: currentUser,
    fetch_offset: range.offset,
    fetch_size: range.limit,
    row_offset: range.offset,
    row_count: range.limit,
    page_offset: Math.floor(range.offset / Math.max(1, range.limit)),
    page_size: range.limit,
  };
}

function lowerCased<T>(values: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function toCell(value: unknown): SqlCell {
  if (typeof value === "string" || typeof value === "number") return value;
  return value === null || value === undefined ? null : JSON.stringify(value);
}
