import { readChallenges } from "../http/challenge.ts";
import type { HttpResponse } from "../http/httpMessage.ts";
import { parseMediaType } from "../http/mediaType.ts";
import { isOrdsProblem, parseProblem } from "../http/problemDetails.ts";

/** What an answer says about access. The answer itself is not kept: its body may be anybody's data. */
export interface AnswerFacts {
  readonly status: number;
  /**
   * Who wrote an error: ORDS, as its form shows; something else, as a login that is not ORDS's shows; or it cannot be
   * told. Of an answer that is no error it is "ords".
   */
  readonly writer: AnswerWriter;
  /** Where a redirect leads: to a path of the same schema, or away from it, as a sign-in page does. */
  readonly leads: "schema" | "elsewhere" | undefined;
}

export type AnswerWriter = "ords" | "unclear" | "other";

/** Never throws; the answer may be hostile. `url` is the address that was called, below `schemaUrl`. */
export function answerFactsOf(
  response: Pick<HttpResponse, "status" | "headers" | "body">,
  { url, schemaUrl }: { readonly url: string; readonly schemaUrl: string },
): AnswerFacts {
  const { status } = response;
  return {
    status,
    writer: status < 400 || status === 555 ? "ords" : writerOf(response),
    leads: status >= 300 && status < 400 ? leadOf(response, { url, schemaUrl }) : undefined,
  };
}

/** Assumptions `problemJsonShape` and `tokenRefusalNamesBearer`: ORDS is known by its form and its realm. */
function writerOf(response: Pick<HttpResponse, "headers" | "body">): AnswerWriter {
  if (isOrdsProblem(parseProblem(response))) return "ords";
  const challenges = readChallenges(response.headers["www-authenticate"]);
  if (challenges.some((one) => one.parameters.get("realm") === ordsRealm)) return "ords";
  // Where ORDS asks for a login it names its realm; a login of another kind stands in front of it.
  if (challenges.length > 0) return "other";
  const isEmpty = response.body.length === 0;
  const { kind } = parseMediaType(response.headers["content-type"]);
  return isEmpty || kind === "json" || kind === "html" ? "unclear" : "other";
}

const ordsRealm = "Oracle REST Data Services";

function leadOf(
  { headers, status }: Pick<HttpResponse, "headers" | "status">,
  { url, schemaUrl }: { readonly url: string; readonly schemaUrl: string },
): AnswerFacts["leads"] {
  const { location } = headers;
  if (location === undefined) return status === 304 ? "schema" : "elsewhere";
  if (!URL.canParse(location, url)) return "elsewhere";
  const target = new URL(location, url).href;
  return target === schemaUrl || target.startsWith(`${schemaUrl}/`) ? "schema" : "elsewhere";
}
