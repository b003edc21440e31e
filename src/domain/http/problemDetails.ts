import { parseJson } from "../../base/parseJson.ts";
import { toBodyText } from "./bodyText.ts";
import type { HttpResponse } from "./httpMessage.ts";
import { parseMediaType } from "./mediaType.ts";

/** What an error answer of ORDS says (assumption `problemJsonShape`). The texts are the server's: show them as text. */
export interface ProblemDetails {
  /** `NotFound`, `Unauthorized`, `UserDefinedResourceError` … */
  readonly code: string | undefined;
  readonly title: string | undefined;
  readonly message: string | undefined;
  /** `tag:oracle.com,2020:error/NotFound` */
  readonly type: string | undefined;
  /** `tag:oracle.com,2020:ecid/…`, by which the server's log names this answer. */
  readonly instance: string | undefined;
}

/**
 * The error document of an answer; undefined when the body is not JSON or says nothing of the kind. Never throws; line
 * breaks become blanks and long texts are cut at 1,000 characters.
 */
export function parseProblem(
  response: Pick<HttpResponse, "headers" | "body">,
): ProblemDetails | undefined {
  if (parseMediaType(response.headers["content-type"]).kind !== "json") return undefined;
  // Nobody writes a problem of a megabyte, and reading one would hold everything up.
  if (response.body.length > longestProblem) return undefined;
  const value = parseJson(toBodyText(response));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const members = new Map<string, unknown>(Object.entries(value));
  const problem: ProblemDetails = {
    code: textOf(members.get("code")),
    title: textOf(members.get("title")),
    // RFC 9457 calls it detail; a gateway in front of ORDS may follow it.
    message: textOf(members.get("message")) ?? textOf(members.get("detail")),
    type: textOf(members.get("type")),
    instance: textOf(members.get("instance")),
  };
  return Object.values(problem).some((text) => text !== undefined) ? problem : undefined;
}

/** Whether ORDS itself wrote the problem, not something in front of it. */
export function isOrdsProblem(problem: ProblemDetails | undefined): boolean {
  return problem?.type?.startsWith("tag:oracle.com,") ?? false;
}

const longestText = 1000;
const longestProblem = 1_000_000;

function textOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.slice(0, longestText).replaceAll(/\s+/g, " ").trim();
  return text === "" ? undefined : text;
}
