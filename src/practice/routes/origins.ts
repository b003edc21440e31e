import type { PracticeRequest, PracticeResponse } from "../http/practiceRequest.ts";
import { problem } from "../http/problem.ts";

/**
 * Whether a page of another origin may call a module: the module lists its origins; callers that are no
 * pages have none.
 */
export function isOriginAllowed(request: PracticeRequest, allowed: readonly string[]): boolean {
  const origin = request.headers["origin"];
  if (origin === undefined || origin === request.origin) return true;
  return allowed.includes("*") || allowed.some((one) => one.replace(/\/+$/, "") === origin);
}

/** Assumption `preHookAnswers403`: a foreign origin is one of the reasons for 403. */
export function refuseOrigin(request: PracticeRequest): PracticeResponse {
  return problem(request, "Forbidden", {
    message: "The module does not allow calls from pages of this origin.",
    action: "List the origin with ORDS.SET_MODULE_ORIGINS_ALLOWED.",
  });
}

/** The headers that let a page of an allowed origin read the answer. */
export function originHeaders(request: PracticeRequest): Readonly<Record<string, string>> {
  const origin = request.headers["origin"];
  if (origin === undefined) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    vary: "Origin",
  };
}

/** The answer to OPTIONS: which methods there are; for a page's preflight also that it may use them. */
export function answerOptions(
  request: PracticeRequest,
  methods: readonly string[],
): PracticeResponse {
  const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const asked = request.headers["access-control-request-headers"];
  const preflight = request.headers["access-control-request-method"] !== undefined;
  return {
    status: 200,
    headers: {
      allow,
      ...originHeaders(request),
      ...(preflight ? { "access-control-allow-methods": allow } : {}),
      ...(preflight && asked !== undefined ? { "access-control-allow-headers": asked } : {}),
    },
    body: "",
  };
}
