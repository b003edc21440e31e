import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import { page, problem } from "../http/problem.ts";
import type { World } from "../world.ts";
import { answerSchemaCall } from "./schemaRoute.ts";
import { answerSignIn } from "./signInRoute.ts";
import { answerSqlRequest } from "./sqlRoute.ts";
import { answerTokenRequest } from "./tokenRoute.ts";

/**
 * Answers any request; what it reads of the world is committed, and it runs to its end before the next one
 * begins.
 */
export function routeRequest(world: World, request: PracticeRequest): PracticeResponse {
  const { schema } = world.access.catalog;
  if (/^(?:\/|\/ords\/?)$/.test(request.path)) return welcome(schema.alias);
  const [, alias = "", path = ""] = /^\/ords\/([^/]+)(\/.*)$/.exec(request.path) ?? [];
  if (decodePath(alias) !== schema.alias || !schema.enabled)
    // Assumption `disabledSchemaAnswers404`.
    return problem(request, "NotFound", {
      message:
        "The request could not be mapped to any database. Check the request URL is correct, and that URL to database mappings have been correctly configured.",
    });
  if (path === "/_/sql") return answerSqlRequest(world, request);
  if (path === "/oauth/token") return answerTokenRequest(world, request);
  if (path === "/oauth/auth") return answerSignIn(world, request);
  return answerSchemaCall(world, request, path);
}

function welcome(alias: string): PracticeResponse {
  const message = `It answers. The REST services of its schema are below /ords/${alias}/.`;
  return {
    status: 200,
    headers: { "content-type": "text/html;charset=utf-8" },
    body: page("Practice server", message),
  };
}

function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
