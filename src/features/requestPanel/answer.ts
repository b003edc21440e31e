import { assertNever } from "../../base/assertNever.ts";
import { redactHeaders, redactRequest } from "../../domain/http/redactRequest.ts";
import type { Attempt, Exchange } from "../../services/requests/sendRequest.ts";
import type { AnswerBody } from "./answerBody.ts";
import { describeDuration, describeSize } from "./describeAmount.ts";
import type { Row } from "./draft.ts";
import type { PageLink } from "./pageLinks.ts";
import type { Answer, Diagnosis, SentRequest } from "./requestPanelProtocol.ts";
import { statusText } from "./statusText.ts";

/** What the page shows of an exchange; the last attempt is the answer. */
export function toAnswer(
  exchange: Exchange,
  body: AnswerBody,
  { diagnosis, links, comparable, hasTokenRequest }: AnswerFacts,
): Answer {
  const last = lastAttempt(exchange);
  const { response } = last;
  return {
    status: response.status,
    statusText: statusText(response.status),
    tone: toneOf(response.status),
    diagnosis,
    explainable: refusals.has(response.status),
    duration: describeDuration(response.durationMs),
    timings: describeTimings(last),
    pages: links.map(({ rel }) => rel),
    hasEtag: response.headers["etag"] !== undefined,
    comparable,
    hasTokenRequest,
    size: `${describeSize(response.body.length)}${response.truncated ? " read" : ""}`,
    headers: toRows(redactHeaders(response.headers)),
    body: body.facts,
    attempts: describeAttempts(exchange.attempts),
    sent: toSent(last),
  };
}

export interface AnswerFacts {
  readonly diagnosis: Diagnosis | undefined;
  /** To other pages of the collection. */
  readonly links: readonly PageLink[];
  /** Whether there is one before it to hold it against. */
  readonly comparable: boolean;
  /** Whether a client of the schema called. */
  readonly hasTokenRequest: boolean;
}

/** "token 40 ms, wait 12 ms, download 3 ms" */
function describeTimings({ tokenMs, response: { timings } }: Attempt): string {
  const { connectMs, waitMs, downloadMs } = timings;
  const parts: readonly (readonly [string, number | undefined])[] = [
    ["token", tokenMs],
    ["connect", connectMs],
    ["wait", waitMs],
    ["download", downloadMs],
  ];
  return parts
    .flatMap(([word, ms]) => (ms === undefined ? [] : [`${word} ${describeDuration(ms)}`]))
    .join(", ");
}

/** What ORDS answers where a caller, a path or a method is refused. */
const refusals: ReadonlySet<number> = new Set([401, 403, 404, 405]);

export function lastAttempt(exchange: Exchange): Attempt {
  const last = exchange.attempts.at(-1);
  if (!last) throw new Error("An exchange without an attempt");
  return last;
}

function toneOf(status: number): Answer["tone"] {
  if (status >= 400) return "bad";
  return status >= 200 && status < 300 ? "good" : "neutral";
}

function toRows(headers: Readonly<Record<string, string>>): readonly Row[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function toSent({ request, authorization }: Attempt): SentRequest {
  const { method, url, headers, body } = redactRequest(request, authorization);
  return { line: `${method} ${url}`, headers: toRows(headers), body };
}

function describeAttempts(attempts: readonly Attempt[]): readonly string[] {
  if (attempts.length < 2) return [];
  return attempts.map(
    ({ response, tokenSource }, index) =>
      `Attempt ${index + 1}, ${describeSource(tokenSource)}: ${describeStatus(response.status)} in ${describeDuration(response.durationMs)}`,
  );
}

function describeStatus(status: number): string {
  return `${status} ${statusText(status)}`.trim();
}

function describeSource(source: Attempt["tokenSource"]): string {
  switch (source) {
    case "cache":
      return "with the stored token";
    case "fetched":
      return "with a new token";
    case "pasted":
      return "with the pasted token";
    case undefined:
      return "without a token";
    default:
      return assertNever(source);
  }
}
