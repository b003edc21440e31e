import { isJson } from "../../base/isJson.ts";
import type { Caller } from "../../domain/access/caller.ts";
import type { Handler, Module } from "../../domain/model/catalog.ts";
import { jsonResponse } from "../http/practiceRequest.ts";
import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import { problem } from "../http/problem.ts";
import { isOracleError } from "../sql/oracleError.ts";
import type { SqlCell } from "../sql/sqlEngine.ts";
import type { World } from "../world.ts";
import { schemaUrlOf, toCollection, toItems } from "./collection.ts";
import { readHandlerBinds } from "./handlerBinds.ts";
import type { HandlerCall } from "./handlerBinds.ts";
import { answerPlsqlHandler } from "./plsqlHandler.ts";
import { queryRows } from "./queryRows.ts";
import type { RowsAnswer } from "./queryRows.ts";
import { readPaging } from "./readPaging.ts";

export interface ModuleCall {
  readonly module: Module;
  readonly handler: Handler;
  readonly caller: Caller;
  readonly pathValues: Readonly<Record<string, string>>;
}

/**
 * Runs the handler of a template, after access was decided. Code that fails is answered 555 (assumption
 * `failedHandlerAnswers555`).
 */
export function answerHandler(
  world: World,
  request: PracticeRequest,
  { module, caller, ...rest }: ModuleCall,
): PracticeResponse {
  const range = readPaging(request.query, rest.handler.itemsPerPage ?? module.itemsPerPage);
  if (!range)
    return problem(request, "BadRequest", {
      message: "limit and offset have to be whole numbers.",
    });
  const call: HandlerCall = { ...rest, range, currentUser: nameOf(world, caller) };
  const binds = readHandlerBinds(request, call);
  if (!binds) return problem(request, "BadRequest", { message: "The body is not valid JSON." });
  try {
    return runHandler(world, request, { module, call, binds });
  } catch (error) {
    if (isOracleError(error)) return handlerFailed(request, error.text);
    throw error;
  }
}

/** The user's name, or the id of a client (assumption `currentUserOfClient`). */
function nameOf(world: World, caller: Caller): string | null {
  // Only the schema's own user can sign in.
  if (caller.kind === "user" || caller.kind === "endUser") return world.dictionary.schema;
  return caller.kind === "client"
    ? (world.access.clients.get(caller.name)?.clientId ?? null)
    : null;
}

interface Run {
  readonly module: Module;
  readonly call: HandlerCall;
  readonly binds: Readonly<Record<string, SqlCell>>;
}

function runHandler(world: World, request: PracticeRequest, run: Run): PracticeResponse {
  const { handler } = run.call;
  const filter = request.query.get("q") ?? undefined;
  switch (handler.sourceType.toLowerCase().replaceAll(" ", "")) {
    case "json/collection":
    case "json/query":
    case "json/query;type=feed":
      return answerRows(request, run, rowsOf(world, run, filter));
    case "json/item":
    case "json/query;type=single":
      return answerItem(request, rowsOf(world, run, filter));
    case "plsql/block":
      if (filter !== undefined && !isJson(filter))
        return problem(request, "BadRequest", {
          message: "The query parameter q is reserved: its value has to be a JSON object.",
        });
      return answerPlsqlHandler(world, { handler, binds: run.binds });
    default:
      return handlerFailed(
        request,
        `The practice server does not run handlers of source type ${handler.sourceType}.`,
      );
  }
}

function rowsOf(world: World, { call, binds }: Run, filter: string | undefined): RowsAnswer {
  const { handler, range } = call;
  return queryRows(world.dictionary, { source: handler.source ?? "", binds, range, filter });
}

function answerRows(
  request: PracticeRequest,
  { module, call }: Run,
  answer: RowsAnswer,
): PracticeResponse {
  if (answer.kind === "badFilter") return problem(request, "BadRequest", { message: answer.why });
  const { page } = answer;
  const name = module.basePath.replace(/^\/+|\/+$/g, "");
  const describedBy = `${schemaUrlOf(request)}/metadata-catalog/${name}/item`;
  const collection = { items: toItems(page), hasMore: page.hasMore, ...call.range };
  return jsonResponse(toCollection(request, collection, describedBy));
}

function answerItem(request: PracticeRequest, answer: RowsAnswer): PracticeResponse {
  if (answer.kind === "badFilter") return problem(request, "BadRequest", { message: answer.why });
  const [item] = toItems(answer.page);
  if (!item)
    return problem(request, "NotFound", {
      message: "The query of this handler found no row for these values.",
    });
  const collection = `${request.origin}${request.path.replace(/[^/]*$/, "")}`;
  return jsonResponse({ ...item, links: [{ rel: "collection", href: collection }] });
}

function handlerFailed(request: PracticeRequest, why: string): PracticeResponse {
  return problem(request, "UserDefinedResourceError", {
    message: `The request could not be processed because an error occurred whilst running the code of the handler. ORDS-25001: ${why}`,
    action: "Ask the owner of the resource to check its SQL or PL/SQL.",
  });
}
