import { executeScript } from "../execute/executeScript.ts";
import { createPlaceFinder } from "../execute/placeIn.ts";
import { readCaller, unauthorized } from "../http/caller.ts";
import { contentTypeOf, jsonResponse } from "../http/practiceRequest.ts";
import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import { problem } from "../http/problem.ts";
import type { World } from "../world.ts";
import { maxRows } from "./readPaging.ts";
import { parseSqlRequest } from "./sqlRequest.ts";
import type { SqlRequest } from "./sqlRequest.ts";
import { toSqlItem } from "./sqlItem.ts";

/**
 * `POST /ords/<alias>/_/sql`: REST-Enabled SQL. The status is 200 also when statements fail (assumption
 * `restSqlAnswers200`).
 */
export function answerSqlRequest(world: World, request: PracticeRequest): PracticeResponse {
  if (request.method !== "POST")
    return problem(request, "MethodNotAllowed", {
      message: "REST-Enabled SQL answers POST only.",
      headers: { allow: "POST" },
    });
  if (!isSqlDeveloper(world, request)) return unauthorized(request);
  const asked = readSqlRequest(request);
  if (typeof asked === "string") return problem(request, "BadRequest", { message: asked });
  const outcomes = executeScript(world, asked);
  const placeOf = createPlaceFinder(asked.text);
  const items = outcomes.map((outcome, index) => toSqlItem(outcome, { index, asked, placeOf }));
  return jsonResponse({ env: { defaultTimeZone: "UTC" }, items });
}

/** The schema's own user, or a token of a client with the role (assumption `restSqlNeedsSqlDeveloper`). */
function isSqlDeveloper(world: World, request: PracticeRequest): boolean {
  const caller = readCaller(world, request);
  if (caller?.kind === "user") return true;
  if (caller?.kind !== "client") return false;
  const client = world.access.clients.get(caller.name);
  return client?.roles.some((role) => role === "SQL Developer") ?? false;
}

/** The request, or why it is refused. */
function readSqlRequest(request: PracticeRequest): SqlRequest | string {
  switch (contentTypeOf(request)) {
    case "application/sql":
      return {
        text: request.body,
        binds: new Map(),
        positional: [],
        described: [],
        range: { offset: 0, limit: maxRows },
      };
    case "application/json":
      return parseSqlRequest(request.body);
    default:
      return "REST-Enabled SQL takes application/sql and application/json.";
  }
}
