import { toBodyText } from "../../domain/http/bodyText.ts";
import type { HttpResponse } from "../../domain/http/httpMessage.ts";
import { parseMediaType } from "../../domain/http/mediaType.ts";
import { parseProblem } from "../../domain/http/problemDetails.ts";

/** What can be told about an answer that is not the expected one, in a form that is safe to print. */
export interface AnswerFacts {
  /** A web page: a sign-in form, a proxy's error page, another program. */
  readonly html: boolean;
  /** Where a redirect leads: origin and path, without the query. */
  readonly location: string | undefined;
  /** What the server says in a JSON error, in one line. */
  readonly words: string | undefined;
}

export function describeAnswer(response: HttpResponse): AnswerFacts {
  const { kind } = parseMediaType(response.headers["content-type"]);
  const problem = parseProblem(response);
  return {
    html: kind === "html" || beginsLikeMarkup(response),
    location: locationOf(response.headers["location"]),
    words: problem?.message ?? problem?.title ?? problem?.code,
  };
}

function beginsLikeMarkup({ body, headers }: HttpResponse): boolean {
  return toBodyText({ headers, body: body.subarray(0, 1000) })
    .trimStart()
    .startsWith("<");
}

function locationOf(location: string | undefined): string | undefined {
  if (location === undefined) return undefined;
  if (!URL.canParse(location)) return location.split(/[?#]/)[0]?.slice(0, 200);
  const url = new URL(location);
  return `${url.protocol}//${url.host}${url.pathname}`;
}
